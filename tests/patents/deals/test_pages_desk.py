"""Desk pages: what each person finds, does and is refused; lists cost a constant number of queries."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from ipplatform import clock
from patents.deals import services
from patents.deals.models import DataRoomView, Deal, Inquiry
from patents.offers.models import Offer
from tests.factories import deals, people
from tests.factories.deals import DAY
from tests.patents.deals.counting import CaptureCount

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(DAY):
        yield


def as_(client, user):
    client.force_login(user)
    return client


def token():
    return uuid.uuid4().hex


def deed(deal, slug):
    return reverse("deals:desk_deed", args=[deal.number, slug])


def text(answer):
    return answer.content.decode()


def test_a_stranger_is_asked_to_log_in(client):
    offer = deals.offer(people.enterprise())
    for url in (f"/offers/{offer.number}/inquire/", "/desk/inquiries/", "/desk/deals/"):
        assert client.get(url).status_code == 302


def test_a_member_asks_about_an_offer_once_however_often_the_form_is_sent(client):
    offer, buyer = deals.offer(people.enterprise()), people.enterprise("示例受让有限公司")
    url = reverse("deals:inquiry_create", args=[offer.number])
    assert url == f"/offers/{offer.number}/inquire/"
    as_(client, people.member(buyer))
    page = text(client.get(url))
    assert "示例受让有限公司" in page and "form_token" in page
    data: dict[str, Any] = {"from_enterprise": buyer.pk, "purpose": "试用于生产线", "nda": "on", "form_token": token()}
    answers = [client.post(url, data) for _ in range(2)]
    inquiry = Inquiry.objects.get()
    assert [answer.url for answer in answers] == [inquiry.get_absolute_url()] * 2
    assert inquiry.nda_accepted_at is not None


def test_a_form_with_a_gap_keeps_what_was_typed(client):
    offer, buyer = deals.offer(people.enterprise()), people.enterprise()
    as_(client, people.member(buyer))
    data: dict[str, Any] = {"from_enterprise": buyer.pk, "purpose": "", "nda": "on", "form_token": token()}
    answer = client.post(reverse("deals:inquiry_create", args=[offer.number]), data)
    assert answer.status_code == 200
    assert "有些地方要改一下" in text(answer) and "checked" in text(answer)


def test_the_owner_and_people_without_enterprise_do_not_ask(client):
    seller = people.enterprise()
    url = reverse("deals:inquiry_create", args=[deals.offer(seller).number])
    assert as_(client, people.member(seller)).get(url).status_code == 409
    assert "请先加入企业" in text(as_(client, people.user()).get(url))


def test_an_offer_that_is_not_public_is_not_there(client):
    offer = deals.offer(people.enterprise())
    Offer.objects.filter(pk=offer.pk).update(state="draft")
    as_(client, people.member(people.enterprise()))
    assert client.get(reverse("deals:inquiry_create", args=[offer.number])).status_code == 404


def test_an_offer_reserved_meanwhile_is_refused_by_name(client):
    cast = deals.inquiry_sent()
    other = people.enterprise()
    as_(client, people.member(other))
    url = reverse("deals:inquiry_create", args=[cast.offer.number])
    data: dict[str, Any] = {"from_enterprise": other.pk, "purpose": "x", "form_token": token()}
    twice = as_(client, cast.buyer_member).post(url, {**data, "from_enterprise": cast.buyer.pk})
    assert twice.status_code == 409
    assert 'data-refusal="already_asked"' in text(twice)


@pytest.mark.parametrize("url", ["/desk/inquiries/", "/desk/deals/"])
def test_empty_lists_say_what_to_do(client, url):
    page = text(as_(client, people.member(people.enterprise())).get(url))
    assert "empty-state" in page


def test_both_sides_find_the_inquiry_and_strangers_do_not(client):
    cast = deals.inquiry_sent()
    for user in (cast.seller_member, cast.buyer_member):
        assert cast.offer.number in text(as_(client, user).get("/desk/inquiries/"))
        assert client.get(cast.inquiry.get_absolute_url()).status_code == 200
    for user in (people.member(people.enterprise()), people.user("editor"), people.user("mediator")):
        as_(client, user)
        assert client.get(cast.inquiry.get_absolute_url()).status_code == 404
        answer = reverse("deals:desk_inquiry_deed", args=[cast.inquiry.public_id, "answer"])
        assert client.post(answer, {"answer": "x", "revision": 1, "form_token": token()}).status_code == 404


def test_the_seller_answers_and_the_buyer_sees_it(client):
    cast = deals.inquiry_sent()
    url = reverse("deals:desk_inquiry_deed", args=[cast.inquiry.public_id, "answer"])
    page = text(as_(client, cast.seller_member).get(url))
    assert "答复" in page and 'name="revision"' in page
    done = client.post(url, {"answer": "欢迎来谈", "revision": 1, "form_token": token()})
    assert done.url == cast.inquiry.get_absolute_url()
    assert "欢迎来谈" in text(as_(client, cast.buyer_member).get(done.url))
    assert client.get(url).status_code == 409  # the buyer has no such deed


def test_a_file_of_the_data_room_is_logged_before_it_is_served(client):
    cast = deals.inquiry_sent(nda=False)
    file = services.data_room_file_add(inquiry=cast.inquiry, upload=deals.upload(), by=cast.seller_member)
    url = reverse("deals:data_room_file", args=[cast.inquiry.public_id, file.public_id])
    as_(client, cast.buyer_member)
    assert "作出保密承诺后才能查阅资料室" in text(client.get(cast.inquiry.get_absolute_url()))
    assert client.get(url).status_code == 409
    assert client.get(reverse("files:download", args=[file.public_id])).status_code == 404
    services.inquiry_accept_nda(inquiry=cast.inquiry, by=cast.buyer_member, on=DAY, revision=1)
    answer = client.get(url)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"%PDF-1.4 sample")
    assert DataRoomView.objects.get().viewer == cast.buyer_member
    assert as_(client, people.member(people.enterprise())).get(url).status_code == 404
    other = reverse("deals:data_room_file", args=[deals.inquiry_sent().inquiry.public_id, file.public_id])
    assert as_(client, people.user("operator")).get(other).status_code == 404


def test_quote_counter_accept_and_withdraw_through_the_pages(client):
    cast = deals.opened()
    deal = cast.deal
    until = DAY + timedelta(days=5)
    as_(client, cast.seller_member)
    page = text(client.get(deal.get_absolute_url()))
    assert deed(deal, "quote") in page and deed(deal, "accept") not in page
    client.post(
        deed(deal, "quote"), {"amount": "5000", "terms": "", "valid_until": until, "revision": 1, "form_token": token()}
    )
    as_(client, cast.buyer_member)
    page = text(client.get(deal.get_absolute_url()))
    assert deed(deal, "accept") in page and deed(deal, "counter") in page and deed(deal, "quote") not in page
    client.post(
        deed(deal, "counter"),
        {"amount": "4000", "terms": "", "valid_until": until, "revision": 2, "form_token": token()},
    )
    own = deal.quotes.get(state="open")
    withdraw = reverse("deals:desk_part_deed", args=[deal.number, "quotes", own.pk, "withdraw"])
    assert withdraw in text(client.get(deal.get_absolute_url()))
    assert as_(client, cast.seller_member).post(withdraw, {"revision": 1, "form_token": token()}).status_code == 409
    done = client.post(deed(deal, "accept"), {"revision": 3, "form_token": token()})
    assert done.status_code == 302
    deal.refresh_from_db()
    assert (deal.state, deal.contract_amount) == ("agreed", Decimal("4000.00"))


def test_a_stale_form_is_told_who_was_faster(client):
    cast = deals.quoted()
    url = deed(cast.deal, "accept")
    services.quote_accept(
        deal=cast.deal, quote=cast.deal.quotes.get(), by=cast.buyer_member, on=DAY, revision=cast.deal.revision
    )
    answer = as_(client, cast.buyer_member).post(url, {"revision": 2, "form_token": token()})
    assert answer.status_code == 409
    assert 'data-refusal="changed_meanwhile"' in text(answer)


def test_deals_of_others_are_not_there(client):
    cast = deals.quoted()
    for user in (people.member(people.enterprise()), people.user("editor"), people.user("operator")):
        as_(client, user)
        assert client.get(cast.deal.get_absolute_url()).status_code == 404
        assert client.post(deed(cast.deal, "accept"), {"revision": 2}).status_code == 404


def test_the_floor_price_is_on_the_sellers_page_only(client):
    cast = deals.opened()
    assert "90,000.00" in text(as_(client, cast.seller_member).get(cast.deal.get_absolute_url()))
    assert "90,000.00" not in text(as_(client, cast.buyer_member).get(cast.deal.get_absolute_url()))


def test_the_buyer_notes_a_payment_and_confirms_a_landing(client):
    cast = deals.recorded(day=DAY)
    payment = services.payment_schedule(deal=cast.deal, due_on=DAY, due_amount=Decimal("9"), by=cast.operator, on=DAY)
    landing = deals.claim(cast, day=DAY)
    note = reverse("deals:desk_part_deed", args=[cast.deal.number, "payments", payment.pk, "note"])
    confirm = reverse("deals:desk_part_deed", args=[cast.deal.number, "landings", landing.pk, "confirm"])
    page = text(as_(client, cast.buyer_member).get(cast.deal.get_absolute_url()))
    assert note in page and confirm in page
    client.post(note, {"paid_on": DAY, "paid_amount": "9", "revision": 1, "form_token": token()})
    client.post(confirm, {"revision": 1, "form_token": token()})
    payment.refresh_from_db()
    landing.refresh_from_db()
    assert (payment.state, landing.enterprise_confirmed_at) == ("noted", clock.now())
    seller = text(as_(client, cast.seller_member).get(cast.deal.get_absolute_url()))
    assert landing.address not in seller
    assert client.post(confirm, {"revision": 2, "form_token": token()}).status_code == 404


def test_pages_of_the_desk_are_not_kept(client):
    cast = deals.opened()
    as_(client, cast.buyer_member)
    for url in ("/desk/deals/", cast.deal.get_absolute_url(), cast.inquiry.get_absolute_url()):
        assert "no-store" in client.get(url)["Cache-Control"]


@pytest.mark.parametrize("url", ["/desk/inquiries/", "/desk/deals/"])
def test_lists_cost_a_constant_number_of_queries(client, url):
    buyer = people.enterprise(area="inside")
    first = deals.opened(buyer=buyer)
    as_(client, first.buyer_member)
    client.get(url)
    with CaptureCount() as few:
        client.get(url)
    for _ in range(4):
        deals.opened(buyer=buyer)
    with CaptureCount() as many:
        page = text(client.get(url))
    assert few.count == many.count
    assert page.count("deal-line") == 5


def test_a_deals_page_costs_a_constant_number_of_queries(client):
    small = deals.recorded(day=DAY)
    large = deals.recorded(day=DAY, patents=tuple(deals.patent() for _ in range(4)))
    for _ in range(4):
        services.payment_schedule(deal=large.deal, due_on=DAY, due_amount=Decimal("9"), by=large.operator, on=DAY)
    counts = []
    for cast in (small, large):
        as_(client, cast.seller_member)
        client.get(cast.deal.get_absolute_url())
        with CaptureCount() as seen:
            assert client.get(cast.deal.get_absolute_url()).status_code == 200
        counts.append(seen.count)
    assert counts[0] == counts[1]


def test_lists_are_paginated(client):
    buyer = people.enterprise(area="inside")
    for _ in range(21):
        cast = deals.opened(buyer=buyer)
    as_(client, cast.buyer_member)
    assert text(client.get("/desk/deals/?page=2")).count("deal-line") == 1
    assert Deal.objects.count() == 21
