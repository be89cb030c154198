"""The counted units of a table with the notes that every figure carries. Knows no single figure's formula."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from analytics.landscape.counting import (
    SMALL_N,
    Unit,
    last_complete_year_of,
    standing_on_publication,
    units,
    year_counts,
    years_spoken,
)
from analytics.landscape.tables.table import NAMES_SPOKEN, TOO_FEW, UNKNOWN, Note, Params

BASIS_LABELS: Final = {"applicants": "申请人", "assignees": "当前权利人"}


@dataclass(frozen=True)
class Basis:
    """Units of the frame (see counting.units) with the years that are complete."""

    counted: pl.DataFrame
    unit: Unit
    last_complete: int
    on_publication: int

    @property
    def size(self) -> int:
        """How many units there are."""
        return self.counted.height

    def dated(self, params: Params) -> pl.DataFrame:
        """The units with a year inside the author's range."""
        kept = self.counted.filter(pl.col("year").is_not_null())
        if params.year_from is not None:
            kept = kept.filter(pl.col("year") >= params.year_from)
        if params.year_to is not None:
            kept = kept.filter(pl.col("year") <= params.year_to)
        return kept

    def years(self, params: Params) -> dict[int, int]:
        """Year -> units, gaps as 0."""
        return year_counts(self.dated(params), params.year_from, params.year_to)

    def complete(self, year: int) -> bool:
        """Whether the year is complete at the cut-off."""
        return year <= self.last_complete

    def notes(self) -> list[Note]:
        """The note on what the unit is, with how many stand on their publication."""
        text = f"计数单位：{self.unit.label}"
        if self.unit is Unit.APPLICATION and self.on_publication:
            text += f"（其中 {self.on_publication:,} 件无申请号，以公开号计）"
        if self.unit is Unit.FAMILY:
            text += "（无族号者自成一族，年份取最早优先权年，无则取申请年）"
        return [Note("unit", text)]

    def year_notes(self, params: Params, *, hatched: bool = True) -> list[Note]:
        """The notes of a figure over years: unit, excluded units, truncated years."""
        notes = self.notes()
        missing = self.counted["year"].null_count()
        if missing:
            notes.append(Note("excluded", f"{missing:,} 件无申请年，不计入"))
        outside = self.size - missing - self.dated(params).height
        if outside:
            notes.append(Note("excluded", f"{outside:,} 件不在所选年份内，不计入"))
        cut = self.truncated(params)
        if cut:
            manner = "以斜纹表示，不参与增长率计算" if hatched else "不计入本图"
            notes.append(Note("truncation", f"{years_spoken(cut)}公开尚不完整，{manner}"))
        return notes

    def truncated(self, params: Params) -> tuple[int, ...]:
        """The years of the figure that are not complete."""
        return tuple(year for year in self.years(params) if not self.complete(year))


def basis(frame: pl.DataFrame, params: Params, *, allowed: tuple[Unit, ...] = tuple(Unit)) -> Basis:
    """The counted units; a unit that the figure cannot use falls to applications, and the table prints it."""
    unit = params.unit if params.unit in allowed else Unit.APPLICATION
    counted = units(frame, unit)
    return Basis(counted, unit, last_complete_year_of(counted["year"], params.cutoff), standing_on_publication(frame))


def refused_rate(rate: float | None, n: int) -> float | str | None:
    """The rate, or TOO_FEW when it would stand on fewer than 10 (house)."""
    return TOO_FEW if n < SMALL_N else rate


def applicant_note(counted: pl.DataFrame, manner: str, params: Params) -> Note:
    """Says whom the figure counts, under which reading of names, and how many units stand on each kind of name."""
    named = counted.filter(pl.col("applicants").list.len() > 0)
    by_basis = {str(key): int(n) for key, n in named["applicants_basis"].value_counts().iter_rows()}
    parts = [f"{label} {by_basis[key]:,} 件" for key, label in BASIS_LABELS.items() if by_basis.get(key)]
    text = f"{manner}；{NAMES_SPOKEN[params.names]}；名称依据：{'、'.join(parts) or '无'}"
    unnamed = counted.height - named.height
    return Note("mode", text + (f"；{unnamed:,} 件无名称" if unnamed else ""))


def counts_of(counted: pl.DataFrame, column: str) -> dict[str, int]:
    """Value -> units of a text column; missing values under UNKNOWN."""
    values = counted[column].fill_null(UNKNOWN).value_counts()
    return {str(value): int(n) for value, n in values.iter_rows()}


def members_of(counted: pl.DataFrame, column: str) -> dict[str, int]:
    """Value -> units that hold it, of a list column (whole counting)."""
    values = counted[column].explode(empty_as_null=False).drop_nulls().value_counts()
    return {str(value): int(n) for value, n in values.iter_rows()}
