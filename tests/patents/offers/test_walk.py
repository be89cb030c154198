"""Forms, refusals and double posts through the client: from draft to public page, papers, demands."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from patents.offers.models import OfferFile
from patents.offers.selectors import on_offer_patent_ids
from tests.factories import market, patents

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


def test_an_imported_patent_with_gaps_walks_from_statement_over_extract_to_the_public_page(tmp_path, sample_day):
    owner, person = market.seller()
    one = patents.patent(
        tmp_path, applicants=owner.name, application_number="", filing_year="2019", legal_status_raw="有效",
        title="耐高温隔膜",
    )  # fmt: skip
    offer = market.offer_draft(one, of=(owner, person))
    clerk, number = market.operator(), patents.cn_number()
    page = get(person, "offers:desk_detail", offer.number).content.decode()
    assert "提交前还有 2 项要补" in page
    stated = post(
        person, "offers:desk_patent_state", offer.number, one.pk, application_number=number, filing_date="2019-06-03"
    )
    assert stated.status_code == 302
    offer.refresh_from_db()
    (listed,) = offer.patents.all()
    assert (listed.application_number, listed.filing_date.isoformat(), listed.title) == (
        number, "2019-06-03", "耐高温隔膜",
    )  # fmt: skip
    sent = post(person, "offers:desk_move", offer.number, "submit", revision=offer.revision, truth_declared="on")
    assert sent.status_code == 302
    offer.refresh_from_db()
    assert post(clerk, "offers_staff:move", offer.number, "verify", revision=offer.revision).status_code == 409
    copied = post(clerk, "offers_staff:state_record", offer.number, listed.pk, fee_paid_to="2027-06-03")
    assert copied.status_code == 302
    for action in ("verify", "publish"):
        offer.refresh_from_db()
        done = post(clerk, "offers_staff:move", offer.number, action, revision=offer.revision)
        assert done.status_code == 302, (action, done.content.decode()[-3000:])
    assert "耐高温隔膜" in get(None, "offers:list").content.decode()
    assert on_offer_patent_ids() == {listed.pk}
