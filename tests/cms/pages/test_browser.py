"""The gallery of components in Debian's Chromium: axe, narrow and dark, without JavaScript."""

import mimetypes
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from cms.pages.navigation import Group, Link
from tests.cms.pages.gallery import gallery_html

pytestmark = pytest.mark.browser

ADDRESS = "http://gallery.test/"
NAV = [Link("找专利", "/patents/", current=True), Link("技术供需", "/offers/"), Link("政策与通知", "/policies/")]
CHROME = {
    "nav": NAV,
    "home_url": "/",
    "account": Link("我的事", "/desk/"),
    "enterprise_name": "示例精密制造有限公司",
    "user_label": "示例人员",
    "top": [Link("无障碍", "/accessibility/"), Link("English", "/en/", code="en"), Link("退出", "/accounts/logout/")],
    "figures_url": "/figures/",
    "footer": [Group("办事", (Link("发布技术", "/desk/offers/"), Link("申请调解", "/desk/cases/")))],
    "demo": True,
}


@pytest.fixture(scope="module")
def html() -> str:
    return gallery_html(CHROME)


@pytest.fixture
def opened(browser: Browser, html: str) -> Iterator[Callable[..., Page]]:
    """`opened(width, scheme="dark", javascript=False)`: the gallery in a window of its own, no network."""
    contexts = []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        file = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if isinstance(file, str):
            route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0] or "text/plain")
        elif route.request.resource_type == "document":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    def open_it(width: int, *, scheme: str = "light", javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="zh-CN",
        )
        contexts.append(context)
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(ADDRESS)
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(opened: Callable[..., Page], width: int, scheme: str) -> None:
    results = Axe().run(opened(width, scheme=scheme))
    found = [(row["id"], [node["html"] for node in row["nodes"]]) for row in results.response["violations"]]
    assert found == []


@pytest.mark.parametrize("width", [320, 390, 640, 1280])  # 640 px is 1280 px at 200 % zoom
def test_nothing_runs_out_of_the_window(opened: Callable[..., Page], width: int) -> None:
    page = opened(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_menu_of_a_phone_opens_without_javascript(opened: Callable[..., Page]) -> None:
    page = opened(390, javascript=False)
    link = page.get_by_role("navigation", name="手机菜单").get_by_role("link", name="技术供需")
    assert not link.is_visible()
    page.locator("summary", has_text="菜单").click()
    assert link.is_visible()


def test_a_wide_window_shows_the_menu_and_where_one_is(opened: Callable[..., Page]) -> None:
    menu = opened(1280).get_by_role("navigation", name="主菜单")
    assert menu.get_by_role("link", name="找专利").get_attribute("aria-current") == "page"


def test_the_first_tab_is_the_skip_link(opened: Callable[..., Page]) -> None:
    page = opened(1280)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "跳到正文"
    assert (focused.bounding_box() or {"y": -1})["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_paper_shows_the_content_alone(opened: Callable[..., Page]) -> None:
    page = opened(1280, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".top-band").is_visible()
    assert not page.locator(".confirm-bar").first.is_visible()
    assert page.locator(".goal-bar").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert ink == "rgb(28, 43, 45)"  # the light theme's ink, whatever the screen shows
