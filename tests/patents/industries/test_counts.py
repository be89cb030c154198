"""Counts of the sets over days: once a day, again by hand, drawn with their table."""

from datetime import date, timedelta

import pytest
from django.test import Client

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.notices.models import Notice
from ipplatform.search import EngineError
from patents.industries.models import IndustryExpression, SetCount
from patents.industries.presenters import count_chart, count_rows
from patents.industries.selectors import counts_series, counts_standing
from patents.industries.services import (
    branch_save,
    counts_daily,
    industry_counts_store,
    industry_expression_set,
    industry_retire,
    telling,
)
from tests.factories.people import user
from tests.factories.reports import industry, patents_indexed
from tests.patents.industries.test_services import refused

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)


def daily(on: date = DAY) -> int:
    return counts_daily(by=User.objects.system(), on=on)


def test_every_set_is_counted_once_a_day():
    made = industry(branches=False)
    branch = branch_save(industry=made, name="隔膜", text="TI=隔膜", by=made.created_by)
    branch_save(industry=made, name="标题", by=made.created_by)
    assert daily() == 2
    assert daily() == 0
    patents_indexed({2022: 3})
    assert daily() == 0
    assert daily(DAY + timedelta(days=1)) == 2
    assert [(row.branch_id, row.on, row.count, row.version) for row in SetCount.objects.order_by("pk")] == [
        (branch.pk, DAY, 14, 1), (None, DAY, 14, 1),
        (branch.pk, DAY + timedelta(days=1), 17, 1), (None, DAY + timedelta(days=1), 17, 1),
    ]  # fmt: skip


def test_a_branch_made_later_that_day_is_counted_by_the_next_run():
    made = industry(branches=False)
    assert daily() == 1
    branch_save(industry=made, name="隔膜", text="TI=隔膜", by=made.created_by)
    assert daily() == 1
    assert daily() == 0


def test_counting_by_hand_replaces_the_day():
    made = industry(branches=False)
    daily()
    industry_expression_set(industry=made, text="TI=没有 OR TI=隔膜", filters={"year": ["2021"]}, by=made.created_by)
    assert industry_counts_store(industry=made, by=made.created_by, on=DAY) == 1
    row = SetCount.objects.get()
    assert (row.count, row.version) == (5, 2)
    with refused("not_allowed"):
        industry_counts_store(industry=made, by=user("operator"), on=DAY)
    with refused("not_allowed"):
        counts_daily(by=user("general_section"), on=DAY)


def test_what_is_out_of_use_or_cannot_be_asked_is_not_counted():
    retired, broken = industry(branches=False), industry(name="示例二", code="two", branches=False)
    industry_retire(industry=retired, by=retired.created_by)
    branch = branch_save(industry=broken, name="坏", by=broken.created_by)
    broken.branches.filter(pk=branch.pk).update(text="TI=(电池")
    assert daily() == 1
    assert SetCount.objects.get().industry == broken


def test_who_may_mend_a_question_that_is_refused_is_told_once_a_version():
    made = industry(branches=False)
    section, _operator = user("general_section"), user("operator")
    broken = {"industry": made, "text": "TI=(电池", "hits": 0, "created_by": made.created_by}
    IndustryExpression.objects.create(version=2, **broken)
    assert daily() == daily() == daily(DAY + timedelta(days=1)) == 0
    told = Notice.objects.filter(kind="industry_broken")
    assert {(one.to, one.number, one.link) for one in told} == {
        (person, made.code, f"/admin/industries/{made.code}/versions/") for person in (made.created_by, section)
    }
    assert told.all().count() == 2
    IndustryExpression.objects.create(version=3, created_at=clock.now() + timedelta(minutes=1), **broken)
    assert daily() == 0
    assert told.all().count() == 4
    client = Client()
    client.force_login(section)
    assert "检索式有误" in client.get("/admin/industries/").content.decode()


def test_nobody_is_told_while_the_index_does_not_answer(monkeypatch):
    made = industry(branches=False)
    IndustryExpression.objects.create(industry=made, version=2, text="TI=(电池", hits=0, created_by=made.created_by)

    def away(*args, **kwargs):
        raise EngineError("away")

    monkeypatch.setattr(telling, "search", away)
    with pytest.raises(EngineError):
        daily()
    assert not Notice.objects.exists()


def test_where_a_set_stands_and_how_it_changed():
    made = industry(branches=False)
    for days, count in ((40, 5), (29, 8), (10, 9), (0, 12)):
        SetCount.objects.create(industry=made, on=DAY - timedelta(days=days), version=1, count=count)
    found = counts_standing(made, on=DAY)[None]
    assert (found.count, found.on, found.change, found.since) == (12, DAY, 4, DAY - timedelta(days=29))
    assert counts_standing(made, on=DAY - timedelta(days=30))[None].change is None
    assert [row.count for row in counts_series(made, None, on=DAY)] == [5, 8, 9, 12]


def test_the_line_is_to_scale():
    rows = [SetCount(on=DAY + timedelta(days=n), version=1, count=c) for n, c in ((0, 100), (1, 300), (10, 200))]
    chart = count_chart(rows, "示例")
    assert chart.points == "6.0,114.0 64.8,6.0 594.0,60.0"
    assert (chart.low, chart.high) == ("100", "300")
    assert "示例：2026-05-20 100 件" in chart.alt
    assert count_chart(rows[:1], "示例") is None
    level = count_chart([rows[0], SetCount(on=DAY + timedelta(days=3), version=1, count=100)], "示例")
    assert level.points == "6.0,60.0 594.0,60.0"
    assert count_rows(rows, 2) == [["2026-05-30", "200", "-100", "1"], ["2026-05-21", "300", "+200", "1"]]
    assert count_rows(rows, 9)[-1] == ["2026-05-20", "100", "—", "1"]


def test_the_page_draws_the_set_and_each_branch(django_assert_num_queries, django_assert_max_num_queries):
    made = industry(branches=False)
    branch = branch_save(industry=made, name="隔膜", text="TI=隔膜", by=made.created_by)
    client = Client()
    client.force_login(made.created_by)
    path = f"/admin/industries/{made.code}/counts/"
    with clock.set_to(DAY):
        assert "还没有计数" in client.get(path).content.decode()
        assert client.post(f"{path}now/").status_code == 302
        assert "从第二天起画线" in client.get(path).content.decode()
        daily(DAY - timedelta(days=3))
        with django_assert_max_num_queries(20) as one:
            page = client.get(path).content.decode()
        assert "<polyline" in page
        for days in range(4, 60):
            SetCount.objects.create(industry=made, on=DAY - timedelta(days=days), version=1, count=days)
        with django_assert_num_queries(len(one)):
            page = client.get(path).content.decode()
        assert client.get(path, {"branch": branch.pk}).status_code == 200
        for odd in ("9999999", "9" * 18):
            assert client.get(path, {"branch": odd}).status_code == 404
        assert client.get(path, {"branch": "x"}).status_code == 200
