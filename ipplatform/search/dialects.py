"""Ranges, operators and field names of other databases: refused at their place, with our writing of them. Pure."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _g

from ipplatform.search.declarations import DayField
from ipplatform.search.errors import ErrorCode, ExpressionError
from ipplatform.search.grammar import refusal
from ipplatform.search.other_names import other_name
from ipplatform.search.tokens import is_cjk
from ipplatform.search.typed import NAME, Typed

_DAY = r"(?:\d{8}|\d{4}年?(?:[-/.]?\d{1,2}月?(?:[-/.]?\d{1,2}日?)?)?)"
_SIGN = r"(?:[<>]=?|[≤≥])"
_BARE_RANGE = re.compile(
    rf"{NAME}\s*=\s*\(?\s*(?P<range>(?P<first>{_DAY})(?:\s+(?:TO|-|~|[–—])\s+|\s*(?:TO\b|[至到])\s*)(?P<last>{_DAY}|\*))"
    r"(?=[\s)]|$)",
    re.IGNORECASE,
)
_BETWEEN_DAYS = re.compile(rf"(?P<first>(?<![\w<>=]){_DAY})\s*(?P<less>{_SIGN})\s*(?P<name>[^\W\d]\w*)(?!\w|\s*=)")
_SECOND_SIGN = re.compile(rf"{NAME}\s*{_SIGN}\s*{_DAY}\s*(?P<and>(?:AND\s+|[,;]\s*)?)(?P<second>{_SIGN})(?=\s*{_DAY})")
_COMPARED = re.compile(rf"{NAME}(?P<sign>[<>])(?=[^\s=<>\d\[])")
_TURNED = {"<": ">", ">": "<", "≤": ">=", "≥": "<=", "<=": ">=", ">=": "<="}
_LOGIC = re.compile(r"(?<![A-Z0-9_])(?:AND|OR|NOT)(?![A-Z0-9_])")
_NEAR = re.compile(
    r"(?<![A-Z_/])NEAR/(?P<own>\d+)(?![\d_/])|(?<![A-Za-z0-9_/])(?:(?i:near|adj)/-?(?P<far>\d+)|(?:NEAR|ADJ)(?P<most>\d*))(?![A-Za-z0-9_/])"
)
_OUTER = re.compile(r'[\s()"]')
_NAMED = re.compile(r'(?<![\w.\-/:@])(?P<name>[A-Za-z]\w+(?:\.\w+)*):(?=(?P<opens>[(\["])|\w)', re.ASCII)
_NAMED_CJK = re.compile(r"(?<![\w.\-/:@])(?P<name>[A-Z][A-Z_]+):(?P<opens>)(?=[^\W_])")
SHORT_NAME = 4
"""Up to so many letters another database's name is one only in capitals: `dp:2` and `all:x` may be words."""


def _bare_range(typed: Typed) -> ExpressionError | None:
    """`AD=2018 TO 2020`, `AD=2018-03 - 2020-03`: without brackets the second day would be a word."""
    for match in _BARE_RANGE.finditer(typed.masked):
        if isinstance(typed.field(match["name"]), DayField) and re.search(r"\s", match["range"]):
            message = _g("日期范围写在方括号里：[2018 TO 2020]。")
            put = f"[{match['first']} TO {match['last']}]"
            start = match.start("range")
            return refusal(ErrorCode.DAY_INVALID, message, start, edit=(*match.span("range"), put))
    return None


def _comparison(typed: Typed) -> ExpressionError | None:
    """`2018<AD<2020`, `AD>2018 <2020`, `TI>电池`: a sign beside a field's name is never a part of a word."""
    message = _g("比较写作 AD>2018，每个符号前面都要写日期字段；要检索这个符号本身，请加引号。")
    for match in _BETWEEN_DAYS.finditer(typed.masked):
        if isinstance(typed.field(match["name"]), DayField):
            name = match["name"]
            again = f" {name}" if re.match(rf"\s*{_SIGN}", typed.masked[match.end() :]) else ""
            edit = (*match.span(), f"{name}{_TURNED[match['less']]}{match['first']}{again}")
            return refusal(ErrorCode.COMPARISON, message, match.start("less"), edit=edit)
    for match in _SECOND_SIGN.finditer(typed.masked):
        if isinstance(typed.field(match["name"]), DayField):
            start = match.start("second")
            blank = "" if typed.masked[start - 1].isspace() else " "
            return refusal(ErrorCode.COMPARISON, message, start, edit=(start, start, f"{blank}{match['name']}"))
    for match in _COMPARED.finditer(typed.masked):
        found = typed.field(match["name"])
        if found is not None:
            put = None if isinstance(found, DayField) else (*match.span("sign"), "=")
            only = _g("只有日期字段能用 %(sign)s，这里请写 %(name)s=。") % {
                "sign": match["sign"],
                "name": match["name"],
            }
            return refusal(ErrorCode.COMPARISON, only if put else message, match.start("sign"), edit=put)
    return None


def _glued_operator(typed: Typed) -> ExpressionError | None:
    """`电池OR隔膜`, `电池ORwave`, `光学NEAR/5wave`: an operator in capitals that touches a letter that is none."""
    for match in _LOGIC.finditer(typed.masked):
        before, after = _around(typed, match)
        if (
            (is_cjk(before) and _small(after))
            or (_small(before) and is_cjk(after))
            or is_cjk(after)
            and (not before or is_cjk(before) or _OUTER.match(before))
            or (is_cjk(before) and _OUTER.match(after) and typed.masked[match.end() :].strip(" )"))
        ):
            message = _g("运算符 %(word)s 两边要有空格；要把它当作词来检索，请加引号。") % {"word": match.group()}
            return refusal(ErrorCode.OPERATOR_UNKNOWN, message, match.start(), edit=_apart(typed, match, match.group()))
    for match in _NEAR.finditer(typed.masked):
        before, after = _around(typed, match)
        glued = is_cjk(before) or is_cjk(after) or (match["own"] and (before.isalnum() or after.isalnum()))
        if before and after and (glued or "-" in match.group()):
            near = match["own"] or match["far"] or match["most"] or "5"
            message = _g("没有运算符 %(word)s。相邻检索写作 NEAR/%(most)s；要把它当作词来检索，请加引号。") % {
                "word": match.group(), "most": near,
            }  # fmt: skip
            edit = _apart(typed, match, f"NEAR/{near}")
            return refusal(ErrorCode.OPERATOR_UNKNOWN, message, match.start(), edit=edit)
    return None


def _around(typed: Typed, match: re.Match[str]) -> tuple[str, str]:
    return typed.masked[: match.start()][-1:], typed.masked[match.end() : match.end() + 1]


def _apart(typed: Typed, match: re.Match[str], put: str) -> tuple[int, int, str]:
    """The operator with a blank where it touches a letter."""
    before, after = _around(typed, match)
    return (*match.span(), f"{' ' * before.isalnum()}{put}{' ' * after.isalnum()}")


def _small(letter: str) -> bool:
    return letter.isascii() and letter.islower()


def _other_name(typed: Typed) -> ExpressionError | None:
    """`TAC:(电池)`, `jurisdiction:CN`, `ALL:电池`. `PEO:LiTFSI`, `LED：灯` and `http:` are words."""
    matches = [*_NAMED.finditer(typed.masked), *_NAMED_CJK.finditer(typed.masked)]
    for match in sorted(matches, key=lambda one: one.start()):
        name, own = match["name"], other_name(match["name"])
        known = own is not None and (len(name) > SHORT_NAME or name.isupper())
        chinese = name.isupper() and is_cjk(typed.masked[match.end()]) and typed.text[match.end() - 1] == ":"
        if typed.field(name) or not (known or match["opens"] or chinese or "_" in name):
            continue
        message = _g("没有字段 %(code)s。字段后面写等号，可用字段：%(known)s；要检索冒号本身，请加引号。") % {
            "code": name, "known": " ".join(f"{one}=" for one in typed.declaration.shown_codes),
        }  # fmt: skip
        asks = own == "" or typed.field(own) is not None
        edit = (*match.span(), f"{own}=" if own else "") if asks else None
        return refusal(ErrorCode.FIELD_UNKNOWN, message, match.start(), edit=edit)
    return None


DIALECTS: tuple[Callable[[Typed], ExpressionError | None], ...] = (
    _bare_range, _comparison, _glued_operator, _other_name,
)  # fmt: skip
