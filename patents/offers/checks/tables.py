"""Which checks each move asks, in order: the one visible table behind guards and pages."""

from collections.abc import Iterable
from datetime import date

from ipplatform.moves import Refusal
from patents.offers.checks import open_licence, review, submission
from patents.offers.checks.check import Check, Rule
from patents.offers.checks.refusals import REFUSALS
from patents.offers.models import Offer
from patents.offers.selectors import OfferFacts, offer_facts
from patents.rights.models import HoldReason, Mode

SUBMIT_CHECKS: tuple[Rule, ...] = (
    submission.fields_complete,
    submission.application_numbers,
    submission.filing_dates,
    submission.authority,
    submission.truth_declared,
    submission.slot_free,
    submission.open_or_exclusive,
    submission.no_open_licence_runs,
)
VERIFY_CHECKS: tuple[Rule, ...] = (
    review.not_locked,
    review.status_live,
    review.fee_paid,
    review.pledges_consented,
    review.co_owners_consent,
    review.extract_fresh,
)
PUBLISH_CHECKS: tuple[Rule, ...] = (
    review.not_locked,
    review.valid_until_ahead,
    review.verification_fresh,
    review.patents_published,
    submission.open_or_exclusive,
    submission.no_open_licence_runs,
)
RECHECK_CHECKS: tuple[Rule, ...] = (review.status_live, review.fee_paid, review.extract_fresh)
# What must hold before a hold of a reason is lifted; a suspension's or other hold's end is the operator's own finding.
CAUSE_CHECKS: dict[str, tuple[Rule, ...]] = {
    HoldReason.FEE: (review.fee_paid,),
    HoldReason.STATUS: (review.status_live,),
    HoldReason.PLEDGE: (review.pledges_consented,),
}


def rules_for(offer: Offer, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules with O1-O9 added where the offer is an open licence and the rules are those of publishing."""
    found = tuple(rules)
    return (*found, *open_licence.OPEN_CHECKS) if offer.mode == Mode.OPEN and found == PUBLISH_CHECKS else found


def checks_of(offer: Offer, rules: Iterable[Rule], on: date, facts: OfferFacts | None = None) -> list[Check]:
    """How rules come out for an offer on a day, in the table's order."""
    known = facts or offer_facts(offer, on)
    return [rule(offer, known, on) for rule in rules_for(offer, rules)]


def offer_checks(offer: Offer, on: date, facts: OfferFacts | None = None) -> list[Check]:
    """Every check of an offer on a day, each once, in the order of its life: submit, verify, publish."""
    return [check for _move, checks in offer_check_groups(offer, on, facts) for check in checks]


def offer_check_groups(offer: Offer, on: date, facts: OfferFacts | None = None) -> list[tuple[str, list[Check]]]:
    """The same by the move that asks: (submit, …), (verify, …), (publish, …); each rule in the first that has it."""
    known = facts or offer_facts(offer, on)
    moves = (("submit", SUBMIT_CHECKS), ("verify", VERIFY_CHECKS), ("publish", rules_for(offer, PUBLISH_CHECKS)))
    asked: set[Rule] = set()
    groups = []
    for move, rules in moves:
        groups.append((move, [rule(offer, known, on) for rule in rules if rule not in asked]))
        asked.update(rules)
    return groups


def first_refusal(checks: Iterable[Check]) -> Refusal | None:
    """The refusal of the first check that does not hold, naming what is missing."""
    failed = next((check for check in checks if not check.holds), None)
    return None if failed is None else refusal_of(failed)


def refusal_of(check: Check) -> Refusal:
    """The named refusal of a check that does not hold."""
    return REFUSALS[check.code].with_missing(check.names)


def lock_reasons(offer: Offer, facts: OfferFacts, on: date) -> tuple[str, ...]:
    """Why an offer is locked on a day, in words; empty when it is not."""
    return review.not_locked(offer, facts, on).names
