"""The frame around a page: menus, the section one is in, who is signed in, languages, the sample band."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import get_resolver
from django.utils.translation import override

from cms.pages.context import DEMO_CACHE_KEY, site_chrome
from cms.pages.navigation import DESK, FOOTER, MAIN, Entry, links, path_without_language, place_url
from ipplatform.accounts.models import User
from ipplatform.addresses import address_names
from tests.factories.people import enterprise, member, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_at_a_first_request() -> None:
    """Nothing remembered; the address table filled."""
    cache.delete(DEMO_CACHE_KEY)
    assert get_resolver().url_patterns


def request_of(path: str = "/", person: User | None = None) -> HttpRequest:
    """A request as the middleware would leave it."""
    request: HttpRequest = RequestFactory().get(path)
    request.user = person or AnonymousUser()
    return request


def test_a_visitor_is_offered_the_login_and_no_desk() -> None:
    chrome = site_chrome(request_of())["chrome"]
    assert chrome.account.url == "/accounts/login/"
    assert chrome.desk == () and chrome.enterprise_name == "" and chrome.role_label == ""


def test_a_member_sees_the_enterprise_and_the_desk() -> None:
    person = member(enterprise("示例储能科技有限公司"))
    chrome = site_chrome(request_of("/", person))["chrome"]
    assert chrome.enterprise_name == "示例储能科技有限公司"
    assert chrome.account.label == "我的事"
    assert "/accounts/logout/" in [link.url for link in chrome.top]


def test_staff_are_led_to_their_desk_in_the_admin() -> None:
    chrome = site_chrome(request_of("/", user("operator", "general_section")))["chrome"]
    assert chrome.account.url == "/admin/"
    assert chrome.role_label == "运营专员、综合科"


def test_the_section_one_is_in_is_marked_in_both_languages() -> None:
    for path in ("/news/x/", "/en/news/x/", "/policies/", "/seminars/"):
        marked = [link.label for link in links(MAIN, path_without_language(path)) if link.current]
        assert marked == ["政策与通知"], path
    assert not [link for link in links(MAIN, "/about/") if link.current]


def test_the_most_particular_row_is_the_current_one() -> None:
    entries = (Entry("上", "/news/", ("/desk/",)), Entry("下", "/policies/", ("/desk/offers/",)))
    assert [link.current for link in links(entries, "/desk/offers/GJ-2026-0001/")] == [False, True]
    assert [link.current for link in links(entries, "/desk/")] == [True, False]


def test_a_place_that_the_site_does_not_have_is_left_out() -> None:
    assert place_url("no_such_place") is None
    assert links([Entry("无", "no_such_place")], "/") == ()


def test_menus_name_places_of_the_address_table_or_paths_of_pages() -> None:
    later = {"desk_demands", "demand_create"}
    entries = [*MAIN, *DESK, *(entry for _title, rows in FOOTER for entry in rows)]
    unknown = {entry.place for entry in entries if not entry.place.startswith("/")} - address_names() - later
    assert not unknown


def test_pages_are_linked_in_the_language_of_the_page() -> None:
    assert place_url("/policies/") == "/policies/"
    with override("en"):
        assert place_url("/policies/") == "/en/policies/"


def test_the_language_switch_leads_to_the_same_page() -> None:
    chrome = site_chrome(request_of("/policies/?page=2"))["chrome"]
    assert [(link.code, link.url) for link in chrome.alternates] == [
        ("zh-hans", "/policies/?page=2"),
        ("en", "/en/policies/?page=2"),
    ]


def test_the_sample_band_stands_with_sample_accounts_and_never_where_they_are_forbidden(settings: object) -> None:
    assert not site_chrome(request_of())["chrome"].demo
    user(email="enterprise@demo.test")
    cache.delete(DEMO_CACHE_KEY)
    assert site_chrome(request_of())["chrome"].demo
    settings.DEMO_CONTENT_ALLOWED = False  # type: ignore[attr-defined]  # pytest-django's settings wrapper
    assert not site_chrome(request_of())["chrome"].demo


def test_pages_without_the_frame_do_not_pay_for_it(django_assert_num_queries: Callable[..., Any]) -> None:
    request = request_of("/", member(enterprise()))
    with django_assert_num_queries(0):
        chrome = site_chrome(request)["chrome"]
    with django_assert_num_queries(3):  # enterprises, roles, sample accounts
        assert chrome.nav and chrome.footer
