"""State table of the deal (domain.md 6.2). Rows with `to` None keep the state: papers, parties, quotes, recordals."""

from datetime import date

from ipplatform.accounts.permissions import AnyUser, is_system
from ipplatform.moves import Context, Move, Refusal, Workflow
from patents.deals.models import Deal, DealDocument, DealEvent, Objection, Quote
from patents.deals.permissions import deal_can_operate, is_party, sides_of
from patents.deals.selectors import open_quote, publicity_deadline
from patents.deals.workflow import refusals as no
from patents.deals.workflow.signing import (
    owners_consented,
    publicity_needed,
    publicity_not_required,
    sign_ready,
    terms_complete,
)
from patents.rights.models import Mode

_State = Deal.State
_BEFORE_SIGNING = (_State.NEGOTIATING, _State.AGREED, _State.PUBLICITY, _State.CLEARED)
_AFTER_SIGNING = (_State.SIGNED, _State.RECORDED, _State.COMPLETED)
_LIVE = (*_BEFORE_SIGNING, *_AFTER_SIGNING)


def _party_or_operator(user: AnyUser, deal: Deal) -> bool:
    return is_party(user, deal) or deal_can_operate(user, deal)


def _system(user: AnyUser, deal: Deal) -> bool:
    return is_system(user)


# quotes


def no_quote_open(deal: Deal, context: Context) -> Refusal | None:
    """At most one active quote; one past its day was lapsed before this guard."""
    return no.QUOTE_OPEN_ALREADY if open_quote(deal) else quote_meaningful(deal, context)


def quote_meaningful(deal: Deal, context: Context) -> Refusal | None:
    """An amount or words, and a day that is not over."""
    if context.data["amount"] is None and not context.data["terms"]:
        return no.QUOTE_EMPTY
    return no.QUOTE_DATE_PAST if context.data["valid_until"] < context.on else None


def quote_of_other_side(deal: Deal, context: Context) -> Refusal | None:
    """The quote named is open, and not the answering side's own."""
    quote: Quote | None = context.data["quote"]
    standing = open_quote(deal)
    if quote is None or standing is None or standing.pk != quote.pk:
        return no.NO_OPEN_QUOTE
    return None if sides_of(context.by, deal) - {quote.side} else no.QUOTE_IS_OWN


def quote_valid(deal: Deal, context: Context) -> Refusal | None:
    """Its last day is not over."""
    return no.QUOTE_EXPIRED if context.data["quote"].valid_until < context.on else None


# publicity


def publicity_applies(deal: Deal, context: Context) -> Refusal | None:
    """Only for a public university or institute at an agreed price (STA 18)."""
    return None if publicity_needed(deal) else no.PUBLICITY_NOT_APPLICABLE


def publicity_stated(deal: Deal, context: Context) -> Refusal | None:
    """Day and intended price; the notice is the move's evidence."""
    day: date | None = context.data["publicity_on"]
    if day is None or not context.data["publicity_price"]:
        return no.PUBLICITY_INCOMPLETE
    return no.DATE_IN_FUTURE if day > context.on else None


def publicity_over(deal: Deal, context: Context) -> Refusal | None:
    """D21 has run: its last day is over."""
    due = publicity_deadline(deal)
    return None if due is not None and due < context.on else no.PUBLICITY_RUNNING


def no_objection_open(deal: Deal, context: Context) -> Refusal | None:
    """Every objection received was decided."""
    return no.OBJECTION_OPEN if deal.objections.filter(state=Objection.State.OPEN).exists() else None


def objection_undecided(deal: Deal, context: Context) -> Refusal | None:
    """An objection is decided once."""
    return None if context.data["objection"].state == Objection.State.OPEN else no.OBJECTION_DECIDED


# registration, completion, cancellation


def recordal_stated(deal: Deal, context: Context) -> Refusal | None:
    """Not before the contract, not in the future; a licence's recordal has its number."""
    if not deal.changes_patents:
        return no.NOTHING_TO_RECORD
    day: date = context.data["day"]
    if deal.signed_on is not None and day < deal.signed_on:
        return no.BEFORE_SIGNING
    if day > context.on:
        return no.DATE_IN_FUTURE
    return no.RECORDAL_NUMBER_MISSING if deal.is_licence and not context.data["number"] else None


def all_recorded(deal: Deal, context: Context) -> Refusal | None:
    """Every patent of the deal has its registration or recordal date."""
    if not deal.changes_patents:
        return no.NOTHING_TO_RECORD
    items = deal.deal_patents.select_related("patent")
    waiting = [
        item.patent.number
        for item in items
        if (item.recordal_date if deal.is_licence else item.registration_date) is None
    ]
    return no.NOT_ALL_RECORDED.with_missing(waiting) if waiting else None


def joint_without_change(deal: Deal, context: Context) -> Refusal | None:
    """Straight from `signed` only joint development that changes no patent."""
    return None if deal.kind == Mode.JOINT_DEVELOPMENT and not deal.patent_change else no.NOT_JOINT_WITHOUT_CHANGE


def payments_settled(deal: Deal, context: Context) -> Refusal | None:
    """Every scheduled payment is confirmed or written off with a reason."""
    return no.PAYMENTS_UNSETTLED if any(not payment.is_settled for payment in deal.payments.all()) else None


def term_over(deal: Deal, context: Context) -> Refusal | None:
    """A licence whose last day has passed."""
    ended = deal.is_licence and deal.term_to is not None and deal.term_to < context.on
    return None if ended else no.TERM_RUNNING


def tech_once(deal: Deal, context: Context) -> Refusal | None:
    """One registration a contract."""
    return no.TECH_ALREADY if hasattr(deal, "tech_registration") else None


_BOOKKEEPING = (
    Move("add_document", _LIVE, None, deal_can_operate),
    Move("add_party", _BEFORE_SIGNING, None, deal_can_operate),
    Move("state_patent", _BEFORE_SIGNING, None, deal_can_operate),
    Move("set_pricing", _BEFORE_SIGNING, None, deal_can_operate),
    Move("tech_register", _AFTER_SIGNING, None, deal_can_operate, guards=(tech_once,)),
)

DEAL = Workflow(
    "deal",
    DealEvent,
    (
        Move("quote", (_State.NEGOTIATING,), None, is_party, guards=(no_quote_open,)),
        Move("counter", (_State.NEGOTIATING,), None, is_party, guards=(quote_of_other_side, quote_meaningful)),
        Move("accept_quote", (_State.NEGOTIATING,), _State.AGREED, is_party, guards=(quote_of_other_side, quote_valid)),
        Move(
            "start_publicity",
            (_State.AGREED,),
            _State.PUBLICITY,
            deal_can_operate,
            guards=(publicity_applies, publicity_stated),
            evidence=True,
        ),
        Move("receive_objection", (_State.PUBLICITY,), None, deal_can_operate),
        Move("dismiss_objection", (_State.PUBLICITY,), None, deal_can_operate, guards=(objection_undecided,)),
        Move(
            "object",
            (_State.PUBLICITY,),
            _State.NEGOTIATING,
            deal_can_operate,
            guards=(objection_undecided,),
            evidence=True,
        ),
        Move(
            "end_publicity",
            (_State.PUBLICITY,),
            _State.CLEARED,
            deal_can_operate,
            guards=(publicity_over, no_objection_open),
            evidence=True,
        ),
        Move(
            "sign",
            (_State.AGREED,),
            _State.SIGNED,
            deal_can_operate,
            guards=(publicity_not_required, terms_complete, sign_ready),
            evidence=True,
        ),
        Move(
            "sign",
            (_State.CLEARED,),
            _State.SIGNED,
            deal_can_operate,
            guards=(terms_complete, sign_ready),
            evidence=True,
        ),
        Move("record_patent", (_State.SIGNED,), None, deal_can_operate, guards=(recordal_stated,), evidence=True),
        Move(
            "record",
            (_State.SIGNED,),
            _State.RECORDED,
            deal_can_operate,
            guards=(all_recorded, owners_consented),
        ),
        Move(
            "complete",
            (_State.SIGNED,),
            _State.COMPLETED,
            deal_can_operate,
            guards=(joint_without_change,),
            evidence=True,
        ),
        Move("complete", (_State.RECORDED,), _State.COMPLETED, deal_can_operate, guards=(payments_settled,)),
        Move("cancel", _BEFORE_SIGNING, _State.CANCELLED, _party_or_operator, reason=True),
        Move("cancel", _AFTER_SIGNING, _State.CANCELLED, deal_can_operate, reason=True, evidence=True),
        Move("end_term", (_State.RECORDED,), _State.COMPLETED, _system, guards=(term_over,)),
        *_BOOKKEEPING,
    ),
)

# The paper that a move asks for, by action and state it starts from: what an operator's page names as missing.
PAPER_OF_MOVE: dict[str, DealDocument.Kind] = {
    "start_publicity": DealDocument.Kind.PUBLICITY_NOTICE,
    "end_publicity": DealDocument.Kind.PUBLICITY_SCREENSHOT,
    "object": DealDocument.Kind.OBJECTION_DECISION,
    "sign": DealDocument.Kind.CONTRACT,
    "record_patent": DealDocument.Kind.REGISTRATION,
    "complete": DealDocument.Kind.DELIVERY,
    "cancel": DealDocument.Kind.CANCEL,
}
