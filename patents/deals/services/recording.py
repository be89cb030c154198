"""After the contract: registration and recordal, completion, cancellation, end of term, tech-contract registration."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.roles import GENERAL_SECTION
from ipplatform.notices.services import notices_send
from patents.deals.models import (
    EXCLUSIVE_EFFECT,
    Deal,
    DealDeadline,
    DealDocument,
    DealParty,
    DealPatent,
    Landing,
    TechContractRegistration,
)
from patents.deals.selectors import licences_ended, staff_with
from patents.deals.services.notify import staff_link, tell_parties
from patents.deals.services.papers import deal_move, document_store
from patents.offers.services import offer_close, offer_release
from patents.rights.services import licence_record


def deal_patent_record(
    *,
    item: DealPatent,
    day: date,
    number: str,
    proof: UploadedFile | None,
    by: User,
    on: date,
    revision: int,
) -> DealPatent:
    """Note one patent's registration (transfer, equity) or recordal (licence) with its proof; day >= signed_on."""
    deal = item.deal
    with transaction.atomic():
        stored = (
            document_store(deal=deal, kind=DealDocument.Kind.REGISTRATION, upload=proof, by=by, deal_patent=item)
            if proof is not None
            else None
        )
        deal_move(
            deal=deal, action="record_patent", by=by, on=on, revision=revision, evidence=[stored],
            data={"day": day, "number": number.strip()},
        )  # fmt: skip
        if deal.is_licence:
            item.recordal_date, item.recordal_number = day, number.strip()
        else:
            item.registration_date = day
        item.registration_doc = stored.file if stored else None
        item.full_clean()
        item.save()
    return item


def deal_record(*, deal: Deal, by: User, on: date, revision: int) -> Deal:
    """signed -> recorded. A transfer or contribution takes effect on the latest registration date; offers close.

    A recorded licence is entered among the rights that stand on the patents.
    """
    with transaction.atomic():
        items = list(deal.deal_patents.select_related("patent"))
        papers = list(deal.documents.filter(kind=DealDocument.Kind.REGISTRATION).select_related("file"))
        dates = [item.registration_date for item in items if item.registration_date is not None]
        changes = {"effective_on": max(dates)} if deal.is_registered_kind and dates else {}
        deal_move(deal=deal, action="record", by=by, on=on, revision=revision, changes=changes, evidence=papers)
        system = User.objects.system()
        if deal.is_licence:
            _licences_enter(deal, items, system)
            DealDeadline.objects.filter(deal=deal, rule_code="D20", state=DealDeadline.OPEN).update(
                state=DealDeadline.DONE, done_on=on
            )
        if deal.kind in EXCLUSIVE_EFFECT and deal.offer is not None:
            offer_close(offer=deal.offer, ref=deal.number, by=system, on=on)
        tell_parties(deal=deal, kind="deal_recorded")
    return deal


def deal_complete(*, deal: Deal, delivery: UploadedFile | None, by: User, on: date, revision: int) -> Deal:
    """recorded -> completed when payments are settled; signed -> completed for joint development, with delivery."""
    with transaction.atomic():
        stored = (
            document_store(deal=deal, kind=DealDocument.Kind.DELIVERY, upload=delivery, by=by)
            if delivery is not None
            else None
        )
        deal_move(deal=deal, action="complete", by=by, on=on, revision=revision, evidence=[stored])
        tell_parties(deal=deal, kind="deal_completed")
    return deal


def deal_cancel(
    *,
    deal: Deal,
    reason_code: str,
    reason: str,
    paper: UploadedFile | None,
    by: User,
    on: date,
    revision: int,
) -> Deal:
    """Any state -> cancelled: before the signature by a party or operator, after it by an operator with its paper.

    A signed exclusive deal gives its offer back; a verified landing of it waits for its revocation.
    """
    with transaction.atomic():
        signed = deal.state == Deal.State.SIGNED
        stored = (
            document_store(deal=deal, kind=DealDocument.Kind.CANCEL, upload=paper, by=by) if paper is not None else None
        )
        changes = {"cancelled_on": on, "cancelled_at": clock.now(), "cancel_reason": reason.strip()}
        deal_move(
            deal=deal, action="cancel", by=by, on=on, revision=revision, changes=changes, reason_code=reason_code,
            evidence=[stored],
        )  # fmt: skip
        DealDeadline.objects.filter(deal=deal, state=DealDeadline.OPEN).update(state=DealDeadline.VOID, done_on=on)
        if signed and deal.kind in EXCLUSIVE_EFFECT and deal.offer is not None:
            offer_release(offer=deal.offer, ref=deal.number, by=User.objects.system(), on=on)
        tell_parties(deal=deal, kind="deal_cancelled")
        if deal.landings.filter(state=Landing.State.VERIFIED).exists():
            notices_send(
                to=staff_with(GENERAL_SECTION), kind="landing_to_revoke", number=deal.number, link=staff_link(deal=deal)
            )  # fmt: skip
    return deal


def deals_end_terms(*, by: User, on: date) -> int:
    """recorded -> completed for licences whose term is over, by `system`; unsettled payments are flagged."""
    rows = list(licences_ended(on))
    for deal in rows:
        gap = any(not payment.is_settled for payment in deal.payments.all())
        deal_move(deal=deal, action="end_term", by=by, on=on, revision=None, changes={"payment_gap": gap})
    return len(rows)


def tech_registration_record(
    *,
    deal: Deal,
    registry: str,
    number: str,
    registered_on: date,
    verified_amount: Decimal,
    proof: UploadedFile | None,
    by: User,
    on: date,
    revision: int,
) -> TechContractRegistration:
    """The seller's technical-contract registration, once a deal: proof of the deal, never of landing."""
    with transaction.atomic():
        deal_move(deal=deal, action="tech_register", by=by, on=on, revision=revision)
        if proof is not None:
            document_store(deal=deal, kind=DealDocument.Kind.TECH_REGISTRATION, upload=proof, by=by)
        row = TechContractRegistration(
            deal=deal, registry=registry.strip(), number=number.strip(), registered_on=registered_on,
            verified_amount=verified_amount, recorded_by=by,
        )  # fmt: skip
        row.full_clean()
        row.save()
    return row


def _licences_enter(deal: Deal, items: list[DealPatent], system: User) -> None:
    """One licence a patent; several licensees stand in it together."""
    buyers = [party for party in deal.parties.select_related("enterprise") if party.side == DealParty.Side.BUYER]
    licensees = "、".join(party.name for party in buyers)[:200]
    start = deal.term_from or deal.effective_on or deal.signed_on
    assert start is not None, "a recorded deal was signed"
    for item in items:
        licence_record(
            patent=item.patent, kind=deal.kind, licensee=licensees, valid_from=start, valid_to=deal.term_to,
            territory=deal.territory, recordal_number=item.recordal_number, by=system,
        )  # fmt: skip
