"""A field's name that is none, and what stands after fields: days, ranges, closed values, filters of a name. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _g
from lark import Token

from ipplatform.search.days import Span, day_span, day_token, range_tokens
from ipplatform.search.declarations import AnyField, CodeField, DayField, IndexDeclaration, plain_name
from ipplatform.search.errors import ErrorCode, ExpressionError
from ipplatform.search.grammar import refusal
from ipplatform.search.other_names import other_name
from ipplatform.search.suggestions import field_meant, nearest, quoted
from ipplatform.search.tree import Marked, Tree

SHOWN_VALUES = 12

_BETWEEN = re.compile(r"\s+-\s+|\s*(?:\bTO\b|至|到|~|～|\.\.|—|–)\s*|\s*,\s*|\s+", re.IGNORECASE)
_VALUE_BEFORE = re.compile(r'([^\s()="“”（）＝]+)(["“”]?)(?:\s|\b(?:AND|OR)\b)+["“”]?$')
_DAY_LIKE = re.compile(r"^[\d\s./年月日号-]+$")
_DASHED = re.compile(r"^(\d{4}|\d{6}|\d{8}|\*)\s*[-~～—–至到]\s*(\d{4}|\d{6}|\d{8}|\*)$")


def field_unknown(declaration: IndexDeclaration, text: str, name: str, sign: str, mark: Token) -> ExpressionError:
    """The refusal of a name before `=` that no field has, with the one that was meant, else the word in quotes."""
    start, end = mark.start_pos or 0, mark.end_pos or 0
    known = " ".join(f"{one}=" for one in declaration.shown_codes)
    message = _g("没有字段 %(code)s=。可用字段：%(known)s；要检索等号本身，请加引号。") % {
        "code": name, "known": known,
    }  # fmt: skip
    own = other_name(name)
    if own == "" and sign == "=":
        return refusal(ErrorCode.FIELD_UNKNOWN, message, start, edit=(start, end, ""))
    near = own if own and plain_name(own) in declaration.codes else field_meant(name, declaration.all_names)
    if near is not None and (sign == "=" or isinstance(declaration.codes.get(plain_name(near)), DayField)):
        return refusal(ErrorCode.FIELD_UNKNOWN, message, start, edit=(start, end, f"{near}{sign}"))
    word_end = next((at for at in range(end, len(text)) if text[at] in ' \u3000()"（）“”'), len(text))
    edit = (start, word_end, f'"{text[start:word_end]}"') if word_end > end else (start, end, name)
    return refusal(ErrorCode.FIELD_UNKNOWN, message, start, edit=edit)


def ranged(asked: AnyField | None, declaration: IndexDeclaration, word: Token) -> tuple[str, ...]:
    """The tokens of `[2018 TO 2020]` after a day field. Raises ExpressionError."""
    start, end, text = word.start_pos or 0, word.end_pos or 0, str(word)
    if not isinstance(asked, DayField):
        days = next((one.code for one in declaration.fields if isinstance(one, DayField)), "")
        message = _g("范围只能写在日期字段后面，例如 AD=[2018 TO 2020]；要检索方括号本身，请加引号。")
        edit = (start, end, f"{days}={text}" if asked is None and days and _bounds(text) else f'"{text}"')
        raise refusal(ErrorCode.RANGE_MISPLACED, message, start, edit=edit)
    bounds = _bounds(text)
    if bounds is None:
        message = _g("日期范围写作 [20180101 TO 20191231]、[2018 TO 2020] 或 [2018 TO *]。")
        raise refusal(ErrorCode.DAY_INVALID, message, start, edit=_range_mended(text, start, end))
    return _range(bounds, word, text)


def days_asked(word: Token, text: str, *, starred: bool) -> tuple[str, ...]:
    """The tokens of `2018`, `2018-03`, `20180305` or `2018-2020`. Raises ExpressionError."""
    start, end = word.start_pos or 0, word.end_pos or 0
    span = day_span(text)
    if span is not None and not starred:
        return (day_token(span),)
    bounds = _bounds(word) if _DASHED.match(word) else None
    if bounds is not None and not starred:
        return _range(bounds, word, word)
    message = _g("这里要写日期：2018、201803、2018-03-05，或范围 [20180101 TO 20191231]。")
    # A day that the calendar does not have is most likely wrong in its day; a star after a day says nothing.
    parts = re.findall(r"\d+", word)
    coarser = [word[:6], word[:4]] if word.isdigit() else ["-".join(parts[:2]), *parts[:1]]
    mended = next((one for one in coarser if day_span(one)), None) if _DAY_LIKE.match(word) else None
    if _bounds(word):
        mended = "[{} TO {}]".format(*range_parts(word))
    edit = (start, end + starred, text.strip() if span else mended) if span or mended else None
    raise refusal(ErrorCode.DAY_INVALID, message, start, edit=(edit[0], edit[1], edit[2] or "") if edit else None)


def compared(sign: str, node: Any, text: str) -> tuple[Token, tuple[str, ...]]:
    """The word after `AD>=` and its tokens. Raises ExpressionError."""
    leaf = node.children[0] if node.data == "leaf" and len(node.children) == 1 else None
    span = day_span(text[leaf.start_pos : leaf.end_pos]) if leaf is not None and leaf.type == "WORD" else None
    if leaf is None or span is None:
        found = next(node.scan_values(lambda one: isinstance(one, Token)))
        message = _g("%(sign)s 后面写一个日期：2018、201803 或 2018-03-05。") % {"sign": sign}
        raise refusal(ErrorCode.DAY_INVALID, message, found.start_pos or 0)
    day = timedelta(days=1)
    tokens = {
        ">=": lambda: range_tokens(span[0], None), ">": lambda: range_tokens(span[1] + day, None),
        "<=": lambda: range_tokens(None, span[1]), "<": lambda: range_tokens(None, span[0] - day),
    }[sign]()  # fmt: skip
    if not tokens:
        raise refusal(ErrorCode.DAY_INVALID, _g("这个范围里没有日期，请换一个日期。"), leaf.start_pos or 0)
    return leaf, tokens


def value_check(asked: CodeField, token: str, beginning: bool, text: str, word: Token, whole: str) -> None:
    """Refuse a value that a closed field does not have, naming those it has."""
    if asked.known is None:
        return
    values: list[str] = []
    for value in asked.known():
        own = asked.token(value)
        if own.startswith(token) if beginning else own == token:
            return
        values.append(value)
    start, end = word.start_pos or 0, word.end_pos or 0
    shown = " ".join(dict.fromkeys(values[:SHOWN_VALUES]))
    message = _g("%(label)s没有“%(value)s”。可用：%(known)s。") % {
        "label": asked.label, "value": text, "known": f"{shown} …" if len(values) > SHOWN_VALUES else shown,
    }  # fmt: skip
    several = re.split(r"[/+&]", text)
    if len(several) > 1 and {asked.token(one) for one in several} <= {asked.token(one) for one in values}:
        raise refusal(ErrorCode.VALUE_UNKNOWN, message, start, edit=(start, end, "|".join(several)))
    # `STATUS=In force`, `TYPE=utility model`: the value goes on behind the blank.
    typed = whole[start:].casefold()
    longer = [one for one in values if len(one) > len(text) and typed.startswith(tuple(_written(one)))]
    # `OFFICE=China` is not CH: a code of two letters is nobody's misspelt name.
    named = [one for one in values if len(text) < 3 or len(one) > 2 or not one.isascii()]
    near = longer[0] if longer else nearest(text, named)
    edit = (start, start + len(near) if longer else end, quoted(near)) if near else None
    raise refusal(ErrorCode.VALUE_UNKNOWN, message, start, edit=edit)


def value_meant(asked: CodeField, text: str, word: Token, whole: str) -> str:
    """The value that was meant by what was typed. Raises ExpressionError where it can be none."""
    if asked.meant is None or not asked.token(text):
        return text
    found = asked.meant(text)
    if found is not None:
        return found
    start = word.start_pos or 0
    message = _g("“%(value)s”不是%(label)s。%(looks)s") % {"value": text, "label": asked.label, "looks": asked.looks}
    # `IPC=(H01M AND 10)`, `IPC=("H01M" "10")`: what stands before it goes on in it.
    begin = start + (word.type == "PHRASE")
    before = _VALUE_BEFORE.search(whole[:begin])
    goes_on = before and bool(before[2]) == (begin > start) and asked.meant(before[1]) and asked.meant(before[1] + text)
    edit = (before.end(1), begin, "") if before and goes_on else None
    raise refusal(ErrorCode.VALUE_UNKNOWN, message, start, edit=edit)


def _written(value: str) -> tuple[str, str]:
    return value.casefold(), value.casefold().replace("_", " ")


def expanded_filters(
    declaration: IndexDeclaration, filters: Mapping[str, Sequence[str]], text: str, place: tuple[int, int]
) -> list[Tree]:
    """Filters as conditions, each by the facet's own values. Raises ExpressionError."""
    known = {one.name for one in declaration.facets}
    found: list[Tree] = []
    for name, values in sorted(filters.items()):
        if name not in known:
            message = _g("没有筛选项 %(name)s。可用：%(known)s。") % {"name": name, "known": " ".join(sorted(known))}
            raise refusal(ErrorCode.EXPANSION_BROKEN, message, place[0])
        kept = tuple(sorted({value for value in values if value}))
        found += [Marked(name, kept, text, *place)] if kept else []
    return found


def range_parts(text: str) -> list[str]:
    """What stands between the brackets, cut at `TO` and its kin, or at a dash between whole dates."""
    inner = text.strip().strip("[]").strip()
    dashed = _DASHED.match(inner)
    return [dashed[1], dashed[2]] if dashed else [part for part in _BETWEEN.split(inner) if part]


def _bounds(text: str) -> tuple[Span | None, Span | None] | None:
    """The two bounds of a range, None for an open one; None altogether when it is no range."""
    parts = range_parts(text)
    spans = [None if part == "*" else day_span(part) for part in parts]
    if len(parts) != 2 or any(span is None and part != "*" for span, part in zip(spans, parts, strict=True)):
        return None
    return spans[0], spans[1]


def _range(bounds: tuple[Span | None, Span | None], word: Token, text: str) -> tuple[str, ...]:
    first, last = bounds
    tokens = range_tokens(first[0] if first else None, last[1] if last else None)
    if not tokens:
        parts = range_parts(text)
        edit = (word.start_pos or 0, word.end_pos or 0, f"[{parts[1]} TO {parts[0]}]")
        raise refusal(ErrorCode.RANGE_ORDER, _g("范围的起点晚于终点，请对调。"), edit[0], edit=edit)
    return tokens


def _range_mended(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """A range of one day is that day; where a bound is no day it is open."""
    parts = range_parts(text)
    if len(parts) == 1 and day_span(parts[0]):
        return start, end, parts[0]
    if len(parts) == 2 and any(day_span(part) for part in parts):
        return start, end, "[{} TO {}]".format(*(part if day_span(part) else "*" for part in parts))
    return None
