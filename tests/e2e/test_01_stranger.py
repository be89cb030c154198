"""Step 1, a stranger: a finished home page, every page of the menus at two widths, nothing in axe, keys suffice."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import LiveSite, login
from tests.e2e.steps.forms import follow
from tests.e2e.steps.look import WAGTAIL, looked_at, opened, quiet, violations

pytestmark = pytest.mark.browser

MENU = {"找专利": "/patents/", "技术供需": "/offers/", "咨询与调解": "/services/", "产业报告": "/reports/"}


def links_of(page: Page, selector: str) -> list[str]:
    """Addresses on this site behind the links of a part of the page, once each."""
    found = page.locator(f"{selector} a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return list(dict.fromkeys(address for address in found if address.startswith("/")))


def test_home_is_complete(page: Page) -> None:
    with quiet(page):
        opened(page, "/")
        goals = page.locator(".goals .goal")
        assert goals.count() == 3
        assert all(re.search(r"\d", text) for text in goals.locator(".goal-value b").all_inner_texts())
        for door, place in (("找专利", "/patents/"), ("求调解", "/services/"), ("看报告", "/reports/")):
            link = page.locator("a.door", has=page.get_by_role("heading", name=door))
            assert link.get_attribute("href") == place
        assert page.locator(".offer-row").count() >= 3
        assert page.locator(".report-row").count() >= 1
        assert page.locator(".dated-row").count() >= 2
        looked_at(page, "01-home", phone=True)
        follow(page, "看怎样计数")
        expect(page).to_have_url(re.compile("/figures/$"))
        assert page.locator("main .goal").count() == 6


@pytest.mark.parametrize("window", ["page", "phone"])
def test_every_page_of_the_menus_answers(window: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(window)
    opened(page, "/")
    menu = links_of(page, ".main-nav")
    assert set(MENU.values()) <= set(menu)
    with quiet(page):
        for address in [*menu, *links_of(page, ".site-footer"), *links_of(page, ".top-band")]:
            opened(page, address)
            looked_at(page, f"01{address.replace('/', '-').rstrip('-')}")
            assert page.locator("h1").count() == 1, address
            assert page.locator("main").inner_text().strip(), address


def test_a_phone_finds_the_menu(phone: Page) -> None:
    opened(phone, "/")
    phone.locator("summary", has_text="菜单").click()
    phone.get_by_role("navigation", name="手机菜单").get_by_role("link", name="技术供需").click()
    expect(phone).to_have_url(re.compile("/offers/$"))


def test_keys_skip_to_the_content(page: Page) -> None:
    opened(page, "/patents/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_axe_finds_nothing_on_public_pages(page: Page) -> None:
    opened(page, "/")
    assert violations(page) == []
    for address in ("/patents/", "/offers/", "/reports/"):
        opened(page, address)
        assert violations(page) == [], address
        first = page.locator(".results a, .offer-row a, .report-card h2 a").first.get_attribute("href")
        assert first is not None
        opened(page, first)
        assert violations(page) == [], first
    for address in ("/services/", "/mediators/", "/demands/", "/figures/", "/policies/", "/news/", "/seminars/"):
        opened(page, address)
        assert violations(page) == [], address


def test_axe_finds_nothing_on_the_desk(page: Page) -> None:
    login(page, "enterprise@demo.test")
    desk = ["/desk/", "/desk/offers/", "/desk/demands/", "/desk/inquiries/", "/desk/deals/", "/desk/consultations/"]
    with quiet(page):
        for address in [*desk, "/desk/cases/"]:
            opened(page, address)
            looked_at(page, f"01{address.replace('/', '-').rstrip('-')}", phone=True)
            assert violations(page) == [], address
        case = page.locator(".case-row a", has_text="TJ-").first.get_attribute("href")
        assert case is not None
        opened(page, case)
        looked_at(page, "01-case-room", phone=True)
        assert violations(page) == []


def test_axe_finds_nothing_of_ours_on_staff_homes(page: Page, live: LiveSite) -> None:
    for person in ("operator", "general", "coordinator", "editor"):
        page.context.clear_cookies()
        login(page, f"{person}@demo.test")
        opened(page, "/admin/")
        looked_at(page, f"01-admin-{person}")
        assert violations(page, outside=WAGTAIL) == [], person
