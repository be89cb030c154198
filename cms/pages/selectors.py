"""Reads of pages: the entries of a list, the newest entries for the home page."""

from datetime import date
from itertools import chain
from operator import attrgetter

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator

from cms.pages.models import EntryPage, IndexPage, NewsPage, NoticePage, PolicyPage

ENTRIES_A_PAGE = 20


def entries_page(index: IndexPage, number: str | int) -> PageOfList[EntryPage]:
    """One page of an index's live entries, newest first; an unknown page number gives the nearest page.

    Two queries a kind of entry (one for the rows), whatever their number.
    """
    kinds = {PolicyPage} if "pages.PolicyPage" in index.subpage_types else {NewsPage, NoticePage}
    rows = sorted(
        chain.from_iterable(kind.objects.child_of(index).live().defer("body", "body_en") for kind in kinds),
        key=attrgetter("date", "pk"),
        reverse=True,
    )
    return Paginator(rows, ENTRIES_A_PAGE).get_page(number)


def newest_entries(*, on: date, limit: int) -> list[EntryPage]:
    """News and notices of that day or earlier, newest first."""
    kinds = (NewsPage, NoticePage)
    rows = chain.from_iterable(
        kind.objects.live().filter(date__lte=on).order_by("-date", "-pk").defer("body", "body_en")[:limit]
        for kind in kinds
    )
    return sorted(rows, key=attrgetter("date", "pk"), reverse=True)[:limit]


def slugs_present() -> set[str]:
    """The slugs of all entries, live or not: what loading samples a second time must not add again."""
    return {slug for kind in (NewsPage, NoticePage, PolicyPage) for slug in kind.objects.values_list("slug", flat=True)}
