"""Days as code tokens, so that a range is a set of whole tokens on every engine. Pure.

A stored day gives its year, month and day (y2018 m201803 d20180305), a stored month two of them, a bare year one: what
no source knows is never guessed. A range asks the years, months and days that lie wholly inside it.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1790, 2100
"""The years that can be stored and asked; an open range ends here, so that no range has more than MAX_TOKENS tokens."""
MAX_TOKENS = 400

_DAY = re.compile(
    r"^(\d{4})(?:[-/.年]?(\d{2})(?:[-/.月]?(\d{2})日?)?月?|[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?|年)?$"
)

Span = tuple[date, date]


def day_span(text: str) -> Span | None:
    """The first and last day that a year, month or day means: 2018, 201803, 2018-03, 2018/3/5, 20180305, 2018年3月5日.

    None where the text is none of these, no day of the calendar, or outside FIRST_YEAR to LAST_YEAR.
    """
    match = _DAY.match(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    if match is None:
        return None
    year, month, day = int(match[1]), match[2] or match[4], match[3] or match[5]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        first = date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    return first, date(year, first.month, monthrange(year, first.month)[1]) if month else date(year, 12, 31)


def day_token(span: Span) -> str:
    """The token of exactly this year, month or day: the finest one that a stored value of that writing gives."""
    first, last = span
    if first == last:
        return _day(first)
    return _month(first) if (first.year, first.month) == (last.year, last.month) else _year(first)


def day_tokens(value: str) -> tuple[str, ...]:
    """All tokens of a stored value, coarsest first; none where it is no day (see `day_span`)."""
    span = day_span(value)
    if span is None:
        return ()
    return tuple(dict.fromkeys((_year(span[0]), *_finer(span))))


def range_tokens(first: date | None, last: date | None) -> tuple[str, ...]:
    """The years, then months, then days wholly inside [first, last]; None is open. At most MAX_TOKENS, else none."""
    start = max(first or date(FIRST_YEAR, 1, 1), date(FIRST_YEAR, 1, 1))
    end = min(last or date(LAST_YEAR, 12, 31), date(LAST_YEAR, 12, 31))
    if start > end:
        return ()
    years, months, days = [], [], []
    at = start
    while at <= end:
        year_end = date(at.year, 12, 31)
        month_end = date(at.year, at.month, monthrange(at.year, at.month)[1])
        if (at.month, at.day) == (1, 1) and year_end <= end:
            years.append(_year(at))
            at = year_end
        elif at.day == 1 and month_end <= end:
            months.append(_month(at))
            at = month_end
        else:
            days.append(_day(at))
        at += timedelta(days=1)
    return (*years, *months, *days)


def _finer(span: Span) -> tuple[str, ...]:
    first, last = span
    if first == last:
        return _month(first), _day(first)
    return (_month(first),) if (first.year, first.month) == (last.year, last.month) else ()


def _year(day: date) -> str:
    return f"y{day.year:04d}"


def _month(day: date) -> str:
    return f"m{day.year:04d}{day.month:02d}"


def _day(day: date) -> str:
    return f"d{day.year:04d}{day.month:02d}{day.day:02d}"
