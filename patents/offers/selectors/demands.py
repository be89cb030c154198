"""Lists of demands: published, of a desk, of the review queue."""

from datetime import date

from django.db.models import Q, QuerySet

from ipplatform.accounts.permissions import AnyUser
from patents.offers.models import ApplicationIndustry, Demand, DemandState
from patents.offers.permissions import demands_owned_by, demands_public, demands_readable_by, demands_reviewable_by


def demands_published(field: str = "", on: date | None = None) -> QuerySet[Demand]:
    """Public demands, newest first, of one field or all."""
    found = demands_public(on).select_related("enterprise").order_by("-published_on", "-pk")
    return found.filter(field=field) if field in ApplicationIndustry.values else found


def demand_readable(user: AnyUser, number: str) -> Demand | None:
    """A demand by number, if this person may read it."""
    return demands_readable_by(user).filter(number=number).select_related("enterprise").first()


def demand_for_inquiry(number: str) -> Demand | None:
    """The demand one may answer: public, with its enterprise."""
    return demands_public().filter(number=number).select_related("enterprise").first()


def demand_of_desk(user: AnyUser, number: str) -> Demand | None:
    """An own demand by number."""
    return demands_owned_by(user).filter(number=number).select_related("enterprise").first()


def demands_of_desk(user: AnyUser) -> QuerySet[Demand]:
    """Own demands, last touched first."""
    return demands_owned_by(user).select_related("enterprise").order_by("-updated_at", "-pk")


def demands_for_review(user: AnyUser, state: str = "", text: str = "") -> QuerySet[Demand]:
    """The staff list: by state (default all but drafts), number, title or enterprise."""
    found = demands_reviewable_by(user).select_related("enterprise")
    found = found.filter(state=state) if state in DemandState.values else found.exclude(state=DemandState.DRAFT)
    if text:
        found = found.filter(Q(number__icontains=text) | Q(title__icontains=text) | Q(enterprise__name__icontains=text))
    return found.order_by("-updated_at", "-pk")
