"""State tables of quotes and payments (domain.md 6.2)."""

from decimal import Decimal

from ipplatform.accounts.permissions import AnyUser, is_system
from ipplatform.moves import Context, Move, Refusal, Workflow
from patents.deals.models import Payment, PaymentEvent, Quote, QuoteEvent
from patents.deals.permissions import deal_can_operate, payment_can_note, quote_can_withdraw, sides_of
from patents.deals.selectors import paid_total
from patents.deals.workflow.refusals import PAID_OVER_CONTRACT, PAYMENT_DATE_MISSING


def _other_side(user: AnyUser, quote: Quote) -> bool:
    return bool(sides_of(user, quote.deal) - {quote.side})


def _system(user: AnyUser, obj: object) -> bool:
    return is_system(user)


def _operator(user: AnyUser, payment: Payment) -> bool:
    return deal_can_operate(user, payment.deal)


def paid_stated(payment: Payment, context: Context) -> Refusal | None:
    """Day and amount paid."""
    given = context.data.get("paid_on") and context.data.get("paid_amount") is not None
    return None if given else PAYMENT_DATE_MISSING


def within_contract(payment: Payment, context: Context) -> Refusal | None:
    """The paid total may exceed the contract only with a reason, e.g. royalty (domain.md 5.1)."""
    limit = payment.deal.contract_amount
    if limit is None or context.data.get("reason"):
        return None
    amount: Decimal = context.data["paid_amount"]
    return PAID_OVER_CONTRACT if paid_total(payment.deal) + amount > limit else None


_OPEN = (Quote.State.OPEN,)
QUOTE = Workflow(
    "deal",
    QuoteEvent,
    (
        Move("accept", _OPEN, Quote.State.ACCEPTED, _other_side),
        Move("counter", _OPEN, Quote.State.COUNTERED, _other_side),
        Move("withdraw", _OPEN, Quote.State.WITHDRAWN, quote_can_withdraw),
        Move("lapse", _OPEN, Quote.State.LAPSED, _system),
    ),
)

_UNSETTLED = (Payment.State.SCHEDULED, Payment.State.NOTED)
PAYMENT = Workflow(
    "deal",
    PaymentEvent,
    (
        Move("note", (Payment.State.SCHEDULED,), Payment.State.NOTED, payment_can_note, guards=(paid_stated,)),
        Move(
            "confirm",
            (Payment.State.NOTED,),
            Payment.State.CONFIRMED,
            _operator,
            guards=(paid_stated, within_contract),
            evidence=True,
        ),
        Move("write_off", _UNSETTLED, Payment.State.WRITTEN_OFF, _operator, reason=True),
    ),
)
