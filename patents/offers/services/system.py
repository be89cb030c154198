"""Moves that follow from a deal or from the calendar; made by the account `system`, each idempotent for its caller."""

from datetime import date

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.moves import move
from patents.offers.models import Offer, OfferState
from patents.offers.services.review import offer_lock
from patents.offers.services.standing import owners_tell, patents_locked, shown, slot_set
from patents.offers.workflow import OFFER
from patents.rights.models import HoldReason


def offer_reserve(*, offer: Offer, ref: str, by: User, on: date) -> Offer:
    """published -> reserved: a deal of exclusive effect (transfer, exclusive, sole, equity) is signed; `ref` names it.

    Called under the patents' lock by the deal's own move. A reserved offer stays as it is.
    """
    if offer.state == OfferState.RESERVED:
        return offer
    with transaction.atomic():
        ids = patents_locked(offer)
        move(OFFER, offer, "reserve", by=by, on=on, revision=None, evidence=[ref])
        shown(ids)
    return offer


def offer_release(*, offer: Offer, ref: str, by: User, on: date) -> Offer:
    """reserved -> published: that deal is cancelled. Until an operator verifies the status again it is locked `status`.

    No lock where the status was re-checked on the very day.
    """
    if offer.state == OfferState.PUBLISHED:
        return offer
    with transaction.atomic():
        ids = patents_locked(offer)
        move(OFFER, offer, "release", by=by, on=on, revision=None, evidence=[ref])
        if offer.status_checked_on != on and offer.locked_on is None:
            offer_lock(offer=offer, reason_code=HoldReason.STATUS, note="", by=by, on=on, revision=None)
        shown(ids)
    return offer


def offer_close(*, offer: Offer, ref: str, by: User, on: date) -> Offer:
    """reserved -> closed (final): registration or recordal is on file; `ref` names the document."""
    if offer.state == OfferState.CLOSED:
        return offer
    with transaction.atomic():
        ids = patents_locked(offer)
        move(OFFER, offer, "close", by=by, on=on, revision=None, evidence=[ref])
        slot_set(offer)
        shown(ids)
        owners_tell(offer, "offer_closed")
    return offer


def offer_expire(*, offer: Offer, by: User, on: date) -> Offer:
    """published -> expired, when today is past `valid_until`. Raises Refused(not_expired_yet)."""
    with transaction.atomic():
        ids = patents_locked(offer)
        move(OFFER, offer, "expire", by=by, on=on, revision=None)
        slot_set(offer)
        shown(ids)
        owners_tell(offer, "offer_expired")
    return offer
