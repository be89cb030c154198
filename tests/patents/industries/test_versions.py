"""Versions of a question: shown with their differences, taken up again as new ones, broken ones marked."""

import pytest
from django.test import Client

from patents.industries.models import Industry, IndustryExpression
from patents.industries.selectors import expression_newest, fault_of, industries_all, industries_listed
from patents.industries.services import (
    industry_expression_restore,
    industry_expression_set,
    industry_resume,
    industry_retire,
)
from tests.factories.people import user
from tests.factories.reports import industry, patents_indexed
from tests.patents.industries.test_services import refused

pytestmark = pytest.mark.django_db


def three_versions() -> Industry:
    made = industry(branches=False)
    patents_indexed({2022: 2}, title="示例阀体铸造方法")
    industry_expression_set(industry=made, text="TI=阀体", filters={}, by=made.created_by, note="收窄")
    industry_expression_set(industry=made, text="TI=(阀体 OR 隔膜)", filters={}, by=made.created_by, note="放宽")
    return made


def test_an_older_version_comes_back_as_a_new_one():
    made = three_versions()
    general = user("general_section")
    old = made.expressions.get(version=2)
    back = industry_expression_restore(industry=made, expression=old, by=general, note="放宽过头")
    assert (back.version, back.text, back.filters, back.hits) == (4, "TI=阀体", {}, 2)
    assert back.note == "恢复第 2 版：放宽过头"
    assert back.created_by == general
    with refused("expression_same"):
        industry_expression_restore(industry=made, expression=old, by=general)
    with refused("not_allowed"):
        industry_expression_restore(industry=made, expression=old, by=user("operator"))


def test_the_page_tells_who_when_why_and_what():
    made = three_versions()
    client = Client()
    client.force_login(made.created_by)
    text = client.get(f"/admin/industries/{made.code}/versions/").content.decode()
    assert "收窄" in text
    assert "（新增）</span>OR" in text.replace(" OR", "OR")
    assert text.count("恢复这一版") == 2
    compared = client.get(f"/admin/industries/{made.code}/versions/", {"old": "1", "new": "2"}).content.decode()
    assert "第 1 版 → 第 2 版" in compared
    assert "（删去）</span>demo" in compared
    assert client.get(f"/admin/industries/{made.code}/versions/", {"old": "1", "new": "9"}).status_code == 400


def test_restoring_in_the_browser_asks_first():
    made = three_versions()
    client = Client()
    client.force_login(made.created_by)
    path = f"/admin/industries/{made.code}/versions/1/restore/"
    assert "会改变什么" in client.get(path).content.decode()
    assert expression_newest(made).version == 3
    assert client.post(path, {"note": ""}).status_code == 302
    assert (expression_newest(made).version, expression_newest(made).spoken) == (4, "source=demo")
    answer = client.post(path, {"note": "再来"})
    assert answer.status_code == 409
    assert "检索式没有变化" in answer.content.decode()
    assert client.get(f"/admin/industries/{made.code}/versions/9/restore/").status_code == 404


def test_a_question_that_can_no_longer_be_asked_is_marked_with_its_place():
    made = industry(branches=False)
    IndustryExpression.objects.create(
        industry=made, version=2, text="TI=电池 AND (隔膜", filters={}, hits=3, created_by=made.created_by
    )
    client = Client()
    client.force_login(made.created_by)
    for path in ("", "versions/"):
        assert "TI=电池 AND <mark>(</mark>隔膜" in client.get(f"/admin/industries/{made.code}/{path}").content.decode()
    assert "检索式有误" in client.get("/admin/industries/").content.decode()


def test_the_place_of_a_fault_is_cut_out_of_a_long_text():
    assert fault_of("TI=电池") is None
    fault = fault_of("电池 " * 30 + "(" + " 隔膜" * 30)
    assert fault.at == "("
    assert fault.before.startswith("…")
    assert fault.after.endswith("…")
    assert len(fault.before) == len(fault.after) == 41
    nameless = fault_of("电池", {"nothing": ["x"]})
    assert not nameless.has_place
    assert "nothing" in nameless.message


def test_versions_ask_the_same_number_of_queries(django_assert_max_num_queries, django_assert_num_queries):
    made = industry(branches=False)
    client = Client()
    client.force_login(made.created_by)
    path = f"/admin/industries/{made.code}/versions/"
    client.get(path)
    with django_assert_max_num_queries(20) as one:
        client.get(path)
    for place in range(5):
        industry_expression_set(industry=made, text="隔膜" + " 方法" * place, filters={}, by=made.created_by)
    with django_assert_num_queries(len(one)):
        client.get(path)


def test_an_industry_out_of_use_is_kept_and_not_offered():
    made = industry(branches=False)
    with refused("not_allowed"):
        industry_retire(industry=made, by=user("operator"))
    industry_retire(industry=made, by=made.created_by)
    assert made not in industries_all()
    with refused("already_retired"):
        industry_retire(industry=made, by=made.created_by)
    assert list(industries_listed(None, state="retired")) == [made]
    assert not industries_listed(None, state="active")
    industry_resume(industry=made, by=made.created_by)
    assert made in industries_all()
    with refused("not_retired"):
        industry_resume(industry=made, by=made.created_by)


def test_retiring_asks_first_and_the_list_finds_by_word_and_state():
    made = industry(branches=False)
    client = Client()
    client.force_login(made.created_by)
    path = f"/admin/industries/{made.code}/retire/"
    assert "停用后不再每天记录数量" in client.get(path).content.decode()
    assert client.post(path).status_code == 302
    here = f"/admin/industries/{made.code}/"
    assert here not in client.get("/admin/industries/").content.decode()
    assert here in client.get("/admin/industries/", {"state": "all", "q": "sampl 示例"}).content.decode()
    assert "没有符合条件的产业" in client.get("/admin/industries/", {"state": "all", "q": "没有"}).content.decode()
    assert client.post(path).status_code == 302
    assert here in client.get("/admin/industries/", {"state": "odd"}).content.decode()
