"""In the browser: the search page walked with the keyboard alone, where the focus is after every step."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.steps.look import opened, overflow, quiet, violations

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.id || document.activeElement.getAttribute('href')"
OUTLINED = """() => {
    const at = document.activeElement, box = at.closest('.search-box') || at;
    return [at, box].some((one) => getComputedStyle(one).outlineStyle !== 'none');
}"""


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is on the first such element; every stop on the way shows its focus."""
    wanted = page.locator(selector).first
    for _step in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINED), page.evaluate(FOCUSED)
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"{selector} is not reached with {most} tabs")


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
