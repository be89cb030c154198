"""Several values after one field: `CN,US` is no value and no word, but `(CN OR US)`. Pure."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _g
from lark import Token

from ipplatform.search.declarations import AnyField, CodeField, DayField, ExpandedField, TextField
from ipplatform.search.errors import ErrorCode
from ipplatform.search.grammar import JOINED, plain_of, quotes_masked, refusal
from ipplatform.search.shapes import Shape
from ipplatform.search.tokens import is_cjk

_WIDE = str.maketrans("，；｜＊“”„＂「」『』（）＝\u3000：", ',;|*""""""""()= :')
Shapes = tuple[Shape, ...]
_LISTED, _BARRED = re.compile(r"[,;、|]"), re.compile(r"\|")
_ITEM = re.compile(
    r'(?:[A-Za-z]\d{2}[A-Za-z]\s+(?:\d{1,4}/\d+|\d{1,3}(?=\s*(?:[,;、|)]|$)))|"+|[^\s()\[\]"*=,;、|]+)\*?'
)
_TURNED_NAME = re.compile(r"[^\s,;|\"]+(?:,\s+[^\s,;|\"]+)+", re.ASCII)
"""`Zhang, San`, `Apple, Inc.`: one name, not two; among three and more only a legal form is a part of a name."""
_LEGAL_FORM = re.compile(
    r"(?:inc|incorporated|ltd|limited|llc|l\.l\.c|co|corp|corporation|gmbh|ag|kg|plc|lp|llp"
    r"|s\.?a|s\.?r\.?l|b\.?v|n\.?v|jr|sr)\.?",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*([,;、|])\s*")
_NO_VALUE = re.compile(r"(?:AND|OR|NOT)(?=[\s()]|$)|[^\W\d]\w*\s*[=:<>≥≤≠]")
_LETTERS_END, _LETTERS_START = re.compile(r"[^\W\d_]{2}\.?$"), re.compile(r"[^\W\d_]{2}")


def check_one(asked: AnyField | None, word: Token, starred: bool, whole: str, shapes: Shapes) -> None:
    """Refuse a word that goes on with a mark and another value: `OFFICE=CN,US`, `IN=李明；王强`, `电池|隔膜`.

    Free text keeps its punctuation, a number its commas, and the values of a code field their `|`. Raises
    ExpressionError at the mark, with the values as alternatives.
    """
    start = word.start_pos or 0
    signs = _signs(whole)
    if not (_LISTED if asked is not None else _BARRED).search(signs, start):
        return
    masked = _masked(whole, signs, shapes)
    bare = asked is None or re.search(r"=\s*$", masked[:start]) is not None
    first = _ITEM.match(masked, start)
    end = (word.end_pos or 0) + starred if first is None else first.end()
    values, signs_between, wrong = [(start, end)], [""], None
    while (mark := _MARK.match(masked, end)) is not None:
        following = _ITEM.match(masked, mark.end())
        if following is None or _NO_VALUE.match(masked, mark.end()):
            break
        if _one_value(
            asked,
            masked[max(end - 3, 0) : end],
            mark,
            masked[mark.end() : mark.end() + 2],
            kin=not bare and whole[mark.start(1)] in "，；、",
        ):
            values[-1] = (values[-1][0], following.end())
        else:
            wrong = wrong or mark
            values.append(following.span())
            signs_between.append(mark[1])
        end = following.end()
    if wrong is None:
        return
    put = _put_together(whole, signs, values, signs_between) if isinstance(asked, TextField) else []
    put = put or [whole[first:last] for first, last in values]
    joined, bare = " OR ".join(put), bare and len(put) > 1
    edit = (start, end, f"({joined})" if bare else joined)
    message = _g("几个值之间写 OR，例如 OFFICE=(CN OR US)；要把符号 %(sign)s 连同两边一起检索，请加引号。") % {
        "sign": whole[wrong.start(1)]
    }
    raise refusal(ErrorCode.SEVERAL, message, wrong.start(1), edit=edit)


def _put_together(whole: str, signs: str, values: list[tuple[int, int]], between: list[str]) -> list[str]:
    """Values as they are typed, names that hold a comma in quotes: `Apple, Inc.`, `Zhang, San; Li, Wei`."""
    listed = len(set(between[1:])) > 1
    names: list[list[int]] = []
    for (first, last), sign in zip(values, between, strict=True):
        turned = listed or len(values) == 2 or _LEGAL_FORM.fullmatch(signs, first, last)
        if names and sign == "," and turned and _TURNED_NAME.fullmatch(signs, names[-1][0], last):
            names[-1][1] = last
        else:
            names.append([first, last])
    held = {first for first, last in names if (first, last) not in values}
    return [f'"{whole[first:last]}"' if first in held else whole[first:last] for first, last in names]


@lru_cache(maxsize=2)
def _signs(whole: str) -> str:
    return whole.translate(_WIDE)


@lru_cache(maxsize=2)
def _masked(whole: str, signs: str, shapes: Shapes) -> str:
    """The signs with quotes for all that stands in quotes, and the blanks inside numbers joined."""
    plain = plain_of(_LISTED.sub(" ", signs), shapes)
    signs = "".join(JOINED if one == JOINED else sign for one, sign in zip(plain, signs, strict=True))
    return quotes_masked(signs)


def _one_value(asked: AnyField | None, before: str, mark: re.Match[str], after: str, *, kin: bool) -> bool:
    """Whether what stands on both sides of a mark is still one word or value."""
    sign, tight = mark[1], mark.group() == mark[1]
    last, first = before[-1:], after[:1]
    if sign == "|":
        coded = isinstance(asked, CodeField) and not isinstance(asked, DayField)
        coded = coded and not (last in '*"' or first == '"')
        return coded or not tight or not (last.isalnum() or last in '*"')
    if asked is None or kin and not isinstance(asked, CodeField | ExpandedField):
        return True
    ordered = isinstance(asked, DayField) or (isinstance(asked, CodeField) and asked.by_beginning)
    if sign == "," and last.isdigit() and first.isdigit() and not ordered:
        return True
    if sign != "," or isinstance(asked, CodeField | ExpandedField):
        return False
    words = is_cjk(last) or last == '"' or _LETTERS_END.search(before), is_cjk(first) or _LETTERS_START.match(after)
    return not (words[0] and (words[1] or first == '"'))
