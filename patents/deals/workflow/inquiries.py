"""State table of the inquiry (domain.md 6.2)."""

from ipplatform.accounts.permissions import AnyUser
from ipplatform.moves import Context, Move, Refusal, Workflow
from patents.deals.models import Inquiry, InquiryEvent
from patents.deals.permissions import inquiry_can_operate, is_asked_side, is_asking_side
from patents.deals.selectors import about_is_open
from patents.deals.workflow.refusals import NDA_ALREADY, NDA_MISSING, OFFER_NOT_OPEN

_LIVE = (Inquiry.State.SENT, Inquiry.State.ANSWERED, Inquiry.State.MEETING)


def _operator_or_asked(user: AnyUser, inquiry: Inquiry) -> bool:
    return inquiry_can_operate(user, inquiry) or is_asked_side(user, inquiry)


def _anybody_concerned(user: AnyUser, inquiry: Inquiry) -> bool:
    return _operator_or_asked(user, inquiry) or is_asking_side(user, inquiry)


def nda_given(inquiry: Inquiry, context: Context) -> Refusal | None:
    """A deal is opened only after the asking side's NDA."""
    return None if inquiry.nda_accepted_at else NDA_MISSING


def nda_not_yet(inquiry: Inquiry, context: Context) -> Refusal | None:
    """Accepted once, with its first time kept."""
    return NDA_ALREADY if inquiry.nda_accepted_at else None


def about_still_open(inquiry: Inquiry, context: Context) -> Refusal | None:
    """The offer is still on offer and unlocked, or the demand still published."""
    return None if about_is_open(inquiry.about, context.on) else OFFER_NOT_OPEN


INQUIRY = Workflow(
    "deal",
    InquiryEvent,
    (
        Move("answer", (Inquiry.State.SENT,), Inquiry.State.ANSWERED, _operator_or_asked),
        Move("accept_nda", _LIVE, None, is_asking_side, guards=(nda_not_yet,)),
        Move("meet", (Inquiry.State.ANSWERED,), Inquiry.State.MEETING, _operator_or_asked),
        Move(
            "open", _LIVE, Inquiry.State.BECAME_DEAL, inquiry_can_operate, guards=(nda_given, about_still_open)
        ),
        Move("close", _LIVE, Inquiry.State.CLOSED, _anybody_concerned, reason=True),
    ),
)  # fmt: skip
