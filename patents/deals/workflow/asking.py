"""Why a person may not press a button: the same named answer for the page, a forged request and the service."""

from ipplatform.accounts.permissions import AnyUser, has_role
from ipplatform.accounts.roles import GENERAL_SECTION
from ipplatform.moves import NOT_ALLOWED, NOT_IN_TABLE, Moved, Refusal, Workflow
from patents.deals.models import Deal, DealParty, Inquiry, Landing, Payment, Quote
from patents.deals.permissions import (
    deal_can_operate,
    enterprises_in,
    inquiry_can_operate,
    is_asked_side,
    is_asking_side,
    is_conflicted,
    party_area_can_decide,
)
from patents.deals.workflow import refusals as no

DECISIONS = ("verify", "reject", "revoke")


def move_refusal(workflow: Workflow, obj: Moved, action: str, user: AnyUser) -> Refusal | None:
    """None if the action is in the table and this person's; guards are asked by the move itself."""
    row = workflow.find(action, obj.state)
    if isinstance(obj, Landing) and action in DECISIONS and user is not None and obj.claimed_by_id == user.pk:
        return no.CLAIMER_MAY_NOT_VERIFY
    if row is None:
        return NOT_IN_TABLE
    return None if row.who(user, obj) else _why(user, obj)


def operate_refusal(user: AnyUser, deal: Deal) -> Refusal | None:
    """Deeds of the deal's operator that are no move of its table: schedule a payment, claim a landing."""
    return None if deal_can_operate(user, deal) else _why(user, deal)


def interaction_refusal(user: AnyUser, inquiry: Inquiry) -> Refusal | None:
    """Either side or an operator, while the inquiry lives."""
    concerned = is_asked_side(user, inquiry) or is_asking_side(user, inquiry) or inquiry_can_operate(user, inquiry)
    if not concerned:
        return _why(user, inquiry)
    return None if inquiry.is_live else no.INQUIRY_OVER


def data_room_add_refusal(user: AnyUser, inquiry: Inquiry) -> Refusal | None:
    """The asked side or an operator, while the inquiry lives."""
    if not (is_asked_side(user, inquiry) or inquiry_can_operate(user, inquiry)):
        return _why(user, inquiry)
    return None if inquiry.is_live else no.INQUIRY_OVER


def area_approve_refusal(user: AnyUser, party: DealParty) -> Refusal | None:
    """The general section, never on its own proposal (separation 5)."""
    if user is not None and party.proposed_by_id is not None and party.proposed_by_id == user.pk:
        return no.PROPOSER_MAY_NOT_APPROVE
    if not has_role(user, GENERAL_SECTION):
        return NOT_ALLOWED
    waits = party.area_proposed != DealParty.Area.UNKNOWN and party.approved_by_id is None
    return None if waits and party_area_can_decide(user, party) else NOT_IN_TABLE


def _why(user: AnyUser, obj: object) -> Refusal:
    """An operator who belongs to a side is told so (separation 6)."""
    return no.OWN_ENTERPRISE if is_conflicted(user, _concerned(obj)) else NOT_ALLOWED


def _concerned(obj: object) -> frozenset[int]:
    if isinstance(obj, Inquiry):
        return frozenset({obj.from_enterprise_id, obj.owner_enterprise_id})
    if isinstance(obj, Quote | Payment | Landing):
        return enterprises_in(obj.deal)
    return enterprises_in(obj) if isinstance(obj, Deal) else frozenset()
