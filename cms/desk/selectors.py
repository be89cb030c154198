"""All that waits for a person, asked of every room; no rules and no models of its own."""

from collections.abc import Callable
from datetime import date

from analytics.reports.waiting import waiting_for as reports_waiting
from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.waiting import waiting_for as enterprises_waiting
from ipplatform.waiting import Waiting
from mediation.consultations.waiting import waiting_for as consultations_waiting
from mediation.proceedings.waiting import waiting_for as proceedings_waiting
from patents.deals.waiting import waiting_for as deals_waiting
from patents.offers.waiting import waiting_for as offers_waiting

# Who is asked, in the order in which equal rows stand.
ROOMS: tuple[Callable[[User, Enterprise | None], list[Waiting]], ...] = (
    proceedings_waiting,
    consultations_waiting,
    offers_waiting,
    deals_waiting,
    reports_waiting,
    enterprises_waiting,
)


def waiting_of(user: User, enterprise: Enterprise | None) -> list[Waiting]:
    """Rows of all rooms: what has a date first, by date, then the oldest."""
    rows = [row for ask in ROOMS for row in ask(user, enterprise)]
    return sorted(rows, key=lambda row: (row.due is None, row.due or date.max, row.since or date.max))
