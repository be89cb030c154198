"""Fifty people at once on one object: one wins, forty-nine are told by name; on both databases."""

from collections import Counter
from decimal import Decimal

import pytest

from patents.deals import services
from patents.deals.models import Deal, DealEvent, Quote
from patents.offers.models import Offer
from tests.at_once import PEOPLE, WON, at_once
from tests.factories import deals
from tests.factories.deals import DAY

TOLD = {"changed_meanwhile", "not_in_table", "no_open_quote"}


@pytest.mark.django_db(transaction=True)
def test_fifty_accept_one_quote():
    cast = deals.quoted()
    quote, revision = cast.deal.quotes.get(), cast.deal.revision

    def accept():
        services.quote_accept(
            deal=Deal.objects.get(pk=cast.deal.pk), quote=Quote.objects.get(pk=quote.pk), by=cast.buyer_member, on=DAY,
            revision=revision,
        )  # fmt: skip

    outcomes = Counter(at_once([accept] * PEOPLE, DAY))
    assert outcomes.pop(WON) == 1
    assert sum(outcomes.values()) == PEOPLE - 1
    assert set(outcomes) <= TOLD
    assert DealEvent.objects.filter(subject=cast.deal, action="accept_quote").count() == 1
    assert Quote.objects.get(pk=quote.pk).state == "accepted"


@pytest.mark.django_db(transaction=True)
def test_fifty_sign_one_contract():
    cast = deals.agreed()
    revision, terms = cast.deal.revision, deals.terms(cast.deal)

    def sign():
        services.deal_sign(
            deal=Deal.objects.get(pk=cast.deal.pk), terms=terms, contract=deals.upload(), by=cast.operator, on=DAY,
            revision=revision,
        )  # fmt: skip

    outcomes = Counter(at_once([sign] * PEOPLE, DAY))
    assert outcomes.pop(WON) == 1
    assert sum(outcomes.values()) == PEOPLE - 1
    assert set(outcomes) <= TOLD
    deal = Deal.objects.get(pk=cast.deal.pk)
    assert (deal.state, deal.documents.count(), Offer.objects.get(pk=cast.offer.pk).state) == ("signed", 1, "reserved")


@pytest.mark.django_db(transaction=True)
def test_fifty_quote_and_one_stands():
    cast = deals.opened()

    def quote():
        deal = Deal.objects.get(pk=cast.deal.pk)
        services.quote_make(
            deal=deal,
            amount=Decimal(1),
            terms="",
            valid_until=DAY,
            by=cast.seller_member,
            on=DAY,
            revision=cast.deal.revision,
        )

    outcomes = Counter(at_once([quote] * PEOPLE, DAY))
    assert outcomes.pop(WON) == 1
    assert Quote.objects.filter(deal=cast.deal).count() == 1
