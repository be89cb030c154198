"""Moves that follow from a deal or from the calendar; made by the account `system`, each idempotent for its caller."""

from datetime import date

from django.db import transaction

from ipplatform.accounts.models import User
from patents.offers.models import Offer, OfferState
from patents.offers.services.review import offer_lock
from patents.offers.services.standing import offer_move
from patents.rights.models import HoldReason


def offer_reserve(*, offer: Offer, ref: str, by: User, on: date) -> Offer:
    """published -> reserved: a deal of exclusive effect (transfer, exclusive, sole, equity) is signed; `ref` names it.

    Called under the patents' lock by the deal's own move. A reserved offer stays as it is.
    """
    if offer.state == OfferState.RESERVED:
        return offer
    return offer_move(offer=offer, action="reserve", by=by, on=on, revision=None, evidence=[ref])


def offer_release(*, offer: Offer, ref: str, by: User, on: date) -> Offer:
    """reserved -> published: that deal is cancelled. Until an operator verifies the status again it is locked `status`.

    No lock where the status was re-checked on the very day.
    """
    if offer.state == OfferState.PUBLISHED:
        return offer
    with transaction.atomic():
        offer_move(offer=offer, action="release", by=by, on=on, revision=None, evidence=[ref])
        if offer.status_checked_on != on and offer.locked_on is None:
            offer_lock(offer=offer, reason_code=HoldReason.STATUS, note="", by=by, on=on, revision=None)
    return offer


def offer_close(*, offer: Offer, ref: str, by: User, on: date) -> Offer:
    """reserved -> closed (final): registration or recordal is on file; `ref` names the document."""
    if offer.state == OfferState.CLOSED:
        return offer
    return offer_move(offer=offer, action="close", by=by, on=on, revision=None, evidence=[ref], notice="offer_closed")


def offer_expire(*, offer: Offer, by: User, on: date) -> Offer:
    """published -> expired, when today is past `valid_until`. Raises Refused(not_expired_yet)."""
    return offer_move(offer=offer, action="expire", by=by, on=on, revision=None, notice="offer_expired")
