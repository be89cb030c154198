"""What the calendar does to offers and demands once a day; a second run on the same day changes nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from ipplatform.accounts.models import User
from patents.offers.checks import OPEN_CHECKS, Check, checks_of, status_is_live
from patents.offers.models import Demand, DemandState, Offer, OfferState
from patents.offers.selectors import OfferFacts, facts_of
from patents.offers.services.demands import demand_expire
from patents.offers.services.review import offer_lock
from patents.offers.services.system import offer_expire
from patents.records.models import LegalStatus, Patent
from patents.rights.models import HoldEffect, HoldReason, Mode
from patents.rights.services import hold_set

CHECKED_STATES = (OfferState.VERIFIED, OfferState.PUBLISHED, OfferState.RESERVED)
_BATCH = 200
# Open-licence guards that a hold on the patent answers for already.
_HELD_ELSEWHERE = {"fee_not_paid", "pledge_without_consent", "cnipa_suspended", "exclusive_offer_live"}


def offers_daily(*, by: User, on: date) -> dict[str, int]:
    """Expire offers and demands, hold patents whose fee or status lapsed, lock offers not re-checked (D28, O1-O7).

    Counts of what changed: expired, demands_expired, held_fee, held_status, locked_recheck, locked_open.
    """
    counts = dict.fromkeys(
        ("expired", "demands_expired", "held_fee", "held_status", "locked_recheck", "locked_open"), 0
    )
    for offer in Offer.objects.filter(state=OfferState.PUBLISHED, valid_until__lt=on):
        offer_expire(offer=offer, by=by, on=on)
        counts["expired"] += 1
    for demand in Demand.objects.filter(state=DemandState.PUBLISHED, deadline__lt=on):
        demand_expire(demand=demand, by=by, on=on)
        counts["demands_expired"] += 1
    for offer, facts in _checked(on):
        with transaction.atomic():
            _look_at(offer, facts, by, on, counts)
    return counts


def _look_at(offer: Offer, facts: OfferFacts, by: User, on: date, counts: dict[str, int]) -> None:
    for patent in facts.patents:
        if patent.fee_paid_to is not None and patent.fee_paid_to < on:
            counts["held_fee"] += _hold(patent, facts, HoldReason.FEE, [], by, on)
        if not status_is_live(patent, offer.mode, on):
            # An application may still be transferred: only the other modes are held.
            modes = [mode for mode in Mode.values if mode != Mode.TRANSFER]
            pending = patent.legal_status == LegalStatus.PENDING
            counts["held_status"] += _hold(patent, facts, HoldReason.STATUS, modes if pending else [], by, on)
    if offer.locked_on is not None:
        return
    checked = offer.status_checked_on or offer.verified_on
    if checked is None or checked + timedelta(days=facts.recheck_days) < on:
        offer_lock(offer=offer, reason_code=HoldReason.STATUS, note="", by=by, on=on, revision=None)
        counts["locked_recheck"] += 1
    elif offer.mode == Mode.OPEN and offer.state == OfferState.PUBLISHED and _open_failed(offer, facts, on):
        offer_lock(offer=offer, reason_code=HoldReason.OTHER, note="", by=by, on=on, revision=None)
        counts["locked_open"] += 1


def _open_failed(offer: Offer, facts: OfferFacts, on: date) -> list[Check]:
    checks = checks_of(offer, OPEN_CHECKS, on, facts)
    return [check for check in checks if not check.holds and check.code not in _HELD_ELSEWHERE]


def _hold(patent: Patent, facts: OfferFacts, reason: HoldReason, modes: list[str], by: User, on: date) -> int:
    """1 when the hold is new; the same hold is set once."""
    ref = f"{reason}:{patent.pk}"
    standing = [hold for hold in facts.on_patent(patent).holds if hold.ref == ref and hold.held_to is None]
    if standing:
        return 0
    hold_set(patents=[patent], reason=reason, modes=modes, effect=HoldEffect.LOCK, ref=ref, by=by, on=on)
    return 1


def _checked(on: date) -> Iterator[tuple[Offer, OfferFacts]]:
    ids = list(Offer.objects.filter(state__in=CHECKED_STATES).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _BATCH):
        batch = Offer.objects.filter(pk__in=ids[start : start + _BATCH])
        offers = list(batch.select_related("enterprise").order_by("pk"))
        facts = facts_of(offers, on)
        for offer in offers:
            yield offer, facts[offer.pk]
