"""What a dataset is made of, in the source's own words, by publication: counts one can check against the file."""

from datetime import date
from typing import Final

import polars as pl

from analytics.landscape import Column, Note, Params, Table, Unit, table_build

STAGES: Final = {"application": "申请公开", "grant": "授权公告", "other": "其他"}
_ALL: Final = 100_000


def composition(frame: pl.DataFrame, cutoff: date) -> list[Table]:
    """Five tables by publication: stage, year, status as the source says it, office, IPC subclass of all symbols."""
    params = Params(cutoff=cutoff, unit=Unit.PUBLICATION, status_basis="raw", ipc_mode="all")
    trend = table_build("filing_trend", frame, params)
    status = table_build("legal_status", frame, params)
    offices = table_build("geography", frame, Params(cutoff=cutoff, unit=Unit.PUBLICATION, top=_ALL))
    ipc = table_build("ipc", frame, params)
    n = frame.height
    years = [(str(row["year"]), _int(row["total"])) for row in trend.records()]
    undated = n - sum(count for _, count in years)
    told = [(str(row["status"]), _int(row["count"])) for row in status.records()]
    places = [(str(row["place"]), _int(row["count"])) for row in offices.panel("office")]
    symbols = [(str(row["symbol"]), _int(row["count"])) for row in ipc.panel("subclass") if row["rank"] is not None]
    return [
        _counted("stage", "按公开阶段", "阶段", _stages(frame), n),
        _counted("year", "按申请年", "申请年", [*years, *_rest("未知", undated)], n),
        _counted("status", "按来源所标法律状态", "状态", told, n),
        _counted("office", "按受理局", "受理局", places, n),
        _counted(
            "subclass", "按 IPC 小类（全部分类号，前 10 位）", "小类", symbols, n,
            "同一公开文献的每个小类各计一次，合计大于总数",
        ),
    ]  # fmt: skip


def _stages(frame: pl.DataFrame) -> list[tuple[str, int]]:
    counts = {str(stage): int(n) for stage, n in frame["stage"].value_counts().iter_rows()}
    return [(label, counts[stage]) for stage, label in STAGES.items() if counts.get(stage)]


def _rest(label: str, n: int) -> list[tuple[str, int]]:
    return [(label, n)] if n else []


def _counted(name: str, title: str, label: str, rows: list[tuple[str, int]], n: int, note: str = "") -> Table:
    notes = (Note("unit", f"计数单位：{Unit.PUBLICATION.label}"), *((Note("mode", note),) if note else ()))
    columns = (Column("value", label), Column("count", "件数", "count"))
    return Table(f"composition_{name}", 0, title, Unit.PUBLICATION, n, columns, tuple(rows), notes)


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
