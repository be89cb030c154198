"""Pages of enterprises: join, admit, register, New Area facts with two persons."""

import re

import pytest

from ipplatform.enterprises.models import Enterprise, Membership, NewAreaMembership
from tests.factories import people

pytestmark = pytest.mark.django_db


def _token(client, url):
    return re.search(r'name="form_token" value="([^"]+)"', client.get(url).content.decode()).group(1)


def test_a_person_asks_to_join_and_the_operator_verifies_the_first_owner(client):
    person, operator = people.user(), people.user("operator")
    client.force_login(person)
    data = {"uscc": people.uscc(), "name": "示例新企业", "role": "owner", "form_token": _token(client, "/desk/join/")}
    client.post("/desk/join/", data)
    client.post("/desk/join/", data)
    membership = Membership.objects.get(user=person)
    assert (membership.state, Enterprise.objects.get().name) == ("requested", "示例新企业")
    again = client.post("/desk/join/", data | {"form_token": _token(client, "/desk/join/")})
    assert again.status_code == 400 and "已是企业成员" in again.content.decode()
    client.force_login(operator)
    url = f"/admin/enterprises/{membership.enterprise.public_id}/"
    assert "核实通过" in client.get(url).content.decode()
    client.post(f"{url}members/{membership.public_id}/admit/", {"revision": 1})
    membership.refresh_from_db()
    assert membership.state == "active"


def test_a_wrong_code_is_refused_without_echo(client):
    client.force_login(people.user())
    token = _token(client, "/desk/join/")
    answer = client.post(
        "/desk/join/", {"uscc": "11010519491231002X", "name": "x", "role": "owner", "form_token": token}
    )
    assert answer.status_code == 400 and "不接受个人身份号码" in answer.content.decode()
    assert not Enterprise.objects.exists()


def test_an_owner_admits_members_of_the_own_enterprise_only(client):
    enterprise = people.enterprise()
    owner, other_owner, person = people.member(enterprise), people.member(people.enterprise()), people.user()
    client.force_login(person)
    client.post("/desk/join/", {"uscc": enterprise.uscc, "name": "x", "role": "staff", "form_token": "t" * 20})
    membership = Membership.objects.get(user=person)
    url = f"/desk/members/{membership.public_id}/admit/"
    client.force_login(other_owner)
    assert client.post(url, {"revision": 1}).status_code == 404
    client.force_login(person)
    assert client.post(url, {"revision": 1}).status_code == 404
    client.force_login(owner)
    assert person.email in client.get("/desk/members/").content.decode()
    client.post(url, {"revision": 1})
    membership.refresh_from_db()
    assert membership.state == "active"


def test_the_operator_proposes_and_another_person_of_the_general_section_approves(client):
    enterprise, both = people.enterprise(), people.user("operator", "general_section")
    client.force_login(both)
    url = f"/admin/enterprises/{enterprise.public_id}/"
    data = {"status": "inside", "valid_from": "2026-01-01", "evidence": "示例租约", "form_token": _token(client, url)}
    wrong = client.post(f"{url}areas/", data | {"valid_to": "2025-01-01"})
    assert wrong.status_code == 400 and "止日不能早于起日" in wrong.content.decode()
    client.post(f"{url}areas/", data)
    row = NewAreaMembership.objects.get()
    assert ">核准</button>" not in client.get(url).content.decode()
    forged = client.post(f"{url}areas/{row.public_id}/approve/", {"revision": 1})
    assert forged.status_code == 409 and forged["X-Refusal"] == "not_allowed"
    client.force_login(people.user("general_section"))
    assert ">核准</button>" in client.get(url).content.decode()
    client.post(f"{url}areas/{row.public_id}/approve/", {"revision": 1})
    row.refresh_from_db()
    assert row.state == "approved"


@pytest.mark.parametrize(
    ("role", "reads", "registers"),
    [
        ("operator", 200, 200), ("general_section", 200, 404), ("case_coordinator", 200, 404),
        ("administrator", 200, 404), ("mediator", 404, 404), ("editor", 404, 404),
    ],
)  # fmt: skip
def test_who_sees_and_registers(client, role, reads, registers):
    enterprise = people.enterprise()
    client.force_login(people.user(role))
    assert client.get("/admin/enterprises/").status_code == reads
    assert client.get(f"/admin/enterprises/{enterprise.public_id}/").status_code == reads
    assert client.get("/admin/enterprises/new/").status_code == registers


def test_registering_twice_is_refused_by_name(client):
    client.force_login(people.user("operator"))
    data = {"uscc": people.uscc(), "name": "示例企业甲", "kind": "enterprise", "form_token": "a" * 20}
    assert client.post("/admin/enterprises/new/", data).status_code == 302
    again = client.post("/admin/enterprises/new/", data | {"form_token": "b" * 20})
    assert again.status_code == 400
    assert Enterprise.objects.count() == 1
