"""Counting rules of the 2 + 2 reports (domain.md 10.2): units, complete years, ranks, rounding. Knows no figure."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final, NamedTuple

import polars as pl

SMALL_N: Final = 10  # house: below this no rate and no arrow
ALWAYS_TRUNCATED: Final = 2  # the data's last filing years that are never taken as complete


class Unit(StrEnum):
    """What is counted; one unit a figure, printed with it."""

    PUBLICATION = "publication"
    APPLICATION = "application"
    FAMILY = "family"

    @property
    def label(self) -> str:
        """The unit in Chinese, as captions print it."""
        return {"publication": "公开文献", "application": "专利申请", "family": "专利族"}[self.value]


class Ranked(NamedTuple):
    """One line of a ranking: competition rank, name, value."""

    rank: int
    name: str
    value: float


_ROW_UNIT: Final = {
    Unit.PUBLICATION: pl.col("number"),
    Unit.APPLICATION: pl.coalesce("application_key", "number"),
    Unit.FAMILY: pl.coalesce("family_id", "application_key", "number"),
}
_STAGE_ORDER: Final = {"grant": 0, "application": 1, "other": 2}
_LISTS: Final = ("applicants", "ipc_all", "inventors")


def units(frame: pl.DataFrame, unit: Unit) -> pl.DataFrame:
    """The frame with one row a unit: `unit_key`, `year`, `offices` (list) and the columns of its lead publication.

    The lead is the earliest filed, then the granted document, then the smallest number; lists (applicants, IPC,
    inventors) are the union over the unit's publications, the lead's first. `year` is the earliest filing year; of a
    family the earliest priority year, else the earliest filing year. A publication without application number is its
    own application, one without family its application's own family. Sorted by unit_key.
    """
    keyed = frame.with_columns(
        _ROW_UNIT[unit].alias("unit_key"),
        pl.col("stage").replace_strict(_STAGE_ORDER, default=2, return_dtype=pl.Int8).alias("stage_order"),
    ).sort("unit_key", "filing_year", "stage_order", "number", nulls_last=True)
    year = pl.col("filing_year").min()
    if unit is Unit.FAMILY:
        year = pl.coalesce(pl.col("priority_year").min(), year)
    kept = [name for name in frame.columns if name not in (*_LISTS, "granted", "grant_date")]
    grouped = keyed.group_by("unit_key", maintain_order=True).agg(
        year.alias("year"),
        pl.col("office").drop_nulls().unique(maintain_order=True).alias("offices"),
        *(pl.col(name).first() for name in kept),
        *(pl.col(name).explode(empty_as_null=False).drop_nulls().unique(maintain_order=True) for name in _LISTS),
        pl.col("granted").any(ignore_nulls=False),
        pl.col("grant_date").min(),
    )
    return grouped.sort("unit_key")


def standing_on_publication(frame: pl.DataFrame) -> int:
    """How many publications have no application number and so stand for themselves; the application unit prints it."""
    return int(frame["application_key"].null_count())


def last_complete_year(cutoff: date) -> int:
    """The last filing year t that is complete: cutoff >= 30 June of t + 2 (18 months to publication, PL 34)."""
    return cutoff.year - 2 if (cutoff.month, cutoff.day) >= (6, 30) else cutoff.year - 3


def last_complete_year_of(years: pl.Series, cutoff: date) -> int:
    """last_complete_year, but never one of the data's own last two filing years: sources lag behind their cut-off."""
    latest = years.max()
    by_rule = last_complete_year(cutoff)
    return min(by_rule, int(latest) - ALWAYS_TRUNCATED) if isinstance(latest, int) else by_rule


def year_counts(counted: pl.DataFrame, year_from: int | None = None, year_to: int | None = None) -> dict[int, int]:
    """Year -> units from first to last year with any (or the given bounds), years without filings 0, ascending."""
    years = counted["year"].drop_nulls()
    counts = {int(year): int(n) for year, n in years.value_counts().iter_rows()}
    if year_from is None and year_to is None and not counts:
        return {}
    first = year_from if year_from is not None else min(counts, default=year_to or 0)
    last = year_to if year_to is not None else max(counts, default=first)
    return {year: counts.get(year, 0) for year in range(first, last + 1)}


def ranked(values: Iterable[tuple[str, float]], top: int | None = None) -> list[Ranked]:
    """Competition ranking 1, 2, 2, 4: largest first, inside a tie by code point; `top` keeps all tied at its end."""
    ordered = sorted(values, key=lambda pair: (-pair[1], pair[0]))
    lines: list[Ranked] = []
    for position, (name, value) in enumerate(ordered, start=1):
        rank = lines[-1].rank if lines and lines[-1].value == value else position
        if top is not None and rank > top:
            break
        lines.append(Ranked(rank, name, value))
    return lines


def half_up(value: float, places: int = 1) -> Decimal:
    """The value rounded half up, from its shortest decimal form (0.25 -> 0.3), for showing only."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def shown_percent(rate: float) -> str:
    """A rate as shown: 1 decimal, half up, `26.7 %`."""
    return f"{half_up_percent(rate)} %"


def half_up_percent(rate: float) -> Decimal:
    """100 x rate with 1 decimal, half up; multiplied in decimal so that 0.0005 shows 0.1, not 0.0."""
    return (Decimal(repr(rate)) * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def years_spoken(years: Sequence[int]) -> str:
    """Years for a note: `2021、2022 年`, more than three as a range `2019—2022 年`; years are taken as ascending."""
    if len(years) > 3:
        return f"{years[0]}—{years[-1]} 年"
    return f"{'、'.join(map(str, years))} 年"


def day_spoken(day: date) -> str:
    """A date as Chinese text writes it: 2026年3月26日."""
    return f"{day.year}年{day.month}月{day.day}日"
