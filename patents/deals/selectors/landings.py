"""Reads of landings: the queue, one with its evidence, what is due for a revisit."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from patents.deals.models import Deal, DealDeadline, DealParty, Landing, LandingEvidence


def landings_listed(rows: QuerySet[Landing], *, state: str = "") -> QuerySet[Landing]:
    """Rows for a list: three queries a page, whatever its length."""
    if state:
        rows = rows.filter(state=state)
    return rows.select_related("deal", "enterprise", "claimed_by").prefetch_related("evidence")


def landing_for_page(rows: QuerySet[Landing]) -> QuerySet[Landing]:
    """One landing with deal, buyer and evidence files."""
    return rows.select_related("deal", "enterprise", "claimed_by", "verified_by").prefetch_related(
        Prefetch("evidence", queryset=LandingEvidence.objects.select_related("file")),
        Prefetch("deal__parties", queryset=DealParty.objects.select_related("enterprise")),
    )


def landings_of(deal: Deal, rows: QuerySet[Landing]) -> list[Landing]:
    """The landings of a deal that the person may read, newest first."""
    return list(landing_for_page(rows.filter(deal=deal)))


def revisits_open(on: date) -> QuerySet[DealDeadline]:
    """Landing revisits (D26) due by a day and not done."""
    return (
        DealDeadline.objects.filter(rule_code="D26", state=DealDeadline.OPEN, remind_on__lte=on)
        .select_related("deal")
        .order_by("due_on", "pk")
    )
