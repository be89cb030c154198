"""An empty answer says what to change, by changes that find something; a very long title is shown whole."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import market
from tests.patents.catalogue.conftest import Read, indexed, total

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf() -> None:
    """Two patents."""
    indexed(
        market.patent("示例储能有限公司", title="固态电解质隔膜", number="CN190000055B"),
        market.patent("示例重工有限公司", title="液压系统", filing_year=2012, filing_date=None),
    )


def ways(page: BeautifulSoup) -> dict[str, str]:
    """What may be changed, and its address."""
    return {link.get_text(): str(link["href"]) for link in page.select(".way a")}


def test_filters_that_stand_in_the_way_are_named(read: Read) -> None:
    page = read(q="固态", applicant="示例重工有限公司", office="CN", year_from="2019")
    assert total(page) == 0
    assert set(ways(page)) == {"去掉筛选条件“权利人”"}
    assert total(read(f"/patents/{ways(page)['去掉筛选条件“权利人”']}")) == 1
    early = read(q="固态", year_to="2011")
    assert total(read(f"/patents/{ways(early)['去掉筛选条件“申请年”']}")) == 1


def test_words_that_stand_in_the_way_are_named(read: Read) -> None:
    page = read(q="固态 隔膜 挖掘机")
    assert set(ways(page)) == {"去掉“挖掘机”"}
    assert total(read(f"/patents/{ways(page)['去掉“挖掘机”']}")) == 1
    assert "不限标题或摘要，在所有文字里查" in ways(read(q="TI=储能"))


def test_nothing_helps_is_said_without_promises(read: Read) -> None:
    page = read(q="查无此词")
    assert total(page) == 0 and not ways(page) and "没有找到专利" in page.get_text()


def test_the_number_of_queries_does_not_grow_with_words(client: Client) -> None:
    client.get("/patents/", {"q": "查无此词"})
    with CaptureQueriesContext(connection) as few:
        client.get("/patents/", {"q": "查无此词"})
    with CaptureQueriesContext(connection) as many:
        client.get("/patents/", {"q": "甲甲 乙乙 丙丙 丁丁 戊戊 己己 庚庚 辛辛"})
    assert len(few) == len(many)


def test_a_title_of_321_characters_is_shown_whole_and_marked(read: Read) -> None:
    title = "固" + "长标题" * 106 + "隔膜"
    indexed(market.patent("示例公司", title=title))
    for view in ("list", "cards", "table"):
        page = read(q="TI=长标题隔膜 OR TI=标题隔膜", view=view)
        assert total(page) == 1
        shown = page.select_one(".result-title")
        assert shown is not None and shown.get_text(strip=True) == title and shown.select_one("mark") is not None
