"""Deals about a patent, for those who may read them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ipplatform.accounts.permissions import AnyUser, has_role, is_signed_in
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from patents.deals.permissions import deals_readable_by
from patents.deals.presenters import state_tag
from patents.records.models import Patent

MOST = 50


@dataclass(frozen=True)
class DealLine:
    """A deal's number, link, kind and state."""

    number: str
    url: str
    kind: str
    tag: dict[str, Any]


def deals_of_patent(user: AnyUser, patent: Patent) -> tuple[DealLine, ...]:
    """Deals with this patent that the person may read, newest first; one query, none for a visitor."""
    if not is_signed_in(user):
        return ()
    page = "deals_staff:deal" if has_role(user, OPERATOR, GENERAL_SECTION) else "deals:desk_deal"
    rows = deals_readable_by(user).filter(deal_patents__patent=patent).distinct().order_by("-pk")[:MOST]
    return tuple(
        DealLine(deal.number, reverse(page, args=[deal.number]), str(deal.get_kind_display()), state_tag(deal))
        for deal in rows
    )
