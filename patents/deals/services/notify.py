"""Who is told what happened: kind, number and link, never content."""

from collections.abc import Iterable

from django.urls import reverse

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.enterprises.selectors import members_of
from ipplatform.notices.services import notices_send
from patents.deals.models import Deal, Inquiry, Landing
from patents.deals.permissions import enterprises_in
from patents.deals.selectors import staff_with


def tell_inquiry(*, inquiry: Inquiry, kind: str, enterprise_ids: Iterable[int], operators: bool = False) -> None:
    """Tell members of enterprises on their desk, and operators in their queue."""
    number = inquiry.about.number
    notices_send(to=members_of(enterprise_ids), kind=kind, number=number, link=inquiry.get_absolute_url())
    if operators:
        link = reverse("deals_staff:inquiry", args=[inquiry.public_id])
        notices_send(to=staff_with(OPERATOR), kind=kind, number=number, link=link)


def tell_parties(*, deal: Deal, kind: str, side: str = "") -> None:
    """Tell members of both sides, or of one."""
    if side:
        ids = {party.enterprise_id for party in deal.parties.all() if party.side == side}
        wanted = frozenset(pk for pk in ids if pk is not None)
    else:
        wanted = enterprises_in(deal)
    notices_send(to=members_of(wanted), kind=kind, number=deal.number, link=deal.get_absolute_url())


def tell_operator(*, deal: Deal, kind: str) -> None:
    """Tell the operator of the deal."""
    notices_send(to=[deal.operator], kind=kind, number=deal.number, link=staff_link(deal=deal))


def tell_landing(*, landing: Landing, kind: str, buyer: bool = False, general: bool = False) -> None:
    """Tell the buyer's members, the general section, or both; without either the person who claimed."""
    number = landing.deal.number
    link = reverse("deals_staff:landing", args=[landing.public_id])
    if buyer:
        to = members_of([landing.enterprise_id])
        notices_send(to=to, kind=kind, number=number, link=landing.deal.get_absolute_url())
    if general:
        notices_send(to=staff_with(GENERAL_SECTION), kind=kind, number=number, link=link)
    if not buyer and not general:
        notices_send(to=[landing.claimed_by], kind=kind, number=number, link=link)


def staff_link(*, deal: Deal) -> str:
    """The deal's page in the staff area."""
    return reverse("deals_staff:deal", args=[deal.number])
