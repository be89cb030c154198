"""Figures 7 and 8: where is filed and where the first applicants reside; the two are never mixed."""

from typing import Final

import polars as pl

from analytics.landscape.counting import Unit, ranked
from analytics.landscape.formulas import ratio
from analytics.landscape.tables.basis import BASIS_LABELS, basis, counts_of, members_of, refused_rate
from analytics.landscape.tables.offices import OFFICE_NAMES
from analytics.landscape.tables.table import OTHERS, UNKNOWN, Cell, Column, Fact, Note, Params, Table

_TOP: Final = 10
_FLOW_TOP: Final = 8


def geography(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 7: panel "office" (of filing) and panel "residence" (first applicant's country, else province).

    A family is counted once in each office it reached, so that panel sums above the total. Rows after the top are
    one line "others"; the unknown are a line of their own and stand outside the shares.
    """
    base = basis(frame, params)
    by_family = base.unit is Unit.FAMILY
    offices = members_of(base.counted, "offices")
    if (no_office := base.counted.filter(pl.col("offices").list.len() == 0).height) > 0:
        offices[UNKNOWN] = no_office
    column = _residence_column(base.counted, params)
    residences = counts_of(base.counted, column)
    top = params.top or _TOP
    by_country = column == "first_applicant_country"
    kinds = base.counted["applicants_basis"].value_counts().sort("count", "applicants_basis", descending=[True, False])
    holder = BASIS_LABELS[str(kinds["applicants_basis"][0])] if kinds.height else "申请人"
    place = "国家或地区" if by_country else "省州"
    return Table(
        "geography",
        7,
        "地域分布",
        base.unit,
        base.size,
        (
            Column("panel", "分图", "panel"),
            Column("rank", "位次", "count"),
            Column("place", "地域", "text"),
            Column("count", "件数", "count"),
            Column("share", "占比", "rate"),
        ),
        (
            *_panel("office", offices, top, base.size, named=True),
            *_panel("residence", residences, top, base.size, named=by_country),
        ),
        (
            *base.notes(),
            Note("mode", f"左：受理局{'（一族在每局各计一次，合计大于总数）' if by_family else ''}"),
            Note("mode", f"右：首位{holder}的{place}{'' if by_country else '（来源只给出省州）'}"),
            Note("method", "未知单列，计入总数，不计入占比的分母"),
        ),
        (
            Fact("residence_title", "右图", f"首位{holder}{place}", "text"),
            Fact("residence_unknown", "地域未知", residences.get(UNKNOWN, 0), "count"),
        ),
    )


def flow(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 8: first applicant's country (rows) x office of filing (columns), applications; the diagonal is kept."""
    base = basis(frame, params, allowed=(Unit.APPLICATION,))
    pairs = base.counted.select(
        pl.col("first_applicant_country").fill_null(UNKNOWN), pl.col("office").fill_null(UNKNOWN)
    )
    cells = {(str(a), str(b)): int(n) for a, b, n in pairs.group_by(pl.all()).len().iter_rows()}
    top = params.top or _FLOW_TOP
    offices = _leading(counts_of(base.counted, "office"), top)
    countries = _leading(counts_of(base.counted, "first_applicant_country"), top)
    rows: list[tuple[Cell, ...]] = []
    for country in countries:
        inside = [cells.get((country, office), 0) for office in offices]
        total = sum(n for (a, _), n in cells.items() if a == country)
        rows.append((OFFICE_NAMES.get(country, country), *inside, total - sum(inside), total))
    return Table(
        "flow",
        8,
        "技术流向",
        base.unit,
        base.size,
        (
            Column("country", "首位申请人国别", "text"),
            *(Column(office, OFFICE_NAMES.get(office, office), "count") for office in offices),
            Column("others", "其他局", "count"),
            Column("total", "合计", "count"),
        ),
        tuple(rows),
        (*base.notes(), Note("mode", "行：首位申请人国家或地区；列：受理局；对角线为本国申请；未知单列")),
    )


def _residence_column(counted: pl.DataFrame, params: Params) -> str:
    """Country where the source gives any, province else; the author may choose."""
    if params.residence == "auto":
        known = counted["first_applicant_country"].null_count() < counted.height
        return "first_applicant_country" if known else "province"
    return "first_applicant_country" if params.residence == "country" else "province"


def _panel(panel: str, counts: dict[str, int], top: int, total: int, *, named: bool) -> list[tuple[Cell, ...]]:
    """Rows of a panel: the top with ties, others, unknown; `total` units stand behind the shares."""
    counts = dict(counts)
    unknown = counts.pop(UNKNOWN, 0)
    known = total - unknown
    lines = ranked(counts.items(), top)
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        name = OFFICE_NAMES.get(line.name, line.name) if named else line.name
        rows.append((panel, line.rank, name, int(line.value), refused_rate(ratio(line.value, known), known)))
    others = sum(counts.values()) - sum(int(line.value) for line in lines)
    if others:
        rows.append((panel, None, OTHERS, others, refused_rate(ratio(others, known), known)))
    if unknown:
        rows.append((panel, None, UNKNOWN, unknown, None))
    return rows


def _leading(counts: dict[str, int], top: int) -> list[str]:
    """The top values, the unknown last."""
    names = [line.name for line in ranked(((k, n) for k, n in counts.items() if k != UNKNOWN), top)]
    return [*names, UNKNOWN] if UNKNOWN in counts else names
