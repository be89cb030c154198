"""The tables of the 2 + 2 reports, one pure function a figure; TABLES is the whole list, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

from analytics.landscape.tables.applicants import concentration, entrants_leavers, top_applicants
from analytics.landscape.tables.holders import applicant_types
from analytics.landscape.tables.ipc import ipc_cooccurrence, ipc_distribution
from analytics.landscape.tables.places import flow, geography
from analytics.landscape.tables.status import grant_rate, legal_status
from analytics.landscape.tables.table import (
    Cell,
    Column,
    Fact,
    Note,
    Params,
    Table,
    table_from_json,
    table_to_json,
)
from analytics.landscape.tables.trend import (
    filing_growth,
    filing_trend,
    life_cycle_coefficients,
    life_cycle_scatter,
)

__all__ = [
    "TABLES",
    "Cell",
    "Column",
    "Fact",
    "Note",
    "Params",
    "Table",
    "TableKind",
    "table_build",
    "table_by_number",
    "table_from_json",
    "table_to_json",
]


@dataclass(frozen=True)
class TableKind:
    """A figure family of domain.md 10.3: its name, number, Chinese title and function."""

    name: str
    number: int
    title: str
    build: Callable[[pl.DataFrame, Params], Table]


TABLES: Final[dict[str, TableKind]] = {
    kind.name: kind
    for kind in (
        TableKind("filing_trend", 1, "申请量趋势", filing_trend),
        TableKind("filing_growth", 2, "申请量增长", filing_growth),
        TableKind("life_cycle", 3, "技术生命周期", life_cycle_scatter),
        TableKind("life_cycle_coefficients", 4, "技术生命周期系数", life_cycle_coefficients),
        TableKind("grant_rate", 5, "发明授权率", grant_rate),
        TableKind("legal_status", 6, "法律状态", legal_status),
        TableKind("geography", 7, "地域分布", geography),
        TableKind("flow", 8, "技术流向", flow),
        TableKind("top_applicants", 9, "申请人排名", top_applicants),
        TableKind("concentration", 10, "申请人集中度", concentration),
        TableKind("applicant_types", 11, "申请人类型", applicant_types),
        TableKind("entrants_leavers", 12, "申请人进入与退出", entrants_leavers),
        TableKind("ipc", 15, "IPC 分布", ipc_distribution),
        TableKind("ipc_cooccurrence", 17, "IPC 共现", ipc_cooccurrence),
    )
}


def table_build(name: str, frame: pl.DataFrame, params: Params) -> Table:
    """The table of that name from the frame; KeyError for a name not in TABLES."""
    return TABLES[name].build(frame, params)


def table_by_number(number: int) -> TableKind:
    """The figure family of domain.md's number; KeyError where this house does not build it."""
    for kind in TABLES.values():
        if kind.number == number:
            return kind
    raise KeyError(number)
