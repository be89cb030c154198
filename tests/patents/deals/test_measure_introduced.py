"""`introduced_patents`: the worked examples of domain.md section 9, each reason, every candidate once."""

from datetime import date

import pytest

from ipplatform import clock
from ipplatform.enterprises.models import NewAreaMembership
from patents.deals.measures import introduced_patents
from patents.deals.models import DealParty, DealPatent
from tests.factories import deals, people
from tests.patents.deals.counting import CaptureCount

pytestmark = pytest.mark.django_db
YEAR = (date(2019, 1, 1), date(2019, 12, 31))
LATE = date(2020, 12, 31)


def introduced(day, *, kind="transfer", **given):
    """A deal whose patents were registered or recorded on a day; the rows alone."""
    deal = deals.bare_deal(kind=kind, signed_on=date(2019, 1, 2), state="recorded", **given)
    field = "registration_date" if deal.is_registered_kind else "recordal_date"
    DealPatent.objects.filter(deal=deal).update(**{field: day})
    return deal


def reasons(result):
    return {row.record.values["deal"]: row.reason for row in result.excluded}


def measure(period=YEAR, as_of=LATE):
    return introduced_patents(period[0], period[1], as_of)


def test_none_is_a_known_zero():
    result = measure()
    assert (result.value, result.state, result.unit, result.code) == (0, "defined", "项", "introduced_patents")


@pytest.mark.parametrize("kind", ["transfer", "equity", "exclusive", "sole", "ordinary", "open"])
def test_a_registered_or_recorded_patent_counts(kind):
    deal = introduced(date(2019, 5, 1), kind=kind)
    result = measure()
    assert (result.value, result.counted[0].values["deal"], result.counted[0].on) == (
        1, deal.number, date(2019, 5, 1),
    )  # fmt: skip
    assert result.parts["by_kind"] == {kind: 1}


def test_joint_development_has_no_such_date():
    deal = introduced(date(2019, 5, 1), kind="joint_development")
    DealPatent.objects.filter(deal=deal).update(recordal_date=None, registration_date=date(2019, 5, 1))
    assert reasons(measure()) == {deal.number: "no_registration_date"}


def test_a_patent_licensed_then_sold_counts_once_in_the_plan_year():
    patent = deals.patent()
    first = introduced(date(2019, 3, 1), kind="ordinary", patents=(patent,))
    second = introduced(date(2019, 9, 1), patents=(patent,))
    result = measure()
    assert result.value == 1
    assert [row.values["deal"] for row in result.counted] == [first.number]
    assert reasons(result) == {second.number: "duplicate_in_plan_year"}


def test_a_duplicate_stays_one_when_only_a_part_of_the_year_is_asked():
    patent = deals.patent()
    first = introduced(date(2019, 3, 1), kind="ordinary", patents=(patent,))
    second = introduced(date(2019, 9, 1), patents=(patent,))
    result = measure((date(2019, 7, 1), date(2019, 12, 31)))
    assert result.value == 0
    assert reasons(result) == {first.number: "date_outside_period", second.number: "duplicate_in_plan_year"}


def test_the_next_plan_year_counts_the_patent_again():
    patent = deals.patent()
    introduced(date(2019, 12, 31), kind="ordinary", patents=(patent,))
    introduced(date(2020, 1, 1), patents=(patent,))
    assert measure().value == 1
    assert measure((date(2020, 1, 1), date(2020, 12, 31))).value == 1


def test_signed_in_december_registered_in_january():
    deal = introduced(date(2020, 1, 10))
    assert reasons(measure()) == {deal.number: "date_outside_period"}
    assert measure((date(2020, 1, 1), date(2020, 12, 31))).value == 1


def test_a_buyer_that_joins_the_day_after():
    flagged = people.enterprise(area="inside", since=date(2019, 6, 1))
    joins = people.enterprise(area="inside", since=date(2019, 6, 1))
    by = people.user()
    NewAreaMembership.objects.create(
        enterprise=flagged, status="outside", valid_from=date(2018, 1, 1), valid_to=date(2019, 5, 31), evidence="示例",
        proposed_by=by, approved_by=people.user(), created_by=by, state="closed",
    )  # fmt: skip
    outside, unknown = introduced(date(2019, 5, 31), buyer=flagged), introduced(date(2019, 5, 31), buyer=joins)
    same_day = introduced(date(2019, 6, 1), buyer=joins)
    result = measure()
    assert reasons(result) == {outside.number: "buyer_not_in_area", unknown.number: "buyer_area_unknown"}
    assert [row.values["deal"] for row in result.counted] == [same_day.number]


def test_each_reason():
    day = date(2019, 5, 1)
    expected = {
        introduced(None).number: "no_registration_date",
        introduced(date(2018, 12, 31)).number: "date_outside_period",
        introduced(day, buyer=people.enterprise(kind="university", area="inside")).number: "buyer_not_enterprise",
        introduced(day, buyer=people.enterprise(area="outside")).number: "buyer_not_in_area",
        introduced(day, buyer=people.enterprise()).number: "buyer_area_unknown",
        introduced(day, seller=people.enterprise(area="inside")).number: "seller_in_area",
        introduced(day, seller=people.enterprise()).number: "seller_area_unknown",
    }
    cancelled = introduced(day)
    with clock.set_to(day):
        type(cancelled).objects.filter(pk=cancelled.pk).update(state="cancelled", cancelled_at=clock.now())
    expected[cancelled.number] = "deal_cancelled"
    result = measure()
    assert (result.value, reasons(result)) == (0, expected)


def test_a_cancellation_recorded_after_the_day_asked_is_not_seen():
    deal = introduced(date(2019, 5, 1))
    with clock.set_to(date(2019, 8, 1)):
        type(deal).objects.filter(pk=deal.pk).update(state="cancelled", cancelled_at=clock.now())
    assert measure(as_of=date(2019, 7, 31)).value == 1
    assert reasons(measure(as_of=date(2019, 8, 1))) == {deal.number: "deal_cancelled"}


def test_a_date_after_the_day_asked_had_not_come():
    deal = introduced(date(2019, 9, 1))
    assert reasons(measure(as_of=date(2019, 8, 31))) == {deal.number: "date_outside_period"}


@pytest.mark.parametrize(
    ("area", "reason"), [("outside", ""), ("inside", "seller_in_area"), ("unknown", "seller_area_unknown")]
)
def test_a_person_who_sells_counts_by_the_approved_area(area, reason):
    deal = introduced(date(2019, 5, 1))
    approved = None if area == "unknown" else people.user()
    DealParty.objects.create(deal=deal, side="seller", person_name="示例某", area=area, approved_by=approved)
    assert reasons(measure()).get(deal.number, "") == reason


def test_a_person_who_buys_is_no_enterprise():
    deal = introduced(date(2019, 5, 1))
    DealParty.objects.filter(deal=deal, side="buyer").delete()
    DealParty.objects.create(
        deal=deal, side="buyer", person_name="示例某", area="inside", approved_by=people.user()
    )  # fmt: skip
    assert reasons(measure()) == {deal.number: "buyer_not_enterprise"}


def test_one_buyer_inside_is_enough():
    deal = introduced(date(2019, 5, 1), buyer=people.enterprise(area="outside"))
    DealParty.objects.create(deal=deal, side="buyer", enterprise=people.enterprise(area="inside"))
    assert measure().value == 1


def test_each_patent_of_a_deal_counts_and_pending_and_designs_are_shown_apart():
    pending = deals.patent(legal_status="pending", grant_date=None)
    introduced(date(2019, 5, 1), patents=(deals.patent(), pending, deals.patent(patent_type="design")))
    result = measure()
    assert result.value == 3
    assert result.parts["by_type"] == {"invention": 2, "design": 1}
    assert result.parts["by_status"] == {"valid": 2, "pending": 1}


def test_two_rows_of_one_application_are_one_patent():
    survivor = deals.patent()
    merged = deals.patent(merged_into=survivor)
    introduced(date(2019, 3, 1), patents=(survivor,))
    introduced(date(2019, 4, 1), kind="ordinary", patents=(merged,))
    assert measure().value == 1


def test_twenty_exactly():
    introduced(date(2019, 5, 1), patents=tuple(deals.patent() for _ in range(20)))
    assert measure().value == 20


def test_the_number_of_queries_does_not_grow():
    introduced(date(2019, 5, 1))
    with CaptureCount() as few:
        measure()
    for _ in range(5):
        introduced(date(2019, 5, 1), patents=(deals.patent(), deals.patent()))
    with CaptureCount() as many:
        measure()
    assert few.count == many.count <= 4
