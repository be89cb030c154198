"""English pages hold no Chinese of ours: every page a visitor can open, over a world whose data is Latin."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import deactivate, override

from ipplatform.alerts.selectors import unsubscribe_token
from ipplatform.alerts.services import search_save
from ipplatform.search import services
from patents.catalogue.selectors import query_of
from tests.factories import latin
from tests.factories.latin import World

pytestmark = pytest.mark.django_db

CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]+")
ATTRIBUTES = ("placeholder", "aria-label", "title", "alt", "content")
# The link to the Chinese page; a report's findings, figures and chapters, which are written in Chinese.
CONTENT = '[lang="zh-hans"], [hreflang="zh-hans"], .report-body, .report-book b'

# Public pages with arguments in their address: (view's name, what the world gives for them).
DETAILS = {
    "alerts:unsubscribe": lambda made: [saved_token(made)],
    "catalogue:facet": lambda _made: ["applicant", "ipc"],
    "catalogue:patent": lambda made: [one.number for one in made.patents],
    "offers:detail": lambda made: [one.number for one in made.offers],
    "offers:demand": lambda made: [made.demand.number],
    "reports:detail": lambda _made: [latin.report().slug],
    "seminars:detail": lambda made: [made.seminar.slug],
}
# Further states of pages: filters, nothing found, sorting, a wrong expression.
STATES = (
    "/en/", "/en/news/", "/en/news/news/", "/en/news/notice/", "/en/policies/", "/en/policies/rules/",
    "/en/policies/old-rules/", "/en/about/", "/en/guide/", "/en/accessibility/", "/en/privacy/",
    "/en/patents/?q=separator&status=%E6%9C%89%E6%95%88&year_from=2019&sort=-date",
    "/en/patents/?q=nothing-of-the-kind", "/en/patents/?page=99", "/en/offers/?mode=open",
    "/en/offers/?mode=sole&sort=price", "/en/demands/?field=services",
    "/en/reports/?kind=think_tank", "/en/mediators/?speciality=contract", "/en/no/such/page/",
)  # fmt: skip
WRONG = (
    "(", ")", '"', "()", "TI=", "XX=a", "a AND", "NOT", "*", "a*", "a*b", "TI=(AB=x)", "TI=AB=x", "!!", "a NEAR99 b",
    "a NEAR (b)", "(" * 60 + "a" + ")" * 60, "a " * 400, "a" * 5000, "“", "=", "TI=()", "a OR OR b",
)  # fmt: skip


def saved_token(made: World) -> str:
    """The way out of the mails about a search of the buyer."""
    saved = search_save(
        owner=made.buyer_member, query=query_of("separator", {}), address="q=separator", said="", name="separator",
        alert=True, by=made.buyer_member,
    )  # fmt: skip
    return unsubscribe_token(saved)


@pytest.fixture(autouse=True)
def _language_left_as_found() -> Iterator[None]:
    """A request below `/en/` leaves English switched on in this thread; the next test must not find it."""
    yield
    deactivate()


@pytest.fixture
def made(settings, tmp_path, sample_day: date) -> Iterator[World]:
    """The Latin world with an index, files and memory of its own."""
    settings.SEARCH_FILE, settings.PRIVATE_FILES_DIR = tmp_path / "search.db", tmp_path / "private"
    cache.clear()
    world = latin.world(sample_day)
    latin.mediators()
    latin.plan(sample_day)
    yield world
    services.engine("embedded").close()
    cache.clear()


def leftovers(html: str) -> list[str]:
    """Chinese in texts and attributes of a page, each with the element it stands in."""
    page = BeautifulSoup(html, "html.parser")
    for element in page.select(f"script, style, {CONTENT}"):
        element.decompose()
    texts = [(text.parent.name, str(text)) for text in page.find_all(string=CHINESE) if text.parent is not None]
    attributes = [
        (f"{element.name} {name}", str(element[name]))
        for element in page.find_all(True)
        for name in ATTRIBUTES
        if CHINESE.search(str(element.get(name, "")))
    ]
    return [f"<{place}> {' '.join(text.split())[:80]}" for place, text in [*texts, *attributes]]


def plain_pages() -> Iterator[str]:
    """Addresses without arguments below `/en/`, as the site composes them; Wagtail's own come with the states."""
    with override("en"):
        found = list(_patterns(get_resolver().url_patterns, ""))
    yield from (path for name, path in found if "<" not in path and "(" not in path and "wagtail" not in name)


def _patterns(rows: list[URLPattern | URLResolver], before: str, space: str = "") -> Iterator[tuple[str, str]]:
    for row in rows:
        path = before + str(row.pattern).lstrip("^").rstrip("$")
        if isinstance(row, URLResolver):
            yield from _patterns(row.url_patterns, path, row.namespace or space)
        elif path.startswith("en/"):
            yield f"{space}:{row.name}" if space else str(row.name), f"/{path}"


def test_every_public_page_is_english(client: Client, made: World) -> None:
    details = []
    with override("en"):
        for name, path in _patterns(get_resolver().url_patterns, ""):
            if name in DETAILS:
                details += [
                    re.sub(r"<[^>]+>|\(\?P.*\)", value, f"/{path.lstrip('/')}") for value in DETAILS[name](made)
                ]
    assert len(details) >= len(DETAILS)
    wrong, pages = [], 0
    for path in [*plain_pages(), *details, *STATES]:
        answer = client.get(path)
        if answer.status_code in (302, 405) or "html" not in answer.headers.get("Content-Type", ""):
            continue  # login, a button, a download
        assert answer.status_code == (404 if "/no/such" in path else 200), path
        pages += 1
        wrong += [f"{path}: {rest}" for rest in leftovers(answer.content.decode())]
    assert not wrong, "Chinese on English pages; translate it (scripts/messages.sh):\n" + "\n".join(
        dict.fromkeys(wrong)
    )
    assert pages > 40


def test_the_way_from_a_public_page_to_an_inquiry_is_english(client: Client, made: World) -> None:
    wrong = []
    offer = made.offers[0].number
    for person, paths in (
        (made.buyer_member, (f"/en/offers/{offer}/inquire/", f"/en/demands/{made.demand.number}/", "/en/desk/")),
        (made.newcomer, (f"/en/offers/{offer}/inquire/", "/en/desk/join/", "/en/desk/", "/en/desk/cases/apply/")),
    ):
        client.force_login(person)
        for path in paths:
            wrong += [f"{path}: {rest}" for rest in leftovers(client.get(path).content.decode())]
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def test_a_wrong_search_is_explained_in_english(client: Client, made: World) -> None:
    said = set()
    for text in WRONG:
        answer = client.get("/en/patents/", {"q": text})
        assert not leftovers(answer.content.decode()), text
        if answer.status_code == 400:
            note = BeautifulSoup(answer.content, "html.parser").select_one("#search-error")
            assert note is not None
            said.add(re.sub(r"\d+", "", note.get_text(" ", strip=True)))
    assert len(said) >= 10
    for wrong in ("sort=zz", "colour=red", "page=0"):
        assert not leftovers(client.get(f"/en/patents/?{wrong}").content.decode())


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"])
def test_error_pages_are_english(name: str) -> None:
    with override("en"):
        assert not leftovers(render_to_string(name))


def test_dates_and_amounts_are_written_for_english_readers(client: Client, made: World) -> None:
    page = client.get(f"/en/offers/{made.offers[3].number}/").content.decode()
    assert "16 November 2026" in page and "Entry fee CNY 250,000 + 2 %" in page
    chinese = client.get(f"/offers/{made.offers[3].number}/").content.decode()
    assert "2026年11月16日" in chinese and "入门费 25 万元 + 2 %" in chinese


def test_every_link_of_the_frame_stays_in_english(client: Client, made: World) -> None:
    page = BeautifulSoup(client.get("/en/offers/").content, "html.parser")
    links = [a["href"] for a in page.select("header a[href], footer a[href]") if a.get("lang") != "zh-hans"]
    assert links and not [href for href in links if not href.startswith(("/en/", "#"))]
