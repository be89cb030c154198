"""The board on paper and in spreadsheets: every figure with the records behind it; the service ledger."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from analytics.plan.measures import REASONS
from analytics.plan.selectors import Board, TargetRow, board_as_data, pseudonyms
from ipplatform.documents import pdf_from_html
from ipplatform.measures import CountedRecord, percent_text
from ipplatform.spreadsheets import SheetOut, xlsx_write_sheets
from mediation.ledger.selectors import CASE, masked

_KINDS = {"consultation": "咨询", "case": "调解"}


def plan_xlsx(board: Board) -> bytes:
    """Sheet 1: the targets; then one sheet a target with its counted and excluded records."""
    sheets = [SheetOut("目标", _TARGET_HEADER, [_target_line(row) for row in board.rows])]
    for row in board.rows:
        name = f"{row.target.code} {row.target.title}"
        sheets.append(SheetOut(name, ["计入", "理由", "日期", "记录", "标识", "依据"], list(_record_lines(row))))
    return _book(sheets)


def plan_pdf(board: Board) -> bytes:
    """The progress statement 进展通报, in the layout of official letters."""
    rows = [(row, value_text(row)) for row in board.rows]
    return _paper("plan/progress_statement.html", {"board": board, "rows": rows, "created": board.as_of})


def plan_json(board: Board) -> bytes:
    """The board as data, with all records."""
    return json.dumps(board_as_data(board), ensure_ascii=False, indent=2).encode()


def services_xlsx(board: Board) -> bytes:
    """The ledger 家/次: what counts on one sheet, what does not on the other."""
    row = board.row("T3-6")
    if row is None:
        raise ValueError("the plan has no target for services")
    names = pseudonyms(row.result)
    counted = [_ledger_line(record, names) for record in row.result.counted]
    excluded = [
        [*_ledger_line(out.record, names), str(REASONS.get(out.reason, out.reason))] for out in row.result.excluded
    ]
    header = ["企业", "统一社会信用代码", "服务", "日期", "事项", "标识"]
    return _book([SheetOut("计入", header, counted), SheetOut("未计入", [*header, "理由"], excluded)])


def services_pdf(board: Board) -> bytes:
    """The ledger on paper."""
    row = board.row("T3-6")
    if row is None:
        raise ValueError("the plan has no target for services")
    names = pseudonyms(row.result)
    context = {
        "board": board, "row": row, "created": board.as_of,
        "lines": [_ledger_line(record, names) for record in row.result.counted],
    }  # fmt: skip
    return _paper("plan/service_ledger.html", context)


def _paper(template: str, context: dict[str, Any]) -> bytes:
    """Papers are Chinese, whatever language the person at the screen reads."""
    with translation.override("zh-hans"):
        return pdf_from_html(render_to_string(template, context)).content


def value_text(row: TargetRow) -> str:
    """The value as shown: a share cut to one decimal, a count whole, undefined in words."""
    if row.result.value is None:
        return str(row.result.note) or "—"
    return percent_text(row.result.value) if row.target.unit == "%" else f"{row.result.value.normalize():f}"


def sha256_of(content: bytes) -> str:
    """Hex digest of an export."""
    return hashlib.sha256(content).hexdigest()


_TARGET_HEADER = [
    "代码", "目标", "现值", "单位", "目标值", "已达", "按时间应达", "预计全年", "计入条数",
    "未计入条数", "节点", "口径版本",
]  # fmt: skip


def _target_line(row: TargetRow) -> list[Any]:
    milestones = "；".join(
        f"{m.due_on} {m.threshold.normalize():f}{m.unit} {'已达' if m.met else '未达'}" for m in row.milestones
    )
    return [
        row.target.code, row.target.title, value_text(row), row.target.unit, row.target.threshold,
        "是" if row.met else "否", round(row.expected, 1), None if row.forecast is None else round(row.forecast, 1),
        len(row.result.counted), len(row.result.excluded), milestones, row.result.rule_version,
    ]  # fmt: skip


def _record_lines(row: TargetRow) -> Iterator[list[Any]]:
    names = pseudonyms(row.result)
    for record in row.result.counted:
        yield ["是", "", *_record_cells(masked(record, names.get(record.key, "")))]
    for out in row.result.excluded:
        reason = str(REASONS.get(out.reason, out.reason))
        yield ["否", reason, *_record_cells(masked(out.record, names.get(out.record.key, "")))]


def _record_cells(record: CountedRecord) -> Iterable[Any]:
    basis = json.dumps(dict(record.values), ensure_ascii=False, default=str)
    return [record.on, record.label, record.key, basis]


def _ledger_line(record: CountedRecord, names: dict[str, str]) -> list[str | date | None]:
    shown = masked(record, names.get(record.key, "")) if record.values["kind"] == CASE else record
    kind = _KINDS[str(record.values["kind"])]
    return [record.label, str(record.values["uscc"]), kind, record.on, str(record.values["topic_label"]), shown.key]


def _book(sheets: list[SheetOut]) -> bytes:
    buffer = BytesIO()
    xlsx_write_sheets(buffer, sheets)
    return buffer.getvalue()
