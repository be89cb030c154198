"""What other search languages write: refused at its place, with our writing of it; never read as words. Pure."""

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import islice

from django.utils.translation import gettext as _g

from ipplatform.search.declarations import CodeField, IndexDeclaration
from ipplatform.search.dialects import DIALECTS
from ipplatform.search.errors import ErrorCode, ExpressionError
from ipplatform.search.grammar import QUOTED, refusal
from ipplatform.search.limits import MIN_PREFIX
from ipplatform.search.suggestions import nearest_field, quoted
from ipplatform.search.tokens import is_cjk, normalise
from ipplatform.search.typed import DASHES, NAME, WIDE, Typed

_COLON = re.compile(rf"{NAME}(?:\.\w+)*\s*(?P<sign>:)\s*")
_UNEQUAL = re.compile(rf"{NAME}\s*(?P<sign>≠|<>|!=|=\s*[!≠])\s*")
_EQUAL_EMPTY = re.compile(rf"{NAME}\s*(?P<sign>=)\s*(?=$|\)|(?:AND|OR|NOT)\b|[^\W\d]\w*\s*=)")
_GLUED = re.compile(
    r'(?<=[^\w\s()\[\]"=<>≥≤:;,、。?])(?P<name>[^\W\d]\w*)\s*(?:>=|<=|[=≥≤])|,(?P<after>[^\W\d]\w*)\s*='
)
_BINARY = re.compile(r"\|\||&&|(?<!\S)[|&](?!\S)")
_BEFORE_VALUE = re.compile(r'(?P<name>[^\W\d]\w*)\s*=\s*[^\s()"=]+$')
_UNARY = re.compile(rf'(?<![^\s(=,;、])(?:[{DASHES}](?=[^\W\d_]|["(])|!(?=[\w"(]))')
_FIELD_BEFORE = re.compile(r"[^\W\d]\w*\s*=\s*$")
_NOT_BEFORE = re.compile(r"\bNOT\s+$")
_STAR_INSIDE = re.compile(r'(?<=[\w"])\*+(?=\w)')
_QUESTION = re.compile(r"\?+")
_OPERATES = re.compile(r"[=*()]|\b(?:AND|OR|NOT)\b|\bNEAR/")
_ASKS = re.compile(r"\s*(?:what|how|why|which|who|when|where|is|are|can|do|does|will|should)\b", re.IGNORECASE)
_STAR_QUOTED = re.compile(r"(?<=[^\W\d_])\*(?![A-Z0-9])")
_FUZZY = re.compile(r'(?P<quote>(?<=")|(?<=[^\W\d_]))~\s*(?P<most>\d*)(?=[\s)]|$)')
_OPERATORS = {"|": "OR", "&": "AND", "!": "NOT"} | dict.fromkeys(DASHES, "NOT")
MAX_UNKNOWN = 8
"""Names that are none of a field are compared with all fields' names only so often in one reading."""
NATURAL_WORDS = 3
"""From so many words on, a question mark at the very end ends a sentence."""


def check_foreign(text: str, declaration: IndexDeclaration) -> None:
    """Refuse the first thing in the text that another language writes so. Raises ExpressionError."""
    typed = Typed(text, declaration)
    if typed.signs.count('"') % 2:
        return  # the open quote is what is wrong
    found = [error for check in _CHECKS if (error := check(typed)) is not None]
    if found:
        raise min(found, key=lambda error: error.position)


def _colon(typed: Typed) -> ExpressionError | None:
    """`title:battery`, `标题：电池`: a colon would make words of the field's name."""
    for match in _COLON.finditer(typed.masked):
        found = typed.field(match["name"])
        if found is not None:
            name = found.code if match["name"].isascii() else typed.text[match.start("name") : match.end("name")]
            message = _g("字段后面写等号：%(name)s=。要检索冒号前面的词，请加引号。") % {"name": name}
            return refusal(ErrorCode.COLON, message, match.start("sign"), edit=(*match.span(), f"{name}="))
    return None


def _unequal(typed: Typed) -> ExpressionError | None:
    for match in _UNEQUAL.finditer(typed.masked):
        if typed.field(match["name"]) is not None:
            name = typed.text[match.start("name") : match.end("name")]
            message = _g("没有“不等于”的符号。排除写作 NOT %(name)s=；要检索这个符号本身，请加引号。") % {"name": name}
            put = f"{name}=" if _NOT_BEFORE.search(typed.masked[: match.start()]) else f"NOT {name}="
            place = match.end("sign") - 1 if match["sign"][0] == "=" else match.start("sign")
            return refusal(ErrorCode.OPERATOR_UNKNOWN, message, place, edit=(*match.span(), put))
    return None


def _operator(sign: str, place: int, edit: tuple[int, int, str]) -> ExpressionError:
    message = _g("符号 %(sign)s 不是运算符，请写 %(word)s；要检索这个符号本身，请加引号。") % {
        "sign": sign, "word": _OPERATORS[sign[0]],
    }  # fmt: skip
    return refusal(ErrorCode.OPERATOR_UNKNOWN, message, place, edit=edit)


def _equal_empty(typed: Typed) -> ExpressionError | None:
    """`温度= AND 泵`: what is no field's name, with nothing behind the sign, is a word."""
    unknown = (one for one in _EQUAL_EMPTY.finditer(typed.masked) if typed.field(one["name"]) is None)
    for match in islice(unknown, MAX_UNKNOWN):
        name = match["name"]
        if nearest_field(name, typed.declaration.all_names) is None:
            message = _g("“%(name)s”不是字段，等号后面也没有内容。请删去等号；要检索等号本身，请加引号。") % {
                "name": name
            }
            place = match.start("sign")
            return refusal(ErrorCode.FIELD_UNKNOWN, message, place, edit=(place, place + 1, " "))
    return None


def _binary(typed: Typed) -> ExpressionError | None:
    """`a || b`, `a | b`, `a && b`, `a & b`; inside a word `AT&T` is a name, `CN|US` a list of values."""
    match = _BINARY.search(typed.masked)
    if match is None:
        return None
    start, end = typed.blanks_around(*match.span())
    put = f" {_OPERATORS[match.group()[0]]} "
    before = _BEFORE_VALUE.search(typed.masked[:start])
    named = re.match(r"[^\W\d]\w*\s*[=<>≥≤:]", typed.masked[end:])
    if match.group()[0] == "|" and before and isinstance(typed.field(before["name"]), CodeField) and not named:
        put = "|"
    return _operator(match.group(), match.start(), (start, end, put))


def _unary(typed: Typed) -> ExpressionError | None:
    """`-word`, `!word`, `-PA=word`, `TI=-word`, and any other dash in the place of the minus."""
    match = _UNARY.search(typed.masked)
    if match is None:
        return None
    place, sign = match.start(), match.group()
    named = _FIELD_BEFORE.search(typed.masked[:place])
    start = named.start() if named else place
    put = "" if _NOT_BEFORE.search(typed.masked[:start]) else "NOT "
    edit = (start, match.end(), put + (typed.text[start : named.end()] if named else ""))
    if sign == "!":
        return _operator(sign, place, edit)
    word = re.split(r"[\s()（）\"“”]", typed.text[match.end() :])[0] or "…"
    message = _g("减号不表示排除。排除写作 NOT %(word)s；要检索减号后面的词，请去掉减号。") % {"word": word}
    return refusal(ErrorCode.OPERATOR_UNKNOWN, message, place, edit=edit)


def _glued(typed: Typed) -> ExpressionError | None:
    """`电池,PA=中兴`, `TI=a&PA=b`: the field would be part of the word before it."""
    for match in _GLUED.finditer(typed.masked):
        place = match.start("name") - 1 if match["name"] else match.start()
        if typed.field(match["name"] or match["after"]) is not None and typed.text[place] not in "，、；。：？！;":
            sign = typed.masked[place]
            message = _g("字段 %(name)s= 前面要有空格或运算符，这里是 %(sign)s。") % {
                "name": match["name"] or match["after"], "sign": sign,
            }  # fmt: skip
            put = f" {_OPERATORS.get(sign, '')} " if sign in _OPERATORS else " "
            return refusal(ErrorCode.CHARACTER, message, place, edit=(place, place + 1, put))
    return None


def _star_inside(typed: Typed) -> ExpressionError | None:
    match = _STAR_INSIDE.search(typed.masked)
    if match is None:
        return None
    message = _g("星号只能紧跟在词尾，例如 wave*；要检索星号本身，请加引号。")
    return refusal(ErrorCode.PREFIX_MISPLACED, message, match.start(), edit=_mended(typed, *match.span(), "NEAR/5"))


def _question(typed: Typed) -> ExpressionError | None:
    """`w?ve`, `wave?`; a question mark that ends a sentence is none of it."""
    for match in _QUESTION.finditer(typed.masked):
        start, end = match.span()
        before, after = typed.masked[:start][-1:], typed.masked[end : end + 1]
        wide = typed.text[start] == "？"
        if not _of_word(before) and not (_of_word(after) and not wide):
            continue
        if (wide or not _of_word(after)) and (is_cjk(before) or is_cjk(after) or _ends_sentence(typed, start, end)):
            continue
        message = _g("没有代替一个字母的问号。词尾任意写作 wave*，几种写法用 OR 连接；要检索问号本身，请加引号。")
        edit = _mended(typed, start, end, f"NEAR/{end - start}") if _of_word(before) else (start, end, "")
        return refusal(ErrorCode.CHARACTER, message, start, edit=edit)
    return None


def _of_word(sign: str) -> bool:
    return sign.isalnum()


def _ends_sentence(typed: Typed, start: int, end: int) -> bool:
    """A question as people write it, not a word with a letter left open."""
    if _OPERATES.search(typed.masked):
        return False
    rest = typed.masked[end:].strip(" !.")
    if rest and not (rest[0].isupper() or is_cjk(rest[0])):
        return False
    before = typed.masked[:start]
    many = len(before.split()) >= NATURAL_WORDS
    return many or _ASKS.match(before) is not None or any(is_cjk(letter) for letter in before)


def _mended(typed: Typed, start: int, end: int, near: str) -> tuple[int, int, str] | None:
    """A sign for any letters inside a word: near each other for Chinese letters, else the beginning with a star."""
    before, after = typed.masked[:start][-1:], typed.masked[end : end + 1]
    if is_cjk(before) and is_cjk(after):
        return start, end, f" {near} "
    first, last = typed.word_around(start, end)
    head = typed.masked[first:start]
    if head.isdigit() and after.isdigit():
        return first, last, f'"{typed.text[first:last]}"'
    if before == '"':
        return end, end, " "
    if is_cjk(after) and _FIELD_BEFORE.search(typed.masked[:first]):
        return first, last, f"({typed.text[first:start]}* {typed.text[end:last]})"
    if is_cjk(after):
        return start, end, "* "
    return (start, last, "*") if sum(map(str.isalnum, head)) >= MIN_PREFIX and not is_cjk(before) else None


def _star_quoted(typed: Typed) -> ExpressionError | None:
    """`"battery sep*"`: between quotes a star would be nothing. `"5*3"` and `"A*STAR"` are what they are."""
    for phrase in QUOTED.finditer(typed.signs):
        match = _STAR_QUOTED.search(phrase.group())
        if match is None:
            continue
        place, inner = phrase.start() + match.start(), typed.text[phrase.start() + 1 : phrase.end() - 1].strip()
        words = inner.translate(WIDE).split()
        edit = None
        if inner.translate(WIDE).count("*") == 1 and words[-1].endswith("*"):
            after = "" if typed.signs[phrase.end() :].startswith("*") else "*"
            edit = (*phrase.span(), f'"{inner[:-1]}"{after}')
        elif all(re.fullmatch(r"\w[\w./*-]*", word) for word in words):
            edit = (*phrase.span(), "({})".format(" ".join(words)))
        message = _g('引号里的星号不起作用。词尾任意的短语把星号写在引号后面，例如 "solid electroly"*。')
        return refusal(ErrorCode.PREFIX_MISPLACED, message, place, edit=edit)
    return None


def _fuzzy(typed: Typed) -> ExpressionError | None:
    """`"光学 波导"~5` and `battery~2`."""
    match = _FUZZY.search(typed.masked)
    if match is None:
        return None
    start, end = match.span()
    edit: tuple[int, int, str] | None = (start, end, "")
    if typed.masked[start - 1] == '"':
        phrases = list(QUOTED.finditer(typed.signs))
        phrase = phrases[bisect_left([one.end() for one in phrases], start)]
        words = phrase.group().strip('"').split()
        if len(words) > 1:
            near = f" NEAR/{match['most'] or 5} ".join(map(_word, words))
            edit = (phrase.start(), end, near) if len(words) == 2 else None
    message = _g("没有 %(sign)s 这种写法。两个词相隔不远写作：光学 NEAR/5 波导。") % {"sign": match.group()}
    return refusal(ErrorCode.OPERATOR_UNKNOWN, message, start, edit=edit)


def _word(word: str) -> str:
    return f'"{word}"' if normalise(word) in ("and", "or", "not") else quoted(word)


_CHECKS: tuple[Callable[[Typed], ExpressionError | None], ...] = (
    _colon, _unequal, _equal_empty, _binary, _unary, _glued, _star_inside, _question, _star_quoted, _fuzzy, *DIALECTS,
)  # fmt: skip
