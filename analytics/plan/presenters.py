"""Words and tones of the board for the shared components; no rules."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from analytics.plan.exports import value_text
from analytics.plan.selectors import MilestoneRow, PublicFigure, TargetRow
from ipplatform.measures import percent_text
from ipplatform.money import amount_words

_TONES = {"met": "good", "missed": "bad", "warn": "warn", "open": "river"}


@dataclass(frozen=True)
class BoardLine:
    """A line of the board page."""

    row: TargetRow
    value: str
    milestones: tuple[dict[str, str], ...]
    outlook: str
    bar_label: str


def number_text(value: Decimal | None) -> str:
    """`17`, `17.8`, or a dash."""
    return "—" if value is None else f"{round(value, 1).normalize():f}"


def board_lines(rows: tuple[TargetRow, ...]) -> list[BoardLine]:
    """All lines in order."""
    return [_line(row) for row in rows]


def milestone_tag(row: MilestoneRow) -> dict[str, str]:
    """For components/tag.html: icon, word and tint."""
    month = _("%(month)s月") % {"month": row.due_on.month}
    if row.met:
        label = _("%(month)s %(value)s %(unit)s 已达") % {
            "month": month, "value": number_text(row.value), "unit": _(row.unit),
        }  # fmt: skip
    elif row.gap is None:
        label = _("%(month)s节点") % {"month": month}
    else:
        label = _("%(month)s 差 %(gap)s %(unit)s") % {"month": month, "gap": number_text(row.gap), "unit": _(row.unit)}
    return {"label": label, "tone": _TONES[row.state]}


def _line(row: TargetRow) -> BoardLine:
    if row.target.measure == "landed_share" and row.result.value is not None:
        outlook = _("%(landed)s / %(total)s 万元") % {
            "landed": number_text(Decimal(row.result.parts["landed_amount"]) / 10000),
            "total": number_text(Decimal(row.result.parts["total_amount"]) / 10000),
        }  # fmt: skip
    elif row.met or row.forecast is None:
        outlook = "—"
    else:
        outlook = _("照此进度全年 %(value)s") % {"value": number_text(row.forecast)}
    label = _("%(name)s：%(value)s %(unit)s，目标 %(target)s，按时间应达 %(expected)s") % {
        "name": _(row.target.title), "value": value_text(row), "unit": _(row.target.unit),
        "target": number_text(row.target.threshold), "expected": number_text(row.expected),
    }  # fmt: skip
    return BoardLine(row, value_text(row), tuple(milestone_tag(m) for m in row.milestones), outlook, label)


def public_rows(rows: list[PublicFigure]) -> list[dict[str, Any]]:
    """For components/progress_goal.html, with the rule in plain words."""
    return [public_row(row) for row in rows]


def public_row(row: PublicFigure) -> dict[str, Any]:
    """One stored figure."""
    percent = row.target.unit == "%"
    value = (
        (_(row.note) if row.note else "—")
        if row.value is None
        else percent_text(row.value)
        if percent
        else number_text(row.value)
    )
    return {
        "code": row.target.code, "name": _(row.target.title), "value": value,
        "unit": "" if row.value is None else _(row.target.unit), "rule": row.measure.rule,
        "target": f"≥ {number_text(row.target.threshold)} {_(row.target.unit)}",
        "percent": row.percent, "expected_percent": row.expected_percent, "met": row.met, "note": _public_note(row),
    }  # fmt: skip


def _public_note(row: PublicFigure) -> str:
    if row.target.measure == "landed_share" and row.value is not None:
        return _("已落地 %(landed)s / 成交 %(total)s") % {
            "landed": amount_words(round(Decimal(row.parts["landed_amount"]), -3)),
            "total": amount_words(round(Decimal(row.parts["total_amount"]), -3)),
        }  # fmt: skip
    if row.target.measure == "enterprise_services" and row.value is not None:
        return _("服务企业 %(homes)s 家") % {"homes": row.parts.get("enterprises", 0)}
    if row.value is None:
        return ""
    return _("按时间应达 %(expected)s %(unit)s") % {"expected": number_text(row.expected), "unit": _(row.target.unit)}
