"""People of the walk: each with a window of their own, logged in once a module, so that a step reads like a day."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import DESKTOP, PHONE, LiveSite, login, new_page

Person = Callable[[str], Page]


@pytest.fixture(scope="module")
def person(browser: Browser, live: LiveSite) -> Iterator[Person]:
    """`person("seller")`: the desktop window of seller@demo.test."""
    windows: dict[str, Page] = {}

    def window(name: str) -> Page:
        if name not in windows:
            windows[name] = new_page(browser, live, DESKTOP)
            login(windows[name], f"{name}@demo.test")
        return windows[name]

    yield window
    for page in windows.values():
        page.context.close()


@pytest.fixture
def in_hand(browser: Browser, live: LiveSite) -> Iterator[Person]:
    """`in_hand("enterprise")`: the same person's phone, 390 px wide."""
    windows: list[Page] = []

    def window(name: str) -> Page:
        windows.append(new_page(browser, live, PHONE))
        login(windows[-1], f"{name}@demo.test")
        return windows[-1]

    yield window
    for page in windows:
        page.context.close()
