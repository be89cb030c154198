"""Days as vendors write them: year first, `dd.mm.yyyy`, and slashed ones whose order and century the file must show.

`12/31/15` and `31/12/15` are told apart by the file, never by the cell: a part above 12 somewhere says which part is
the month. Where nothing says it, a date that could be two days is no date (flag `date_order_unknown`).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from patents.imports.readers.layout import Row

DAY_FIRST, MONTH_FIRST, UNKNOWN = "day", "month", ""
LOOK_AHEAD_ROWS = 2000
_ENOUGH = 25
_FIRST_YEAR, _LAST_YEAR = 1500, 2199  # years 0, 1 and 9999 are fillers, never days
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$|^(\d{4})(\d{2})(\d{2})$")
_DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_SLASHED = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$")


def day_of(text: str) -> str | None:
    """ISO text of a full day written year first or `dd.mm.yyyy`; else None (years 0 and 1 are fillers)."""
    match = _YEAR_FIRST.match(text)
    parts = [int(part) for part in match.groups() if part] if match else []
    if not parts and (match := _DOTTED.match(text)):
        parts = [int(match[3]), int(match[2]), int(match[1])]
    return _iso(*parts) if parts else None


def order_of(rows: Iterator[Row], names: Sequence[str]) -> tuple[str, Iterator[Row]]:
    """Which part of the slashed dates of these columns comes first, and the rows again from the first one on.

    Looks at LOOK_AHEAD_ROWS rows at most, and no further than the answer is plain; the majority decides.
    """
    seen: list[Row] = []
    votes = {DAY_FIRST: 0, MONTH_FIRST: 0}
    for row in rows:
        seen.append(row)
        for name in names:
            match = _SLASHED.match(row.text(name))
            if match and int(match[1]) > 12 >= int(match[2]):
                votes[DAY_FIRST] += 1
            elif match and int(match[2]) > 12 >= int(match[1]):
                votes[MONTH_FIRST] += 1
        if sum(votes.values()) >= _ENOUGH or len(seen) >= LOOK_AHEAD_ROWS:
            break
    ahead = max(votes, key=lambda order: votes[order])
    order = ahead if votes[ahead] > min(votes.values()) else UNKNOWN
    return order, chain(seen, rows)


def slashed(row: Row, name: str, order: str, *, year: int | None = None, latest: int) -> str | None:
    """ISO text of a day in any of the writings. Flags the row where it is unreadable, or its order unknown.

    `year` is what another column says of the century (the nearest year with these two digits); without it a year of
    two digits is the last one not after `latest`.
    """
    text = row.text(name)
    if not text:
        return None
    match = _SLASHED.match(text)
    if match is None:
        found = day_of(text)
        if found is None:
            row.flag(name, "date_unreadable")
        return found
    first, second = int(match[1]), int(match[2])
    if order == UNKNOWN and first != second and first <= 12 and second <= 12:
        row.flag(name, "date_order_unknown")
        return None
    month_first = order == MONTH_FIRST or (order == UNKNOWN and second > 12)
    month, day = (first, second) if month_first else (second, first)
    found = _iso(full_year(match[3], year, latest), month, day)
    if found is None:
        row.flag(name, "date_unreadable")
    return found


def year_of_week(day: str) -> bool:
    """Whether the year of a late December day may be the year of its week: 2014-12-31 is then written 2015-12-31.

    Weeks begin on Sunday and belong to the year of their Saturday, as in the programs that make this mistake.
    """
    year, rest = int(day[:4]), day[4:]
    before = date(year, 1, 1).isoweekday() % 7  # days of the week of New Year's Day that lie in the old year
    return before > 0 and f"-12-{32 - before:02d}" <= rest


def year_before(day: str) -> str:
    """The same day a year earlier (only asked for days of December)."""
    return f"{int(day[:4]) - 1:04d}{day[4:]}"


def full_year(text: str, near: int | None, latest: int) -> int:
    """A year of two digits as the nearest to `near`, else the last one not after `latest`."""
    if len(text) == 4:
        return int(text)
    if near is not None:
        return near - ((near - int(text) + 50) % 100 - 50)
    return latest - (latest - int(text)) % 100


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None
