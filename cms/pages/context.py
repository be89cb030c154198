"""Context of the page frame: menus, language, who is signed in, whether the content is a sample. Decides nothing."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.pages.navigation import DESK, DESK_STAFF, FOOTER, MAIN, Group, Link, links, path_without_language, place_url
from ipplatform.accounts.models import User
from ipplatform.accounts.roles import ROLE_LABELS, STAFF_ROLES
from ipplatform.enterprises.selectors import enterprise_of

DEMO_MAIL = "@demo.test"
DEMO_CACHE_KEY = "cms.pages.demo_content"
DEMO_CACHE_SECONDS = 600


@dataclass(frozen=True)
class Chrome:
    """All that base.html and its layouts show around a page's content."""

    nav: tuple[Link, ...]
    top: tuple[Link, ...]
    desk: tuple[Link, ...]
    footer: tuple[Group, ...]
    account: Link
    home_url: str
    figures_url: str | None
    alternates: tuple[Link, ...]
    user_label: str
    enterprise_name: str
    role_label: str
    demo: bool


def site_chrome(request: HttpRequest) -> dict[str, Any]:
    """`chrome`, made when a template first asks for it: staff pages and mails do not pay for it."""
    return {"chrome": SimpleLazyObject(lambda: _chrome(request))}


def _chrome(request: HttpRequest) -> Chrome:
    path = path_without_language(request.path)
    user = getattr(request, "user", None)
    person = user if isinstance(user, User) and user.is_active else None
    alternates = _alternates(request)
    enterprise = enterprise_of(person) if person else None
    return Chrome(
        nav=links(MAIN, path),
        top=_top(person, alternates),
        desk=links(DESK_STAFF if person.role_ids and not enterprise else DESK, path) if person else (),
        footer=tuple(Group(title, rows) for title, entries in FOOTER if (rows := links(entries, path))),
        account=_account(person),
        home_url=place_url("/") or "/",
        figures_url=place_url("figures"),
        alternates=alternates,
        user_label=str(person) if person else "",
        enterprise_name=enterprise.name if enterprise else "",
        role_label=_role_label(person),
        demo=_demo_content(),
    )


def _account(person: User | None) -> Link:
    if person is None:
        return Link(_("登录 / 注册"), _path("/accounts/login/"))
    if person.role_ids:
        return Link(_("工作台"), "/admin/")
    return Link(_("我的事"), _path("/desk/"))


def _top(person: User | None, alternates: tuple[Link, ...]) -> tuple[Link, ...]:
    access = place_url("/accessibility/")
    rows = [Link(_("无障碍"), access)] if access else []
    rows += [link for link in alternates if link.code != _language()]
    if person:
        rows += [Link(_("账户"), _path("/accounts/email/")), Link(_("退出"), _path("/accounts/logout/"))]
    return tuple(rows)


def _alternates(request: HttpRequest) -> tuple[Link, ...]:
    """This page in each language; a page that has only one leads to the other language's home."""
    here = request.get_full_path()
    found = []
    for code, label in settings.LANGUAGES:
        url = translate_url(here, code)
        if url == here and code != _language():
            url = "/en/" if code == "en" else "/"
        found.append(Link(label, url, code=code))
    return tuple(found)


def _role_label(person: User | None) -> str:
    if person is None:
        return ""
    return _("、").join(str(ROLE_LABELS[role]) for role in STAFF_ROLES if role in person.role_ids)


def _path(path: str) -> str:
    """A path of the site in the language of the page."""
    return place_url(path) or path


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _demo_content() -> bool:
    """Whether sample accounts stand in this database: asked at most once in ten minutes, never in production."""
    if not settings.DEMO_CONTENT_ALLOWED:
        return False
    known = cache.get(DEMO_CACHE_KEY)
    if known is None:
        known = User.objects.filter(email__endswith=DEMO_MAIL).exists()
        cache.set(DEMO_CACHE_KEY, known, DEMO_CACHE_SECONDS)
    return bool(known)
