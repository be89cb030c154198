"""Inquiries: who asks, answers, meets, opens, closes; the data room opens after the NDA and logs every view."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from ipplatform import clock
from patents.deals import services
from patents.deals.models import DataRoomView, Inquiry, InquiryEvent, Interaction
from patents.deals.services import inquiry_send
from patents.offers.models import Offer
from patents.rights.services import hold_set
from tests.factories import deals, people
from tests.factories.deals import DAY
from tests.patents.deals.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(DAY):
        yield


def ask(offer, enterprise, by, nda=True):
    return inquiry_send(about=offer, from_enterprise=enterprise, purpose="示例", nda=nda, by=by, on=DAY)


def test_a_member_asks_and_the_time_of_the_nda_is_kept():
    cast = deals.inquiry_sent()
    assert (cast.inquiry.state, cast.inquiry.nda_accepted_at) == ("sent", clock.now())
    assert [event.action for event in cast.inquiry.events.all()] == ["send"]


def test_nobody_asks_for_an_enterprise_of_others():
    offer, buyer = deals.offer(people.enterprise()), people.enterprise()
    for by in (people.user(), people.user("operator"), people.member(people.enterprise())):
        assert refused(ask, offer, buyer, by) == "not_a_member"


def test_the_owner_does_not_ask_itself():
    seller = people.enterprise()
    assert refused(ask, deals.offer(seller), seller, people.member(seller)) == "own_offer"


@pytest.mark.parametrize("state", ["draft", "submitted", "verified", "reserved", "closed", "expired", "withdrawn"])
def test_only_a_published_offer_is_asked_about(state):
    offer, buyer = deals.offer(people.enterprise()), people.enterprise()
    Offer.objects.filter(pk=offer.pk).update(state=state)
    assert refused(ask, offer, buyer, people.member(buyer)) == "offer_not_open"


def test_a_locked_offer_takes_no_inquiry():
    offer, buyer = deals.offer(people.enterprise()), people.enterprise()
    patent = offer.patents.get()
    hold_set(patents=[patent], reason="fee", modes=[], effect="lock", ref="x", by=people.user("operator"), on=DAY)
    assert refused(ask, offer, buyer, people.member(buyer)) == "offer_not_open"


def test_one_live_inquiry_an_enterprise_and_offer():
    cast = deals.inquiry_sent()
    assert refused(ask, cast.offer, cast.buyer, cast.buyer_member) == "already_asked"
    services.inquiry_close(
        inquiry=cast.inquiry, reason_code="other", reason="改日再谈", by=cast.buyer_member, on=DAY, revision=1
    )
    assert ask(cast.offer, cast.buyer, cast.buyer_member).state == "sent"


@pytest.mark.parametrize("who", ["seller_member", "operator"])
def test_seller_or_operator_answers(who):
    cast = deals.inquiry_sent()
    by = getattr(cast, who)
    services.inquiry_answer(inquiry=cast.inquiry, answer="可以谈", by=by, on=DAY, revision=1)
    assert (cast.inquiry.state, cast.inquiry.answer) == ("answered", "可以谈")


@pytest.mark.parametrize("role", ["buyer", "stranger", "general_section", "mediator", "administrator"])
def test_others_do_not_answer(role):
    cast = deals.inquiry_sent()
    by = {"buyer": cast.buyer_member, "stranger": people.member(people.enterprise())}.get(role) or people.user(role)
    assert (
        refused(services.inquiry_answer, inquiry=cast.inquiry, answer="x", by=by, on=DAY, revision=1) == "not_allowed"
    )


def test_an_operator_of_a_side_is_told_so():
    cast = deals.inquiry_sent()
    torn = people.user("operator")
    torn.memberships.create(enterprise=cast.buyer, role="staff", state="active", created_by=torn)
    answer = refused(services.inquiry_answer, inquiry=cast.inquiry, answer="x", by=torn, on=DAY, revision=1)
    opening = refused(services.deal_open, inquiry=cast.inquiry, kind="", by=torn, on=DAY, revision=1)
    assert (answer, opening) == ("own_enterprise", "own_enterprise")


def test_a_meeting_follows_the_answer():
    cast = deals.inquiry_sent()

    def meet(revision):
        return services.inquiry_meet(
            inquiry=cast.inquiry, people="双方", result="有意", held_on=DAY, by=cast.seller_member, on=DAY,
            revision=revision,
        )  # fmt: skip

    assert refused(meet, 1) == "not_in_table"
    services.inquiry_answer(inquiry=cast.inquiry, answer="可以", by=cast.operator, on=DAY, revision=1)
    assert meet(2).state == "meeting"
    assert Interaction.objects.get(inquiry=cast.inquiry).result == "有意"


@pytest.mark.parametrize("who", ["buyer_member", "seller_member", "operator"])
def test_either_side_or_the_operator_closes_with_a_reason(who):
    cast = deals.inquiry_sent()
    by = getattr(cast, who)
    common: dict[str, Any] = {"inquiry": cast.inquiry, "reason": "未谈拢", "by": by, "on": DAY, "revision": 1}
    assert refused(services.inquiry_close, reason_code="", **common) == "reason_required"
    assert services.inquiry_close(reason_code="terms", **common).state == "closed"
    late: dict[str, Any] = {"inquiry": cast.inquiry, "held_on": DAY, "people": "x", "result": "y", "by": by, "on": DAY}
    assert refused(services.interaction_add, **late) == "inquiry_over"


def test_a_stale_page_is_told():
    cast = deals.inquiry_sent()
    services.inquiry_answer(inquiry=cast.inquiry, answer="一", by=cast.operator, on=DAY, revision=1)
    stale = Inquiry.objects.get(pk=cast.inquiry.pk)
    late = refused(services.inquiry_answer, inquiry=stale, answer="二", by=cast.seller_member, on=DAY, revision=1)
    assert late == "changed_meanwhile"


def test_an_interaction_is_not_dated_ahead_and_is_written_once():
    cast = deals.inquiry_sent()
    common: dict[str, Any] = {"inquiry": cast.inquiry, "people": "x", "result": "y", "by": cast.buyer_member, "on": DAY}
    assert refused(services.interaction_add, held_on=DAY + timedelta(days=1), **common) == "date_in_future"
    row = services.interaction_add(held_on=DAY, **common)
    for write in (lambda: Interaction.objects.filter(pk=row.pk).update(result="z"), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_the_data_room_opens_after_the_nda_and_logs_each_view():
    cast = deals.inquiry_sent(nda=False)
    file = services.data_room_file_add(inquiry=cast.inquiry, upload=deals.upload(), by=cast.seller_member)
    view: dict[str, Any] = {"inquiry": cast.inquiry, "file": file}
    assert refused(services.data_room_view, by=cast.buyer_member, **view) == "nda_missing"
    assert refused(services.data_room_view, by=people.user("general_section"), **view) == "not_allowed"
    assert not DataRoomView.objects.exists()
    services.inquiry_accept_nda(inquiry=cast.inquiry, by=cast.buyer_member, on=DAY, revision=1)
    for by in (cast.buyer_member, cast.buyer_member, cast.operator):
        services.data_room_view(by=by, **view)
    assert DataRoomView.objects.filter(file=file).count() == 3


def test_the_buyer_fills_no_data_room_and_gives_the_nda_once():
    cast = deals.inquiry_sent()
    add: dict[str, Any] = {"inquiry": cast.inquiry, "upload": deals.upload()}
    assert refused(services.data_room_file_add, by=cast.buyer_member, **add) == "not_allowed"
    again: dict[str, Any] = {"inquiry": cast.inquiry, "on": DAY, "revision": 1}
    assert refused(services.inquiry_accept_nda, by=cast.buyer_member, **again) == "nda_already"
    assert refused(services.inquiry_accept_nda, by=cast.seller_member, **again) == "not_allowed"


def test_a_deal_is_opened_by_an_operator_only_after_the_nda():
    cast = deals.inquiry_sent(nda=False)
    open_: dict[str, Any] = {"inquiry": cast.inquiry, "kind": "", "on": DAY, "revision": 1}
    assert refused(services.deal_open, by=cast.operator, **open_) == "nda_missing"
    services.inquiry_accept_nda(inquiry=cast.inquiry, by=cast.buyer_member, on=DAY, revision=1)
    open_["revision"] = 2
    for by in (cast.buyer_member, cast.seller_member, people.user("general_section")):
        assert refused(services.deal_open, by=by, **open_) == "not_allowed"
    Offer.objects.filter(pk=cast.offer.pk).update(state="reserved")
    assert refused(services.deal_open, by=cast.operator, **open_) == "offer_not_open"
    Offer.objects.filter(pk=cast.offer.pk).update(state="published")
    deal = services.deal_open(by=cast.operator, **open_)
    assert (deal.state, deal.kind, cast.inquiry.state) == ("negotiating", "transfer", "became_deal")


def test_the_events_of_an_inquiry_are_append_only():
    cast = deals.inquiry_sent()
    with pytest.raises(DatabaseError), transaction.atomic():
        InquiryEvent.objects.filter(subject=cast.inquiry).update(action="x")
