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
from ipplatform.search.suggestions import field_within, nearest_field, quoted
from ipplatform.search.tokens import normalise
from ipplatform.search.typed import DASHES, FIELD_BEFORE, NAME, Typed
from ipplatform.search.wildcards import WILDCARDS

_COLON = re.compile(rf"{NAME}(?:\.\w+)*\s*(?P<sign>:)\s*")
_UNEQUAL = re.compile(rf"{NAME}\s*(?P<sign>≠|<>|!=|=\s*[!≠])\s*")
_EQUAL_EMPTY = re.compile(rf"{NAME}\s*(?P<sign>=)\s*(?=$|\)|(?:AND|OR|NOT)\b|[^\W\d]\w*\s*=)")
_GLUED = re.compile(
    r'(?<=[^\w\s()\[\]"=<>≥≤:;,、。?])(?P<name>[^\W\d]\w*)\s*(?:>=|<=|[=≥≤])|,(?P<after>[^\W\d]\w*)\s*='
)
_GLUED_CJK = re.compile(r"=\s*(?P<name>[^\W\d]\w*)\s*[<>=≥≤]")
_BINARY = re.compile(r"\|\||&&|(?<!\S)[|&](?!\S)")
_BEFORE_VALUE = re.compile(r'(?P<name>[^\W\d]\w*)\s*=\s*[^\s()"=]+$')
_UNARY = re.compile(rf'(?<![^\s(=,;、])(?:[{DASHES}](?=[^\W\d_]|["(])|!(?=[\w"(]))')
_NOT_BEFORE = re.compile(r"\bNOT\s+$")
_FUZZY = re.compile(
    r'(?:(?<=[^\W\d_])~\s*\d*|(?<=")~\s*(?P<most>\d*)|(?<=")\s*(?P<mark>[~/^])\s*(?P<far>\d+)'
    r"|(?<=\))(?P<group>[~^])\s*\d+)(?=[\s)]|$)"
)
_LATIN = "[^\\W\u2e80-\U0003ffff]"  # a letter, digit or _ of a script that parts its words with blanks
_SINGLE = re.compile(
    rf"(?<!{_LATIN})"
    r"(?:'(?=[^\s'])[^'\"]*(?:\b'\b[^'\"]*)*(?<!\s)'|‘[^‘’\"]*(?:\b’\b[^‘’\"]*)*’)"
    rf"(?!{_LATIN})"
)
_OPERATORS = {"|": "OR", "&": "AND", "!": "NOT"} | dict.fromkeys(DASHES, "NOT")
MAX_UNKNOWN = 8
"""Names that are none of a field are compared with all fields' names only so often in one reading."""


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
    named = FIELD_BEFORE.search(typed.masked[:place])
    start = named.start() if named else place
    put = "" if _NOT_BEFORE.search(typed.masked[:start]) else "NOT "
    edit = (start, match.end(), put + (typed.text[start : named.end()] if named else ""))
    if sign == "!":
        return _operator(sign, place, edit)
    word = re.split(r"[\s()（）\"“”]", typed.text[match.end() :])[0] or "…"
    message = _g("减号不表示排除。排除写作 NOT %(word)s；要检索减号后面的词，请去掉减号。") % {"word": word}
    return refusal(ErrorCode.OPERATOR_UNKNOWN, message, place, edit=edit)


def _glued(typed: Typed) -> ExpressionError | None:
    """`电池,PA=中兴`, `TI=a&PA=b`, `TI=电池PA=中兴`: the field would be part of the word before it."""
    for match in _GLUED.finditer(typed.masked):
        place = match.start("name") - 1 if match["name"] else match.start()
        if typed.field(match["name"] or match["after"]) is not None and typed.text[place] not in "，、；。：？！;":
            sign = typed.masked[place]
            message = _g("字段 %(name)s= 前面要有空格或运算符，这里是 %(sign)s。") % {
                "name": match["name"] or match["after"], "sign": sign,
            }  # fmt: skip
            put = f" {_OPERATORS.get(sign, '')} " if sign in _OPERATORS else " "
            return refusal(ErrorCode.CHARACTER, message, place, edit=(place, place + 1, put))
    for match in _GLUED_CJK.finditer(typed.masked):
        within = field_within(match["name"], typed.declaration.all_names)
        if within and typed.field(match["name"]) is None:
            place = match.start("name") + within
            message = _g("字段 %(name)s= 前面要有空格或运算符，这里是 %(sign)s。") % {
                "name": typed.text[place : match.end("name")], "sign": typed.text[place - 1],
            }  # fmt: skip
            return refusal(ErrorCode.CHARACTER, message, place, edit=(place, place, " "))
    return None


def _phrase(typed: Typed) -> ExpressionError | None:
    """`'solid state'`, `‘固态 电池’`: single quotes make no phrase. `O'Reilly` and `5'-GMP` are names."""
    for match in _SINGLE.finditer(typed.masked):
        inner = typed.text[match.start() + 1 : match.end() - 1]
        if len(inner.split()) > 1:
            message = _g('单引号不表示短语，短语写在双引号里，例如 "固态 电解质"。')
            return refusal(ErrorCode.CHARACTER, message, match.start(), edit=(*match.span(), f'"{inner.strip()}"'))
    return None


def _fuzzy(typed: Typed) -> ExpressionError | None:
    """`"光学 波导"~5`, `"光学 波导"/5`, `"光学 波导"^2`, `(a b)~3` and `battery~2`."""
    match = _FUZZY.search(typed.masked)
    if match is None:
        return None
    start, end = match.start() + len(match.group()) - len(match.group().lstrip()), match.end()
    edit: tuple[int, int, str] | None = (match.start(), end, "")
    if typed.masked[match.start() - 1] == '"':
        phrases = list(QUOTED.finditer(typed.signs))
        phrase = phrases[bisect_left([one.end() for one in phrases], match.start())]
        words = phrase.group().strip('"').split()
        if len(words) > 1 and match["mark"] != "^":
            near = f" NEAR/{match['most'] or match['far'] or 5} ".join(map(_word, words))
            edit = (phrase.start(), end, near) if len(words) == 2 else None
        elif match["mark"] == "/":
            edit = None
    elif match["group"] == "~":
        edit = None
    message = _g("没有 %(sign)s 这种写法。两个词相隔不远写作：光学 NEAR/5 波导。") % {"sign": match.group().strip()}
    return refusal(ErrorCode.OPERATOR_UNKNOWN, message, start, edit=edit)


def _word(word: str) -> str:
    return f'"{word}"' if normalise(word) in ("and", "or", "not") else quoted(word)


_CHECKS: tuple[Callable[[Typed], ExpressionError | None], ...] = (
    _colon, _unequal, _equal_empty, _binary, _unary, _glued, _phrase, _fuzzy, *WILDCARDS, *DIALECTS,
)  # fmt: skip
