"""Rows behind a figure, as a person may see them; and the same as plain data for exports and snapshots."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from analytics.plan.measures import REASONS
from analytics.plan.permissions import case_rows_can_read, deal_pages_can_open
from analytics.plan.selectors.board import Board, TargetRow
from ipplatform.accounts.permissions import AnyUser
from ipplatform.measures import CountedRecord, ExcludedRecord, MeasureResult
from mediation.ledger.selectors import CASE, masked

_DEALS = ("deal:", "deal_patent:")


@dataclass(frozen=True)
class Shown:
    """What a drill-down shows: rows the person may see, how many rows are withheld, and reasons with counts."""

    counted: tuple[CountedRecord, ...]
    excluded: tuple[ExcludedRecord, ...]
    withheld: int
    reasons: tuple[tuple[str, str, int], ...]


def records_shown(result: MeasureResult, user: AnyUser) -> Shown:
    """Case rows only for the general section, under pseudonyms; the others see the count."""
    may = case_rows_can_read(user)
    names = pseudonyms(result)
    links = deal_pages_can_open(user)
    counted = tuple(
        _linked(masked(row, names.get(row.key, "")), links) for row in result.counted if may or not _is_case(row)
    )
    excluded = tuple(
        ExcludedRecord(_linked(masked(row.record, names.get(row.record.key, "")), links), row.reason)
        for row in result.excluded
        if may or not _is_case(row.record)
    )
    every = Counter(row.reason for row in result.excluded)
    reasons = tuple((code, str(REASONS.get(code, code)), count) for code, count in sorted(every.items()))
    withheld = len(result.counted) + len(result.excluded) - len(counted) - len(excluded)
    return Shown(counted, excluded, withheld, reasons)


def _linked(record: CountedRecord, deal_links: bool) -> CountedRecord:
    """A deal's row without its link for whom the link would say 404."""
    return record if deal_links or not record.key.startswith(_DEALS) else replace(record, address="")


def pseudonyms(result: MeasureResult) -> dict[str, str]:
    """`调-001` … in the order of the result: a case is told apart within one list and cannot be looked up."""
    names: dict[str, str] = {}
    cases: dict[str, str] = {}
    for row in [*result.counted, *(out.record for out in result.excluded)]:
        if _is_case(row):
            case = row.key.rsplit(":", 1)[0]
            names[row.key] = cases.setdefault(case, f"调-{len(cases) + 1:03d}")
    return names


def board_as_data(board: Board) -> dict[str, Any]:
    """Plain data of a board with all records (cases under pseudonyms): JSON export, snapshot, command."""
    return {
        "plan": board.plan.title,
        "year": board.plan.year,
        "as_of": board.as_of.isoformat(),
        "targets": [_target_as_data(row) for row in board.rows],
    }


def _target_as_data(row: TargetRow) -> dict[str, Any]:
    result, names = row.result, pseudonyms(row.result)
    return {
        "code": row.target.code,
        "title": row.target.title,
        "measure": row.measure.code,
        "value": _plain(result.value),
        "unit": row.target.unit,
        "threshold": _plain(row.target.threshold),
        "met": row.met,
        "state": result.state,
        "note": str(result.note),
        "expected": _plain(row.expected),
        "forecast": _plain(row.forecast),
        "milestones": [
            {name: _plain(value) for name, value in asdict(milestone).items()} for milestone in row.milestones
        ],
        "counted": len(result.counted),
        "excluded": len(result.excluded),
        "parts": _plain(dict(result.parts)),
        "rule_version": result.rule_version,
        "counted_records": _records(result.counted, names),
        "excluded_records": [
            {**record, "reason": out.reason}
            for record, out in zip(_records((r.record for r in result.excluded), names), result.excluded, strict=True)
        ],
    }


def _records(rows: Iterable[CountedRecord], names: dict[str, str]) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        shown = masked(row, names.get(row.key, ""))
        found.append({"key": shown.key, "label": shown.label, "on": _plain(row.on), "values": _plain(dict(row.values))})
    return found


def _is_case(row: CountedRecord) -> bool:
    return row.values.get("kind") == CASE


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(round(value, 6))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
