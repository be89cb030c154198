"""The pages through the client: status codes for every role, what each shows, forms, double posts, refusals."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from patents.offers.models import Offer, OfferFile
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


FORM = {
    "mode": "transfer", "price_type": "fixed", "price_min": "850000", "payment_method": "lump_sum", "trl": "6",
    "problem_solved": "解决收缩", "application_industry": "new_energy", "confidentiality": "public",
}  # fmt: skip


def test_the_form_saves_an_incomplete_draft_and_keeps_what_was_typed(sample_day):
    owner, person = market.seller()
    offer = market.offer_draft(of=(owner, person))
    url = reverse("offers:desk_edit", args=[offer.number])
    client = as_(person)
    bad = client.post(url, {**FORM, "price_min": "90", "price_max": "80", "revision": offer.revision})
    assert bad.status_code == 400
    assert "价格上限不能低于下限" in bad.content.decode()
    assert "解决收缩" in bad.content.decode()
    stale = client.post(url, {**FORM, "revision": 1})
    assert stale.status_code == 409
    assert client.post(url, {"trl": "", "revision": offer.revision}).status_code == 302
    offer.refresh_from_db()
    assert (offer.mode, offer.trl) == ("", None)


def test_what_is_missing_is_named_before_submitting_and_on_refusal():
    owner, person = market.seller()
    offer = market.offer_draft(market.patent(owner.name, filing_date=None), of=(owner, person), trl=None)
    page = get(person, "offers:desk_detail", offer.number).content.decode()
    assert "提交前还有 2 项要补" in page
    assert "技术成熟度" in page
    refused = post(person, "offers:desk_move", offer.number, "submit", revision=offer.revision, truth_declared="on")
    assert refused.status_code == 409
    assert "还有必填内容没有填写" in refused.content.decode()


def test_a_whole_walk_through_the_pages(sample_day):
    owner, person = market.seller()
    offer = market.offer_draft(market.patent(owner.name), of=(owner, person))
    clerk = market.operator()
    sent = post(person, "offers:desk_move", offer.number, "submit", revision=offer.revision, truth_declared="on")
    assert sent.status_code == 302
    offer.refresh_from_db()
    page = get(clerk, "offers_staff:detail", offer.number).content.decode()
    assert "核验通过" in page
    assert page.count("符合") >= 12
    moves = (("verify", {}), ("publish", {"wording_checked": "on"}))
    for action, data in moves:
        offer.refresh_from_db()
        done = post(clerk, "offers_staff:move", offer.number, action, revision=offer.revision, **data)
        assert done.status_code == 302, action
    assert offer.number in get(None, "offers:list").content.decode()
    offer.refresh_from_db()
    locked = post(clerk, "offers_staff:move", offer.number, "lock", revision=offer.revision, reason_code="other")
    assert locked.status_code == 302
    assert offer.number not in get(None, "offers:list").content.decode()
    assert "供给已锁定" in get(person, "offers:desk_detail", offer.number).content.decode()


def test_a_refused_review_is_409_and_names_what_is_in_the_way():
    one = market.patent(fee_paid_to=None)
    offer = market.offer_submitted(one)
    clerk = market.operator()
    refused = post(clerk, "offers_staff:move", offer.number, "verify", revision=offer.revision)
    assert refused.status_code == 409
    assert "没有年费缴清的记录" in refused.content.decode()
    noted = post(clerk, "offers_staff:move", offer.number, "return", revision=offer.revision, reason_code="unclear")
    assert noted.status_code == 400
    unknown = post(clerk, "offers_staff:move", offer.number, "sell", revision=offer.revision)
    assert unknown.status_code == 409


def test_a_paper_is_uploaded_once_and_served_to_owner_and_operator_only():
    offer = market.offer_draft()
    before = OfferFile.objects.filter(offer=offer).count()
    client = as_(offer.created_by)
    for _n in range(2):
        upload = SimpleUploadedFile("证据.pdf", market.PDF, "application/pdf")
        data = {"purpose": "evidence_of_use", "file": upload, "form_token": TOKEN}
        response = client.post(reverse("offers:desk_file_add", args=[offer.number]), data)
        assert response.status_code == 302
    assert OfferFile.objects.filter(offer=offer).count() == before + 1
    url = reverse("files:download", args=[offer.files.last().file.public_id])
    for reader in (offer.created_by, market.operator()):
        served = as_(reader).get(url)
        assert b"".join(served.streaming_content) == market.PDF
        served.close()
    assert as_(market.seller()[1]).get(url).status_code == 404


def test_the_demand_pages_walk_from_form_to_public():
    owner, person = market.seller()
    clerk = market.operator()
    values = {**market.DEMAND_FIELDS, "cooperation_mode": "any", "confidentiality": "public", "form_token": TOKEN}
    made = post(person, "offers:demand_create", **values)
    assert made.status_code == 302
    number = made.url.rstrip("/").split("/")[-1]
    refused = post(person, "offers:desk_demand_move", number, "submit", revision=1)
    assert refused.status_code == 409
    assert "征集截止日" in refused.content.decode()
    deadline = (market.clock.today() + timedelta(days=30)).isoformat()
    edited = post(person, "offers:desk_demand_edit", number, **values, deadline=deadline, revision=1)
    assert edited.status_code == 302
    assert post(person, "offers:desk_demand_move", number, "submit", revision=2).status_code == 302
    assert as_().get(reverse("offers:demand", args=[number])).status_code == 404
    assert post(clerk, "offers_staff:demand_move", number, "publish", revision=3).status_code == 302
    page = get(None, "offers:demand", number).content.decode()
    assert "0731-0000000" not in page
    assert number in get(None, "offers:demands").content.decode()
    assert "0731-0000000" in get(person, "offers:desk_demand", number).content.decode()
    assert get(market.seller()[1], "offers:desk_demand", number).status_code == 404
