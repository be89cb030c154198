"""Every page that somebody can open by following links: it answers, is not wider than its window, axe finds nothing.

A page of each view is looked at once, as the first person of PEOPLE whose links lead there; a new view is looked at
without a line here. What axe finds in Wagtail's own pages is listed by rule in docs/accessibility.md.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from tests.browser import DESKTOP, PHONE, LiveSite, login, new_page
from tests.e2e.steps.look import WAGTAIL, frame_violations, opened, overflow, quiet, violations

pytestmark = pytest.mark.browser

PEOPLE = (
    "", "enterprise", "seller", "respondent", "mediator", "coordinator", "operator", "general", "editor",
    "administrator",
)  # fmt: skip
WAGTAIL_PAGES = (
    "/admin/pages/", "/admin/pages/3/", "/admin/pages/3/edit/", "/admin/images/", "/admin/images/add/",
    "/admin/documents/", "/admin/account/", "/admin/reports/site-history/",
)  # fmt: skip
ACCESSIBILITY = Path(__file__).resolve().parents[2] / "docs" / "accessibility.md"
LEAST = 120
"""Views that the walk of all people must have met: fewer means that it lost its way."""
BEGUN = {"": ("/", "/en/", "/patents/?q=zzzz", "/accounts/login/"), "admin": ("/admin/",), "desk": ("/desk/",)}
# Files, deeds without a page, pages that are Wagtail's or allauth's own, other languages than the first page of each.
PASSED_BY = re.compile(
    r"/logout/|/files/|/download|/pdf/$|/export|\.(pdf|xlsx|csv|ris|svg|png|docx)$|^/(django-admin|media|static|documents)/"
    r"|^/admin/(pages|images|documents|snippets|reports/(site|locked|aging|unpub|page)|users|groups|settings|sites"
    r"|collections|workflows?|redirects|forms|jsi18n|account|search|choose|tasks)\b"
)


@pytest.fixture(scope="module")
def met() -> set[str]:
    """The views of which a page was looked at."""
    return set()


def view_of(path: str) -> str | None:
    """The name of what answers an address, its language aside; a page of the CMS stands for itself."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    name = found.view_name or found.route
    language = "en " if path.startswith("/en/") else ""
    return language + (path if name == "wagtail_serve" else name)


def links(page: Page) -> Iterator[str]:
    """Paths of this site that the page links to, with their questions."""
    for address in page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)"):
        parts = urlsplit(address)
        if parts.netloc == urlsplit(page.url).netloc and not PASSED_BY.search(parts.path):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def wrong_with(page: Page, path: str) -> list[str]:
    """What is wrong with the page that stands there."""
    staff = page.locator("#wagtail-sidebar").count() > 0
    found = [f"{path}: {rule} {nodes[:3]}" for rule, nodes in violations(page, outside=WAGTAIL if staff else "")]
    if staff:
        found += [f"{path}: {rule} in Wagtail's frame" for rule in sorted(frame_violations(page))]
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        if overflow(page) > 0:
            found.append(f"{path}: {overflow(page)} px wider than {size['width']}")
    return found


def queue_of(person: str) -> list[str]:
    """Where a person's walk begins."""
    return list(BEGUN[""] if not person else BEGUN["desk" if person in PEOPLE[1:4] else "admin"])


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_that_links_lead_to(browser: Browser, live: LiveSite, met: set[str], person: str) -> None:
    page = new_page(browser, live, DESKTOP)
    if person:
        login(page, f"{person}@demo.test")
    wrong: list[str] = []
    passed: set[str] = set()
    queue = queue_of(person)
    seen = set(queue)
    with quiet(page):
        while queue:
            path = queue.pop(0)
            view = view_of(urlsplit(path).path)
            if view is None or view in passed or (view.startswith("en ") and path != "/en/"):
                continue
            passed.add(view)
            answer = page.goto(path)
            if view_of(urlsplit(page.url).path) != view:
                continue  # it sent us elsewhere, such as to the log-in page: somebody else may see it
            if answer is None or answer.status != 200:
                wrong.append(f"{path}: {answer and answer.status}")
            if view not in met:  # what somebody before saw is only gone through
                met.add(view)
                wrong += wrong_with(page, path)
            fresh = [one for one in dict.fromkeys(links(page)) if one not in seen]
            seen.update(fresh)
            queue += fresh
    page.context.close()
    assert not wrong, "\n".join(wrong)


def test_the_walks_met_the_whole_site(met: set[str]) -> None:
    assert len(met) >= LEAST, sorted(met)


def test_what_axe_finds_in_wagtails_own_pages_is_listed(browser: Browser, live: LiveSite) -> None:
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", ACCESSIBILITY.read_text(), re.MULTILINE))
    page = new_page(browser, live, DESKTOP)
    login(page, "editor@demo.test")
    found: dict[str, str] = {}
    for path in WAGTAIL_PAGES:
        opened(page, path)
        found |= {rule: path for rule, _nodes in violations(page)}
    page.context.close()
    assert {rule: path for rule, path in found.items() if rule not in listed} == {}
