"""While the search engine is away no industry is called wrong, and nothing of one changes."""

from datetime import date

import pytest
from django.test import Client

from ipplatform.search import EngineError
from patents.industries.models import Industry, IndustryExpression, Sample, TechnologyBranch
from patents.industries.selectors import fault_known, fault_of
from patents.industries.services import (
    SEARCH_AWAY,
    branch_save,
    industry_counts_store,
    industry_expression_set,
    sample_draw,
    sample_known,
)
from tests.factories.reports import industry
from tests.factories.search import VENDOR_WORD, engine_goes
from tests.patents.industries.test_services import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Industry:
    """An industry that asks for a vendor's word, and then the engine goes."""
    one = industry(branches=False)
    IndustryExpression.objects.create(industry=one, version=2, text=VENDOR_WORD, hits=3, created_by=one.created_by)
    engine_goes(monkeypatch)
    return one


def page_of(made: Industry) -> Client:
    client = Client()
    client.force_login(made.created_by)
    return client


@pytest.mark.parametrize("text", [VENDOR_WORD, "TI=电解质"])
def test_a_question_is_not_saved_and_not_called_wrong(made: Industry, text: str) -> None:
    with refused(SEARCH_AWAY.code):
        industry_expression_set(industry=made, text=text, filters={}, by=made.created_by)
    assert made.expressions.count() == 2


def test_no_sample_is_drawn(made: Industry) -> None:
    by = made.created_by
    with refused(SEARCH_AWAY.code):
        sample_draw(industry=made, size=1, seed=1, by=by)
    with refused(SEARCH_AWAY.code):
        sample_known(industry=made, numbers=["CN1"], note="", by=by)
    assert not Sample.objects.exists()


def test_a_broader_question_is_not_called_wrong(made: Industry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patents.industries.services.sampling.query_ids", lambda query: [1])
    IndustryExpression.objects.create(industry=made, version=3, text="电池", hits=3, created_by=made.created_by)
    with refused(SEARCH_AWAY.code):
        sample_draw(industry=made, size=1, seed=1, pool_text=VENDOR_WORD, by=made.created_by)


def test_what_cannot_be_judged_has_no_fault(made: Industry) -> None:
    with pytest.raises(EngineError):
        fault_of(VENDOR_WORD)
    assert fault_known(VENDOR_WORD) is None
    wrong = fault_known("TI=(电池")
    assert wrong is not None and not wrong.away


def test_pages_that_show_an_industry_stand_and_mark_nothing(made: Industry) -> None:
    client = page_of(made)
    for path in ("", f"{made.code}/", f"{made.code}/versions/"):
        answer = client.get(f"/admin/industries/{path}")
        assert answer.status_code == 200, path
        text = answer.content.decode()
        assert "检索式有误" not in text and "没有“厂商专用词”" not in text


@pytest.mark.parametrize("path", ["new/", "{code}/expression/"])
def test_the_form_of_a_question_says_so_and_keeps_the_text(made: Industry, path: str) -> None:
    answer = page_of(made).get(f"/admin/industries/{path.format(code=made.code)}", {"q": VENDOR_WORD})
    text = answer.content.decode()
    assert "检索暂时不可用" in text and "检索式有误" not in text and VENDOR_WORD in text


def test_the_form_of_a_sample_says_so(made: Industry) -> None:
    posted = {"half_width": "5", "expected": "80", "seed": "20260520", "size": "3"}
    for do in ("propose", ""):
        token = {"form_token": "0123456789abcdef0123"}
        answer = page_of(made).post(
            f"/admin/industries/{made.code}/samples/new/precision/", posted | token | {"do": do}
        )
        assert answer.status_code in (409, 503)
        text = answer.content.decode()
        assert "检索暂时不可用" in text and "检索式有误" not in text and "down" not in text.split()
    assert not Sample.objects.exists()


def test_the_breakdown_says_so_and_calls_no_branch_wrong(made: Industry) -> None:
    answer = page_of(made).get(f"/admin/industries/{made.code}/branches/")
    assert answer.status_code == 503
    assert "检索暂时不可用" in answer.content.decode() and "检索式有误" not in answer.content.decode()


def test_a_count_is_not_left_out_as_if_the_question_were_wrong(made: Industry) -> None:
    with pytest.raises(EngineError):
        industry_counts_store(industry=made, by=made.created_by, on=date(2026, 5, 20))


def test_counting_now_says_so_in_plain_words(made: Industry) -> None:
    answer = page_of(made).post(f"/admin/industries/{made.code}/counts/now/", follow=True)
    text = answer.content.decode()
    assert "检索暂时不可用" in text and "EngineError" not in text and ">down<" not in "".join(text.split())


def test_a_branch_is_not_saved_and_not_called_wrong(made: Industry) -> None:
    with pytest.raises(EngineError):
        branch_save(industry=made, name="示例", text=VENDOR_WORD, by=made.created_by)
    assert not TechnologyBranch.objects.exists()
