"""Periods: the vectors of domain.md section 7."""

from datetime import date

import pytest

from ipplatform.deadlines.calendar import MONTHS, NATURAL, WORKING, due_date, is_working_day
from ipplatform.deadlines.models import CalendarDay, RuleParameter
from ipplatform.deadlines.selectors import RuleMissing, rule_due, rule_int

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "length", "unit", "due"),
    [
        (date(2025, 9, 26), 3, WORKING, date(2025, 9, 30)),
        (date(2025, 9, 30), 3, WORKING, date(2025, 10, 11)),
        (date(2025, 9, 5), 30, NATURAL, date(2025, 10, 9)),
    ],
)
def test_vectors(start, length, unit, due):
    assert due_date(start, length, unit).due_on == due


def test_a_month_period_ends_on_the_last_day_of_a_shorter_month():
    assert due_date(date(2024, 11, 30), 3, MONTHS).unmoved == date(2025, 2, 28)


def test_reminders_use_the_unmoved_date():
    due = due_date(date(2025, 9, 5), 30, NATURAL)
    assert due.unmoved == date(2025, 10, 5) and not due.provisional


def test_suspended_days_are_added_before_rolling():
    assert due_date(date(2025, 9, 5), 30, NATURAL, suspended_days=4).due_on == date(2025, 10, 9)


def test_an_unloaded_year_is_provisional_never_silently_weekend_based():
    assert due_date(date(2031, 1, 6), 3, WORKING).provisional
    assert not due_date(date(2026, 1, 6), 3, WORKING).provisional


def test_a_loaded_day_overrides_the_package():
    assert is_working_day(date(2026, 3, 26))
    CalendarDay.objects.create(day=date(2026, 3, 26), kind="holiday", source="示例通知")
    assert not is_working_day(date(2026, 3, 26))


def test_rules_are_judged_by_the_row_valid_on_the_start_day():
    assert rule_int("D06", date(2026, 1, 1)) == 30
    RuleParameter.objects.filter(code="D06").update(valid_to=date(2026, 6, 30))
    RuleParameter.objects.create(code="D06", value="45", unit="natural", source="x", valid_from=date(2026, 7, 1))
    assert rule_int("D06", date(2026, 6, 30)) == 30
    assert rule_due("D06", date(2026, 7, 1)).unmoved == date(2026, 8, 15)
    with pytest.raises(RuleMissing):
        rule_int("D06", date(2010, 1, 1))


def test_rules_that_await_verification_are_listed_as_open_points():
    assert set(RuleParameter.objects.filter(open_point=True).values_list("code", flat=True)) >= {"D08", "D14", "D21"}
