"""The facet of the industries that this platform defines: counts, choices, what keeps them, and what it costs."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ipplatform import clock
from ipplatform.alerts.models import SavedSearch
from ipplatform.search import QueryError, query_restore
from ipplatform.search.services import scan
from patents.catalogue.address import Asked
from patents.catalogue.selectors import query_of
from patents.industries.models import Industry, IndustryExpression
from tests.factories import market, people
from tests.patents.catalogue.conftest import Read, counts, indexed, total

pytestmark = pytest.mark.django_db
LEGEND = "产业（本平台界定）"


def industry(code: str, name: str, *texts: str, retired: bool = False, **filters: list[str]) -> Industry:
    """An industry with these versions of its question, the newest last."""
    by = people.user()
    row = Industry.objects.create(
        code=code, name=name, cutoff_date=date(2026, 1, 1), created_by=by, retired_at=clock.now() if retired else None
    )
    for version, text in enumerate(texts, start=1):
        IndustryExpression.objects.create(
            industry=row, version=version, text=text, filters=filters, hits=version, created_by=by
        )
    return row


@pytest.fixture(autouse=True)
def shelf() -> None:
    """Five patents; four industries in use, of which one overlaps another, and one out of use."""
    indexed(
        market.patent("示例储能有限公司", title="固态电解质一"),
        market.patent("示例储能有限公司", title="固态电解质隔膜二", office="US"),
        market.patent("示例重工有限公司", title="隔膜三", legal_status_raw="失效"),
        market.patent("示例重工有限公司", title="液压系统四"),
        market.patent("示例重工有限公司", title="回转机构五"),
    )
    industry("battery", "示例电池", "TI=没有", "TI=(电解质 OR 隔膜)")
    industry("membrane", "示例隔膜", "TI=隔膜", status=["有效"])
    industry("solid", "示例固态", "产业=示例电池 AND TI=固态")
    industry("empty", "示例空白", "TI=没有这个词")
    industry("old", "示例旧业", "TI=回转", retired=True)
    industry("unasked", "示例未写")


def legends(page: BeautifulSoup) -> list[str]:
    return [one.get_text() for one in page.select("fieldset.facet > legend")]


def labels(page: BeautifulSoup) -> list[str]:
    return [box.find_parent("label").select("span")[0].get_text() for box in page.select("input[name=sector]")]


def test_industries_in_use_are_counted_by_their_newest_question(read: Read) -> None:
    page = read()
    assert counts(page, "sector") == {"battery": 3, "solid": 2, "membrane": 1}
    assert labels(page) == ["示例电池", "示例固态", "示例隔膜"]
    assert LEGEND in legends(page)
    for code, many in counts(page, "sector").items():
        assert total(read(sector=code)) == total(read(q=f"INDUSTRY={code}")) == many


def test_counts_ignore_their_own_filter_and_heed_the_others(read: Read) -> None:
    everything = {"battery": 3, "solid": 2, "membrane": 1}
    assert counts(read(sector="membrane"), "sector") == {"membrane": 1, "battery": 3, "solid": 2}
    assert counts(read(sector=["membrane", "battery"]), "sector") == everything
    assert counts(read(sector="membrane"), "applicant") == {"示例储能有限公司": 1}
    assert counts(read(q="固态", office="CN"), "sector") == {"battery": 1, "solid": 1}
    assert counts(read(q="固态", office="CN", sector="membrane"), "sector") == {"membrane": 0, "battery": 1, "solid": 1}


def test_several_industries_are_alternatives(read: Read) -> None:
    assert total(read(sector=["solid", "membrane"])) == 2
    assert total(read(sector=["solid", "membrane"], office="CN")) == 1
    assert total(read(sector=["membrane", "nowhere"])) == 1


def test_a_chip_takes_the_industry_away_and_says_its_name(read: Read) -> None:
    page = read(q="固态", sector="membrane")
    (chip,) = page.select(".chips .tag")
    assert chip.get_text(" ", strip=True).split(" ✕")[0] == f"{LEGEND} 示例隔膜"
    assert total(read(f"/patents/{chip['href']}")) == 2


def test_an_industry_out_of_use_is_not_offered_but_an_address_that_names_it_still_asks_it(read: Read) -> None:
    assert "old" not in counts(read(), "sector")
    page = read(sector="old")
    assert (total(page), counts(page, "sector")["old"]) == (1, 1) and "示例旧业" in labels(page)


def test_what_is_no_industry_finds_nothing_and_can_be_taken_away(read: Read) -> None:
    page = read(sector="nowhere")
    assert total(page) == 0 and page.select_one(".chips .tag") is not None
    assert f"去掉筛选条件“{LEGEND}”" in page.get_text()


def test_a_question_that_cannot_be_read_is_not_counted_and_refused_with_a_way_out_when_chosen(read: Read) -> None:
    industry("broken", "示例坏式", "TI=(")
    industry("loop", "示例循环", "INDUSTRY=loop")
    assert set(counts(read(), "sector")) == {"battery", "solid", "membrane"}
    for code in ("broken", "loop"):
        page = read(expect=400, q="固态", sector=code, status="有效")
        error = page.select_one("#search-error")
        assert error is not None and "这个产业条件现在用不了" in error.get_text() and code in error.get_text()
        assert parse_qs(urlsplit(error.select("a")[-1]["href"]).query) == {"q": ["固态"], "status": ["有效"]}


def test_a_facet_without_a_hit_is_left_out(read: Read) -> None:
    assert LEGEND not in legends(read(q="液压"))
    assert LEGEND in legends(read(q="液压", sector="battery"))


def test_more_industries_than_are_counted_can_be_found_by_name(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in range(25):
        industry(f"many{place}", f"示例多{place}", "TI=没有", "TI=没有", "TI=没有", "TI=液压")
    page = read()
    # The largest when they were saved are counted: 20 of them, 8 shown.
    assert len(counts(page, "sector")) == 8
    more = page.select_one('a[href*="/patents/facet/sector/"]')
    assert more is not None
    inside = read(str(more["href"]))
    assert len(counts(inside, "sector")) == 20 and "只列出" in inside.get_text()
    assert counts(read("/patents/facet/sector/", within="隔膜"), "sector") == {"membrane": 1}
    assert counts(read("/patents/facet/sector/", within="SOLID", q="固态"), "sector") == {"solid": 2}
    with pytest.raises(QueryError, match="最多选 20 个"):
        query_of("", {"sector": [f"many{place}" for place in range(25)]})


def test_the_form_shows_and_keeps_the_choice(read: Read) -> None:
    page = read("/patents/form/", q="固态", sector="membrane")
    assert "示例隔膜" in page.get_text()
    assert [one["value"] for one in page.select("input[type=checkbox][name=sector][checked]")] == ["membrane"]


def test_a_saved_search_and_its_alert_keep_the_industry(client: Client) -> None:
    owner = people.user()
    client.force_login(owner)
    client.post("/desk/searches/new/", {"sector": "membrane", "status": "有效", "name": "隔膜", "alert": "on"})
    saved = SavedSearch.objects.get(owner=owner)
    assert saved.said == f"法律状态：有效；{LEGEND}：示例隔膜"
    assert Asked(QueryDict(saved.address)).filters == {"status": ["有效"], "sector": ["membrane"]}
    found = query_restore(saved.question)
    assert list(scan(found)) == list(scan(query_of("INDUSTRY=membrane", {"status": ["有效"]}))) != []


def test_an_export_has_the_hits_of_the_industry(client: Client) -> None:
    answer = client.get("/patents/export.csv", {"sector": "battery"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 1 + 3


def test_the_page_asks_as_much_for_one_industry_as_for_twenty(client: Client) -> None:
    def queries(**params: object) -> int:
        client.get("/patents/", params)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/patents/", params).status_code == 200
        return len(asked)

    few = queries(q="隔膜"), queries(q="隔膜", sector="battery"), queries(q="隔膜", sector=["battery", "membrane"])
    for place in range(20):
        industry(f"more{place}", f"示例更多{place}", "产业=示例电池 AND TI=隔膜")
    many = queries(q="隔膜"), queries(q="隔膜", sector="battery"), queries(q="隔膜", sector=["battery", "membrane"])
    assert many == few
    # Chosen ones cost the reading of their questions and of their names.
    assert few[1] - few[0] == 2 and few[2] == few[1]


def test_the_heading_is_english_on_the_english_page(client: Client) -> None:
    with translation.override("en"):
        page = BeautifulSoup(client.get("/en/patents/").content, "html.parser")
    assert "Industry (as defined here)" in legends(page)
