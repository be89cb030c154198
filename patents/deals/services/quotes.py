"""Quotes: at most one open a deal; the other side accepts or counters."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.moves import event_append, move
from patents.deals.models import Deal, DealParty, Quote
from patents.deals.permissions import sides_of
from patents.deals.selectors import open_quote, quotes_past
from patents.deals.services.notify import tell_operator, tell_parties
from patents.deals.services.papers import deal_move
from patents.deals.workflow import QUOTE
from patents.rights.selectors import patents_lock


def quote_make(
    *, deal: Deal, amount: Decimal | None, terms: str, valid_until: date, by: User, on: date, revision: int
) -> Quote:  # fmt: skip
    """A party's quote; refused while another is open. One past its day lapses first."""
    with transaction.atomic():
        data = {"amount": amount, "terms": terms.strip(), "valid_until": valid_until}
        _deal_claim(deal)
        _lapse_past(deal, on)
        deal_move(deal=deal, action="quote", by=by, on=on, revision=revision, data=data)
        return _quote_new(deal, amount, terms, valid_until, by, on)


def quote_counter(
    *,
    deal: Deal,
    quote: Quote | None,
    amount: Decimal | None,
    terms: str,
    valid_until: date,
    by: User,
    on: date,
    revision: int,
) -> Quote:
    """The other side's answer: the open quote is countered and a new one stands."""
    with transaction.atomic():
        data = {"quote": quote, "amount": amount, "terms": terms.strip(), "valid_until": valid_until}
        deal_move(deal=deal, action="counter", by=by, on=on, revision=revision, data=data)
        if quote is not None:
            move(QUOTE, quote, "counter", by=by, on=on, revision=None, stream_subject=str(deal.public_id))
        return _quote_new(deal, amount, terms, valid_until, by, on)


def quote_accept(*, deal: Deal, quote: Quote | None, by: User, on: date, revision: int) -> Deal:
    """negotiating -> agreed at the quote's amount; the patents' rows are locked first, in key order."""
    with transaction.atomic():
        patents_lock(deal.deal_patents.values_list("patent_id", flat=True))
        changes = {"contract_amount": quote.amount, "agreed_terms": quote.terms} if quote is not None else {}
        deal_move(
            deal=deal, action="accept_quote", by=by, on=on, revision=revision, data={"quote": quote}, changes=changes
        )  # fmt: skip
        if quote is not None:
            move(QUOTE, quote, "accept", by=by, on=on, revision=None, stream_subject=str(deal.public_id))
            tell_parties(deal=deal, kind="quote_accepted", side=quote.side)
        tell_operator(deal=deal, kind="quote_accepted")
    return deal


def quote_withdraw(*, quote: Quote, by: User, on: date, revision: int) -> Quote:
    """open -> withdrawn, by the side that made it."""
    return move(QUOTE, quote, "withdraw", by=by, on=on, revision=revision, stream_subject=str(quote.deal.public_id))


def quotes_lapse(*, by: User, on: date) -> int:
    """open -> lapsed for quotes whose last day is over; run daily by `system`."""
    rows = list(quotes_past(on))
    for quote in rows:
        move(QUOTE, quote, "lapse", by=by, on=on, revision=None, stream_subject=str(quote.deal.public_id))
    return len(rows)


def _deal_claim(deal: Deal) -> None:
    """Lock the deal's row, so that two quotes are judged one after the other."""
    Deal.objects.select_for_update().get(pk=deal.pk)


def _lapse_past(deal: Deal, on: date) -> None:
    standing = open_quote(deal)
    if standing is not None and standing.valid_until < on:
        move(
            QUOTE, standing, "lapse", by=User.objects.system(), on=on, revision=None,
            stream_subject=str(deal.public_id),
        )  # fmt: skip


def _quote_new(deal: Deal, amount: Decimal | None, terms: str, valid_until: date, by: User, on: date) -> Quote:
    side = sorted(sides_of(by, deal))[0]
    quote = Quote(
        deal=deal, round=deal.quotes.count() + 1, side=side, amount=amount, terms=terms.strip(),
        valid_until=valid_until, state=Quote.State.OPEN, created_by=by,
    )  # fmt: skip
    quote.full_clean()
    quote.save()
    event_append(QUOTE, quote, action="make", by=by, on=on, stream_subject=str(deal.public_id))
    other = DealParty.Side.BUYER if side == DealParty.Side.SELLER else DealParty.Side.SELLER
    tell_parties(deal=deal, kind="quote_received", side=other)
    return quote
