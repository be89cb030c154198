"""Loads the sample content room by room, from the bottom of the house to its top; a second load changes nothing."""

from collections.abc import Callable
from datetime import date

from ipplatform.notices.services import notices_keep_unmailed
from ipplatform.site.demo import (
    cases,
    deals,
    demands,
    offers,
    pages,
    patents,
    people,
    rechecks,
    reports,
    searches,
    services,
    year,
)
from ipplatform.site.demo.frame import Frame, system

Loader = Callable[[Frame], dict[str, int]]

# Later ones use what earlier ones made.
ROOMS: tuple[tuple[str, Loader], ...] = (
    ("people", people.load),
    ("patents", patents.load),
    ("offers", offers.load),
    ("demands", demands.load),
    ("deals", deals.load),
    ("consultations", services.load),
    ("cases", cases.load),
    ("plan", year.load_plan),
    ("seminars", year.load_seminars),
    ("reports", reports.load),
    ("pages", pages.load),
    ("searches", searches.load),
    ("rechecks", rechecks.load),
    ("figures", year.load_figures),
)


def demo_load(*, today: date, tell: Callable[[str], None]) -> dict[str, int]:
    """Counts of what stands after the load, by room; `tell` hears of each room as it begins."""
    frame, counts = Frame(today=today), {}
    for name, load in ROOMS:
        tell(name)
        counts.update(load(frame))
    # Nobody is mailed about sample events of the past: their notices stand on the desks only.
    notices_keep_unmailed(by=system())
    return counts
