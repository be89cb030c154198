"""State table of a landing and the conditions of claiming one (domain.md 5.1, 6.2; separation 5)."""

from collections.abc import Iterable
from datetime import date

from ipplatform.accounts.permissions import AnyUser
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.selectors import NO, YES, is_new_area
from ipplatform.moves import Context, Move, Refusal, Workflow
from patents.deals.models import Deal, DealParty, Landing, LandingEvent
from patents.deals.permissions import deal_can_operate, landing_can_confirm, landing_can_decide
from patents.deals.workflow import refusals as no


def claim_refusal(
    deal: Deal, enterprise: Enterprise, landed_on: date, evidence_kinds: Iterable[str], on: date
) -> Refusal | None:
    """The first reason why a landing may not be claimed, in the order a person would mend them."""
    if deal.state == Deal.State.CANCELLED:
        return no.DEAL_CANCELLED
    if not deal.is_effective_deal:
        return no.NOT_SIGNED
    if deal.effective_on is None:
        return no.NOT_IN_EFFECT
    if landed_on < deal.effective_on:
        return no.LANDED_BEFORE_EFFECT
    if landed_on > on:
        return no.DATE_IN_FUTURE
    if not deal.parties.filter(side=DealParty.Side.BUYER, enterprise=enterprise).exists():
        return no.NOT_A_BUYER
    if (refusal := area_refusal(enterprise, landed_on)) is not None:
        return refusal
    if not list(evidence_kinds):
        return no.LANDING_EVIDENCE_MISSING
    if deal.landings.filter(enterprise=enterprise, state__in=(Landing.State.CLAIMED, Landing.State.VERIFIED)).exists():
        return no.LANDING_EXISTS
    return None


def area_refusal(enterprise: Enterprise, day: date) -> Refusal | None:
    """Inside the New Area on the day; unknown is not inside."""
    answer = is_new_area(enterprise, day)
    if answer == YES:
        return None
    return no.BUYER_NOT_IN_AREA if answer == NO else no.BUYER_AREA_UNKNOWN


def deal_still_effective(landing: Landing, context: Context) -> Refusal | None:
    """The deal was not cancelled since the claim."""
    return None if landing.deal.is_effective_deal else no.DEAL_CANCELLED


def not_confirmed_yet(landing: Landing, context: Context) -> Refusal | None:
    """Confirmed once, with its first time kept."""
    return no.ALREADY_CONFIRMED if landing.enterprise_confirmed_at else None


def enterprise_confirmed(landing: Landing, context: Context) -> Refusal | None:
    """The buyer acknowledged the claim."""
    return None if landing.enterprise_confirmed_at else no.ENTERPRISE_NOT_CONFIRMED


def buyer_inside(landing: Landing, context: Context) -> Refusal | None:
    """Membership may have been corrected since the claim."""
    return area_refusal(landing.enterprise, landing.landed_on)


def address_checked(landing: Landing, context: Context) -> Refusal | None:
    """Ticked by the person who verifies."""
    return None if context.data.get("address_checked") else no.ADDRESS_NOT_CHECKED


def evidence_read(landing: Landing, context: Context) -> Refusal | None:
    """Ticked by the person who verifies; there is evidence to read."""
    if not landing.evidence.exists():
        return no.LANDING_EVIDENCE_MISSING
    return None if context.data.get("evidence_read") else no.EVIDENCE_NOT_READ


def _operator(user: AnyUser, landing: Landing) -> bool:
    return deal_can_operate(user, landing.deal)


LANDING = Workflow(
    "deal",
    LandingEvent,
    (
        Move(
            "confirm",
            (Landing.State.CLAIMED,),
            None,
            landing_can_confirm,
            guards=(deal_still_effective, not_confirmed_yet),
        ),
        Move(
            "verify",
            (Landing.State.CLAIMED,),
            Landing.State.VERIFIED,
            landing_can_decide,
            guards=(deal_still_effective, enterprise_confirmed, buyer_inside, address_checked, evidence_read),
            evidence=True,
        ),
        Move("reject", (Landing.State.CLAIMED,), Landing.State.REJECTED, landing_can_decide, reason=True),
        Move("revisit", (Landing.State.VERIFIED,), None, _operator),
        Move("revoke", (Landing.State.VERIFIED,), Landing.State.REVOKED, landing_can_decide, reason=True),
    ),
)
