"""Step 3, a visitor: an expression finds exactly what the file holds, narrows, sorts, turns pages, opens a patent."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.steps.look import looked_at, opened, quiet, violations

pytestmark = pytest.mark.browser

# The titles of the real file, counted as substrings; traditional and simplified letters are one.
TITLES = {"波导": 813, "眼镜": 481, "头戴式": 430, "虚拟现实": 81, "显示": 2703, "光": 2890}
FACETS = ("专利类型", "法律状态", "受理局", "申请人", "IPC", "数据来源")


def total(page: Page) -> int:
    """The number of hits that the page says."""
    return int(re.sub(r"[^\d]", "", page.locator(".hit-count").inner_text()))


def search_from_home(page: Page, words: str) -> None:
    """Type into the box of the home page."""
    opened(page, "/")
    page.fill(".hero input[name=q]", words)
    page.locator(".hero input[name=q]").press("Enter")
    page.wait_for_url("**/patents/?**")


def filter_by_source(page: Page) -> None:
    """Tick the source in the rail; htmx puts the narrowed list in place."""
    page.locator("input[name=source][value=patsnap]").check()
    page.wait_for_url("**source=patsnap**")
    expect(page.locator("input[name=source][value=patsnap]")).to_be_checked()


@pytest.mark.parametrize("window", ["page", "phone"])
def test_a_visitor_finds_813(window: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(window)
    with quiet(page):
        search_from_home(page, "TI=波导")
        filter_by_source(page)
        assert total(page) == TITLES["波导"]
        titles = page.locator(".results .result-title")
        assert titles.count() == 20
        marks = {mark for row in titles.all() for mark in row.locator("mark").all_inner_texts()}
        assert marks <= {"波导", "波導"} and "波导" in marks
        assert all(row.locator("mark").count() for row in titles.all())
        looked_at(page, "03-hits")
        assert violations(page) == []


@pytest.mark.parametrize(("word", "count"), [pair for pair in TITLES.items() if pair[0] != "波导"])
def test_counts_of_titles(page: Page, word: str, count: int) -> None:
    opened(page, f"/patents/?q={quote(f'TI={word}')}&source=patsnap")
    assert total(page) == count


@pytest.mark.parametrize("window", ["page", "phone"])
def test_facets_sort_pages_and_back(window: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(window)
    with quiet(page):
        opened(page, f"/patents/?q={quote('TI=波导')}&source=patsnap")
        for name in ("type", "status", "office", "applicant", "ipc", "source"):
            counts = page.locator(f"input[name={name}] ~ .facet-count").all_inner_texts()
            assert counts, name
            assert all(int(re.sub(r"[^\d]", "", text)) > 0 for text in counts), name
        assert page.locator(".facet-years svg").first.is_visible()
        office = page.locator("label:has(input[name=office][value=CN])")
        expected = int(re.sub(r"[^\d]", "", office.locator(".facet-count").inner_text()))
        office.locator("input").check()
        page.wait_for_url("**office=CN**")
        assert total(page) == expected < TITLES["波导"]

        page.locator(".sorts a").last.click()
        page.wait_for_url("**sort=**")
        assert total(page) == expected
        first = page.locator(".result-title a").first.inner_text()
        page.locator(".pagination a[rel=next]").click()
        page.wait_for_url("**page=2**")
        assert page.locator(".pagination [aria-current=page]").inner_text() == "2"
        second = page.locator(".result-title a").first.inner_text()
        assert second != first
        page.go_back()
        expect(page.locator(".result-title a").first).to_have_text(first)
        page.go_back()
        page.go_back()
        expect(page.locator(".hit-count")).to_have_text(re.compile(r"^813$"))


def test_an_address_can_be_shared(page: Page, phone: Page) -> None:
    search_from_home(page, "TI=波导")
    filter_by_source(page)
    page.locator(".pagination a[rel=next]").click()
    page.wait_for_url("**page=2**")
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["q"], asked["source"], asked["page"]) == (["TI=波导"], ["patsnap"], ["2"])
    opened(phone, page.url)
    assert phone.locator(".result-title").all_inner_texts() == page.locator(".result-title").all_inner_texts()


@pytest.mark.parametrize("window", ["page", "phone"])
def test_a_patent_in_the_order_of_its_codes(window: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(window)
    with quiet(page):
        opened(page, f"/patents/?q={quote('TI=波导')}&source=patsnap&status={quote('有效')}&office=CN")
        row = page.locator(".results li").first
        number = row.locator(".num").inner_text()
        row.locator(".result-title a").click()
        page.wait_for_url("**/patents/*/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("波导")
        assert number in page.locator("main").inner_text()
        codes = [int(text.strip("()")) for text in page.locator("dl.facts .inid").all_inner_texts()]
        assert len(codes) >= 4
        assert codes == sorted(codes)
        assert page.get_by_role("region", name="公开文本").locator("tbody tr").count() >= 1
        sources = page.locator(".sources").inner_text()
        assert "智慧芽" in sources or "PatSnap" in sources
        assert page.get_by_role("link", name="这是您的专利？发布供给").is_visible()
        looked_at(page, "03-patent")
        assert violations(page) == []


def test_a_wrong_expression_says_what_to_do(page: Page) -> None:
    opened(page, f"/patents/?q={quote('TI=(波导 AND')}", status=400)
    expect(page.locator("#search-error")).to_be_visible()
    assert page.input_value("input[name=q]") == "TI=(波导 AND"
    looked_at(page, "03-error", phone=True)


@pytest.mark.parametrize("window", ["page", "phone"])
@pytest.mark.parametrize(("words", "count"), [("", 17_111), ("TI=没有哪个标题这样写", 0)])
def test_all_hits_and_none(words: str, count: int, window: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(window)
    with quiet(page):
        opened(page, f"/patents/?q={quote(words)}&source=patsnap")
        assert total(page) == count
        assert page.locator(".results .result-title").count() == min(count, 20)
        looked_at(page, f"03-{count}-hits")
        assert violations(page) == []
