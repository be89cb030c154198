"""The board: expected-by-now, forecast, milestones in their own unit, exact comparison, undefined is not zero."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from analytics.plan import measures
from analytics.plan.models import Plan
from analytics.plan.selectors import board_as_data, expected_by, forecast, plan_board, plan_current
from analytics.plan.services import plan_create
from ipplatform.measures import DEFINED, UNDEFINED, CountedRecord, MeasureResult, percent_text
from tests.factories import consultations as made
from tests.factories import people

pytestmark = pytest.mark.django_db
YEAR = Plan(year=2026, period_start=date(2026, 1, 1), period_end=date(2026, 12, 31))


@pytest.fixture
def plan():
    return plan_create(year=2026, by=people.user("general_section"), on=date(2026, 3, 26))


def _given(monkeypatch, code, value, unit="项", state=DEFINED, parts=None, note=""):
    def compute(start, end, as_of):
        return MeasureResult(code, value, unit, state, (), (), parts or {}, "t", note)

    measure = measures.MEASURES[code]
    fixed = measures.Measure(measure.code, compute, measure.unit, measure.rule, measure.ramp)
    monkeypatch.setitem(measures.MEASURES, code, fixed)


def test_the_plan_has_five_tasks_six_targets_and_their_milestones(plan):
    assert list(plan.tasks.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    rows = plan_board(plan, date(2026, 3, 26)).rows
    assert [row.target.code for row in rows] == [f"T3-{n}" for n in range(1, 7)]
    services = rows[5].milestones
    assert [(row.due_on, row.threshold, row.unit) for row in services] == [
        (date(2026, 8, 31), 50, "家"), (date(2026, 12, 31), 100, "家/次"),
    ]  # fmt: skip


def test_creating_twice_changes_nothing(plan):
    again = plan_create(year=2026, by=people.user("general_section"), on=date(2026, 4, 1))
    assert again == plan and plan.tasks.count() == 5


def test_expected_is_linear_through_milestones_and_full_for_a_share():
    half = date(2026, 1, 1) + timedelta(days=182)
    points = [(date(2026, 12, 31), Decimal(20))]
    assert expected_by(YEAR, date(2026, 1, 1), points, ramp=True) == 0
    assert expected_by(YEAR, half, points, ramp=True) == Decimal(20) * 182 / 364
    assert expected_by(YEAR, date(2026, 12, 31), points, ramp=True) == 20
    two = [(date(2026, 8, 31), Decimal(1)), (date(2026, 12, 31), Decimal(2))]
    assert expected_by(YEAR, date(2026, 8, 31), two, ramp=True) == 1
    assert expected_by(YEAR, date(2026, 10, 31), two, ramp=True) == 1 + Decimal(61) / 122
    assert expected_by(YEAR, date(2026, 2, 1), points, ramp=False) == 20


def test_a_forecast_needs_sixty_days():
    assert forecast(YEAR, date(2026, 2, 28), Decimal(3)) is None
    assert forecast(YEAR, date(2026, 3, 1), Decimal(6)) == Decimal(6) * 365 / 60
    assert forecast(YEAR, date(2026, 6, 1), None) is None


def test_twenty_exactly_is_met_and_a_cut_percentage_never_rounds_up(plan, monkeypatch):
    _given(monkeypatch, "introduced_patents", Decimal(20))
    _given(monkeypatch, "landed_share", Decimal("19.96"), "%", parts={"landed_amount": 1, "total_amount": 5})
    rows = plan_board(plan, date(2026, 12, 31)).rows
    assert rows[0].met and not rows[1].met
    assert percent_text(rows[1].result.value) == "19.9"


def test_undefined_is_never_zero(plan, monkeypatch):
    _given(monkeypatch, "landed_share", None, "%", UNDEFINED, note="暂无成交")
    row = plan_board(plan, date(2026, 6, 1)).rows[1]
    data = board_as_data(plan_board(plan, date(2026, 6, 1)))["targets"][1]
    assert not row.met and data["value"] is None and data["note"] == "暂无成交"


def test_the_august_milestone_counts_homes_on_its_own_day(plan, monkeypatch):
    asked = []

    def compute(start, end, as_of):
        asked.append(as_of)
        homes = 50 if as_of >= date(2026, 8, 31) else 10
        return MeasureResult("enterprise_services", Decimal(70), "家/次", DEFINED, (), (), {"enterprises": homes}, "t")

    measure = measures.MEASURES["enterprise_services"]
    monkeypatch.setitem(
        measures.MEASURES, measure.code, measures.Measure(measure.code, compute, measure.unit, measure.rule)
    )
    august, december = plan_board(plan, date(2026, 11, 24)).rows[5].milestones
    assert (august.value, august.met, august.state) == (50, True, "met")
    assert (december.value, december.met, december.gap) == (70, False, 30)
    assert date(2026, 8, 31) in asked
    early = plan_board(plan, date(2026, 8, 1)).rows[5].milestones[0]
    assert (early.value, early.state) == (10, "warn")


def test_a_missed_milestone_stays_missed_by_what_stood_on_its_day(plan, monkeypatch):
    def compute(start, end, as_of):
        value = Decimal(1 if as_of > date(2026, 8, 31) else 0)
        return MeasureResult("data_reports", value, "个产业", DEFINED, (), (), {}, "t")

    measure = measures.MEASURES["data_reports"]
    monkeypatch.setitem(
        measures.MEASURES, measure.code, measures.Measure(measure.code, compute, measure.unit, measure.rule)
    )
    august = plan_board(plan, date(2026, 9, 5)).rows[3].milestones[0]
    assert (august.state, august.value) == ("missed", 0)


def test_real_services_reach_the_board(plan):
    made.closed()
    row = plan_board(plan, date(2026, 11, 24)).row("T3-6")
    assert row.result.value == 1 and row.milestones[0].value == 1


def test_the_current_plan_holds_the_day_else_the_last_one(plan):
    assert plan_current(date(2026, 5, 1)) == plan
    assert plan_current(date(2027, 1, 5)) == plan
    assert plan_current(date(2025, 5, 1)) is None


def test_records_are_pseudonymous_for_cases(plan, monkeypatch):
    record = CountedRecord(
        "case:secret-id:1", "示例企业", date(2026, 5, 1), {"kind": "case", "topic": "contract", "uscc": "x"}
    )
    other = CountedRecord(
        "case:secret-id:2", "示例企业二", date(2026, 5, 1), {"kind": "case", "topic": "contract", "uscc": "y"}
    )

    def compute(start, end, as_of):
        return MeasureResult(
            "enterprise_services", Decimal(2), "家/次", DEFINED, (record, other), (), {"enterprises": 2}, "t"
        )

    measure = measures.MEASURES["enterprise_services"]
    monkeypatch.setitem(
        measures.MEASURES, measure.code, measures.Measure(measure.code, compute, measure.unit, measure.rule)
    )
    data = board_as_data(plan_board(plan, date(2026, 6, 1)))
    assert [row["key"] for row in data["targets"][5]["counted_records"]] == ["调-001", "调-001"]
    assert "secret-id" not in str(data)
