"""Expiry, renewal, status re-checks and lapses by date; a second run changes nothing."""

from datetime import date, timedelta

import pytest

from ipplatform.accounts.models import User
from ipplatform.moves import Refused
from patents.offers.models import Demand, Offer
from patents.offers.selectors import offer_for_inquiry
from patents.offers.services import (
    offer_expire,
    offer_hold_lift,
    offer_recheck,
    offer_renew,
    offer_submit,
    offer_unlock,
    offers_daily,
)
from patents.records.models import Patent
from patents.rights.models import PatentHold
from patents.rights.selectors import open_locks
from tests.factories import market

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
DAY = date(2026, 5, 20)
NOTHING = {
    "expired": 0, "demands_expired": 0, "held_fee": 0, "held_status": 0, "locked_recheck": 0, "locked_open": 0,
}  # fmt: skip


def daily(on):
    return offers_daily(by=User.objects.system(), on=on)


def refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusal


def test_an_offer_expires_the_day_after_its_last_and_is_renewed_by_its_owner():
    offer = market.offer_published(valid_until=DAY + timedelta(days=5))
    last = DAY + timedelta(days=5)
    assert daily(last) == NOTHING
    assert refusal(lambda: offer_expire(offer=offer, by=User.objects.system(), on=last)).code == "not_expired_yet"
    after = last + timedelta(days=1)
    assert daily(after) == {**NOTHING, "expired": 1}
    assert daily(after) == NOTHING
    offer.refresh_from_db()
    assert offer.state == "expired"
    offer_renew(offer=offer, by=offer.created_by, on=after, revision=offer.revision)
    assert (offer.state, offer.truth_declared_at, offer.verified_on, offer.published_on) == ("draft", None, None, None)
    assert offer.problem_solved
    offer_submit(offer=offer, truth_declared=True, by=offer.created_by, on=after, revision=offer.revision)
    assert offer.state == "submitted"


def test_a_demand_expires_the_day_after_its_deadline():
    demand = market.demand_published_made(deadline=DAY + timedelta(days=5))
    assert daily(DAY + timedelta(days=5)) == NOTHING
    assert daily(DAY + timedelta(days=6)) == {**NOTHING, "demands_expired": 1}
    assert Demand.objects.get(pk=demand.pk).state == "expired"


def test_an_offer_not_rechecked_in_thirty_days_is_locked_until_it_is():
    offer = market.offer_published()
    assert daily(DAY + timedelta(days=30)) == NOTHING
    late = DAY + timedelta(days=31)
    assert daily(late) == {**NOTHING, "locked_recheck": 1}
    assert daily(late) == NOTHING
    offer.refresh_from_db()
    assert (offer.locked_on, offer.lock_reason) == (late, "status")
    assert offer_for_inquiry(offer.number, late) is None
    clerk = market.operator()
    refused = refusal(lambda: offer_unlock(offer=offer, by=clerk, on=late, revision=offer.revision))
    assert refused.code == "cause_stands"
    from_day = DAY + timedelta(days=20)
    market.paper(offer, "extract", by=offer.created_by, dated_on=DAY)
    offer.files.filter(purpose="extract").update(dated_on=from_day)
    offer_unlock(offer=offer, by=clerk, on=late, revision=offer.revision)
    assert offer.status_checked_on == late
    assert offer_for_inquiry(offer.number, late) == offer
    assert daily(late) == NOTHING


def test_a_recheck_moves_the_next_one_thirty_days_on():
    offer = market.offer_published()
    day = DAY + timedelta(days=25)
    offer_recheck(offer=offer, by=market.operator(), on=day, revision=offer.revision)
    assert daily(day + timedelta(days=30)) == NOTHING
    assert daily(day + timedelta(days=31)) == {**NOTHING, "locked_recheck": 1}


def test_an_overdue_fee_holds_the_patent_and_so_every_offer_of_it():
    offer = market.offer_published()
    patent = offer.patents.get()
    Patent.objects.filter(pk=patent.pk).update(fee_paid_to=DAY)
    assert daily(DAY) == NOTHING
    late = DAY + timedelta(days=1)
    assert daily(late) == {**NOTHING, "held_fee": 1}
    assert daily(late) == NOTHING
    (hold,) = open_locks([patent.pk], late)[patent.pk]
    clerk = market.operator()
    refused = refusal(lambda: offer_hold_lift(offer=offer, hold=hold, by=clerk, on=late))
    assert refused.code == "cause_stands"
    Patent.objects.filter(pk=patent.pk).update(fee_paid_to=late + timedelta(days=365))
    assert len(offer_hold_lift(offer=offer, hold=hold, by=clerk, on=late)) == 1
    assert offer_for_inquiry(offer.number, late) == offer


def test_a_lost_status_holds_the_patent():
    offer = market.offer_published()
    Patent.objects.filter(offers=offer).update(legal_status="invalidated")
    assert daily(DAY) == {**NOTHING, "held_status": 1}
    assert PatentHold.objects.get().reason == "status"
    assert daily(DAY) == NOTHING


def test_an_open_offer_that_lost_a_guard_is_locked():
    one = market.patent(patent_type="design")
    market.open_statement(one)
    offer = market.offer_draft(one, mode="open", price_type="fixed", price_max=None)
    market.paper(offer, "evaluation_report", by=offer.created_by)
    clerk = market.operator()
    market.reviewed(offer, by=clerk)
    assert daily(DAY) == NOTHING
    offer.files.filter(purpose="evaluation_report").delete()
    assert daily(DAY) == {**NOTHING, "locked_open": 1}
    assert Offer.objects.get(pk=offer.pk).lock_reason == "other"


def test_a_disputes_hold_is_not_lifted_by_an_operator():
    offer = market.offer_published()
    patent = offer.patents.get()
    (hold,) = market.dispute(patent)
    refused = refusal(lambda: offer_hold_lift(offer=offer, hold=hold, by=market.operator(), on=DAY))
    assert refused.code == "hold_not_yours"
    assert open_locks([patent.pk], DAY)
