"""家/次: every candidate once, by the rule of domain.md section 9."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mediation.consultations.services import consultations_lapse
from mediation.ledger import selectors as ledger
from tests.factories import consultations as made
from tests.factories import people

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 12, 31)
DAY = made.DAY


def _count(as_of=END):
    return ledger.enterprise_services(START, END, as_of)


def _reasons(result):
    return sorted(row.reason for row in result.excluded)


def test_a_closed_consultation_of_an_enterprise_inside_counts_one():
    made.closed()
    result = _count()
    assert (result.value, result.parts["enterprises"], result.parts["consultations"]) == (1, 1, 1)
    assert result.counted[0].values["topic"] == "trademark"


def test_same_enterprise_topic_and_day_counts_once_and_flags_the_week():
    enterprise = people.enterprise(area="inside")
    made.closed(enterprise)
    made.closed(enterprise)
    made.closed(enterprise, topic="contract")
    near = made.closed(enterprise, on=DAY + timedelta(days=5))
    result = _count()
    assert (result.value, result.parts["enterprises"]) == (3, 1)
    assert _reasons(result) == [ledger.DUPLICATE]
    assert result.parts["near_duplicates"] == [f"consultation:{near.public_id}"]


def test_the_ones_that_do_not_count_say_why():
    made.closed(people.enterprise(area="outside"))
    made.closed(people.enterprise())
    made.closed(people.enterprise(kind="university", area="inside"))
    made.requested()
    made.answered()
    consultations_lapse(on=DAY + timedelta(days=30))
    made.answered(on=date(2026, 12, 30))
    result = _count()
    assert result.value == 0
    assert _reasons(result) == sorted(
        [
            ledger.NOT_IN_AREA,
            ledger.AREA_UNKNOWN,
            ledger.NOT_ENTERPRISE,
            ledger.NOT_CLOSED,
            ledger.NOT_CLOSED,
            ledger.LAPSED,
        ]
    )


def test_membership_is_asked_on_the_day_it_closed():
    enterprise = people.enterprise(area="inside", since=DAY + timedelta(days=1))
    made.closed(enterprise)
    made.closed(enterprise, on=DAY + timedelta(days=1))
    result = _count()
    assert result.value == 1 and _reasons(result) == [ledger.AREA_UNKNOWN]


def test_as_of_cuts_later_days():
    made.closed()
    assert _count(DAY).value == 1
    assert _count(DAY - timedelta(days=1)).value == 0


def test_no_text_of_a_consultation_is_in_the_result_and_queries_are_constant():
    made.closed()
    with CaptureQueriesContext(connection) as few:
        _count()
    for _n in range(4):
        made.closed()
    with CaptureQueriesContext(connection) as many:
        result = _count()
    assert len(few) == len(many)
    assert "示例问题" not in repr(result) and "示例答复" not in repr(result)
    assert not any("question" in query["sql"] for query in many.captured_queries)
