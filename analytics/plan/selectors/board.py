"""The board: each target with value, expected-by-now, forecast and milestones, computed from the rooms' measures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop as _noop

from analytics.plan.measures import MEASURES, Measure
from analytics.plan.models import Milestone, Plan, Target
from ipplatform.measures import MeasureResult

FORECAST_FROM_DAYS = 60
HOMES = _noop("家")


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone in its own unit: value, what is expected by now, whether it holds, and how urgent it is."""

    due_on: date
    threshold: Decimal
    unit: str
    value: Decimal | None
    expected: Decimal
    met: bool
    gap: Decimal | None
    state: str  # met, missed, warn, open


@dataclass(frozen=True)
class TargetRow:
    """One line of the board."""

    target: Target
    measure: Measure
    result: MeasureResult
    met: bool
    expected: Decimal
    percent: float
    expected_percent: float
    forecast: Decimal | None
    milestones: tuple[MilestoneRow, ...]


@dataclass(frozen=True)
class Board:
    """All targets of a plan as of a day."""

    plan: Plan
    as_of: date
    rows: tuple[TargetRow, ...]

    def row(self, code: str) -> TargetRow | None:
        """The line of a target code, or None."""
        return next((row for row in self.rows if row.target.code == code), None)


def plan_of_year(year: int) -> Plan | None:
    """The plan of a year."""
    return Plan.objects.filter(year=year).first()


def plan_current(on: date) -> Plan | None:
    """The plan whose period holds the day, else the newest one that began before it."""
    return (
        Plan.objects.filter(period_start__lte=on, period_end__gte=on).first()
        or Plan.objects.filter(period_start__lte=on).order_by("-year").first()
    )


def targets_of(plan: Plan) -> list[Target]:
    """Targets with milestones and task, by code. Two queries."""
    rows = Target.objects.filter(task__plan=plan).select_related("task").prefetch_related("milestones")
    return list(rows.order_by("code"))


def plan_board(plan: Plan, as_of: date) -> Board:
    """Compute every measure of the plan once, for the whole period, as of a day."""
    day = min(max(as_of, plan.period_start), plan.period_end)
    rows = tuple(_row(plan, target, day, as_of) for target in targets_of(plan))
    return Board(plan=plan, as_of=as_of, rows=rows)


def _row(plan: Plan, target: Target, day: date, as_of: date) -> TargetRow:
    measure = MEASURES[target.measure]
    result = measure.compute(plan.period_start, plan.period_end, as_of)
    milestones = list(target.milestones.all())
    points = [(point.due_on, point.threshold) for point in milestones if point.unit == target.unit]
    expected = expected_by(plan, day, points or [(plan.period_end, target.threshold)], ramp=measure.ramp)
    return TargetRow(
        target=target, measure=measure, result=result, met=_meets(result.value, target.threshold), expected=expected,
        percent=_percent(result.value, target.threshold), expected_percent=_percent(expected, target.threshold),
        forecast=forecast(plan, day, result.value) if measure.ramp else None,
        milestones=tuple(_milestone(plan, row, measure, result, day, as_of) for row in milestones),
    )  # fmt: skip


def _milestone(
    plan: Plan, row: Milestone, measure: Measure, result: MeasureResult, day: date, as_of: date
) -> MilestoneRow:
    at_due = result
    if as_of > row.due_on:  # what stood on the due date decides, not what came later
        at_due = measure.compute(plan.period_start, plan.period_end, row.due_on)
    value = Decimal(at_due.parts["enterprises"]) if row.unit == HOMES else at_due.value
    met = _meets(value, row.threshold)
    state = "met" if met else "missed" if as_of > row.due_on else "warn" if as_of >= row.warn_on else "open"
    return MilestoneRow(
        due_on=row.due_on, threshold=row.threshold, unit=row.unit, value=value,
        expected=expected_by(plan, min(day, row.due_on), [(row.due_on, row.threshold)], ramp=measure.ramp), met=met,
        gap=None if value is None or met else row.threshold - value, state=state,
    )  # fmt: skip


def expected_by(plan: Plan, day: date, points: list[tuple[date, Decimal]], *, ramp: bool) -> Decimal:
    """Linear in days from (period start, 0) through each milestone (domain.md section 9); a share has no ramp."""
    if not ramp:
        return points[-1][1]
    before_day, before = plan.period_start, Decimal(0)
    for due_on, threshold in sorted(points):
        if day <= due_on:
            length = (due_on - before_day).days or 1
            return before + (threshold - before) * (day - before_day).days / length
        before_day, before = due_on, threshold
    return before


def forecast(plan: Plan, day: date, value: Decimal | None) -> Decimal | None:
    """value / elapsed share of the period; none before 60 days."""
    elapsed = (day - plan.period_start).days + 1
    if value is None or elapsed < FORECAST_FROM_DAYS:
        return None
    return value * ((plan.period_end - plan.period_start).days + 1) / elapsed


def _meets(value: Decimal | None, threshold: Decimal) -> bool:
    return value is not None and value >= threshold


def _percent(value: Decimal | None, threshold: Decimal) -> float:
    return 0.0 if value is None or not threshold else min(100.0, float(value * 100 / threshold))
