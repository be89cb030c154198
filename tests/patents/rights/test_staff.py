"""The staff page of a patent's rights: who sees and does what, refusals shown, forms pressed twice."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from patents.rights.models import ExistingLicence, Mode, OpenLicenceStatement, PatentHold, Pledge
from patents.rights.selectors import open_locks
from tests.factories import market, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]
DAY = date(2026, 5, 20)
PLEDGE = {"pledgor": "示例企业", "pledgee": "示例银行", "registration_number": "Y1", "registered_on": "2026-03-02"}


def as_(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(person, patent, action, token="token-of-a-form-0001", **data):
    return as_(person).post(reverse("rights_staff:deed", args=[patent.pk, action]), {"form_token": token, **data})


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("operator", 200), ("general_section", 200), ("case_coordinator", 200), ("mediator", 404), ("editor", 404),
        ("administrator", 404),
    ],
)  # fmt: skip
def test_the_page_is_for_three_roles(role, status):
    one = market.patent()
    assert as_(people.user(role)).get(reverse("rights_staff:patent", args=[one.pk])).status_code == status


def test_a_pledge_walks_from_registration_over_consent_to_release():
    one, clerk = market.patent(), market.operator()
    assert [post(clerk, one, "pledge", **PLEDGE).status_code for _n in range(2)] == [302, 302]
    pledge = Pledge.objects.get()
    assert open_locks([one.pk], DAY)
    file = SimpleUploadedFile("同意书.pdf", market.PDF, "application/pdf")
    consent = post(
        clerk, one, "consent", token="token-of-a-form-0002", row=pledge.public_id, modes=Mode.values, file=file
    )
    assert consent.status_code == 302
    assert open_locks([one.pk], DAY) == {}
    released = post(clerk, one, "release", token="token-of-a-form-0003", row=pledge.public_id, day="2026-05-19")
    assert released.status_code == 302
    pledge.refresh_from_db()
    assert pledge.released_on == date(2026, 5, 19)
    page = as_(clerk).get(reverse("rights_staff:patent", args=[one.pk])).content.decode()
    assert "已注销" in page
    download = reverse("files:download", args=[pledge.consent_file.public_id])
    assert as_(market.seller()[1]).get(download).status_code == 404


def test_statements_and_licences_are_recorded_and_refused_by_name():
    one, clerk = market.patent(), market.operator()
    text = {"patent_number": one.patent_number, "patentee": "甲", "payment_method": "按年", "term": "三年"}
    assert post(clerk, one, "statement", **text).status_code == 302
    page = as_(clerk).get(reverse("rights_staff:patent", args=[one.pk])).content.decode()
    assert "许可使用费标准" in page
    row = OpenLicenceStatement.objects.get().public_id
    assert post(clerk, one, "announce", token="token-of-a-form-0002", row=row, day="2026-05-20").status_code == 302
    licence = {"kind": "sole", "licensee": "乙", "valid_from": "2026-05-20"}
    refused = post(clerk, one, "licence", token="token-of-a-form-0003", **licence)
    assert refused.status_code == 409
    assert "正在实行开放许可" in refused.content.decode()
    assert not ExistingLicence.objects.exists()
    assert post(clerk, one, "withdraw", token="token-of-a-form-0004", row=row, day="2026-05-20").status_code == 302
    assert post(clerk, one, "licence", token="token-of-a-form-0005", **licence).status_code == 302
    wrong = {**licence, "valid_to": "2026-05-19"}
    assert post(clerk, one, "licence", token="token-of-a-form-0006", **wrong).status_code == 400


def test_a_coordinator_holds_for_a_dispute_and_sees_nothing_else():
    one, coordinator, clerk = market.patent(), people.user("case_coordinator"), market.operator()
    post(clerk, one, "pledge", **PLEDGE)
    assert post(coordinator, one, "hold", token="token-of-a-form-0002", reason="dispute").status_code == 302
    page = as_(coordinator).get(reverse("rights_staff:patent", args=[one.pk])).content.decode()
    assert "权属争议" in page
    assert "示例银行" not in page
    assert post(coordinator, one, "hold", token="token-of-a-form-0003", reason="other").status_code == 400
    assert post(clerk, one, "hold", token="token-of-a-form-0003", reason="dispute").status_code == 400
    hold = PatentHold.objects.get(reason="dispute")
    lifted_by_clerk = post(clerk, one, "lift", token="token-of-a-form-0004", row=hold.public_id)
    assert lifted_by_clerk.status_code == 409
    assert post(coordinator, one, "lift", token="token-of-a-form-0005", row=hold.public_id).status_code == 302
    hold.refresh_from_db()
    assert hold.lifted_by == coordinator


def test_a_pledges_hold_is_not_lifted_by_hand_and_other_roles_record_nothing():
    one, clerk = market.patent(), market.operator()
    post(clerk, one, "pledge", **PLEDGE)
    hold = PatentHold.objects.get()
    assert post(clerk, one, "lift", token="token-of-a-form-0002", row=hold.public_id).status_code == 404
    reader = people.user("general_section")
    refused = post(reader, one, "pledge", token="token-of-a-form-0003", **{**PLEDGE, "registration_number": "Y2"})
    assert refused.status_code == 409
    assert Pledge.objects.count() == 1
