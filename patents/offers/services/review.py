"""Moves of an operator: return, reject, verify, publish, re-check, lock, unlock; what he reads in an extract."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role, is_system
from ipplatform.accounts.roles import CASE_COORDINATOR, OPERATOR
from ipplatform.enterprises.permissions import is_member
from ipplatform.moves import NOT_ALLOWED, Refused
from patents.imports.models import Source
from patents.imports.services import statement_record
from patents.offers.checks import CAUSE_CHECKS, checks_of, first_refusal, refusals
from patents.offers.models import FilePurpose, Offer, OfferFile, OfferPatent, OfferState
from patents.offers.permissions import offer_can_lock, offer_can_review
from patents.offers.services.standing import note_required, offer_move, patents_locked
from patents.records.models import Patent
from patents.rights.models import HoldReason, PatentHold
from patents.rights.services import holds_lift

# What an operator copies from an extract into the record, as a clerk's source.
EXTRACT_FIELDS = ("legal_status_raw", "status_date", "fee_paid_to")


def offer_return(*, offer: Offer, reason_code: str, note: str, by: User, on: date, revision: int) -> Offer:
    """submitted -> draft, with a note for the owner. Raises Refused(own_enterprise, note_required, locked)."""
    return _send_back(offer, "return", reason_code, note, by, on, revision)


def offer_reject(*, offer: Offer, reason_code: str, note: str, by: User, on: date, revision: int) -> Offer:
    """submitted -> rejected (final), with a note for the owner."""
    return _send_back(offer, "reject", reason_code, note, by, on, revision)


def offer_verify(*, offer: Offer, by: User, on: date, revision: int) -> Offer:
    """submitted -> verified. Raises Refused naming the first of VERIFY_CHECKS that does not hold."""
    _not_own(offer, by)
    papers = OfferFile.objects.filter(offer=offer, purpose__in=(FilePurpose.EXTRACT, FilePurpose.CONSENT))
    return offer_move(
        offer=offer, action="verify", by=by, on=on, revision=revision,
        evidence=map(str, papers.values_list("file__public_id", flat=True)),
        changes={"verified_on": on, "status_checked_on": on},
    )  # fmt: skip


def offer_publish(*, offer: Offer, by: User, on: date, revision: int, wording_checked: bool = False) -> Offer:
    """verified -> published, the reviewer's sign-off. `wording_checked` is the operator's tick of O7.

    Raises Refused naming the first of PUBLISH_CHECKS, for an open licence also of O1-O9, that does not hold.
    """
    _not_own(offer, by)
    # The guard reads the tick that this move makes; a refused move leaves no trace of it.
    before, offer.wording_checked = offer.wording_checked, wording_checked or offer.wording_checked
    try:
        return offer_move(
            offer=offer, action="publish", by=by, on=on, revision=revision, notice="offer_published",
            changes={"published_on": on, "wording_checked": offer.wording_checked},
        )  # fmt: skip
    except Refused:
        offer.wording_checked = before
        raise


def offer_recheck(*, offer: Offer, by: User, on: date, revision: int) -> Offer:
    """Read status, fee and extract again: the next re-check is due after D28 from now. A verification is renewed."""
    _not_own(offer, by)
    changes: dict[str, Any] = {"status_checked_on": on}
    if offer.state == OfferState.VERIFIED:
        changes["verified_on"] = on
    return offer_move(offer=offer, action="recheck", by=by, on=on, revision=revision, changes=changes)


def offer_lock(*, offer: Offer, reason_code: str, note: str, by: User, on: date, revision: int | None) -> Offer:
    """Lock this offer alone. A coordinator locks for `dispute` only, an operator for anything else."""
    _not_own(offer, by)
    needed = CASE_COORDINATOR if reason_code == HoldReason.DISPUTE else OPERATOR
    theirs = reason_code in HoldReason.values and (is_system(by) or has_role(by, needed))
    if offer_can_lock(by, offer) and not theirs:
        raise Refused(refusals.LOCK_REASON_UNKNOWN)
    return offer_move(
        offer=offer, action="lock", by=by, on=on, revision=revision, reason_code=reason_code, notice="offer_locked",
        changes={"locked_on": on, "lock_reason": reason_code, "lock_note": note.strip()},
    )  # fmt: skip


def offer_unlock(*, offer: Offer, by: User, on: date, revision: int) -> Offer:
    """Lift this offer's own lock once its cause ended; holds on its patents stay. Raises Refused(cause_stands, …)."""
    _not_own(offer, by)
    changes: dict[str, Any] = {"locked_on": None, "lock_reason": "", "lock_note": ""}
    if offer.lock_reason != HoldReason.DISPUTE:
        changes["status_checked_on"] = on
    return offer_move(
        offer=offer, action="unlock", by=by, on=on, revision=revision, changes=changes, notice="offer_unlocked"
    )


def offer_hold_lift(*, offer: Offer, hold: PatentHold, by: User, on: date) -> list[PatentHold]:
    """Lift a hold on one of the offer's patents when its cause has ended by record and papers.

    Raises Refused: hold_not_yours for a dispute, cause_stands with what is in the way, not_allowed.
    """
    _not_own(offer, by)
    if not offer_can_review(by, offer) or not OfferPatent.objects.filter(offer=offer, patent=hold.patent_id).exists():
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        patents_locked(offer)
        failed = first_refusal(checks_of(offer, CAUSE_CHECKS.get(hold.reason, ()), on))
        if failed is not None:
            raise Refused(refusals.CAUSE_STANDS.with_missing([failed.message, *failed.missing]))
        return holds_lift(ref=hold.ref, by=by, on=on)


def offer_record_state(*, offer: Offer, patent: Patent, values: Mapping[str, Any], by: User, on: date) -> Patent:
    """Copy status and paid-to day of an extract (`EXTRACT_FIELDS`) into the patent's record, as a clerk's statement."""
    _not_own(offer, by)
    if not offer_can_review(by, offer) or not OfferPatent.objects.filter(offer=offer, patent=patent).exists():
        raise Refused(NOT_ALLOWED)
    given = {name: values[name] for name in EXTRACT_FIELDS if values.get(name)}
    statement_record(patent=patent, values=given, stated_by=None, source=Source.CLERK, by=by, on=on)
    return patent


def _send_back(offer: Offer, action: str, reason_code: str, note: str, by: User, on: date, revision: int) -> Offer:
    _not_own(offer, by)
    return offer_move(
        offer=offer, action=action, by=by, on=on, revision=revision, reason_code=reason_code,
        changes={"return_note": note_required(note)},
        notice="offer_returned" if action == "return" else "offer_rejected",
    )  # fmt: skip


def _not_own(offer: Offer, by: User) -> None:
    """Separation 6, by name: an operator who is a member of the owner enterprise."""
    if has_role(by, OPERATOR) and is_member(by, offer.enterprise_id):
        raise Refused(refusals.OWN_ENTERPRISE)
