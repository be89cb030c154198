"""`landed_share`: the worked examples of domain.md section 9, undefined states, what as_of cuts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ipplatform import clock
from ipplatform.files.services import file_store
from ipplatform.measures import percent_text
from patents.deals.measures import landed_share
from patents.deals.models import Deal, Landing, Payment
from tests.factories import deals, people
from tests.patents.deals.counting import CaptureCount

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
LATE = date(2027, 6, 30)
DAY = date(2026, 5, 1)


def deal(amount, **fields):
    return deals.bare_deal(contract_amount=None if amount is None else Decimal(amount), **fields)


def at(day):
    return clock.at_office_time(day)


def landing(of, state="verified", *, claimed=DAY, verified=DAY, revoked=None, rejected=None):
    return Landing.objects.create(
        deal=of, enterprise=of.parties.get(side="buyer").enterprise, address="x", region_code="430104", landed_on=DAY,
        use="production", claimed_by=people.user(), created_by=people.user(), claimed_at=at(claimed), state=state,
        verified_by=people.user() if state in ("verified", "revoked") else None,
        verified_at=at(verified) if state in ("verified", "revoked") else None,
        enterprise_confirmed_at=at(claimed), revoked_at=at(revoked) if revoked else None,
        rejected_at=at(rejected) if rejected else None,
    )  # fmt: skip


def paid(of, amount, day=DAY):
    file = file_store(
        content=b"%PDF-1.4", name="a.pdf", owner_kind="deal", owner_id=str(of.public_id), by=people.user()
    )
    return Payment.objects.create(
        deal=of, due_on=day, due_amount=Decimal(amount), paid_on=day, paid_amount=Decimal(amount), state="confirmed",
        voucher=file, confirmed_by=people.user(), confirmed_at=at(day), created_by=people.user(),
    )  # fmt: skip


def cancelled(of, day=DAY):
    Deal.objects.filter(pk=of.pk).update(state="cancelled", cancelled_on=day, cancelled_at=at(day))
    return of


def reasons(result):
    return {row.record.label: row.reason for row in result.excluded}


def whys(result):
    return {row.label: row.values["why"] for row in result.counted}


def test_the_worked_example():
    one, two, three, four = deal("1000000.00"), deal("3000000.00"), cancelled(deal("500000.00")), deal(None)
    landing(one)
    paid(one, "200000.00")
    paid(two, "2000000.00")
    result = landed_share(*YEAR, LATE)
    assert (result.value, percent_text(result.value), result.unit) == (Decimal(25), "25.0", "%")
    assert reasons(result) == {three.number: "deal_cancelled", four.number: "no_amount"}
    assert whys(result) == {one.number: "", two.number: "none"}
    assert (result.parts["landed_amount"], result.parts["total_amount"]) == (
        Decimal("1000000.00"), Decimal("4000000.00"),
    )  # fmt: skip
    assert result.parts["paid"]["landed"] == Decimal("200000.00")
    assert result.parts["paid"]["total"] == Decimal("2200000.00")
    assert percent_text(result.parts["paid"]["share"]) == "9.0"


def test_no_deals_is_undefined():
    deal("1", state="negotiating", signed_on=None)
    result = landed_share(*YEAR, LATE)
    assert (result.value, result.state, result.parts["undefined"], result.note) == (
        None, "undefined", "no_deals", "暂无成交",
    )  # fmt: skip


@pytest.mark.parametrize("amounts", [(None,), ("0.00",), (None, "0.00")])
def test_deals_without_amounts_are_undefined(amounts):
    for amount in amounts:
        landing(deal(amount))
    result = landed_share(*YEAR, LATE)
    assert (result.value, result.state, result.parts["undefined"]) == (None, "undefined", "no_amounts")


def test_nothing_landed_is_a_known_zero():
    deal("100.00")
    result = landed_share(*YEAR, LATE)
    assert (result.value, result.state, result.parts["paid"]["share"]) == (Decimal(0), "defined", None)


def test_each_reason_and_why():
    signed: dict[str, Any] = {"state": "negotiating", "signed_on": None}
    excluded = {
        deal("1", **signed).number: "not_signed",
        cancelled(deal("1")).number: "deal_cancelled",
        deal("1", signed_on=date(2025, 12, 31)).number: "date_outside_period",
        deal("1", signed_on=date(2027, 1, 1)).number: "date_outside_period",
        deal(None).number: "no_amount",
    }
    landed, none, claimed, rejected, revoked, late = (deal("1") for _ in range(6))
    landing(landed)
    landing(claimed, "claimed")
    landing(rejected, "rejected", rejected=DAY)
    landing(revoked, "revoked", revoked=DAY)
    landing(late, verified=date(2027, 7, 1))
    result = landed_share(*YEAR, LATE)
    assert reasons(result) == excluded
    assert whys(result) == {
        landed.number: "", none.number: "none", claimed.number: "claimed", rejected.number: "rejected",
        revoked.number: "revoked", late.number: "verified_after_as_of",
    }  # fmt: skip
    assert result.value == Decimal(100) / 6


def test_a_deal_ended_by_term_stays_effective_and_period_ends_are_inclusive():
    first, last = deal("1", signed_on=YEAR[0], state="completed"), deal("1", signed_on=YEAR[1])
    assert set(whys(landed_share(*YEAR, LATE))) == {first.number, last.number}


def test_what_was_recorded_after_as_of_is_not_seen():
    one, two = deal("100.00"), deal("100.00")
    landing(one, "revoked", verified=DAY, revoked=date(2026, 8, 1))
    cancelled(two, date(2026, 9, 1))
    paid(one, "10.00", date(2026, 10, 1))
    july = landed_share(*YEAR, date(2026, 7, 31))
    assert (july.value, july.parts["paid"]["total"]) == (Decimal(50), Decimal("0.00"))
    august = landed_share(*YEAR, date(2026, 8, 1))
    assert (august.value, whys(august)[one.number]) == (Decimal(0), "revoked")
    october = landed_share(*YEAR, date(2026, 10, 1))
    assert (whys(october), reasons(october)) == ({one.number: "revoked"}, {two.number: "deal_cancelled"})
    assert october.parts["paid"]["total"] == Decimal("10.00")


def test_recorded_late_in_the_office_day_still_belongs_to_it():
    one = deal("100.00")
    made = landing(one)
    Landing.objects.filter(pk=made.pk).update(verified_at=clock.at_office_time(DAY, 23, 59))
    assert landed_share(*YEAR, DAY).value == 100
    Landing.objects.filter(pk=made.pk).update(verified_at=clock.at_office_time(date(2026, 5, 2), 0, 0))
    assert landed_share(*YEAR, DAY).value == 0


def test_a_rejected_landing_claimed_again():
    one = deal("100.00")
    landing(one, "rejected", rejected=DAY)
    landing(one, "claimed", claimed=date(2026, 6, 1))
    assert whys(landed_share(*YEAR, date(2026, 5, 31))) == {one.number: "rejected"}
    assert whys(landed_share(*YEAR, LATE)) == {one.number: "claimed"}


def test_a_share_just_below_the_threshold_is_not_rounded_up():
    landing(deal("19.96"))
    deal("80.04")
    result = landed_share(*YEAR, LATE)
    assert result.value is not None and result.value < 20
    assert percent_text(result.value) == "19.9"


def test_the_number_of_queries_does_not_grow():
    landing(deal("1"))
    with CaptureCount() as few:
        landed_share(*YEAR, LATE)
    for _ in range(5):
        landing(deal("1"))
    with CaptureCount() as many:
        landed_share(*YEAR, LATE)
    assert few.count == many.count <= 5
