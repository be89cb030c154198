"""What the home page shows of the rooms below: one provider a section, in one visible tuple. Counts nothing itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from analytics.plan.presenters import public_row
from analytics.plan.selectors import figures_stored, plan_current
from analytics.reports.models import Report
from analytics.reports.selectors import reports_newest, reports_published
from cms.pages.selectors import newest_entries
from ipplatform.addresses import address
from patents.offers.selectors import OfferCard, newest_offers, offers_published
from patents.records.permissions import patents_public

GOALS = ("introduced_patents", "landed_share", "enterprise_services")
OFFERS_SHOWN = 4
REPORTS_SHOWN = 2
ENTRIES_SHOWN = 5
COVER_LETTERS = 4
COUNTS_CACHE_KEY = "cms.pages.home_counts"
COUNTS_CACHE_SECONDS = 600


@dataclass(frozen=True)
class Goals:
    """Three of the year's targets as they were stored on a day; rows as components/progress_goal.html takes them."""

    as_of: date
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Counts:
    """How much there is to find: patents anybody may read, offers one may ask about, published reports."""

    patents: int
    offers: int
    reports: int

    @property
    def patents_text(self) -> str:
        """`17,111`."""
        return f"{self.patents:,}"


@dataclass(frozen=True)
class ReportRow:
    """A published report; `cover` is what the small cover says."""

    title: str
    url: str
    note: str
    cover: str


@dataclass(frozen=True)
class EntryRow:
    """A dated news entry or notice."""

    date: date
    title: str
    url: str


def goals_provide(on: date) -> Goals | None:
    """The stored figures of the plan of that day; None before the first ones are stored (decision 22)."""
    plan = plan_current(on)
    if plan is None:
        return None
    as_of, figures = figures_stored(plan)
    rows = {row.target.measure: row for row in figures}
    if as_of is None:
        return None
    return Goals(as_of, tuple(public_row(rows[measure]) for measure in GOALS if measure in rows))


def counts_provide(on: date) -> Counts:
    """Remembered for ten minutes: a public page counts nothing live."""
    known: Counts | None = cache.get(COUNTS_CACHE_KEY)
    if known is None:
        known = Counts(patents_public().count(), offers_published(on).count(), reports_published().count())
        cache.set(COUNTS_CACHE_KEY, known, COUNTS_CACHE_SECONDS)
    return known


def offers_provide(on: date) -> list[OfferCard]:
    """The newest public offers."""
    return newest_offers(OFFERS_SHOWN, on)


def reports_provide(on: date) -> list[ReportRow]:
    """The newest published reports with pages, figures and data cut-off."""
    return [
        ReportRow(row.title, address("report", row.slug), _report_note(row), row.industry.name[:COVER_LETTERS])
        for row in reports_newest(REPORTS_SHOWN)
    ]


def entries_provide(on: date) -> list[EntryRow]:
    """The newest news entries and notices."""
    return [EntryRow(row.date, row.shown_title, row.url or "") for row in newest_entries(on=on, limit=ENTRIES_SHOWN)]


# section of the page -> who provides it, given the day. A section that nobody fills is left out or says so.
PROVIDERS: tuple[tuple[str, Callable[[date], Any]], ...] = (
    ("goals", goals_provide),
    ("counts", counts_provide),
    ("offers", offers_provide),
    ("reports", reports_provide),
    ("entries", entries_provide),
)


def home_compose(*, on: date) -> dict[str, Any]:
    """Every section of the home page by name."""
    return {name: provide(on) for name, provide in PROVIDERS}


def _report_note(report: Report) -> str:
    figures = getattr(report, "figure_count", 0)  # annotated by reports_published
    parts = [
        _("%(n)s 页") % {"n": report.pdf_pages} if report.pdf_pages else "",
        _("%(n)s 图") % {"n": figures} if figures else "",
        _("数据至 %(day)s") % {"day": date_format(report.cutoff_date)} if report.cutoff_date else "",
    ]
    return " · ".join(part for part in parts if part)
