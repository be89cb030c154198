"""Reads of inquiries: lists, one with its interactions and data room, whether the thing asked about is open."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from ipplatform.files.models import PrivateFile
from ipplatform.files.selectors import files_of
from patents.deals.models import DataRoomView, Inquiry
from patents.offers.models import Demand, Offer, OfferPatent
from patents.offers.permissions import demands_public, offers_public
from patents.rights.models import PatentHold
from patents.rights.selectors import encumbrances_of

DATA_ROOM = "data_room"  # owner kind of private files


def inquiries_listed(rows: QuerySet[Inquiry], *, state: str = "") -> QuerySet[Inquiry]:
    """Rows for a list, with what each line shows; `state` empty = all, `live` = not yet decided."""
    if state == "live":
        rows = rows.filter(state__in=Inquiry.LIVE)
    elif state:
        rows = rows.filter(state=state)
    return rows.select_related("offer__enterprise", "demand__enterprise", "from_enterprise", "deal")


def inquiry_for_page(rows: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """One inquiry with sides and interactions."""
    return rows.select_related("offer__enterprise", "demand__enterprise", "from_enterprise", "deal").prefetch_related(
        "interactions__recorded_by"
    )


def about_is_open(about: Offer | Demand, on: date) -> bool:
    """On public offer (published, within its day, unlocked), or a public demand."""
    if isinstance(about, Demand):
        return demands_public(on).filter(pk=about.pk).exists()
    return offers_public(on).filter(pk=about.pk).exists()


def offer_by_number(number: str) -> Offer | None:
    """The offer of a number."""
    return Offer.objects.select_related("enterprise").filter(number=number).first()


def demand_by_number(number: str) -> Demand | None:
    """The demand of a number."""
    return Demand.objects.select_related("enterprise").filter(number=number).first()


def live_inquiry_exists(about: Offer | Demand, enterprise_id: int) -> bool:
    """Whether an enterprise already asks about this."""
    field = "offer" if isinstance(about, Offer) else "demand"
    return Inquiry.objects.filter(
        **{field: about.pk}, from_enterprise=enterprise_id, state__in=Inquiry.LIVE
    ).exists()  # fmt: skip


def data_room_files(inquiry: Inquiry) -> list[PrivateFile]:
    """Files of an inquiry's data room, oldest first."""
    return files_of(DATA_ROOM, [str(inquiry.public_id)]).get(str(inquiry.public_id), [])


def data_room_views(inquiry: Inquiry) -> QuerySet[DataRoomView]:
    """Who read which file when, newest first."""
    return DataRoomView.objects.filter(inquiry=inquiry).select_related("file", "viewer")


def disclosures_for(patent_ids: Iterable[int], on: date) -> list[PatentHold]:
    """What is told to a party under NDA: that something is pending, never what (domain.md 6.1)."""
    found = encumbrances_of(patent_ids)
    return [hold for own in found.values() for hold in own.disclosures_on(on)]


def about_words(inquiry: Inquiry) -> str:
    """What is asked about, in words: titles of the offer's patents, or the demand's title."""
    if inquiry.demand is not None:
        return inquiry.demand.title
    titles = OfferPatent.objects.filter(offer=inquiry.offer_id).values_list("patent__title", "patent__number")
    return "、".join(title or number for title, number in titles)


def offer_patent_ids(inquiry: Inquiry) -> list[int]:
    """Patents of the offer asked about, in its order; none for a demand."""
    return list(OfferPatent.objects.filter(offer=inquiry.offer_id).values_list("patent_id", flat=True))
