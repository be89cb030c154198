"""Figures 9-12: who files. Names come read in the frame; nothing here merges or guesses a name."""

from collections import defaultdict
from fractions import Fraction
from typing import Final

import polars as pl

from analytics.landscape.counting import SMALL_N, ranked, years_spoken
from analytics.landscape.formulas import concentration_ratio, equivalent_number, herfindahl, ratio
from analytics.landscape.tables.basis import Basis, applicant_note, basis, members_of, refused_rate
from analytics.landscape.tables.table import APPLICANT_LABELS, TOO_FEW, Cell, Column, Fact, Note, Params, Table

_TOP: Final = 20
_CONCENTRATION_ROWS: Final = 8
_ENTRANTS_FROM: Final = 3  # years after the data's start in which everybody would look new
_LEAVERS_UNTIL: Final = 3  # years before the last complete one in which nobody is known to have left
_BANDS: Final = ((1992, 1000, 1800), (2010, 1500, 2500))  # horizontal merger guidelines, year of the source


def top_applicants(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 9: applicants by units, whole counting, top 20 with all tied at the end."""
    base = basis(frame, params)
    top = params.top or _TOP
    counts = members_of(base.counted, "applicants")
    lines = ranked(counts.items(), top)
    return Table(
        "top_applicants",
        9,
        "申请人排名",
        base.unit,
        base.size,
        (
            Column("rank", "位次", "count"),
            Column("applicant", APPLICANT_LABELS[params.names], "text"),
            Column("count", "件数", "count"),
        ),
        tuple((line.rank, line.name, int(line.value)) for line in lines),
        (
            *base.notes(),
            applicant_note(base.counted, "全部申请人整数计数，合计大于总数", params),
            Note("method", f"取前 {top} 位，末位并列者全部列出；并列者按名称码位排列"),
        ),
        (Fact("applicants", "申请人总数", len(counts), "count"),),
    )


def concentration(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 10: CR4, CR8, HHI, equivalent number on fractional shares (1/k); rows are the eight largest."""
    base = basis(frame, params)
    weights = fractional_counts(base.counted)
    named = base.counted.filter(pl.col("applicants").list.len() > 0).height
    shares = [float(weight / named) for weight in weights.values()] if named else []
    rows: list[tuple[Cell, ...]] = []
    running = 0.0
    for line in ranked(((name, float(w)) for name, w in weights.items()))[:_CONCENTRATION_ROWS]:
        running += line.value / named
        rows.append((line.rank, line.name, line.value, line.value / named, running))
    few = named < SMALL_N
    bands = "；".join(f"{year} 年准则 {low:,}／{high:,}" for year, low, high in _BANDS)
    return Table(
        "concentration",
        10,
        "申请人集中度",
        base.unit,
        named,
        (
            Column("rank", "位次", "count"),
            Column("applicant", APPLICANT_LABELS[params.names], "text"),
            Column("weight", "分数计数", "number"),
            Column("share", "份额", "rate"),
            Column("running", "累计份额", "rate"),
        ),
        tuple((*row[:3], TOO_FEW, TOO_FEW) if few else row for row in rows),
        (
            *base.notes(),
            applicant_note(base.counted, "多个申请人各计 1/k，份额的分母为有名称者", params),
            Note("method", f"赫芬达尔指数的高低可参照美国横向合并准则的分档（{bands}），仅作类比，不是市场份额"),
        ),
        (
            Fact("cr4", "CR4", TOO_FEW if few else concentration_ratio(shares, 4), "rate"),
            Fact("cr8", "CR8", TOO_FEW if few else concentration_ratio(shares, 8), "rate"),
            Fact("hhi", "赫芬达尔指数 HHI", TOO_FEW if few else herfindahl(shares), "number"),
            Fact("equivalent", "等效申请人数", TOO_FEW if few else equivalent_number(shares), "number"),
            Fact("applicants", "申请人总数", len(weights), "count"),
        ),
    )


def entrants_leavers(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 12: applicants active, entering and leaving by year; nulls where the data cannot tell."""
    base = basis(frame, params)
    dated = base.dated(params)
    active, first, last = _appearances(dated)
    years = list(base.years(params))
    rows: list[tuple[Cell, ...]] = []
    for year in years:
        n = active.get(year, 0)
        entered = first.get(year, 0) if year >= years[0] + _ENTRANTS_FROM else None
        left = last.get(year, 0) if year <= base.last_complete - _LEAVERS_UNTIL else None
        rate: Cell = None
        if entered is not None and base.complete(year):
            rate = None if n == 0 else refused_rate(ratio(entered, n), n)
        rows.append((year, n, entered, rate, left, base.complete(year)))
    return Table(
        "entrants_leavers",
        12,
        "申请人进入与退出",
        base.unit,
        dated.height,
        (
            Column("year", "申请年", "year"),
            Column("active", "活跃申请人", "count"),
            Column("entrants", "新进入", "count"),
            Column("entrant_rate", "新进入率", "rate"),
            Column("leavers", "此后未再申请", "count"),
            Column("complete", "公开完整", "flag"),
        ),
        tuple(rows),
        tuple(_churn_notes(base, dated, params, years)),
        (),
        base.truncated(params),
    )


def fractional_counts(counted: pl.DataFrame) -> dict[str, Fraction]:
    """Applicant -> sum of 1/k over its units, exact."""
    weights: dict[str, Fraction] = defaultdict(Fraction)
    for names in counted["applicants"].to_list():
        for name in names:
            weights[name] += Fraction(1, len(names))
    return dict(weights)


def _appearances(dated: pl.DataFrame) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Year -> applicants active, with their first and with their last filing in it."""
    pairs = dated.select("year", "applicants").explode("applicants", empty_as_null=False).drop_nulls().unique()
    spans = pairs.group_by("applicants").agg(pl.col("year").min().alias("first"), pl.col("year").max().alias("last"))

    def by_year(column: pl.Series) -> dict[int, int]:
        return {int(year): int(n) for year, n in column.value_counts().iter_rows()}

    return by_year(pairs["year"]), by_year(spans["first"]), by_year(spans["last"])


def _churn_notes(base: Basis, dated: pl.DataFrame, params: Params, years: list[int]) -> list[Note]:
    notes = base.year_notes(params)
    notes.append(applicant_note(dated, "全部申请人，同年只计一次", params))
    if years:
        early = years[:_ENTRANTS_FROM]
        notes.append(Note("method", f"{years_spoken(early)}为数据起始，不计新进入；末次申请须早于完整年份三年方计退出"))
    notes.append(Note("small", f"活跃申请人不足 {SMALL_N} 个的年份不计新进入率"))
    return notes
