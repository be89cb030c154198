"""What every page must stand: answer, width, a quiet console, axe. Keeps pictures where E2E_SHOTS names a folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page

from tests.browser import PHONE

SHOTS = os.environ.get("E2E_SHOTS", "")
# The frame of Wagtail around our staff pages.
WAGTAIL = ".w-header, .w-breadcrumbs, .sidebar, [data-sidebar], #wagtail-sidebar, #w-slim-header, .messages"


def opened(page: Page, address: str, status: int = 200) -> None:
    """Go to an address of the site; it answers with the status."""
    response = page.goto(address)
    assert response is not None
    assert response.status == status, f"{address}: {response.status}"


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def looked_at(page: Page, name: str, *, phone: bool = False) -> None:
    """The page as it stands is not wider than the window; with `phone` asked again at 390 px. One picture each."""
    _look(page, name)
    before = page.viewport_size
    if phone and before is not None and before != PHONE:
        page.set_viewport_size(PHONE)
        _look(page, name)
        page.set_viewport_size(before)


def _look(page: Page, name: str) -> None:
    size = page.viewport_size
    assert size is not None
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"e2e-{name}-{size['width']}.png", full_page=True)
    assert overflow(page) <= 0, f"{name}: {overflow(page)} px wider than {size['width']} px"


def violations(page: Page, *, outside: str = "") -> list[tuple[str, list[str]]]:
    """What axe finds: (rule, elements). `outside` names elements that are not ours (a frame around our pages)."""
    context: dict[str, Any] | None = {"exclude": [[part] for part in outside.split(", ")]} if outside else None
    results = Axe().run(page, context=context)
    return [(row["id"], [node["html"][:200] for node in row["nodes"]]) for row in results.response["violations"]]


def frame_violations(page: Page) -> set[str]:
    """The rules that Wagtail's frame around a staff page breaks."""
    parts = [part for part in WAGTAIL.split(", ") if page.locator(part).count()]
    results = Axe().run(page, context={"include": [[part] for part in parts]})
    return {row["id"] for row in results.response["violations"]}


@contextmanager
def quiet(page: Page) -> Iterator[list[str]]:
    """While inside, nothing is written to the console as an error, no script fails, no part of a page is missing."""
    heard: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.append(f"{page.url}: {message.text}")

    def failed(error: Error) -> None:
        heard.append(f"{page.url}: {error.message}")

    page.on("console", console)
    page.on("pageerror", failed)
    yield heard
    page.remove_listener("console", console)
    page.remove_listener("pageerror", failed)
    assert not heard, "\n".join(heard)
