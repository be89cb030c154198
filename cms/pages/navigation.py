"""The menus of the site as tables: label, address, sections it stands for. Names of places, never of rooms' views."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ipplatform.addresses import address, address_names

Text = str | Promise


@dataclass(frozen=True)
class Entry:
    """A menu row. `place` is a name of the address table, or the path of a Wagtail page if it begins with a slash."""

    label: Text
    place: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A menu row as a page shows it. `code` is the language of a link to another language."""

    label: Text
    url: str
    current: bool = False
    code: str = ""


@dataclass(frozen=True)
class Group:
    """A titled list of links in the footer."""

    title: Text
    links: tuple[Link, ...]


MAIN = (
    Entry(_("找专利"), "patents", ("/patents/", "/industries/")),
    Entry(_("技术供需"), "offers", ("/offers/", "/demands/")),
    Entry(_("咨询与调解"), "services", ("/services/", "/mediators/")),
    Entry(_("产业报告"), "reports", ("/reports/",)),
    Entry(_("政策与通知"), "/policies/", ("/policies/", "/news/", "/seminars/")),
)
DESK = (
    Entry(_("我的事"), "desk"),
    Entry(_("供给"), "desk_offers"),
    Entry(_("需求"), "desk_demands"),
    Entry(_("洽询"), "desk_inquiries"),
    Entry(_("交易"), "desk_deals"),
    Entry(_("咨询"), "desk_consultations"),
    Entry(_("调解案件"), "desk_cases"),
    Entry(_("我的导出"), "desk_exports"),
    Entry(_("保存的检索"), "desk_searches"),
)
DESK_STAFF = tuple(entry for entry in DESK if entry.place in ("desk_exports", "desk_searches"))
"""Of staff who act for no enterprise: the rest of their work is in the admin."""
FOOTER = (
    (
        _("办事"),
        (
            Entry(_("发布技术"), "offer_create"),
            Entry(_("提出需求"), "demand_create"),
            Entry(_("先问一问"), "consultation_create"),
            Entry(_("申请调解"), "case_apply"),
        ),
    ),
    (
        pgettext_lazy("menu", "公开"),
        (
            Entry(_("年度目标"), "figures"),
            Entry(_("调解员名册"), "mediators"),
            Entry(_("动态与通知"), "/news/"),
            Entry(_("政策"), "/policies/"),
        ),
    ),
    (
        _("帮助"),
        (
            Entry(_("使用指南"), "/guide/"),
            Entry(_("关于平台"), "/about/"),
            Entry(_("无障碍声明"), "/accessibility/"),
            Entry(_("隐私说明"), "/privacy/"),
        ),
    ),
)


def place_url(place: str) -> str | None:
    """The URL of a place in the language of the page, None where the site has no such place."""
    try:
        if place.startswith("/"):
            return reverse("wagtail_serve", args=[place.lstrip("/")])
        return address(place) if place in address_names() else None
    except NoReverseMatch:
        return None


def links(entries: Iterable[Entry], path: str) -> tuple[Link, ...]:
    """The rows that lead somewhere; `path` (without language prefix) marks the current one: the longest that fits."""
    found = [(entry, url) for entry in entries if (url := place_url(entry.place))]
    fits = {
        url: max((len(part) for part in _parts(entry, url) if _within(path, part)), default=0) for entry, url in found
    }
    longest = max(fits.values(), default=0)
    return tuple(Link(entry.label, url, current=bool(longest) and fits[url] == longest) for entry, url in found)


def path_without_language(path: str) -> str:
    """`/en/offers/` -> `/offers/`: sections are the same in every language."""
    return path[3:] if path.startswith("/en/") else path


def _parts(entry: Entry, url: str) -> tuple[str, ...]:
    return entry.sections or (path_without_language(url),)


def _within(path: str, part: str) -> bool:
    return path == part or path.startswith(part)
