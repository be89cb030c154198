"""What parties do with a deal: quote, counter, accept, withdraw, cancel, note a payment, confirm a landing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.permissions import AnyUser
from ipplatform.money import money_text
from patents.deals.deeds.deed import Deed, of
from patents.deals.forms import CancelForm, ConfirmForm, PaidForm, QuoteForm
from patents.deals.models import Deal, Landing, Quote
from patents.deals.permissions import sides_of
from patents.deals.selectors import open_quote
from patents.deals.services import (
    deal_cancel,
    landing_confirm,
    payment_note,
    quote_accept,
    quote_counter,
    quote_make,
    quote_withdraw,
)
from patents.deals.workflow import DEAL, LANDING, PAYMENT, QUOTE


def _answerable(user: AnyUser, deal: Deal) -> bool:
    quote = open_quote(deal)
    return quote is not None and bool(sides_of(user, deal) - {quote.side})


def _offered(deal: Deal) -> list[dict[str, Any]]:
    """The quote to be answered."""
    quote = open_quote(deal)
    if quote is None:
        return []
    return [
        {"term": _("报价方"), "value": quote.get_side_display()},
        {"term": _("金额（元）"), "value": money_text(quote.amount)},
        {"term": _("条件"), "value": quote.terms},
        {"term": _("有效期至"), "value": quote.valid_until},
    ]


def _claimed(landing: Landing) -> list[dict[str, Any]]:
    """The landing to be confirmed."""
    return [
        {"term": _("落地企业"), "value": landing.enterprise.name},
        {
            "term": _("地址"),
            "value": landing.address,
            "note": landing.region_words,
        },
        {"term": _("落地日期"), "value": landing.landed_on},
        {"term": _("使用方式"), "value": landing.get_use_display()},
    ]


def _none_open(user: AnyUser, deal: Deal) -> bool:
    return open_quote(deal) is None


def _before_signing(user: AnyUser, deal: Deal) -> bool:
    return deal.signed_on is None


def _quote(by: Any, on: Any, deal: Deal, v: dict[str, Any]) -> object:
    return quote_make(
        deal=deal, amount=v["amount"], terms=v["terms"], valid_until=v["valid_until"], by=by, on=on,
        revision=v["revision"],
    )  # fmt: skip


def _counter(by: Any, on: Any, deal: Deal, v: dict[str, Any]) -> object:
    return quote_counter(
        deal=deal, quote=open_quote(deal), amount=v["amount"], terms=v["terms"], valid_until=v["valid_until"],
        by=by, on=on, revision=v["revision"],
    )  # fmt: skip


ACCEPT = Deed(
    "accept", _("接受报价"), _("接受后双方即就价格达成一致，报价金额成为拟签合同金额。"),
    ConfirmForm,
    lambda by, on, deal, v: quote_accept(deal=deal, quote=open_quote(deal), by=by, on=on, revision=v["revision"]),
    of(DEAL, "accept_quote"), primary=True, shown=_answerable, facts=_offered,
)  # fmt: skip
COUNTER = Deed(
    "counter", _("还价"), _("对方的报价转为“已还价”，您的报价等待对方回应。"),
    QuoteForm, _counter, of(DEAL, "counter"), shown=_answerable, facts=_offered,
)  # fmt: skip
QUOTE_MAKE = Deed(
    "quote", _("报价"), _("报价发给对方，对方可以接受或还价。同一时间只有一份待回应的报价。"),
    QuoteForm, _quote, of(DEAL, "quote"), primary=True, shown=_none_open,
)  # fmt: skip
CANCEL = Deed(
    "cancel", _("退出交易"), _("交易取消后不能恢复。"),
    CancelForm,
    lambda by, on, deal, v: deal_cancel(
        deal=deal, reason_code=v["reason_code"], reason=v["reason"], paper=None, by=by, on=on, revision=v["revision"]
    ),
    of(DEAL, "cancel"), danger=True, shown=_before_signing,
)  # fmt: skip
DESK = (ACCEPT, COUNTER, QUOTE_MAKE, CANCEL)


def _withdraw(by: Any, on: Any, quote: Quote, v: dict[str, Any]) -> object:
    return quote_withdraw(quote=quote, by=by, on=on, revision=v["revision"])


DESK_QUOTE = (
    Deed(
        "withdraw", _("撤回报价"), _("撤回后可以重新报价。"), ConfirmForm, _withdraw, of(QUOTE, "withdraw"), danger=True
    ),
)  # fmt: skip
DESK_PAYMENT = (
    Deed(
        "note", _("报付款"), _("登记实付日期和金额，由运营专员凭凭证确认。"),
        PaidForm,
        lambda by, on, payment, v: payment_note(
            payment=payment, paid_on=v["paid_on"], paid_amount=v["paid_amount"], by=by, on=on, revision=v["revision"]
        ),
        of(PAYMENT, "note"), initial=lambda payment: {"paid_amount": payment.due_amount},
    ),
)  # fmt: skip
DESK_LANDING = (
    Deed(
        "confirm", _("确认落地"), _("确认本企业已在所列地址实际使用该技术，所附证据属实。确认后由综合科核实。"),
        ConfirmForm,
        lambda by, on, landing, v: landing_confirm(landing=landing, by=by, on=on, revision=v["revision"]),
        of(LANDING, "confirm"), primary=True, facts=_claimed,
        shown=lambda user, landing: landing.enterprise_confirmed_at is None,
    ),
)  # fmt: skip
