"""Facets of the search page: counts, several values, the IPC tree, the search inside one, counts that come later."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from ipplatform.search.services import engine
from patents.catalogue.search import DECLARATION
from tests.factories import market
from tests.patents.catalogue.conftest import Read, counts, indexed, total

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf() -> None:
    """Six patents of three owners."""
    battery = {"ipc_all": ["H01M10/0562", "H01M10/0565"], "province": ["湖南"], "city": ["长沙"]}
    indexed(
        market.patent("示例储能有限公司", title="固态电解质一", inventors=["示例甲", "示例乙"], **battery),
        market.patent("示例储能有限公司", title="固态电解质二", inventors=["示例甲"], family_size=7, **battery),
        market.patent("示例储能有限公司", title="隔膜三", inventors=["示例丙"], ipc_all=["H01M50/40", "B32B27/08"]),
        market.patent("示例重工有限公司", title="液压系统四", ipc_all=["E02F9/22"], filing_year=2023, filing_date=None),
        market.patent("示例重工有限公司", title="回转机构五", ipc_all=["E02F9/12"], legal_status_raw="失效"),
        market.patent("Sample Machines Inc.", title="臂架六", ipc_all=["E02F3/38"], office="US", cited_by_count=9),
    )  # fmt: skip


def test_several_values_of_one_facet_are_alternatives_and_ignore_their_own_filter(read: Read) -> None:
    one = read(applicant="示例重工有限公司")
    both = read(applicant=["示例重工有限公司", "Sample Machines Inc."])
    assert (total(one), total(both)) == (2, 3)
    everybody = {"示例储能有限公司": 3, "示例重工有限公司": 2, "Sample Machines Inc.": 1}
    assert counts(one, "applicant") == counts(both, "applicant") == everybody
    assert counts(both, "office") == {"CN": 2, "US": 1}
    assert total(read(applicant="示例重工有限公司", status="失效")) == 1


def test_inventors_places_and_sources_are_facets_too(read: Read) -> None:
    page = read()
    assert counts(page, "inventor") == {"示例甲": 2, "示例丙": 1, "示例乙": 1}
    assert (counts(page, "province"), counts(page, "city"), counts(page, "source")) == (
        {"湖南": 2}, {"长沙": 2}, {"demo": 6},
    )  # fmt: skip
    assert total(read(inventor=["示例甲", "示例丙"])) == 3
    assert total(read(city="长沙")) == 2


def levels(page: BeautifulSoup) -> list[str]:
    """Symbols of the tree in reading order."""
    return list(counts(page, "ipc"))


def test_the_ipc_opens_as_a_tree(read: Read) -> None:
    page = read()
    # The most frequent section and class stand open.
    assert levels(page) == ["E", "E02", "E02F", "H", "B"]
    assert counts(page, "ipc") == {"E": 3, "E02": 3, "E02F": 3, "H": 3, "B": 1}
    toggle = page.find(id="ipc-open-E02F")
    assert toggle is not None and toggle["aria-expanded"] == "false"
    opened = read(f"/patents/{toggle['href']}")
    assert levels(opened) == ["E", "E02", "E02F", "E02F9", "E02F3", "H", "B"]
    closing = opened.find(id="ipc-open-E")
    assert closing is not None and closing["aria-expanded"] == "true"
    assert levels(read(f"/patents/{closing['href']}")) == ["E", "H", "B"]


def test_symbols_of_any_level_filter_together_and_are_seen(read: Read) -> None:
    page = read(ipc=["H01M10", "B"])
    assert total(page) == 3
    assert "H01M10" in levels(page) and "H01M50" in levels(page)
    assert {box["value"] for box in page.select("input[name=ipc][checked]")} == {"H01M10", "B"}
    assert total(read(ipc="H01M")) == 3


def labels(page: BeautifulSoup) -> dict[str, str]:
    """Symbol -> what the tree calls it."""
    boxes = page.select("input[name=ipc]")
    return {str(box["value"]): box.find_next_sibling("span").get_text() for box in boxes}


def test_main_groups_of_the_tree_have_titles_in_the_language_of_the_page(read: Read) -> None:
    indexed(market.patent("示例重工有限公司", title="振动测试七", ipc_all=["H01M10/04", "H01M99/00"]))
    chinese = labels(read(ipc="H01M10"))
    assert chinese["H01M"] == "H01M 电池与燃料电池" and chinese["H01M10"] == "H01M10 蓄电池"
    assert chinese["H01M99"] == "H01M99"
    with override("en"):
        english = read("/en/patents/", ipc="H01M10")
    assert labels(english)["H01M10"] == "H01M10 Secondary cells" and labels(english)["H01M99"] == "H01M99"
    assert "H01M10 Secondary cells" in " ".join(english.select_one(".chips").get_text(" ").split())
    assert counts(read("/patents/facet/ipc/", within="蓄电"), "ipc") == {"H01M10": 3}


def test_chips_take_one_choice_away(read: Read) -> None:
    page = read(q="", applicant=["示例重工有限公司", "Sample Machines Inc."], year_from="2020", year_to="2022")
    chips = {chip.get_text(" ", strip=True).split(" ✕")[0]: chip["href"] for chip in page.select(".chips .tag")}
    assert set(chips) == {"权利人 示例重工有限公司", "权利人 Sample Machines Inc.", "申请年 2020 – 2022"}
    assert total(page) == 2
    assert total(read(f"/patents/{chips['申请年 2020 – 2022']}")) == 3
    assert total(read(f"/patents/{chips['权利人 示例重工有限公司']}")) == 1


def test_more_searches_inside_a_facet_without_a_script(read: Read) -> None:
    page = read("/patents/facet/applicant/", q="", status="有效", within="重工")
    assert counts(page, "applicant") == {"示例重工有限公司": 1}
    assert counts(read("/patents/facet/applicant/", within="samp"), "applicant") == {"Sample Machines Inc.": 1}
    assert counts(read("/patents/facet/applicant/", within="有限 储能"), "applicant") == {"示例储能有限公司": 3}
    assert counts(read("/patents/facet/inventor/"), "inventor") == {"示例甲": 2, "示例丙": 1, "示例乙": 1}
    assert counts(read("/patents/facet/ipc/", within="E02F"), "ipc") == {"E02F": 3, "E02F9": 2, "E02F3": 1}
    assert "没有含" in read("/patents/facet/applicant/", within="查无此名").get_text()
    read("/patents/facet/colour/", expect=404)


def test_places_are_looked_for_beyond_the_frequent_ones(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    more = [
        market.patent("示例重工有限公司", title="泵", province=["广东"], city=[one]) for one in ("深圳", "Los Angeles")
    ]
    indexed(*more)
    facets = tuple(replace(one, limit=1) if one.name in ("province", "city") else one for one in DECLARATION.facets)
    monkeypatch.setitem(DECLARATION.__dict__, "facets", facets)
    engine("embedded").close()
    assert counts(read("/patents/facet/city/"), "city") == {"长沙": 2}
    assert counts(read("/patents/facet/city/", within="深圳"), "city") == {"深圳": 1}
    assert counts(read("/patents/facet/city/", within="los ang"), "city") == {"Los Angeles": 1}
    assert counts(read("/patents/facet/city/", within="沙"), "city") == {"长沙": 2}
    assert counts(read("/patents/facet/province/", within="湖南"), "province") == {"湖南": 2}
    assert counts(read("/patents/facet/province/", within="广东", q="泵"), "province") == {"广东": 2}


def test_words_that_cannot_be_looked_for_are_refused_as_typed(read: Read) -> None:
    page = read("/patents/facet/applicant/", expect=400, q="固态", within="示例\x00泵")
    notice, form = page.select_one(".notice"), page.select_one("form.facet-page")
    assert notice is not None and form is not None
    assert "查不了“示例" in notice.get_text() and "个字符处" not in notice.get_text()
    assert [box["value"] for box in form.select("input[name=q]")] == ["固态"]
    assert "PA=" not in page.get_text()


def test_a_beginning_that_too_many_words_have_is_refused_as_typed(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipplatform.search.engines.PREFIX_LIMIT", 0)
    page = read("/patents/facet/applicant/", expect=400, q="固态", within="samp")
    assert "samp" in page.select_one(".notice").get_text() and "个字符处" not in page.get_text()
    assert "个字符处" in read("/patents/facet/applicant/", expect=400, q="machi*", within="samp").get_text()


def test_a_star_typed_in_the_search_inside_a_facet_says_nothing_new(read: Read) -> None:
    assert counts(read("/patents/facet/applicant/", within="samp*"), "applicant") == {"Sample Machines Inc.": 1}


def test_the_search_inside_a_facet_keeps_what_was_chosen(read: Read) -> None:
    page = read("/patents/facet/applicant/", q="系统", applicant="示例储能有限公司", within="重工", sort="-date")
    form = page.select_one("form.facet-page")
    assert form is not None
    kept = {(field["name"], field["value"]) for field in form.select("input[type=hidden]")}
    assert kept == {("q", "系统"), ("sort", "-date")}
    assert [box["value"] for box in form.select("input[checked]")] == ["示例储能有限公司"]
    assert counts(page, "applicant") == {"示例重工有限公司": 1, "示例储能有限公司": 0}
    apply = form.select_one("button[formaction]")
    assert apply is not None and apply["formaction"] == "/patents/"


def test_counts_come_after_the_hits_when_there_are_many(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patents.catalogue.views.hits.FACETS_UP_TO", 2)
    page = read(q="示例", status="有效")
    assert total(page) > 2 and not counts(page, "status")
    rail = page.find(id="filters")
    assert rail is not None and ("status", "有效") in {(box["name"], box["value"]) for box in rail.select("input")}
    later = read(str(rail["hx-get"]))
    assert later.select_one("#filters") is not None and counts(later, "applicant")
    link = rail.select_one("noscript a")
    assert link is not None
    assert counts(read(f"/patents/{link['href']}"), "applicant") == counts(later, "applicant")


def test_orders_and_views_stay_in_the_address(read: Read) -> None:
    assert "臂架六" in read(sort="-cited").select(".result-title")[0].get_text()
    assert "固态电解质二" in read(sort="-family").select(".result-title")[0].get_text()
    table = read(view="table", sort="-cited")
    assert len(table.select("table.results-table tbody tr")) == 6 and not table.select("ol.results")
    assert read(view="cards").select_one("ol.results-cards") is not None
    links = [link["href"] for link in table.select(".sorts a")]
    assert any("view=table" in link and "sort=-family" in link for link in links)
    assert {(box["name"], box["value"]) for box in table.select("form.catalogue input[type=hidden]")} == {
        ("view", "table"), ("sort", "-cited"),
    }  # fmt: skip


@pytest.mark.parametrize("year", ["²", "9" * 5000, "-1", "", "二〇二〇", "２０２０"])
def test_years_that_are_no_numbers_are_no_error(read: Read, year: str) -> None:
    read(year=year)
    read(year_from=year, year_to="2020")
    read(year_to=year, page=year)
