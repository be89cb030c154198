"""What is said about a figure: alt text and caption, from its table alone."""

from datetime import date
from typing import Final

from analytics.landscape.counting import day_spoken, shown_percent, years_spoken
from analytics.landscape.tables.table import OTHERS, UNKNOWN, Cell, Table

_NAMED_IN_ALT: Final = 3
_FORMS: Final = {
    "filing_trend": "柱状图",
    "filing_growth": "柱状图与折线图",
    "life_cycle": "连线散点图",
    "life_cycle_coefficients": "折线图",
    "grant_rate": "柱状图与折线图",
    "entrants_leavers": "柱状图",
    "flow": "矩阵图",
    "ipc_cooccurrence": "矩阵图",
}


def figure_alt_text(table: Table) -> str:
    """What a reader who cannot see the figure needs, in Chinese: kind, n, what stands out, what is incomplete."""
    opening = (
        f"图 {table.number}，{table.title}，{_FORMS.get(table.name, '条形图')}，{table.unit.label} {table.n:,} 件。"
    )
    if not table.rows:
        return opening + "没有可以画出的数据。"
    return opening + _findings(table) + _truncation(table)


def figure_caption(table: Table, source: str, cutoff: date) -> str:
    """The whole caption: number and title, then figure_source_line."""
    return f"图 {table.number}　{table.title}　{figure_source_line(table, source, cutoff)}"


def figure_source_line(table: Table, source: str, cutoff: date) -> str:
    """What follows the title: unit, n, truncation, modes, source and cut-off (domain.md 10.5)."""
    unit = "个申请人" if table.name == "entrants_leavers" else f"件（{table.unit.label}）"
    notes = table.notes_of("truncation", "excluded", "mode")
    parts = [f"单位：{unit}", f"n = {table.n:,}", *notes, f"来源：{source}", f"数据截至 {day_spoken(cutoff)}"]
    return "；".join(parts)


def _findings(table: Table) -> str:
    if table.name in ("filing_trend", "filing_growth", "entrants_leavers"):
        return _over_years(table)
    if table.name == "life_cycle":
        first, last = table.records()[0], table.records()[-1]
        return (
            f"{first['year']} 年 {first['applicants']:,} 个申请人、{first['total']:,} 件，"
            f"到 {last['year']} 年 {last['applicants']:,} 个申请人、{last['total']:,} 件。"
        )
    if table.name in ("life_cycle_coefficients", "grant_rate"):
        return _last_values(table)
    if table.name == "concentration":
        return "；".join(f"{fact.label} {fact.shown}" for fact in table.facts) + "。"
    if table.name == "ipc_cooccurrence":
        pairs = [f"{r['a']} 与 {r['b']} {r['both']:,} 件" for r in table.records()[:_NAMED_IN_ALT]]
        return f"同现最多：{'，'.join(pairs)}。"
    if table.name == "flow":
        return f"共 {len(table.rows)} 行，行为首位申请人国别，列为受理局。"
    return _leaders(table)


def _over_years(table: Table) -> str:
    """Span and peak of a figure over years, with the CAGR where it is."""
    key = "active" if table.name == "entrants_leavers" else "total"
    rows = table.records()
    peak = max(rows, key=lambda row: (_number(row[key]), -_number(row["year"])))
    unit = "个活跃申请人" if key == "active" else "件"
    text = f"{rows[0]['year']} 年 {rows[0][key]:,} {unit}，{rows[-1]['year']} 年 {rows[-1][key]:,} {unit}；"
    text += f"最高为 {peak['year']} 年，{peak[key]:,} {unit}。"
    facts = {fact.key: fact for fact in table.facts}
    if "cagr" in facts:
        span = f"{facts['cagr_from'].shown}—{facts['cagr_to'].shown} 年"
        text += f"{span}年均复合增长率{'：' if isinstance(facts['cagr'].value, str) else ' '}{facts['cagr'].shown}。"
    return text


def _last_values(table: Table) -> str:
    """The latest year that has a value in the last column."""
    column = table.columns[-1]
    for row in reversed(table.records()):
        value = row[column.key]
        if isinstance(value, float):
            shown = shown_percent(value) if column.kind == "rate" else f"{value:.{column.places}f}"
            return f"最近有值的 {row['year']} 年，{column.label} {shown}。"
    return "各年样本过少，没有可列的数值。"


def _leaders(table: Table) -> str:
    """The first rows of each panel, or of the table."""
    name_key = next(c.key for c in table.columns if c.kind == "text" and c.key != "panel")
    value = next(c for c in table.columns if c.kind in ("count", "number") and c.key != "rank")
    groups: dict[Cell, list[str]] = {}
    for row in table.records():
        if row[name_key] in (OTHERS, UNKNOWN):
            continue
        named = groups.setdefault(row.get("panel"), [])
        if len(named) < _NAMED_IN_ALT and row[value.key]:
            number = row[value.key]
            named.append(
                f"{row[name_key]} {number:,} 件" if isinstance(number, int) else f"{row[name_key]} {number:,.1f} 件"
            )
    return "".join(f"居前：{'，'.join(names)}。" for names in groups.values() if names)


def _truncation(table: Table) -> str:
    if not table.truncated_years or not any(column.key == "year" for column in table.columns):
        return ""
    return f"{years_spoken(table.truncated_years)}公开尚不完整。"


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0
