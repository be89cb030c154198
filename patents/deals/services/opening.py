"""A deal is opened from an inquiry: sides prefilled, patents taken over; further parties, their area, prices."""

from collections.abc import Iterable
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from ipplatform.enterprises.models import Enterprise
from ipplatform.files.services import file_store
from ipplatform.moves import Refused, event_append, move
from ipplatform.numbers.services import DEAL as DEAL_PREFIX
from ipplatform.numbers.services import number_next
from patents.deals.models import Deal, DealParty, DealPatent, Inquiry
from patents.deals.selectors import CC845_FIELDS, offer_patent_ids
from patents.deals.services.asking import may_move, refuse
from patents.deals.services.notify import tell_parties
from patents.deals.services.papers import DEAL_FILES, deal_move
from patents.deals.workflow import DEAL, INQUIRY, area_approve_refusal, operate_refusal
from patents.deals.workflow import refusals as no
from patents.records.models import Patent


def deal_open(
    *, inquiry: Inquiry, kind: str, by: User, on: date, revision: int, patents: Iterable[Patent] = ()
) -> Deal:  # fmt: skip
    """inquiry -> deal `negotiating`. Seller and buyer come from the inquiry; an offer brings its patents and its mode.

    For a demand `kind` and `patents` are stated. Guards: NDA given, offer or demand still open (domain.md 6.2).
    """
    may_move(workflow=INQUIRY, obj=inquiry, action="open", by=by)
    about = inquiry.about
    from_offer = inquiry.offer is not None
    patent_ids = offer_patent_ids(inquiry) if from_offer else [patent.pk for patent in patents]
    if not patent_ids:
        raise Refused(no.PATENTS_MISSING)
    seller, buyer = about.enterprise, inquiry.from_enterprise
    if not from_offer:
        seller, buyer = buyer, seller
    with transaction.atomic():
        move(INQUIRY, inquiry, "open", by=by, on=on, revision=revision)
        deal = Deal(
            number=number_next(prefix=DEAL_PREFIX, on=on), kind=inquiry.offer.mode if inquiry.offer else kind,
            inquiry=inquiry, offer=inquiry.offer, operator=by, opened_on=on, state=Deal.State.NEGOTIATING,
            created_by=by,
        )  # fmt: skip
        deal.full_clean()
        deal.save()
        for side, enterprise in ((DealParty.Side.SELLER, seller), (DealParty.Side.BUYER, buyer)):
            DealParty.objects.create(deal=deal, side=side, enterprise=enterprise)
        DealPatent.objects.bulk_create(DealPatent(deal=deal, patent_id=pk) for pk in dict.fromkeys(patent_ids))
        event_append(DEAL, deal, action="open", by=by, on=on)
        tell_parties(deal=deal, kind="deal_opened")
    return deal


def deal_party_add(
    *,
    deal: Deal,
    side: str,
    enterprise: Enterprise | None,
    person_name: str,
    person_country: str,
    by: User,
    on: date,
    revision: int,
) -> DealParty:
    """A further party of one side. Raises ValidationError for an enterprise that stands on the deal already."""
    party = DealParty(
        deal=deal, side=side, enterprise=enterprise, person_name=person_name.strip(),
        person_country=person_country.strip().upper(),
    )  # fmt: skip
    with transaction.atomic():
        deal_move(deal=deal, action="add_party", by=by, on=on, revision=revision)
        party.full_clean()
        party.save()
    return party


def deal_pricing_set(*, deal: Deal, price_method: str, proceeds: str, by: User, on: date, revision: int) -> Deal:
    """How the price came about (STA 18), and how the proceeds of a pledged patent are secured (CC 444)."""
    changes = {"price_method": price_method, "proceeds": proceeds}
    return deal_move(deal=deal, action="set_pricing", by=by, on=on, revision=revision, changes=changes)


def deal_patent_state(*, item: DealPatent, values: dict[str, object], by: User, on: date, revision: int) -> DealPatent:
    """State what the record lacks of the six items of CC 845; at signing the record goes before it."""
    with transaction.atomic():
        deal_move(deal=item.deal, action="state_patent", by=by, on=on, revision=revision)
        for name in CC845_FIELDS:
            if name in values:
                setattr(item, name, values[name])
        item.full_clean()
        item.save(update_fields=list(CC845_FIELDS))
    return item


def party_area_propose(*, party: DealParty, area: str, upload: UploadedFile, by: User) -> DealParty:
    """An operator states where a person lives, with evidence; it counts after a second person's approval."""
    refuse(refusal=operate_refusal(by, party.deal))
    with transaction.atomic():
        party.area_evidence = file_store(
            content=upload, name=upload.name or "", owner_kind=DEAL_FILES, owner_id=str(party.deal.public_id), by=by
        )  # fmt: skip
        party.area_proposed, party.proposed_by = area, by
        party.area, party.approved_by = DealParty.Area.UNKNOWN, None
        party.full_clean()
        party.save()
        _audit_area(party, "party_area_propose", by)
    return party


def party_area_approve(*, party: DealParty, by: User) -> DealParty:
    """The general section approves, never its own proposal (separation 5)."""
    refuse(refusal=area_approve_refusal(by, party))
    with transaction.atomic():
        party.area, party.approved_by = party.area_proposed, by
        party.full_clean()
        party.save(update_fields=["area", "approved_by"])
        _audit_area(party, "party_area_approve", by)
    return party


def _audit_area(party: DealParty, action: str, by: User) -> None:
    audit_append(
        stream_kind="deal", stream_subject=str(party.deal.public_id), actor=str(by.public_id), action=action,
        object_kind="deal_party", object_id=str(party.pk), after={"area": party.area, "proposed": party.area_proposed},
    )  # fmt: skip
