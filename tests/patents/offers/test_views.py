"""The pages through the client: status codes for every role, what each shows, forms, double posts, refusals."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patents.offers.models import Offer
from patents.rights.services import licence_record
from tests.factories import market, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
ROLES = ("mediator", "case_coordinator", "operator", "general_section", "editor", "administrator")
TOKEN = "token-of-a-form-0001"


def as_(person=None):
    client = Client(raise_request_exception=True)
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def get(person, name, *args, **query):
    return as_(person).get(reverse(name, args=args), query)


def post(person, name, *args, **data):
    return as_(person).post(reverse(name, args=args), data)


def cast(offer):
    return {
        "visitor": None, "owner": offer.created_by, "stranger": market.seller()[1],
        **{role: people.user(role) for role in ROLES},
    }  # fmt: skip


PUBLIC_TABLE = {
    "published": {"visitor", "owner", "stranger", *ROLES},
    "submitted": {"owner", "operator", "general_section"},
    "draft": {"owner", "operator"},
}


@pytest.mark.parametrize("state", PUBLIC_TABLE)
def test_the_offers_page_is_404_for_whom_it_is_not(state):
    offer = {"published": market.offer_published, "submitted": market.offer_submitted, "draft": market.offer_draft}[
        state
    ]()
    for kind, person in cast(offer).items():
        expected = 200 if kind in PUBLIC_TABLE[state] else 404
        assert get(person, "offers:detail", offer.number).status_code == expected, kind


DESK_PAGES = ("offers:desk_detail", "offers:desk_edit")


@pytest.mark.parametrize("name", DESK_PAGES)
def test_desk_pages_are_the_owners(name):
    offer = market.offer_draft()
    for kind, person in cast(offer).items():
        response = get(person, name, offer.number)
        if kind == "visitor":
            assert response.status_code == 302
            assert "/accounts/login/" in response.url
        else:
            assert response.status_code == (200 if kind == "owner" else 404), kind


STAFF_PAGES = ("offers_staff:list", "offers_staff:detail", "offers_staff:demands", "offers_staff:demand")


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_staff_pages_are_the_operators(name):
    offer, demand = market.offer_submitted(), market.demand_published_made()
    args = {"offers_staff:detail": [offer.number], "offers_staff:demand": [demand.number]}.get(name, [])
    for kind, person in cast(offer).items():
        response = get(person, name, *args)
        if kind == "operator":
            assert response.status_code == 200
        elif kind in ("visitor", "owner", "stranger"):
            assert response.status_code in (302, 404), kind
        else:
            assert response.status_code == 404, kind


def test_forged_moves_of_strangers_are_404_and_of_other_roles_too():
    offer = market.offer_submitted()
    for kind, person in cast(offer).items():
        if kind in ("operator", "visitor"):
            continue
        response = post(person, "offers_staff:move", offer.number, "verify", revision=offer.revision)
        assert response.status_code in (302, 404), kind
        if kind != "owner":
            response = post(person, "offers:desk_move", offer.number, "withdraw", revision=1, reason_code="other")
            assert response.status_code == 404, kind
    offer.refresh_from_db()
    assert offer.state == "submitted"


def test_lists_take_a_constant_number_of_queries_and_paginate():
    clerk = market.operator()
    owner = market.seller()
    for _n in range(3):
        market.offer_published(market.patent(owner[0].name), of=owner, by=clerk)
    urls = [(None, "/offers/"), (owner[1], "/desk/offers/"), (clerk, "/admin/offers/")]

    def count(person, url):
        client = as_(person)
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    once = [count(*place) for place in urls]
    for _n in range(4):
        market.offer_published(market.patent(owner[0].name), of=owner, by=clerk)
    assert [count(*place) for place in urls] == once


def test_the_public_list_filters_sorts_pages_and_says_when_it_is_empty():
    empty = get(None, "offers:list")
    assert "眼下没有在售的供给" in empty.content.decode()
    clerk = market.operator()
    for _n in range(21):
        market.offer_published(by=clerk)
    first = get(None, "offers:list").content.decode()
    assert first.count('class="offer-row"') == 20
    assert "共 21 项" in first
    second = get(None, "offers:list", page=2, sort="price").content.decode()
    assert second.count('class="offer-row"') == 1
    none = get(None, "offers:list", mode="sole").content.decode()
    assert "没有符合条件的供给" in none
    assert get(None, "offers:list", mode="nonsense", page="x", sort="?").status_code == 200


def test_the_public_page_shows_encumbrances_and_never_the_floor_price_or_a_licensee():
    offer = market.offer_published(confidentiality="nda", know_how="秘密参数表")
    licence_record(
        patent=offer.patents.get(), kind="ordinary", licensee="被许可人甲", valid_from=offer.published_on,
        by=market.operator(),
    )  # fmt: skip
    page = get(None, "offers:detail", offer.number).content.decode()
    assert "普通许可" in page
    assert "被许可人甲" not in page
    assert "1,000,000" not in page
    assert "底价" not in page
    assert "秘密参数表" not in page
    assert "180℃" not in page
    for person in (people.user("operator"), people.user("general_section")):
        assert "底价" not in get(person, "offers:detail", offer.number).content.decode()
        assert "1,000,000" not in get(person, "offers:detail", offer.number).content.decode()
    own = get(offer.created_by, "offers:detail", offer.number).content.decode()
    assert "1,000,000.00" in own


def test_the_staff_page_shows_no_floor_price():
    offer = market.offer_submitted()
    page = get(market.operator(), "offers_staff:detail", offer.number).content.decode()
    assert "底价" not in page
    assert "1,000,000" not in page


def test_a_draft_is_made_from_any_number_once_however_often_it_is_pressed():
    owner, person = market.seller()
    one = market.patent(owner.name)
    page = get(person, "offers:create", q=f"CN{one.application_number.replace('.', '')}").content.decode()
    assert one.title in page
    client = as_(person)
    data = {"patent": one.number, "form_token": TOKEN}
    places = {client.post(reverse("offers:create"), data).url for _n in range(2)}
    assert len(places) == 1
    offer = Offer.objects.get()
    assert offer.patents.get() == one
    assert places == {reverse("offers:desk_edit", args=[offer.number])}


def test_an_unknown_number_says_what_to_do():
    page = get(market.seller()[1], "offers:create", q="CN199999999B").content.decode()
    assert "没有找到这件专利" in page


def test_an_account_without_enterprise_is_told_so():
    assert "还没有关联企业" in get(people.user(), "offers:create").content.decode()


def test_an_unpublished_application_is_stated_from_the_form():
    owner, person = market.seller()
    data = {
        "kind": "application", "form_token": TOKEN, "office": "CN", "application_number": "2026100000010",
        "title": "示例装置", "patent_type": "invention", "filing_date": "2026-01-05", "applicants": owner.name,
    }  # fmt: skip
    wrong = post(person, "offers:create", **data)
    assert wrong.status_code == 400
    assert "申请号不符合规则" in wrong.content.decode()
    assert "示例装置" in wrong.content.decode()
    data["application_number"] = market.application_number(year=2026)
    assert post(person, "offers:create", **data).status_code == 302
    assert Offer.objects.get().patents.get().title == "示例装置"


def test_every_form_that_posts_carries_its_csrf_token():
    clerk = market.operator()
    draft, sent, shown = market.offer_draft(), market.offer_submitted(), market.offer_published()
    demand = market.demand_draft()
    pages = [
        (draft.created_by, reverse("offers:desk_detail", args=[draft.number])),
        (draft.created_by, reverse("offers:desk_edit", args=[draft.number])),
        (draft.created_by, reverse("offers:create") + f"?q={draft.patents.get().number}"),
        (clerk, reverse("offers_staff:detail", args=[sent.number])),
        (clerk, reverse("offers_staff:detail", args=[shown.number])),
        (clerk, reverse("rights_staff:patent", args=[shown.patents.get().pk])),
        (demand.created_by, reverse("offers:desk_demand", args=[demand.number])),
        (demand.created_by, reverse("offers:demand_create")),
    ]
    for person, url in pages:
        page = as_(person).get(url).content.decode()
        forms = [part.split("</form>")[0] for part in page.split("<form")[1:]]
        posting = [form for form in forms if 'method="post"' in form]
        assert posting, url
        assert all("csrfmiddlewaretoken" in form for form in posting), url
