"""What the daily job stored: the figures of home and /figures/."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from analytics.plan.measures import MEASURES, Measure
from analytics.plan.models import Plan, StoredFigure, Target
from analytics.plan.selectors.board import expected_by, targets_of


@dataclass(frozen=True)
class PublicFigure:
    """A target with its stored value; `value` None means not computed or undefined."""

    target: Target
    measure: Measure
    value: Decimal | None
    parts: dict[str, Any]
    note: str
    met: bool
    percent: float
    expected: Decimal
    expected_percent: float


def figures_stored(plan: Plan) -> tuple[date | None, list[PublicFigure]]:
    """The newest stored day and each target's figure on it. Constant queries; nothing is counted here."""
    rows = StoredFigure.objects.filter(target__task__plan=plan)
    as_of = rows.order_by("-as_of").values_list("as_of", flat=True).first()
    stored = {row.target_id: row for row in rows.filter(as_of=as_of)} if as_of else {}
    return as_of, [_figure(plan, target, stored.get(target.pk), as_of) for target in targets_of(plan)]


def _figure(plan: Plan, target: Target, row: StoredFigure | None, as_of: date | None) -> PublicFigure:
    measure = MEASURES[target.measure]
    points = [(point.due_on, point.threshold) for point in target.milestones.all() if point.unit == target.unit]
    day = min(max(as_of or plan.period_start, plan.period_start), plan.period_end)
    expected = expected_by(plan, day, points or [(plan.period_end, target.threshold)], ramp=measure.ramp)
    value = row.value if row else None
    share = 0.0 if value is None else min(100.0, float(value * 100 / target.threshold))
    return PublicFigure(
        target=target, measure=measure, value=value, parts=row.parts if row else {}, note=row.note if row else "",
        met=value is not None and value >= target.threshold, percent=share, expected=expected,
        expected_percent=min(100.0, float(expected * 100 / target.threshold)),
    )  # fmt: skip
