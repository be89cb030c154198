"""Staff pages: operators and the general section see their part, do their deeds, are refused by name; others 404."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from ipplatform import clock
from ipplatform.accounts.roles import STAFF_ROLES
from patents.deals import services
from patents.deals.models import Deal, Landing
from patents.deals.waiting import waiting_for
from tests.factories import deals, people
from tests.factories.deals import DAY
from tests.patents.deals.counting import CaptureCount

pytestmark = pytest.mark.django_db
READERS = ("operator", "general_section")


@pytest.fixture(autouse=True)
def today():
    with clock.set_to(DAY):
        yield


def as_(client, user):
    client.force_login(user)
    return client


def token():
    return uuid.uuid4().hex


def text(answer):
    return answer.content.decode()


def deed(deal, slug):
    return reverse("deals_staff:deal_deed", args=[deal.number, slug])


def part(deal, name, row, slug):
    return reverse("deals_staff:part_deed", args=[deal.number, name, row.pk, slug])


def landing_deed(landing, slug):
    return reverse("deals_staff:landing_deed", args=[landing.public_id, slug])


def test_each_page_is_there_for_operator_and_general_section_and_for_no_other_role(client):
    cast = deals.recorded(day=DAY)
    landing = deals.claim(cast, day=DAY)
    urls = [
        "/admin/deals/", "/admin/deals/inquiries/", "/admin/deals/landings/", f"/admin/deals/{cast.deal.number}/",
        reverse("deals_staff:inquiry", args=[cast.inquiry.public_id]),
        reverse("deals_staff:landing", args=[landing.public_id]),
    ]  # fmt: skip
    for role in (*STAFF_ROLES, "member"):
        as_(client, cast.buyer_member if role == "member" else people.user(role))
        for url in urls:
            wanted = {200} if role in READERS else {404, 302}  # no admin access at all: Wagtail sends to its log-in
            assert client.get(url).status_code in wanted, (role, url)


def test_empty_lists_say_what_comes(client):
    as_(client, people.user("operator"))
    for url in ("/admin/deals/", "/admin/deals/inquiries/", "/admin/deals/landings/"):
        assert "empty-state" in text(client.get(url))


def test_an_operator_opens_a_deal_from_the_queue(client):
    cast = deals.inquiry_sent(nda=False)
    page = reverse("deals_staff:inquiry", args=[cast.inquiry.public_id])
    url = reverse("deals_staff:inquiry_deed", args=[cast.inquiry.public_id, "open"])
    as_(client, cast.operator)
    assert "开启交易还缺：洽询方的保密承诺" in text(client.get(page))
    answer = client.post(url, {"revision": 1, "form_token": token()})
    assert answer.status_code == 409 and 'data-refusal="nda_missing"' in text(answer)
    services.inquiry_accept_nda(inquiry=cast.inquiry, by=cast.buyer_member, on=DAY, revision=1)
    answer = client.post(url, {"revision": 2, "form_token": token()})
    deal = Deal.objects.get()
    assert answer.url == f"/admin/deals/{deal.number}/"


def test_the_general_section_reads_and_does_not_operate(client):
    cast = deals.agreed()
    as_(client, people.user("general_section"))
    page = text(client.get(f"/admin/deals/{cast.deal.number}/"))
    assert deed(cast.deal, "sign") not in page and deed(cast.deal, "add-document") not in page
    for slug in ("sign", "cancel", "add-document", "schedule-payment", "claim-landing"):
        assert client.get(deed(cast.deal, slug)).status_code == 409
        assert client.post(deed(cast.deal, slug), {"revision": 3, "form_token": token()}).status_code == 409
    cast.deal.refresh_from_db()
    assert cast.deal.state == "agreed"


def test_missing_evidence_is_named_before_signing(client):
    patent = deals.patent(filing_date=None, owners=("示例甲", "示例乙"))
    cast = deals.agreed(patents=(patent,), seller_kind="university")
    page = text(as_(client, cast.operator).get(f"/admin/deals/{cast.deal.number}/"))
    for words in ("还缺 3 项", "示例甲、示例乙", "申请日期", "公示"):
        assert words in page
    assert deed(cast.deal, "start-publicity") in page and deed(cast.deal, "sign") not in page


def test_the_operators_walk_through_the_pages(client):
    cast = deals.agreed()
    deal = cast.deal
    as_(client, cast.operator)
    sign: dict[str, Any] = {
        "contract_number": "HT-1", "signed_on": DAY, "contract_amount": "120000", "contract": deals.upload(),
        "revision": deal.revision, "form_token": token(),
    }  # fmt: skip
    assert client.get(deed(deal, "sign")).status_code == 200
    assert client.post(deed(deal, "sign"), {**sign, "contract": ""}).status_code == 200  # the form says what is missing
    assert client.post(deed(deal, "sign"), {**sign, "contract": deals.upload()}).status_code == 302
    deal.refresh_from_db()
    item = deal.deal_patents.get()
    record: dict[str, Any] = {
        "day": DAY,
        "number": "",
        "proof": deals.upload(),
        "revision": deal.revision,
        "form_token": token(),
    }
    early = {**record, "day": DAY - timedelta(days=1), "form_token": token()}
    answer = client.post(part(deal, "patents", item, "record"), early)
    assert answer.status_code == 409 and 'data-refusal="before_signing"' in text(answer)
    record["proof"] = deals.upload()
    assert client.post(part(deal, "patents", item, "record"), record).status_code == 302
    deal.refresh_from_db()
    assert client.post(deed(deal, "record"), {"revision": deal.revision, "form_token": token()}).status_code == 302
    client.post(deed(deal, "schedule-payment"), {"due_on": DAY, "due_amount": "120000", "form_token": token()})
    payment = deal.payments.get()
    services.payment_note(
        payment=payment, paid_on=DAY, paid_amount=Decimal("120000"), by=cast.buyer_member, on=DAY, revision=1
    )
    confirm = {"paid_on": DAY, "paid_amount": "120000", "voucher": deals.upload(), "revision": 2, "form_token": token()}
    assert client.post(part(deal, "payments", payment, "confirm"), confirm).status_code == 302
    claim = {
        "enterprise": cast.buyer.pk, "address": "岳麓区示例路", "region_code": "430104", "landed_on": DAY,
        "use": "production", "form_token": token(),
    }  # fmt: skip
    bare = client.post(deed(deal, "claim-landing"), claim)
    assert bare.status_code == 409 and 'data-refusal="landing_evidence_missing"' in text(bare)
    claim["project_filing"] = deals.upload()
    assert client.post(deed(deal, "claim-landing"), claim).status_code == 302
    deal.refresh_from_db()
    assert client.post(deed(deal, "complete"), {"revision": deal.revision, "form_token": token()}).status_code == 302
    deal.refresh_from_db()
    assert (deal.state, deal.landings.get().evidence.get().kind) == ("completed", "project_filing")
    assert client.get(f"/admin/deals/{deal.number}/").status_code == 200


def test_another_person_of_the_general_section_verifies(client):
    cast = deals.recorded(day=DAY)
    landing = deals.claim(cast, day=DAY)
    services.landing_confirm(landing=landing, by=cast.buyer_member, on=DAY, revision=1)
    as_(client, people.user("general_section"))
    assert cast.deal.number in text(client.get("/admin/deals/landings/"))
    assert landing_deed(landing, "verify") in text(client.get(reverse("deals_staff:landing", args=[landing.public_id])))
    url = landing_deed(landing, "verify")
    half = client.post(url, {"revision": 2, "address_checked": "on", "form_token": token()})
    assert half.status_code == 409 and 'data-refusal="evidence_not_read"' in text(half)
    done = client.post(
        url, {"revision": 2, "address_checked": "on", "evidence_read": "on", "form_token": token()}
    )  # fmt: skip
    assert done.status_code == 302
    assert Landing.objects.get().state == "verified"


@pytest.mark.parametrize("roles", [("operator",), ("operator", "general_section")])
def test_the_claimer_has_no_button_and_a_forged_request_is_refused_by_name(client, roles):
    cast = deals.recorded(day=DAY)
    claimer = people.user(*roles)
    landing = deals.claim(cast, day=DAY, by=claimer)
    services.landing_confirm(landing=landing, by=cast.buyer_member, on=DAY, revision=1)
    as_(client, claimer)
    page = text(client.get(reverse("deals_staff:landing", args=[landing.public_id])))
    assert landing_deed(landing, "verify") not in page
    forged = {"revision": 2, "address_checked": "on", "evidence_read": "on"}
    for answer in (client.post(landing_deed(landing, "verify"), forged), client.get(landing_deed(landing, "verify"))):
        assert answer.status_code == 409
        assert "提出落地的人不能自己核实" in text(answer)
    assert Landing.objects.get().state == "claimed"


def test_another_operator_is_refused_too(client):
    cast = deals.recorded(day=DAY)
    landing = deals.claim(cast, day=DAY)
    as_(client, people.user("operator"))
    assert client.post(landing_deed(landing, "verify"), {"revision": 1}).status_code == 409


def test_parties_and_other_roles_find_no_staff_page_to_forge(client):
    cast = deals.recorded(day=DAY)
    landing = deals.claim(cast, day=DAY)
    for user in (people.user("editor"), people.user("case_coordinator")):
        assert as_(client, user).post(landing_deed(landing, "verify"), {"revision": 1}).status_code == 404
        assert client.post(deed(cast.deal, "cancel"), {"revision": 1}).status_code == 404


def test_the_data_room_is_closed_to_the_general_section(client):
    cast = deals.inquiry_sent()
    file = services.data_room_file_add(inquiry=cast.inquiry, upload=deals.upload(), by=cast.seller_member)
    url = reverse("deals:data_room_file", args=[cast.inquiry.public_id, file.public_id])
    as_(client, people.user("general_section"))
    assert file.name not in text(client.get(reverse("deals_staff:inquiry", args=[cast.inquiry.public_id])))
    assert client.get(url).status_code == 404  # a file outside one's rights (separation 9)
    answer = as_(client, cast.operator).get(url)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"%PDF-1.4 sample")


@pytest.mark.parametrize("url", ["/admin/deals/", "/admin/deals/inquiries/?state=all", "/admin/deals/landings/"])
def test_lists_cost_a_constant_number_of_queries(client, url):
    deals.claim(deals.recorded(day=DAY), day=DAY)
    as_(client, people.user("operator"))
    client.get(url)
    with CaptureCount() as few:
        client.get(url)
    for _ in range(3):
        deals.claim(deals.recorded(day=DAY), day=DAY)
    with CaptureCount() as many:
        client.get(url)
    assert few.count == many.count


def test_a_deals_page_costs_a_constant_number_of_queries(client):
    small = deals.agreed()
    large = deals.agreed(patents=tuple(deals.patent() for _ in range(5)))
    as_(client, people.user("operator"))
    counts = []
    for cast in (small, large):
        client.get(f"/admin/deals/{cast.deal.number}/")
        with CaptureCount() as seen:
            assert client.get(f"/admin/deals/{cast.deal.number}/").status_code == 200
        counts.append(seen.count)
    assert counts[0] == counts[1]


def waits(user, enterprise=None):
    return [row.what for row in waiting_for(user, enterprise)]


def test_what_waits_for_whom():
    cast = deals.inquiry_sent(nda=False)
    assert waits(cast.seller_member, cast.seller) == ["答复洽询"]
    assert waits(cast.buyer_member, cast.buyer) == ["作出保密承诺"]
    assert waits(cast.operator) == ["处理洽询"]
    assert waits(people.member(people.enterprise()), cast.seller) == []
    quoted = deals.quoted()
    assert waits(quoted.buyer_member, quoted.buyer) == ["回应报价"]
    assert waits(quoted.seller_member, quoted.seller) == []
    recorded = deals.recorded(day=DAY, mode="ordinary")
    landing = deals.claim(recorded, day=DAY)
    assert waits(recorded.buyer_member, recorded.buyer) == ["确认落地"]
    general = people.user("general_section")
    assert waits(general) == []
    services.landing_confirm(landing=landing, by=recorded.buyer_member, on=DAY, revision=1)
    assert waits(general) == ["核实落地"]
    signed = deals.signed(mode="ordinary")
    assert [(row.what, row.due) for row in waiting_for(signed.operator, None) if row.due] == [
        ("许可合同备案", DAY.replace(month=6))
    ]
