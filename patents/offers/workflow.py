"""State tables of offers (domain.md 6.1) and demands (6.2, last paragraph). What each row asks is in checks/."""

from collections.abc import Iterable

from ipplatform.accounts.permissions import AnyUser, is_system
from ipplatform.moves import Context, Guard, Move, Refusal, Workflow
from patents.offers.checks import (
    LOCKED,
    PUBLISH_CHECKS,
    RECHECK_CHECKS,
    SUBMIT_CHECKS,
    VERIFY_CHECKS,
    Rule,
    checks_of,
    first_refusal,
    refusals,
    withdrawal_announced,
)
from patents.offers.models import Demand, DemandEvent, Offer, OfferEvent
from patents.offers.permissions import (
    demand_can_review,
    demand_is_owners,
    offer_can_lock,
    offer_can_review,
    offer_can_unlock,
    offer_is_owners,
)
from patents.offers.selectors import offer_facts
from patents.rights.models import HoldReason

NON_FINAL = ("draft", "submitted", "verified", "published", "reserved", "expired")


def _system(user: AnyUser, obj: object) -> bool:
    return is_system(user)


def _hold(rules: Iterable[Rule]) -> Guard:
    """A guard that reads the facts once and names the first check that does not hold."""
    asked = tuple(rules)

    def guard(offer: Offer, context: Context) -> Refusal | None:
        return first_refusal(checks_of(offer, asked, context.on))

    return guard


def _not_locked(offer: Offer, context: Context) -> Refusal | None:
    """While locked only withdraw, unlock, expire, release and close are made."""
    facts = offer_facts(offer, context.on)
    return LOCKED if offer.locked_on or facts.holds_on(context.on, offer.mode) else None


def _not_locked_alone(offer: Offer, context: Context) -> Refusal | None:
    """`submit` is made on a held patent too: the offer then is locked from its first day."""
    return LOCKED if offer.locked_on else None


def _lockable(offer: Offer, context: Context) -> Refusal | None:
    return refusals.ALREADY_LOCKED if offer.locked_on else None


def _cause_ended(offer: Offer, context: Context) -> Refusal | None:
    """`unlock`: the operator has verified the status again; a dispute ends with its case, not with a status."""
    if offer.locked_on is None:
        return refusals.NOT_LOCKED
    if offer.lock_reason == HoldReason.DISPUTE:
        return None
    failed = first_refusal(checks_of(offer, RECHECK_CHECKS, context.on))
    return refusals.CAUSE_STANDS.with_missing([failed.message, *failed.missing]) if failed else None


def _past_valid_until(offer: Offer, context: Context) -> Refusal | None:
    past = offer.valid_until is not None and context.on > offer.valid_until
    return None if past else refusals.NOT_EXPIRED_YET


OFFER = Workflow(
    "offer",
    OfferEvent,
    (
        Move("submit", ("draft",), "submitted", offer_is_owners, (_not_locked_alone, _hold(SUBMIT_CHECKS))),
        Move("return", ("submitted",), "draft", offer_can_review, (_not_locked,), reason=True),
        Move("reject", ("submitted",), "rejected", offer_can_review, (_not_locked,), reason=True),
        Move("verify", ("submitted",), "verified", offer_can_review, (_hold(VERIFY_CHECKS),)),
        Move("publish", ("verified",), "published", offer_can_review, (_hold(PUBLISH_CHECKS),)),
        # D28: the status is read again; the state stays.
        Move("recheck", ("verified", "published", "reserved"), None, offer_can_review, (_hold(RECHECK_CHECKS),)),
        Move("reserve", ("published",), "reserved", _system, (_not_locked,), evidence=True),
        Move("release", ("reserved",), "published", _system, evidence=True),
        Move("close", ("reserved",), "closed", _system, evidence=True),
        Move("lock", NON_FINAL, None, offer_can_lock, (_lockable,), reason=True),
        Move("unlock", NON_FINAL, None, offer_can_unlock, (_cause_ended,)),
        Move("expire", ("published",), "expired", _system, (_past_valid_until,)),
        Move("renew", ("expired",), "draft", offer_is_owners, (_not_locked,)),
        Move(
            "withdraw", ("draft", "submitted", "verified", "published"), "withdrawn", offer_is_owners,
            (_hold((withdrawal_announced,)),), reason=True,
        ),
    ),
)  # fmt: skip


def _demand_complete(demand: Demand, context: Context) -> Refusal | None:
    lacking = [
        demand._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # plain fields
        for name in ("title", "field", "problem", "indicators", "deadline", "contact")
        if not getattr(demand, name)
    ]
    if lacking:
        return refusals.DEMAND_FIELDS_MISSING.with_missing(lacking)
    if not any(letter.isdigit() for letter in demand.indicators):
        return refusals.INDICATORS_NOT_QUANTIFIED
    return None


def _deadline_ahead(demand: Demand, context: Context) -> Refusal | None:
    return None if demand.deadline is not None and demand.deadline > context.on else refusals.DEADLINE_PAST


def _past_deadline(demand: Demand, context: Context) -> Refusal | None:
    past = demand.deadline is not None and context.on > demand.deadline
    return None if past else refusals.NOT_EXPIRED_YET


def _reviewer_or_system(user: AnyUser, demand: Demand) -> bool:
    return is_system(user) or demand_can_review(user, demand)


DEMAND = Workflow(
    "demand",
    DemandEvent,
    (
        Move("submit", ("draft", "returned"), "submitted", demand_is_owners, (_demand_complete, _deadline_ahead)),
        Move("publish", ("submitted",), "published", demand_can_review, (_deadline_ahead,)),
        Move("return", ("submitted",), "returned", demand_can_review, reason=True),
        Move("match", ("published",), "matched", _reviewer_or_system),
        Move("close", ("matched",), "closed", demand_is_owners),
        Move("expire", ("published",), "expired", _system, (_past_deadline,)),
    ),
)
