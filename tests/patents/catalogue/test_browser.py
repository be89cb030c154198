"""In the browser: the search page walked with the keyboard alone, and how wide rare answers are."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, PHONE, LiveSite
from tests.e2e.steps.look import opened, overflow, quiet, violations
from tests.patents.catalogue.keyboard import tab_to

pytestmark = pytest.mark.browser


def test_a_search_is_narrowed_ordered_turned_and_opened_with_the_keyboard_alone(page: Page) -> None:
    with quiet(page):
        opened(page, "/patents/")
        tab_to(page, ".skip-link")
        page.keyboard.press("Enter")
        page.keyboard.press("/")
        expect(page.locator("#search-field")).to_be_focused()
        page.keyboard.type("TI=方法")
        page.keyboard.press("Enter")
        page.wait_for_url("**q=TI**")

        tab_to(page, ".to-filters")
        page.keyboard.press("Enter")
        tab_to(page, "input[name=status]", most=4)
        chosen = page.evaluate("document.activeElement.id")
        page.keyboard.press("Space")
        page.wait_for_url("**status=**")
        expect(page.locator(".chips")).to_be_visible()
        expect(page.locator(f"[id='{chosen}']")).to_be_focused()
        expect(page.locator(f"[id='{chosen}']")).to_be_checked()

        toggle = page.locator(".facet-toggle").first
        name = toggle.get_attribute("id")
        toggle.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**open=**")
        expect(page.locator(f"[id='{name}']")).to_be_focused()

        page.keyboard.press("/")
        tab_to(page, ".sorts a[href*='sort=-date']")
        page.keyboard.press("Enter")
        page.wait_for_url("**sort=-date**")
        assert violations(page) == []
        tab_to(page, ".sorts a[href*='rows=publications']")
        page.keyboard.press("Enter")
        page.wait_for_url("**rows=publications**")
        tab_to(page, ".pagination a[rel=next]")
        page.keyboard.press("Enter")
        page.wait_for_url("**page=2**")
        assert violations(page) == []

        here = page.url
        tab_to(page, ".result-title a")
        title = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/patents/CN" in url or "?" not in url)
        expect(page.locator("h1")).to_contain_text(title[:20])
        page.go_back()  # Alt and the left arrow are keys of the browser, not of the page
        page.wait_for_url(here)
        expect(page.locator(".pagination [aria-current=page]")).to_have_text("2")


@pytest.mark.parametrize(
    "address", ["/patents/?view=table&rows=publications", "/patents/?q=没有的词", "/patents/?page=499"]
)
def test_phones_and_rare_answers_hold_their_width(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, address)
    assert overflow(page) <= 0 and violations(page) == []


# As long as the longest title of the real exports: words in several scripts, one of them without a place to break.
LONG_TITLE = ("浏览器长标题示例，一种用于温室灌溉的阀门装置及其制备方法；" * 12)[:280] + "polymethyl" * 4 + "s"


def test_one_hit_and_the_longest_title_hold_their_width(page: Page, live: LiveSite, tmp_path: Path) -> None:
    assert len(LONG_TITLE) == 321
    path = tmp_path / "长标题.csv"
    path.write_text(
        f"公开(公告)号,受理局,标题,申请年,简单法律状态\nCN195009901A,中国,{LONG_TITLE},2019,有效\n", "utf-8"
    )
    live.manage("import_patents", str(path))
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        for view in ("list", "cards", "table"):
            opened(page, f"/patents/?q=PN%3DCN195009901A&view={view}")
            expect(page.locator(".hit-count")).to_have_text("1")
            expect(page.locator("a.result-title, .result-title a")).to_have_text(LONG_TITLE)
            assert overflow(page) <= 0 and violations(page) == [], (view, size)
        opened(page, "/patents/CN195009901A/")
        assert overflow(page) <= 0 and violations(page) == [], size


def test_a_window_of_1280_px_shows_all_columns_of_the_table(page: Page) -> None:
    for rows in ("applications", "publications"):
        opened(page, f"/patents/?view=table&rows={rows}")
        expect(page.locator(".results-table thead th")).to_have_count(8)
        beside = (
            page.locator(".results-table").locator("xpath=..").evaluate("(one) => one.scrollWidth - one.clientWidth")
        )
        assert beside <= 0, rows
