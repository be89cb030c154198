"""One move of an offer with all that goes around it: the patents' rows locked, the slot, search, the owner's notice."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from ipplatform.accounts.models import User
from ipplatform.enterprises.selectors import members_of
from ipplatform.moves import Refused, move
from ipplatform.notices.services import notices_send
from ipplatform.search.services import touch
from patents.offers.checks import refusals
from patents.offers.models import Demand, Offer, OfferPatent
from patents.offers.workflow import OFFER
from patents.rights.selectors import patents_lock


def offer_move(
    *,
    offer: Offer,
    action: str,
    by: User,
    on: date,
    revision: int | None,
    changes: Mapping[str, Any] | None = None,
    reason_code: str = "",
    evidence: Iterable[str] = (),
    notice: str = "",
) -> Offer:
    """A row of the table, judged while the patents' rows are locked in key order. `notice` is a kind for the owner.

    The slot (patent, mode) is taken while the offer is live and freed after; the database refuses a second taker.
    """
    with transaction.atomic():
        ids = patents_locked(offer)
        move(
            OFFER, offer, action, by=by, on=on, revision=revision, changes=changes, reason_code=reason_code,
            evidence=evidence,
        )  # fmt: skip
        OfferPatent.objects.filter(offer=offer).update(live_mode=offer.mode if offer.is_live else None)
        touch("patents", ids)
        if notice:
            link = reverse("offers:desk_detail", args=[offer.number])
            notices_send(to=members_of([offer.enterprise_id]), kind=notice, number=offer.number, link=link)
    return offer


def patents_locked(offer: Offer) -> list[int]:
    """Lock the rows of an offer's patents in key order; their ids. Every rule on rival offers and holds follows it."""
    ids = list(OfferPatent.objects.filter(offer=offer).values_list("patent_id", flat=True))
    return [patent.pk for patent in patents_lock(ids)]


def demanders_tell(demand: Demand, kind: str) -> None:
    """A notice to the members of the enterprise that demands: kind, number, link."""
    link = reverse("offers:desk_demand", args=[demand.number])
    notices_send(to=members_of([demand.enterprise_id]), kind=kind, number=demand.number, link=link)


def note_required(note: str) -> str:
    """The trimmed note, or Refused(note_required)."""
    if not note.strip():
        raise Refused(refusals.NOTE_REQUIRED)
    return note.strip()
