"""Figures 1-4: filings over the years. Reads frames, knows no drawing."""

import polars as pl

from analytics.landscape.counting import SMALL_N, Unit
from analytics.landscape.formulas import cagr, growth, life_cycle
from analytics.landscape.tables.basis import Basis, basis, refused_rate
from analytics.landscape.tables.table import NAMES_SPOKEN, TOO_FEW, Cell, Column, Fact, Note, Params, Table

TYPE_LABELS = {"invention": "发明", "utility_model": "实用新型", "design": "外观设计", "unknown": "未知"}
_WINDOW = 5  # years of the life-cycle window, t-4..t


def filing_trend(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 1: n_t by patent type; columns year, one a type that occurs, total, complete."""
    base = basis(frame, params)
    dated = base.dated(params)
    by_type = _by_year_and_type(dated)
    present = [key for key in TYPE_LABELS if any(kind == key for _, kind in by_type)]
    years = base.years(params)
    rows: list[tuple[Cell, ...]] = [
        (year, *(by_type.get((year, kind), 0) for kind in present), total, base.complete(year))
        for year, total in years.items()
    ]
    peak = max(years, key=lambda year: (years[year], -year), default=None)
    return Table(
        "filing_trend",
        1,
        "申请量趋势",
        base.unit,
        dated.height,
        (
            Column("year", "申请年", "year"),
            *(Column(kind, TYPE_LABELS[kind], "count") for kind in present),
            Column("total", "合计", "count"),
            Column("complete", "公开完整", "flag"),
        ),
        tuple(rows),
        tuple(base.year_notes(params)),
        ()
        if peak is None
        else (Fact("peak_year", "最高年份", peak, "year"), Fact("peak", "最高", years[peak], "count")),
        base.truncated(params),
    )


def filing_growth(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 2: n_t, g_t and the CAGR over complete years; columns year, total, growth, complete."""
    base = basis(frame, params)
    years = base.years(params)
    rows: list[tuple[Cell, ...]] = []
    for year, total in years.items():
        before = years.get(year - 1)
        rate: Cell = None
        if base.complete(year) and before is not None:
            rate = None if before == 0 else refused_rate(growth(total, before), before)
        rows.append((year, total, rate, base.complete(year)))
    return Table(
        "filing_growth",
        2,
        "申请量增长",
        base.unit,
        sum(years.values()),
        (
            Column("year", "申请年", "year"),
            Column("total", "申请量", "count"),
            Column("growth", "同比增长", "rate"),
            Column("complete", "公开完整", "flag"),
        ),
        tuple(rows),
        (*base.year_notes(params), Note("small", f"上年不足 {SMALL_N} 件者不计增长率")),
        _cagr_facts(base, years),
        base.truncated(params),
    )


def life_cycle_scatter(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 3: distinct applicants (x) and filings (y) of each complete year; the phases are the analyst's reading."""
    base = basis(frame, params)
    dated = base.dated(params).filter(pl.col("year") <= base.last_complete)
    applicants = dict(
        dated.select("year", "applicants")
        .explode("applicants", empty_as_null=False)
        .group_by("year")
        .agg(pl.col("applicants").n_unique())
        .iter_rows()
    )
    years = {year: total for year, total in base.years(params).items() if base.complete(year)}
    return Table(
        "life_cycle",
        3,
        "技术生命周期",
        base.unit,
        dated.height,
        (
            Column("year", "申请年", "year"),
            Column("applicants", "申请人数", "count"),
            Column("total", "申请量", "count"),
        ),
        tuple((year, int(applicants.get(year, 0)), total) for year, total in years.items()),
        (
            *base.year_notes(params, hatched=False),
            Note("mode", f"申请人为全部申请人，同年只计一次；{NAMES_SPOKEN[params.names]}"),
            Note("method", "各年以线相连；所处阶段由分析人员判读，不由程序给出"),
        ),
        (),
        base.truncated(params),
    )


def life_cycle_coefficients(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 4: v, alpha, beta and N of each complete year; null while a year of the window t-4..t is missing."""
    base = basis(frame, params, allowed=(Unit.APPLICATION, Unit.PUBLICATION))
    by_type = _by_year_and_type(base.dated(params))
    years = [year for year in base.years(params) if base.complete(year)]
    rows: list[tuple[Cell, ...]] = []
    for year in years:
        a, b, c = (by_type.get((year, kind), 0) for kind in ("invention", "utility_model", "design"))
        window = range(year - _WINDOW + 1, year + 1)
        if window[0] < years[0]:
            rows.append((year, a, b, c, None, None, None, None, None))
            continue
        in_window = sum(by_type.get((item, "invention"), 0) for item in window)
        shares: tuple[Cell, ...] = (TOO_FEW,) * 4
        if a + b + c >= SMALL_N:
            shares = tuple(life_cycle(a, b, c, in_window))
        rows.append((year, a, b, c, in_window, *shares))
    return Table(
        "life_cycle_coefficients",
        4,
        "技术生命周期系数",
        base.unit,
        base.dated(params).filter(pl.col("year") <= base.last_complete).height,
        (
            Column("year", "申请年", "year"),
            Column("a", "发明 a", "count"),
            Column("b", "实用新型 b", "count"),
            Column("c", "外观设计 c", "count"),
            Column("window", "五年发明 A", "count"),
            Column("v", "成长率 v", "number", 4),
            Column("alpha", "成熟系数 α", "number", 4),
            Column("beta", "衰老系数 β", "number", 4),
            Column("novelty", "新技术特征 N", "number", 4),
        ),
        tuple(rows),
        (
            *base.year_notes(params, hatched=False),
            Note("method", "v = a/A，α = a/(a+b)，β = (a+b)/(a+b+c)，N = √(v²+α²)；五年窗口不足者不计"),
            Note("small", f"当年不足 {SMALL_N} 件者不计系数"),
        ),
        (),
        base.truncated(params),
    )


def _by_year_and_type(dated: pl.DataFrame) -> dict[tuple[int, str], int]:
    """(year, patent type) -> units."""
    grouped = dated.group_by("year", "patent_type").len()
    return {(int(year), str(kind)): int(n) for year, kind, n in grouped.iter_rows()}


def _cagr_facts(base: Basis, years: dict[int, int]) -> tuple[Fact, ...]:
    """The compound growth from the first to the last complete year of the figure."""
    complete = [year for year in years if base.complete(year)]
    if len(complete) < 2:
        return ()
    first, last = complete[0], complete[-1]
    rate = cagr(years[first], years[last], last - first)
    return (
        Fact("cagr", "年均复合增长率", None if years[first] == 0 else refused_rate(rate, years[first]), "rate"),
        Fact("cagr_from", "起始年", first, "year"),
        Fact("cagr_to", "终止年", last, "year"),
        Fact("n_from", "起始年申请量", years[first], "count"),
        Fact("n_to", "终止年申请量", years[last], "count"),
    )
