"""Walking a page with the keyboard: every stop on the way shows where the focus is."""

from playwright.sync_api import Page

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
