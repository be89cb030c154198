"""Figures 15 and 17: IPC symbols, alone and together. Knows the shape of a symbol, not its meaning."""

import re
from itertools import combinations
from typing import Final

import polars as pl

from analytics.landscape.counting import SMALL_N, ranked
from analytics.landscape.formulas import jaccard, ratio
from analytics.landscape.tables.basis import Basis, basis, refused_rate
from analytics.landscape.tables.table import OTHERS, UNKNOWN, Cell, Column, Fact, Note, Params, Table

LEVELS: Final = {"section": "部", "subclass": "小类", "main_group": "大组"}
SECTION_NAMES: Final = {
    "A": "人类生活必需",
    "B": "作业；运输",
    "C": "化学；冶金",
    "D": "纺织；造纸",
    "E": "固定建筑物",
    "F": "机械；照明；加热",
    "G": "物理",
    "H": "电学",
}
_SYMBOL: Final = re.compile(r"^([A-H])(\d{2}[A-Z])?\s*(?:(\d{1,4})\s*/\s*\d{2,})?")
_TOP: Final = 10
_PAIRED: Final = 10  # subclasses whose pairs figure 17 looks at
_PAIR_MINIMUM: Final = 5  # house: rarer pairs are chance


def ipc_distribution(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 15: panels section, subclass, main group; main symbol (single label) or, by choice, all symbols.

    With all symbols a unit counts once for each distinct value, so sums exceed the total. A level the source does not
    reach for any unit is left out and noted.
    """
    base = basis(frame, params)
    by_main = params.ipc_mode == "main"
    rows: list[tuple[Cell, ...]] = []
    notes = [
        *base.notes(),
        Note("mode", "按主分类号" if by_main else "按全部分类号，同件同值只计一次，合计大于总数"),
        Note(
            "method",
            "每级取前 10 位，末位并列者全部列出" if params.top is None else f"每级取前 {params.top} 位及并列者",
        ),
    ]
    for level, label in LEVELS.items():
        counts, unknown = _level_counts(base, level, by_main=by_main)
        if counts:
            rows += _panel_rows(level, counts, unknown, base.size, params.top or _TOP, whole=not by_main)
        else:
            notes.append(Note("excluded", f"来源的{'主' if by_main else ''}分类号未到{label}，不列该级"))
    return Table(
        "ipc",
        15,
        "IPC 分布",
        base.unit,
        base.size,
        (
            Column("panel", "级别", "panel"),
            Column("rank", "位次", "count"),
            Column("symbol", "分类号", "text"),
            Column("count", "件数", "count"),
            Column("share", "占比", "rate"),
        ),
        tuple(rows),
        tuple(notes),
    )


def ipc_cooccurrence(frame: pl.DataFrame, params: Params) -> Table:
    """Figure 17: pairs of subclasses on one unit, all symbols, J = n(A and B)/n(A or B), pairs with n >= 5.

    Only pairs among the ten commonest subclasses (with ties) are asked; rows by n, then J, then names.
    """
    base = basis(frame, params)
    sets = [sorted(_values(symbols, "subclass")) for symbols in base.counted["ipc_all"].to_list()]
    alone: dict[str, int] = {}
    for symbols in sets:
        for symbol in symbols:
            alone[symbol] = alone.get(symbol, 0) + 1
    leading = [line.name for line in ranked(alone.items(), params.top or _PAIRED)]
    together: dict[tuple[str, str], int] = {}
    wanted = set(leading)
    for symbols in sets:
        for pair in combinations([symbol for symbol in symbols if symbol in wanted], 2):
            together[pair] = together.get(pair, 0) + 1
    rows: list[tuple[Cell, ...]] = []
    for (a, b), n in together.items():
        if n >= _PAIR_MINIMUM:
            union = alone[a] + alone[b] - n
            rows.append((a, b, alone[a], alone[b], n, refused_rate(jaccard(n, alone[a], alone[b]), union)))
    rows.sort(key=lambda row: (-_number(row[4]), -_number(row[5]), row[0], row[1]))
    without = sum(1 for symbols in sets if not symbols)
    notes = [*base.notes(), Note("mode", "按全部分类号的小类，J = n(A∩B) ÷ n(A∪B)")]
    if without:
        notes.append(Note("excluded", f"{without:,} 件无分类号，不计入"))
    notes.append(Note("method", f"取最常见的 {len(leading)} 个小类，两两同现不足 {_PAIR_MINIMUM} 件者不列"))
    notes.append(Note("small", f"并集不足 {SMALL_N} 件者不计 J"))
    return Table(
        "ipc_cooccurrence",
        17,
        "IPC 共现",
        base.unit,
        base.size - without,
        (
            Column("a", "小类 A", "text"),
            Column("b", "小类 B", "text"),
            Column("n_a", "n(A)", "count"),
            Column("n_b", "n(B)", "count"),
            Column("both", "n(A∩B)", "count"),
            Column("jaccard", "J", "number", 3),
        ),
        tuple(rows),
        tuple(notes),
        (Fact("leading", "所取小类", "、".join(leading), "text"),),
    )


def ipc_value(symbol: str, level: str) -> str | None:
    """The symbol's value at a level: G02B27/01 -> G, G02B, G02B27/00; None where it does not reach the level."""
    match = _SYMBOL.match(symbol.upper())
    if match is None:
        return None
    section, subclass, group = match.groups()
    if level == "section":
        return section
    if subclass is None:
        return None
    if level == "subclass":
        return f"{section}{subclass}"
    return None if group is None else f"{section}{subclass}{int(group)}/00"


def _values(symbols: list[str], level: str) -> set[str]:
    return {value for symbol in symbols if (value := ipc_value(symbol, level)) is not None}


def _level_counts(base: Basis, level: str, *, by_main: bool) -> tuple[dict[str, int], int]:
    """Value -> units at a level, and how many units have none."""
    counts: dict[str, int] = {}
    unknown = 0
    column = base.counted.select(pl.concat_list("ipc_main") if by_main else pl.col("ipc_all")).to_series()
    for symbols in column.to_list():
        values = _values([symbol for symbol in symbols if symbol], level)
        unknown += not values
        for value in values:
            counts[value] = counts.get(value, 0) + 1
    return counts, unknown


def _panel_rows(
    level: str, counts: dict[str, int], unknown: int, total: int, top: int, *, whole: bool
) -> list[tuple[Cell, ...]]:
    """Rows of a level: the top with ties, others (single label only: they would repeat units else), unknown."""
    known = total - unknown
    lines = ranked(counts.items(), top)
    rows: list[tuple[Cell, ...]] = [
        (level, line.rank, line.name, int(line.value), refused_rate(ratio(line.value, known), known)) for line in lines
    ]
    others = sum(counts.values()) - sum(int(line.value) for line in lines)
    if others and not whole:
        rows.append((level, None, OTHERS, others, refused_rate(ratio(others, known), known)))
    if unknown:
        rows.append((level, None, UNKNOWN, unknown, None))
    return rows


def _number(cell: Cell) -> float:
    """A cell as a sort key; refused rates sort last."""
    return float(cell) if isinstance(cell, int | float) else -1.0
