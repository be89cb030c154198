"""What the home page shows of the rooms below: one provider a section, in one visible tuple. Counts nothing itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from cms.pages.selectors import newest_entries

Text = str | Promise


@dataclass(frozen=True)
class Goal:
    """A target of the year. `percent` and `expected_percent` are 0-100 of the threshold."""

    name: Text
    value: Text
    unit: Text
    target: Text
    percent: float
    expected_percent: float | None
    met: bool
    note: Text = ""


@dataclass(frozen=True)
class Goals:
    """The year's goals as they were stored on a day."""

    as_of: date
    rows: tuple[Goal, ...]


@dataclass(frozen=True)
class OfferRow:
    """An offer as the list shows it; `tags` are {label, tone, icon}."""

    title: Text
    url: str
    meta: Text
    price: Text
    price_note: Text
    tags: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class ReportRow:
    """A published report; `cover` is two to four letters."""

    title: Text
    url: str
    note: Text
    cover: Text


@dataclass(frozen=True)
class EntryRow:
    """A dated news entry or notice."""

    date: date
    title: Text
    url: str


def entries_provide(on: date) -> list[EntryRow]:
    """The five newest news entries and notices."""
    return [EntryRow(row.date, row.shown_title, row.url or "") for row in newest_entries(on=on, limit=5)]


# section of the page -> who provides it, given the day. A section without provider or without rows is left out.
PROVIDERS: tuple[tuple[str, Callable[[date], Any]], ...] = (("entries", entries_provide),)


def home_compose(*, on: date) -> dict[str, Any]:
    """Every section of the home page by name: goals, offers, reports, entries, counts."""
    return {name: provide(on) for name, provide in PROVIDERS}
