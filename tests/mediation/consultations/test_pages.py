"""Pages of consultations: the ask-a-question walk, the desk, and the staff pages for every role."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mediation.consultations.models import Consultation
from tests.factories import consultations as made
from tests.factories import people

pytestmark = pytest.mark.django_db


def _token(html):
    return re.search(r'name="form_token" value="([^"]+)"', html).group(1)


def test_a_member_asks_in_three_screens_reviews_and_gets_a_number_once(client):
    enterprise = people.enterprise()
    client.force_login(people.member(enterprise))
    url = "/desk/consultations/new/"
    assert client.get(f"{url}?step=review").url == f"{url}?step=topic"
    empty = client.post(f"{url}?step=topic", {})
    assert empty.status_code == 400 and "error" in empty.content.decode()
    assert client.post(f"{url}?step=topic", {"topic": "contract"}).url == f"{url}?step=question"
    client.post(f"{url}?step=question", {"question": "示例：合同到期还能用吗？"})
    client.post(f"{url}?step=mode", {"mode": "online"})
    review = client.get(f"{url}?step=review").content.decode()
    assert "示例：合同到期还能用吗？" in review
    token = _token(review)
    first = client.post(f"{url}?step=review", {"form_token": token})
    consultation = Consultation.objects.get()
    assert first.url == f"/desk/consultations/{consultation.number}/?sent=1"
    page = client.get(first.url).content.decode()
    assert consultation.number in page and "已收到您的咨询" in page


def test_a_draft_can_be_left_and_taken_up(client):
    client.force_login(people.member(people.enterprise()))
    saved = client.post("/desk/consultations/new/?step=topic", {"topic": "reward", "save": "1"})
    assert saved.url == "/desk/consultations/"
    assert 'value="reward"' in client.get("/desk/consultations/new/?step=topic").content.decode()
    assert client.get("/desk/consultations/new/?step=question").status_code == 200


def test_without_an_enterprise_the_page_says_what_to_do(client):
    client.force_login(people.user())
    assert "还没有关联企业" in client.get("/desk/consultations/new/").content.decode()


def test_the_enterprise_acknowledges_on_the_page(client):
    consultation = made.answered()
    client.force_login(people.member(consultation.enterprise))
    url = f"/desk/consultations/{consultation.number}/"
    assert consultation.answer in client.get(url).content.decode()
    missing = client.post(f"{url}acknowledge/", {"revision": consultation.revision})
    assert missing.status_code == 400
    client.post(f"{url}acknowledge/", {"revision": consultation.revision, "satisfaction": "5"})
    consultation.refresh_from_db()
    assert consultation.state == "closed"
    stale = client.post(f"{url}acknowledge/", {"revision": 1, "satisfaction": "5"}, follow=True)
    assert stale.status_code == 200 and "请刷新后再试" in stale.content.decode()


def test_another_enterprise_gets_404_everywhere(client):
    consultation = made.answered()
    client.force_login(people.member(people.enterprise()))
    assert client.get(f"/desk/consultations/{consultation.number}/").status_code == 404
    assert client.post(f"/desk/consultations/{consultation.number}/withdraw/", {"revision": 1}).status_code == 404
    assert client.get(f"/admin/consultations/{consultation.number}/").status_code in (302, 404)


@pytest.mark.parametrize(
    ("role", "page", "text"),
    [
        ("case_coordinator", 200, True),
        ("operator", 200, False),
        ("general_section", 200, False),
        ("mediator", 404, False),
        ("editor", 404, False),
        ("administrator", 404, False),
    ],
)
def test_staff_read_what_the_capability_table_says(client, role, page, text):
    consultation = made.answered()
    client.force_login(people.user(role))
    answer = client.get(f"/admin/consultations/{consultation.number}/")
    assert answer.status_code == page
    assert (consultation.question in answer.content.decode()) == text
    listed = client.get("/admin/consultations/")
    assert listed.status_code == (404 if role in ("editor", "administrator") else 200)
    assert consultation.question not in listed.content.decode()
    assert ("/admin/consultations/new/" in listed.content.decode()) == (role == "operator")


def test_the_adviser_reads_and_answers_his_own(client):
    consultation = made.assigned()
    client.force_login(consultation.adviser)
    url = f"/admin/consultations/{consultation.number}/"
    assert consultation.question in client.get(url).content.decode()
    client.post(f"{url}answer/", {"revision": consultation.revision, "answer": "示例答复", "outcome": "advised"})
    consultation.refresh_from_db()
    assert consultation.state == "answered"


def test_a_refused_move_on_a_readable_object_is_409_and_named(client):
    consultation = made.assigned()
    client.force_login(people.user("operator"))
    url = f"/admin/consultations/{consultation.number}/answer/"
    answer = client.post(url, {"revision": consultation.revision, "answer": "x", "outcome": "advised"})
    assert answer.status_code == 409 and answer["X-Refusal"] == "not_allowed"


def test_an_operator_records_a_question_on_behalf(client):
    enterprise = people.enterprise()
    client.force_login(people.user("operator"))
    form = client.get("/admin/consultations/new/").content.decode()
    data = {
        "uscc": enterprise.uscc,
        "topic": "contract",
        "question": "电话咨询",
        "mode": "phone",
        "form_token": _token(form),
    }
    client.post("/admin/consultations/new/", data)
    again = client.post("/admin/consultations/new/", data)
    assert Consultation.objects.get(enterprise=enterprise).number in again.url
    unknown = client.post("/admin/consultations/new/", {**data, "uscc": "91110108551385082Q"})
    assert unknown.status_code == 400


def test_lists_have_a_constant_number_of_queries(client):
    enterprise = people.enterprise()
    coordinator, member = people.user("case_coordinator"), people.member(enterprise)
    counts = []
    for _round in range(2):
        for _n in range(3):
            made.answered(enterprise)
        for person, url in ((coordinator, "/admin/consultations/"), (member, "/desk/consultations/")):
            client.force_login(person)
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
