"""One row an application or one a publication: totals of both, whole pages, the same facets, constant queries."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from ipplatform.search.services import drain, rebuild
from patents.catalogue.address import PAGE_SIZE, Asked
from patents.catalogue.presenters import year_bars
from patents.catalogue.selectors import found_publications, query_of
from patents.records.models import Patent, Publication, Stage
from tests.factories import market
from tests.factories.patents import imported, patsnap_file
from tests.patents.catalogue.conftest import Read, counts, indexed, total

pytestmark = pytest.mark.django_db
BOTH = {"rows": "publications"}


def family(place: int, earlier: int) -> Patent:
    """A patent with its grant and `earlier` publications before it, filed on a day of its own."""
    patent = market.patent("示例储能有限公司", title="固态电解质隔膜", filing_date=date(2020, 1, 1 + place))
    for step in range(earlier):
        Publication.objects.create(
            patent=patent, publication_number=f"{patent.number[:-1]}{'A' * (step + 1)}", office="CN", kind="A",
            stage=Stage.APPLICATION, title=f"固態電解質隔膜第{step}稿", publication_date=date(2021, 1, 1 + step),
        )  # fmt: skip
    return patent


@pytest.fixture
def twelve() -> list[Patent]:
    """Twelve patents with 1, 2, 3, 1, 2, 3 … publications: 24 altogether; the newest filed is the last."""
    made = [family(place, place % 3) for place in range(12)]
    indexed(*made)
    return made


def numbers(page: BeautifulSoup) -> list[str]:
    """The numbers of the rows of a table of hits."""
    return [one.get_text() for one in page.select(".results-table tbody th")]


def test_both_totals_stand_on_the_page(twelve: list[Patent], read: Read) -> None:
    for params in ({}, BOTH):
        page = read(q="TI=电解质", **params)
        assert total(page) == 12
        assert "12 项申请，24 件公开文献" in " ".join(page.select_one("#hits").get_text().split())
    assert (
        "2 项申请，4 件公开文献" in read(q=f"{twelve[0].number} OR {twelve[2].number}").select_one("#hits").get_text()
    )


@pytest.mark.parametrize("sort", ["", "-date", "date", "-cited"])
def test_pages_hold_every_publication_once_in_the_order_of_their_applications(
    twelve: list[Patent], read: Read, sort: str
) -> None:
    asked: dict[str, Any] = {"q": "TI=电解质", "sort": sort, "view": "table"}
    applications = numbers(read(**asked))
    assert sorted(applications) == sorted(patent.number for patent in twelve)
    pages = [read(**asked, **BOTH, page=page) for page in (1, 2)]
    assert [len(numbers(page)) for page in pages] == [PAGE_SIZE, 4]
    rows = [number for page in pages for number in numbers(page)]
    by_number = {patent.number: patent for patent in twelve}
    assert rows == [row.publication_number for number in applications for row in by_number[number].publications.all()]
    assert "page=2" in str(pages[0].select_one(".pagination")) and "rows=publications" in str(pages[0])


def test_a_row_shows_its_own_title_stage_and_day_and_leads_to_the_record(twelve: list[Patent], read: Read) -> None:
    row = read(q=twelve[1].number, **BOTH).select(".results > li")[0]
    text = row.get_text(" ")
    assert f"{twelve[1].number[:-1]}A" in text and "公开" in text and "2021-01-01" in text
    assert row.select("a")[0]["href"] == f"/patents/{twelve[1].number}/"
    assert "固態電解質隔膜第0稿" in read(q="TI=电解质", sort="date", **BOTH).get_text()
    marked = {one.get_text() for one in read(q="TI=电解质", **BOTH).select(".results mark")}
    assert marked == {"电解质", "電解質"}


def test_facets_count_applications_in_both_and_say_so(twelve: list[Patent], read: Read) -> None:
    plain, expanded = read(q="TI=电解质"), read(q="TI=电解质", **BOTH)
    assert counts(plain, "status") == counts(expanded, "status") == {"有效": 12}
    note = "筛选项的件数按申请计"
    assert note in expanded.get_text() and note not in plain.get_text()


def test_the_choice_stays_in_the_address_of_orders_filters_and_other_views(twelve: list[Patent], read: Read) -> None:
    page = read(q="电解质", **BOTH)
    assert all("rows=publications" in a["href"] for a in page.select(".sorts a") if "每项申请" not in a.get_text())
    back = next(a for a in page.select(".sorts a") if a.get_text() == "每项申请一行")
    assert "rows" not in back["href"]
    assert page.select("form.catalogue input[name=rows]")[0]["value"] == "publications"
    assert read(q="电解质", rows="nonsense").select_one("form.catalogue input[name=rows]") is None


def test_the_queries_do_not_grow_with_the_rows(twelve: list[Patent], read: Read) -> None:
    def asked(text: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            read(q=text, **BOTH)
        return len(queries)

    asked("电解质")
    assert asked("电解质") == asked(twelve[0].number)


@pytest.mark.elasticsearch
def test_both_engines_give_the_same_rows_and_totals(
    twelve: list[Patent], served: None, elasticsearch_session: Any
) -> None:
    rebuild(by="elasticsearch")

    def pages(engine: str) -> list[Any]:
        asked = [(sort, page) for sort in ("", "-date", "-cited") for page in (1, 2)]
        answers = [
            found_publications(query_of("TI=电解质", {}, sort=sort, page=page), by=engine) for sort, page in asked
        ]
        return [([hit.number for hit in one.hits], one.result.total, one.documents, one.rows) for one in answers]

    assert pages("elasticsearch") == pages("embedded")


def test_a_page_past_the_end_leads_back_instead_of_saying_that_nothing_was_found(
    twelve: list[Patent], read: Read
) -> None:
    page = read(q="电解质", page=9)
    assert "没有这一页" in page.get_text() and "没有找到专利" not in page.get_text()
    assert page.select(".empty-state a")[0]["href"] == "?q=%E7%94%B5%E8%A7%A3%E8%B4%A8"


def test_the_cut_off_is_that_of_the_source_of_most_hits(twelve: list[Patent], read: Read, tmp_path: Path) -> None:
    rows = [
        {"公开(公告)号": f"CN10000000{n}A", "受理局": "中国", "标题": "示例眼镜", "申请年": 2014 + n} for n in range(9)
    ]
    imported(patsnap_file(tmp_path / "示例.xlsx", rows), cutoff=date(2021, 1, 1))
    drain("patents")
    hatched = read(q="眼镜").select(".facet-years rect[fill]")
    assert len(hatched) == 4 and "斜纹年份" in read(q="眼镜").get_text()  # 2019 to 2022
    assert not read(q="电解质").select(".facet-years rect[fill]")


def test_years_are_hatched_by_the_cut_off_of_the_data_and_one_year_is_no_wide_bar() -> None:
    asked = Asked(QueryDict(""))
    old = year_bars([("2015", 1)], asked, date(2024, 1, 1))
    assert (old["first"], old["last"], old["incomplete"]) == (2006, 2015, False)
    new = year_bars([("2021", 3), ("2022", 2), ("2023", 1)], asked, date(2024, 6, 30))
    assert [bar["year"] for bar in new["bars"] if bar["incomplete"]] == [2023]
    assert year_bars([], asked, date(2024, 6, 30))["bars"] == []


def test_an_empty_column_of_the_table_is_left_out_and_an_empty_cell_says_so(read: Read, tmp_path: Path) -> None:
    rows = [
        {"公开(公告)号": f"CN19500770{n}A", "受理局": "中国", "标题": "空列示例", "申请年": "2019" if n else "-"}
        for n in range(2)
    ]
    imported(patsnap_file(tmp_path / "空列.xlsx", rows))
    drain("patents")
    asked = {"q": "TI=空列示例", "view": "table"}

    def table(**params: Any) -> tuple[list[str], list[list[str]]]:
        page = read(**asked, **params)
        heads = [one.get_text(strip=True) for one in page.select(".results-table thead th")]
        cells = [
            [one.get_text(strip=True) for one in row.select("td")] for row in page.select(".results-table tbody tr")
        ]
        return heads, cells

    heads, cells = table()
    assert heads == ["号码", "标题", "申请日", "状态"]
    assert sorted(row[1] for row in cells) == ["2019年", "—"]
    assert table(**BOTH)[0] == ["号码", "标题", "状态"]  # no day of publication in any row
    indexed(market.patent("示例储能有限公司", title="空列示例"))
    heads, cells = table(**BOTH)
    assert heads[:4] == ["号码", "标题", "权利人", "公开日"]
    assert sorted(row[2] for row in cells)[-2:] == ["—", "—"] and sorted(row[2] for row in cells)[0] != "—"
