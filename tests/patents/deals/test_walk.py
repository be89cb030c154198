"""The market's walk in one piece: inquiry, quotes, contract, registration, payment, landing verified by another."""

from datetime import date
from decimal import Decimal

import pytest

from ipplatform import clock
from ipplatform.audit.selectors import audit_verify
from ipplatform.notices.models import Notice
from patents.deals import services
from patents.deals.measures import introduced_patents, landed_share
from patents.deals.models import DealDeadline, DealEvent, LandingEvent
from patents.offers.models import Offer
from tests.factories import deals, people

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.django_db
def test_an_inquiry_becomes_a_deal_that_lands():
    asked, agreed_on, signed_on = date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 10)
    registered, paid, landed = date(2026, 4, 15), date(2026, 4, 20), date(2026, 5, 6)
    cast = deals.inquiry_sent(nda=False, on=asked)
    with clock.set_to(asked):
        services.inquiry_accept_nda(inquiry=cast.inquiry, by=cast.buyer_member, on=asked, revision=1)
        services.inquiry_answer(inquiry=cast.inquiry, answer="可以谈", by=cast.seller_member, on=asked, revision=2)
        services.inquiry_meet(
            inquiry=cast.inquiry, people="双方负责人", result="愿意转让", held_on=asked, by=cast.operator, on=asked,
            revision=3,
        )  # fmt: skip
        deal = services.deal_open(inquiry=cast.inquiry, kind="", by=cast.operator, on=asked, revision=4)
    cast.deal = deal
    assert cast.inquiry.state == "became_deal"
    assert deal.number == "JY-2026-0001"
    assert [(p.side, p.enterprise_id) for p in deal.parties.order_by("pk")] == [
        ("seller", cast.seller.pk), ("buyer", cast.buyer.pk),
    ]  # fmt: skip
    with clock.set_to(agreed_on):
        first = services.quote_make(
            deal=deal, amount=Decimal("200000"), terms="", valid_until=signed_on, by=cast.seller_member, on=agreed_on,
            revision=deal.revision,
        )  # fmt: skip
        second = services.quote_counter(
            deal=deal, quote=first, amount=Decimal("150000"), terms="分两期", valid_until=signed_on,
            by=cast.buyer_member, on=agreed_on, revision=deal.revision,
        )  # fmt: skip
        services.quote_accept(deal=deal, quote=second, by=cast.seller_member, on=agreed_on, revision=deal.revision)
    assert (deal.state, deal.contract_amount) == ("agreed", Decimal("150000.00"))
    assert [q.state for q in deal.quotes.order_by("round")] == ["countered", "accepted"]
    deals.sign(cast, signed_on)
    item = deal.deal_patents.get()
    assert (item.application_number, item.valid_to) == (item.patent.application_number, date(2038, 5, 8))
    assert deal.effective_on is None  # a transfer takes effect on registration (PL 10 para 3)
    assert Offer.objects.get(pk=cast.offer.pk).state == "reserved"
    deals.record_patents(cast, registered)
    with clock.set_to(registered):
        services.deal_record(deal=deal, by=cast.operator, on=registered, revision=deal.revision)
    assert (deal.state, deal.effective_on) == ("recorded", registered)
    assert Offer.objects.get(pk=cast.offer.pk).state == "closed"
    deals.payment_confirmed(cast, Decimal("150000"), on=paid)
    with clock.set_to(paid):
        services.deal_complete(deal=deal, delivery=None, by=cast.operator, on=paid, revision=deal.revision)
    landing = deals.claim(cast, day=landed)
    with clock.set_to(landed):
        services.landing_confirm(landing=landing, by=cast.buyer_member, on=landed, revision=1)
        general = people.user("general_section")
        services.landing_verify(
            landing=landing, address_checked=True, evidence_read=True, by=general, on=landed, revision=2
        )  # fmt: skip
    assert (landing.state, landing.verified_by, landing.claimed_by) == ("verified", general, cast.operator)
    assert [(d.rule_code, d.due_on) for d in DealDeadline.objects.filter(deal=deal).order_by("due_on")] == [
        ("D26", date(2026, 11, 6)), ("D26", date(2027, 5, 6)),
    ]  # fmt: skip
    share = landed_share(*YEAR, as_of=date(2026, 12, 31))
    assert (share.value, share.parts["paid"]["share"]) == (Decimal(100), Decimal(100))
    assert introduced_patents(*YEAR, as_of=date(2026, 12, 31)).value == 1
    assert [e.action for e in DealEvent.objects.filter(subject=deal)] == [
        "open", "quote", "counter", "accept_quote", "sign", "record_patent", "record", "complete",
    ]  # fmt: skip
    assert [e.action for e in LandingEvent.objects.filter(subject=landing)] == ["claim", "confirm", "verify"]
    assert audit_verify().broken_at == ""
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert {"inquiry_received", "deal_opened", "quote_received", "deal_signed", "landing_to_verify"} <= kinds
