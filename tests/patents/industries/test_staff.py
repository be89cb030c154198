"""Pages of industries: preview first, then save; strangers get 404."""

import re

import pytest
from django.test import Client

from patents.industries.models import Industry
from patents.industries.services import industry_expression_set
from tests.factories.people import user
from tests.factories.reports import industry, patents_indexed

pytestmark = pytest.mark.django_db


def signed_in(*roles: str) -> Client:
    client = Client()
    client.force_login(user(*roles))
    return client


def test_an_industry_is_made_from_a_previewed_question():
    patents_indexed({2020: 3})
    client = signed_in("operator")
    page = client.get("/admin/industries/new/", {"q": "TI=电解质", "source": "demo"})
    text = page.content.decode()
    assert page.status_code == 200
    assert '<b class="num">3</b>' in text
    token = re.search(r'name="form_token" value="([^"]+)"', text)
    posted = {
        "q": "TI=电解质", "source": "demo", "name": "示例储能", "code": "storage", "cutoff_date": "2025-12-31",
        "form_token": token[1],
    }  # fmt: skip
    for _ in range(2):  # a double click lands on the same industry
        answer = client.post("/admin/industries/new/", posted)
        assert (answer.status_code, answer.url) == (302, "/admin/industries/storage/")
    made = Industry.objects.get()
    assert (made.expressions.get().text, made.expressions.get().filters) == ("TI=电解质", {"source": ["demo"]})


def test_a_broken_question_is_explained_and_kept():
    patents_indexed({2020: 1})
    page = signed_in("operator").get("/admin/industries/new/", {"q": "TI=(电池"})
    assert "检索式有误" in page.content.decode()
    assert "TI=(电池" in page.content.decode()


def test_a_new_version_keeps_the_history():
    made = industry()
    client = signed_in("general_section")
    answer = client.post(f"/admin/industries/{made.code}/expression/", {"q": "", "source": "demo", "office": "CN"})
    assert answer.status_code == 302
    again = client.post(f"/admin/industries/{made.code}/expression/", {"q": "", "source": "demo", "office": "CN"})
    assert again.status_code == 409
    assert "第 2 版" in client.get(f"/admin/industries/{made.code}/").content.decode()


@pytest.mark.parametrize("role", ["editor", "administrator", "mediator", "case_coordinator"])
def test_other_roles_find_no_page(role):
    made = industry()
    client = signed_in(role)
    for path in ("", "new/", f"{made.code}/", f"{made.code}/edit/", f"{made.code}/branches/new/"):
        assert client.get(f"/admin/industries/{path}").status_code == 404, path


def test_another_operator_reads_but_has_no_editing_page():
    made = industry()
    client = signed_in("operator")
    assert client.get(f"/admin/industries/{made.code}/").status_code == 200
    for path in ("edit/", "expression/", "branches/new/"):
        assert client.get(f"/admin/industries/{made.code}/{path}").status_code == 404
    assert "修改检索式" not in client.get(f"/admin/industries/{made.code}/").content.decode()


def test_editing_and_branching_in_the_browser():
    made = industry(branches=False)
    client = Client()
    client.force_login(made.created_by)
    path = f"/admin/industries/{made.code}"
    posted = {"name": "示例新名", "cutoff_date": "2025-12-31", "revision": "1"}
    assert client.post(f"{path}/edit/", posted).status_code == 302
    assert client.post(f"{path}/edit/", posted).status_code == 409
    new = re.search(r'name="form_token" value="([^"]+)"', client.get(f"{path}/branches/new/").content.decode())
    first = {"name": "一支", "not_sampled_reason": "小", "form_token": new[1]}
    assert client.post(f"{path}/branches/new/", first).status_code == 302
    branch = made.branches.get()
    assert client.post(f"{path}/branches/{branch.pk}/", {"name": "一支改", "precision": "90"}).status_code == 400
    assert client.post(f"{path}/branches/{branch.pk}/", {"name": "一支改"}).status_code == 302
    remove = f"{path}/branches/{branch.pk}/remove/"
    assert client.post(remove, {"revision": "1"}).status_code == 409
    asked = client.get(remove).content.decode()
    assert "一支改" in asked
    assert made.branches.exists()
    revision = re.search(r'name="revision" value="(\d+)"', asked)
    assert client.post(remove, {"revision": revision[1]}).status_code == 302
    assert not made.branches.exists()


def test_the_list_asks_the_same_number_of_queries(django_assert_max_num_queries, django_assert_num_queries):
    made = industry()
    client = signed_in("operator")
    client.get("/admin/industries/")
    with django_assert_max_num_queries(25) as one:
        client.get("/admin/industries/")
    for place in range(4):
        more = industry(made.created_by, name=f"示例{place}", code=f"s{place}", branches=False)
        industry_expression_set(industry=more, text="", filters={"office": ["CN"]}, by=made.created_by)
    with django_assert_num_queries(len(one)):
        client.get("/admin/industries/")
