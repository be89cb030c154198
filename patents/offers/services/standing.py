"""What a move of an offer does around itself: lock the patents' rows, take or free the slot, tell search and people."""

from django.urls import reverse

from ipplatform.enterprises.selectors import members_of
from ipplatform.moves import Refused
from ipplatform.notices.services import notices_send
from ipplatform.search.services import touch
from patents.offers.checks import refusals
from patents.offers.models import Demand, Offer, OfferPatent
from patents.rights.selectors import patents_lock


def patents_locked(offer: Offer) -> list[int]:
    """Lock the rows of an offer's patents in key order; their ids. Every rule on rival offers and holds follows it."""
    ids = list(OfferPatent.objects.filter(offer=offer).values_list("patent_id", flat=True))
    return [patent.pk for patent in patents_lock(ids)]


def slot_set(offer: Offer) -> None:
    """Take (patent, mode) while the offer is live, free it otherwise; the database refuses a second taker."""
    OfferPatent.objects.filter(offer=offer).update(live_mode=offer.mode if offer.is_live else None)


def shown(patent_ids: list[int]) -> None:
    """Whether these patents are on offer may have changed."""
    if patent_ids:
        touch("patents", patent_ids)


def owners_tell(offer: Offer, kind: str) -> None:
    """A notice to the members of the owner enterprise: kind, number, link."""
    link = reverse("offers:desk_detail", args=[offer.number])
    notices_send(to=members_of([offer.enterprise_id]), kind=kind, number=offer.number, link=link)


def demanders_tell(demand: Demand, kind: str) -> None:
    """The same for a demand."""
    link = reverse("offers:desk_demand", args=[demand.number])
    notices_send(to=members_of([demand.enterprise_id]), kind=kind, number=demand.number, link=link)


def note_required(note: str) -> str:
    """The trimmed note, or Refused(note_required)."""
    if not note.strip():
        raise Refused(refusals.NOTE_REQUIRED)
    return note.strip()
