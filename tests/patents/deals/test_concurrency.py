"""Fifty people at once on one object: one wins, forty-nine are told by name; on both databases."""

import threading
from collections import Counter
from decimal import Decimal

import pytest
from django.db import connections

from ipplatform import clock
from ipplatform.moves import Refused
from patents.deals import services
from patents.deals.models import Deal, DealEvent, Quote
from patents.offers.models import Offer
from tests.factories import deals
from tests.factories.deals import DAY

PEOPLE = 50
TOLD = {"changed_meanwhile", "not_in_table", "no_open_quote"}


def press_at_once(deed):
    """Run a deed in fifty threads behind one barrier; count how each came out."""
    barrier, outcomes = threading.Barrier(PEOPLE), []

    def press():
        try:
            barrier.wait()
            with clock.set_to(DAY):
                deed()
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(refused.refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=180)
    return Counter(outcomes)


@pytest.mark.django_db(transaction=True)
def test_fifty_accept_one_quote():
    cast = deals.quoted()
    quote, revision = cast.deal.quotes.get(), cast.deal.revision

    def accept():
        services.quote_accept(
            deal=Deal.objects.get(pk=cast.deal.pk), quote=Quote.objects.get(pk=quote.pk), by=cast.buyer_member, on=DAY,
            revision=revision,
        )  # fmt: skip

    outcomes = press_at_once(accept)
    assert outcomes.pop("done") == 1
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

    outcomes = press_at_once(sign)
    assert outcomes.pop("done") == 1
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

    outcomes = press_at_once(quote)
    assert outcomes.pop("done") == 1
    assert Quote.objects.filter(deal=cast.deal).count() == 1
