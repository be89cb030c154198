"""Figures 5 and 6: what became of the filings. Reads frames, knows no drawing."""

from typing import Final

import polars as pl

from analytics.landscape.counting import SMALL_N, Unit, day_spoken, ranked
from analytics.landscape.formulas import ratio
from analytics.landscape.tables.basis import basis, counts_of, refused_rate
from analytics.landscape.tables.table import UNKNOWN, Cell, Column, Fact, Note, Params, Table

STATUS_LABELS: Final = {
    "valid": "有效",
    "pending": "审中",
    "pct_national_phase_open": "PCT 指定期内",
    "pct_period_over": "PCT 指定期满",
    "expired": "期限届满",
    "lapsed_fee": "未缴年费失效",
    "lapsed_other": "其他失效",
    "abandoned": "放弃",
    "rejected": "驳回",
    "withdrawn": "撤回",
    "invalidated": "全部无效",
    "unknown": UNKNOWN,
}
_BY_APPLICATION: Final = (Unit.APPLICATION, Unit.PUBLICATION)  # a family has no single status


def grant_rate(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 5: granted / decided inventions by filing year; decided = granted + rejected + withdrawn, never filed."""
    base = basis(frame, params, allowed=(Unit.APPLICATION,))
    inventions = base.dated(params).filter(pl.col("patent_type") == "invention")
    granted = pl.col("granted").fill_null(False) | pl.col("grant_date").is_not_null()
    grouped = (
        inventions.with_columns(granted=granted)
        .group_by("year")
        .agg(
            pl.len(),
            pl.col("granted").sum(),
            (~pl.col("granted") & (pl.col("legal_status") == "rejected")).sum().alias("rejected"),
            (~pl.col("granted") & (pl.col("legal_status") == "withdrawn")).sum().alias("withdrawn"),
        )
    )
    by_year = {int(row[0]): tuple(int(n) for n in row[1:]) for row in grouped.iter_rows()}
    rows: list[tuple[Cell, ...]] = []
    totals = [0, 0]
    for year in base.years(params):
        filed, given, rejected, withdrawn = by_year.get(year, (0, 0, 0, 0))
        decided = given + rejected + withdrawn
        totals = [totals[0] + given, totals[1] + decided]
        rows.append((year, filed, given, rejected, withdrawn, decided, refused_rate(ratio(given, decided), decided)))
    # A source that tells grants but neither refusals nor withdrawals would show 100 %: no rate then.
    told = totals[1] > totals[0]
    overall = refused_rate(ratio(totals[0], totals[1]), totals[1]) if told else None
    if not told:
        rows = [(*row[:-1], None) for row in rows]
    return Table(
        "grant_rate",
        5,
        "发明授权率",
        base.unit,
        inventions.height,
        (
            Column("year", "申请年", "year"),
            Column("filed", "发明申请", "count"),
            Column("granted", "授权", "count"),
            Column("rejected", "驳回", "count"),
            Column("withdrawn", "撤回", "count"),
            Column("decided", "已有结论", "count"),
            Column("rate", "授权率", "rate"),
        ),
        tuple(rows),
        (
            *base.year_notes(params),
            Note("method", f"授权率 = 授权 ÷ 已有结论（授权、驳回、撤回），仅计发明；已有结论 {totals[1]:,} 件"),
            *(() if told else (Note("mode", "来源未给出驳回与撤回，不计授权率"),)),
            Note("small", f"已有结论不足 {SMALL_N} 件的年份不计授权率"),
        ),
        (Fact("decided", "已有结论", totals[1], "count"), Fact("rate", "授权率", overall, "rate")),
        base.truncated(params),
    )


def legal_status(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 6: units by legal status (derived codes, or the source's own words with status_basis "raw")."""
    base = basis(frame, params, allowed=_BY_APPLICATION)
    raw = params.status_basis == "raw"
    counts = counts_of(base.counted, "legal_status_raw" if raw else "legal_status")
    if not raw:
        counts = {STATUS_LABELS[code]: n for code, n in counts.items()}
    unknown = counts.pop(UNKNOWN, 0)
    known = sum(counts.values())
    rows: list[tuple[Cell, ...]] = [
        (line.name, int(line.value), refused_rate(ratio(line.value, known), known)) for line in ranked(counts.items())
    ]
    if unknown:
        rows.append((UNKNOWN, unknown, None))
    return Table(
        "legal_status",
        6,
        "法律状态",
        base.unit,
        base.size,
        (Column("status", "法律状态", "text"), Column("count", "件数", "count"), Column("share", "占比", "rate")),
        tuple(rows),
        (
            *base.notes(),
            Note("mode", "状态为来源原文" if raw else "状态由来源的状态与事件归类"),
            Note("mode", _status_day(base.counted, params)),
            Note("method", f"占比的分母为状态已知的 {known:,} 件"),
        ),
        (Fact("known", "状态已知", known, "count"),),
    )


def _status_day(counted: pl.DataFrame, params: Params) -> str:
    """The date of the statuses: the source's own where it gives one."""
    days = counted["status_date"].drop_nulls().to_list()
    if not days:
        return f"来源未给出状态日期，以数据截止日 {day_spoken(params.cutoff)}为准"
    first, last = min(days), max(days)
    span = day_spoken(first) if first == last else f"{day_spoken(first)}至{day_spoken(last)}"
    return f"状态日期 {span}"
