"""Fifty at once: one publishes, one takes the slot of a patent and mode; the others are told."""

import pytest

from ipplatform.audit.selectors import audit_verify
from ipplatform.moves import CHANGED_MEANWHILE
from patents.offers.models import Offer, OfferEvent, OfferPatent
from patents.offers.services import offer_publish, offer_submit
from tests.at_once import PEOPLE, WON, at_once
from tests.factories import market


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_publish_one_wins_and_forty_nine_are_told(sample_day):
    offer, clerk = market.offer_verified(), market.operator()

    def publish():
        mine = Offer.objects.get(pk=offer.pk)
        offer_publish(offer=mine, by=clerk, on=sample_day, revision=offer.revision)

    outcomes = at_once([publish] * PEOPLE, sample_day)
    assert outcomes.count(WON) == 1
    assert outcomes.count(CHANGED_MEANWHILE.code) == PEOPLE - 1
    assert OfferEvent.objects.filter(subject=offer, action="publish").count() == 1
    assert audit_verify().broken_at == ""


@pytest.mark.django_db(transaction=True)
def test_of_many_offers_of_one_patent_and_mode_one_goes_live(sample_day):
    one = market.patent()
    drafts = [market.offer_draft(one) for _n in range(8)]

    def submit(draft):
        mine = Offer.objects.get(pk=draft.pk)
        offer_submit(offer=mine, truth_declared=True, by=draft.created_by, on=sample_day, revision=draft.revision)

    outcomes = at_once([lambda draft=draft: submit(draft) for draft in drafts], sample_day)
    assert sorted(outcomes) == ["live_offer_exists"] * 7 + [WON]
    assert OfferPatent.objects.filter(patent=one, live_mode="transfer").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_exclusive_and_open_offers_at_once_only_one_kind_goes_live(sample_day):
    one = market.patent()
    drafts = [market.offer_draft(one, mode=mode) for mode in ("exclusive", "open", "sole", "open")]

    def submit(draft):
        mine = Offer.objects.get(pk=draft.pk)
        offer_submit(offer=mine, truth_declared=True, by=draft.created_by, on=sample_day, revision=draft.revision)

    at_once([lambda draft=draft: submit(draft) for draft in drafts], sample_day)
    live = set(OfferPatent.objects.filter(live_mode__isnull=False).values_list("live_mode", flat=True))
    assert live in ({"open"}, {"exclusive"}, {"sole"}, {"exclusive", "sole"})
