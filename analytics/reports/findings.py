"""Draft findings in words, computed from the tables: the author edits them. Pure; knows no report."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from analytics.landscape import Table
from analytics.reports.outline import Block

_OPEN: Final = ("其他", "未知")
MOST: Final = 8  # domain.md 10.1: 5-8 findings


def findings_draft(tables: Mapping[int, Table]) -> list[Block]:
    """At most eight findings, each naming the figure it reads; a figure without something to say gives none."""
    found: list[Block] = []
    for number, sentence in _SENTENCES.items():
        table = tables.get(number)
        text = sentence(table) if table is not None and table.rows else ""
        if text:
            found.append({"type": "finding", "text": text, "figure": number})
    return found[:MOST]


def _trend(table: Table) -> str:
    complete = [row for row in table.records() if row["complete"]]
    if len(complete) < 2:
        return ""
    first, last = complete[0], complete[-1]
    text = f"{first['year']}—{last['year']} 年，年申请量由 {_n(first['total'])} 件{_turned(first, last)}"
    peak = max(complete, key=lambda row: (_whole(row["total"]), -_whole(row["year"])))
    if peak["year"] in (first["year"], last["year"]):
        return f"{text}。"
    return f"{text}，其间以 {peak['year']} 年的 {_n(peak['total'])} 件为最高。"


def _growth(table: Table) -> str:
    # Patents of one filing year, or of incomplete years only, have no growth: the table then holds no such fact.
    cagr = next((fact for fact in table.facts if fact.key == "cagr"), None)
    if cagr is None or not isinstance(cagr.value, float):
        return ""
    span = f"{table.fact('cagr_from').shown}—{table.fact('cagr_to').shown}"
    return f"{span} 年完整年份的年均复合增长率为 {cagr.shown}。"


def _life_cycle(table: Table) -> str:
    rows = table.records()
    if len(rows) < 2:
        return ""
    first, last = rows[0], rows[-1]
    return (
        f"活跃申请人由 {first['year']} 年的 {_n(first['applicants'])} 个变为 {last['year']} 年的 "
        f"{_n(last['applicants'])} 个，人均申请量由 {_each(first)} 件变为 {_each(last)} 件。"
    )


def _status(table: Table) -> str:
    rows = {str(row["status"]): row for row in table.records()}
    leading = [row for name, row in rows.items() if name not in _OPEN][:2]
    if not leading:
        return ""
    told = "，".join(f"{row['status']} {_n(row['count'])} 件{_share(row)}" for row in leading)
    return f"按法律状态，{told}。"


def _geography(table: Table) -> str:
    offices = [row for row in table.panel("office") if row["place"] not in _OPEN][:3]
    if not offices:
        return ""
    told = "、".join(f"{row['place']} {_n(row['count'])} 件" for row in offices)
    return f"受理量居前的是{told}。"


def _applicants(table: Table) -> str:
    rows = table.records()[:3]
    told = "、".join(f"{row['applicant']}（{_n(row['count'])} 件）" for row in rows)
    return f"共 {table.fact('applicants').shown} 个申请人，居前的是{told}。"


def _concentration(table: Table) -> str:
    return (
        f"前四位申请人占 {table.fact('cr4').shown}，前八位占 {table.fact('cr8').shown}，"
        f"赫芬达尔指数 {table.fact('hhi').shown}，相当于 {table.fact('equivalent').shown} 个规模相等的申请人。"
    )


def _ipc(table: Table) -> str:
    rows = [row for row in table.panel("subclass") if row["symbol"] not in _OPEN][:3]
    if not rows:
        return ""
    told = "、".join(f"{row['symbol']}（{_n(row['count'])} 件{_share(row, '，')}）" for row in rows)
    return f"主分类号集中在 {told}。"


def _pairs(table: Table) -> str:
    row = table.records()[0]
    return f"同一件中最常一起出现的小类是 {row['a']} 与 {row['b']}，共 {_n(row['both'])} 件。"


def _churn(table: Table) -> str:
    rows = [row for row in table.records() if row["complete"] and isinstance(row["entrant_rate"], float)]
    if not rows:
        return ""
    last = rows[-1]
    return f"{last['year']} 年活跃的 {_n(last['active'])} 个申请人中，{_n(last['entrants'])} 个是首次申请。"


_SENTENCES: Final[dict[int, Callable[[Table], str]]] = {
    1: _trend,
    2: _growth,
    6: _status,
    7: _geography,
    9: _applicants,
    10: _concentration,
    15: _ipc,
    17: _pairs,
    3: _life_cycle,
    12: _churn,
}


def _turned(first: Mapping[str, Any], last: Mapping[str, Any]) -> str:
    """`增至 20 件`, `降至 20 件`, `未变`."""
    before, after = _whole(first["total"]), _whole(last["total"])
    if before == after:
        return "，未有变化"
    return f"{'增' if after > before else '降'}至 {after:,} 件"


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _n(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _each(row: Mapping[str, Any]) -> str:
    applicants = row["applicants"]
    return f"{row['total'] / applicants:.1f}" if applicants else "—"


def _share(row: Mapping[str, Any], lead: str = "") -> str:
    share = row["share"]
    if not isinstance(share, float):
        return ""
    percent = (Decimal(repr(share)) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)  # as the tables show it
    told = f"占 {percent} %"
    return f"{lead}{told}" if lead else f"（{told}）"
