"""`landed_share` (domain.md section 9): share of the year's contract amounts whose deals landed in the New Area."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from ipplatform import clock
from ipplatform.measures import DEFINED, UNDEFINED, CountedRecord, ExcludedRecord, MeasureResult
from patents.deals.models import Deal, DealParty, Landing, Payment

CODE = "landed_share"
UNIT = "%"
RULE_VERSION = "1"
NO_DEALS, NO_AMOUNTS = "no_deals", "no_amounts"
_ZERO = Decimal("0.00")


def landed_share(period_start: date, period_end: date, as_of: date) -> MeasureResult:
    """sum(amount of landed deals) / sum(amount of effective deals signed in the period), in percent, exact Decimal.

    Every deal is a candidate and stands once in `counted` (the denominator, each with `landed` and `why`) or
    `excluded`. Landing, cancellation and payment are cut at `as_of` by the time they were recorded. Undefined without
    deals or without amounts: never 0 % and never 100 %. Four queries, whatever the number of deals.
    """
    cut = clock.end_of_day(as_of)
    last = min(period_end, as_of)
    counted: list[tuple[Deal, str]] = []
    excluded: list[ExcludedRecord] = []
    for deal in _deals():
        why = _why_not(deal, cut)
        reason = _reason(deal, period_start, last, cut)
        if reason:
            excluded.append(ExcludedRecord(_record(deal, why), reason))
        else:
            counted.append((deal, why))
    total = sum((deal.contract_amount or _ZERO for deal, _why in counted), _ZERO)
    landed = sum((deal.contract_amount or _ZERO for deal, why in counted if not why), _ZERO)
    undefined = _undefined(counted, excluded, total)
    return MeasureResult(
        code=CODE,
        value=None if undefined else landed * 100 / total,
        unit=UNIT,
        state=UNDEFINED if undefined else DEFINED,
        counted=[_record(deal, why) for deal, why in counted],
        excluded=excluded,
        parts={
            "landed_amount": landed,
            "total_amount": total,
            "undefined": undefined,
            "paid": _paid(counted, cut),
        },
        rule_version=RULE_VERSION,
        note={NO_DEALS: _("暂无成交"), NO_AMOUNTS: _("成交均无可计金额"), "": ""}[undefined],
    )


def _undefined(counted: list[tuple[Deal, str]], excluded: list[ExcludedRecord], total: Decimal) -> str:
    if total:
        return ""
    return NO_AMOUNTS if counted or any(row.reason == "no_amount" for row in excluded) else NO_DEALS


def _reason(deal: Deal, first: date, last: date, cut: datetime) -> str:
    """The first reason of the rule's list."""
    if deal.signed_on is None:
        return "not_signed"
    if deal.state == Deal.State.CANCELLED and (deal.cancelled_at is None or deal.cancelled_at < cut):
        return "deal_cancelled"
    if not first <= deal.signed_on <= last:
        return "date_outside_period"
    return "no_amount" if deal.contract_amount is None else ""


def _why_not(deal: Deal, cut: datetime) -> str:
    """Empty if landed by `cut`; else none, claimed, rejected, revoked or verified_after_as_of, by the latest one."""
    states = [_landing_state(landing, cut) for landing in deal.landings.all()]
    if "" in states:
        return ""
    return next((state for state in reversed(states) if state != "none"), "none")


def _landing_state(landing: Landing, cut: datetime) -> str:
    """The state as recorded by `cut`; empty = verified."""
    if landing.revoked_at is not None and landing.revoked_at < cut:
        return "revoked"
    if landing.verified_at is not None:
        return "" if landing.verified_at < cut else "verified_after_as_of"
    if landing.rejected_at is not None and landing.rejected_at < cut:
        return "rejected"
    return "claimed" if landing.claimed_at < cut else "none"


def _paid(counted: list[tuple[Deal, str]], cut: datetime) -> dict[str, Decimal | None]:
    """Confirmed payments by `cut` over the same deals; no share while nothing is paid."""
    sums = [(_paid_by(deal, cut), not why) for deal, why in counted]
    total = sum((amount for amount, _landed in sums), _ZERO)
    landed = sum((amount for amount, is_landed in sums if is_landed), _ZERO)
    return {"landed": landed, "total": total, "share": landed * 100 / total if total else None}


def _paid_by(deal: Deal, cut: datetime) -> Decimal:
    return sum(
        (
            payment.paid_amount
            for payment in deal.payments.all()
            if payment.paid_amount is not None and payment.confirmed_at is not None and payment.confirmed_at < cut
        ),
        _ZERO,
    )


def _deals() -> list[Deal]:
    return list(
        Deal.objects.prefetch_related(
            Prefetch("landings", queryset=Landing.objects.order_by("pk")),
            Prefetch("payments", queryset=Payment.objects.filter(state=Payment.State.CONFIRMED)),
            Prefetch("parties", queryset=DealParty.objects.select_related("enterprise")),
        ).order_by("number")
    )


def _record(deal: Deal, why: str) -> CountedRecord:
    parties = list(deal.parties.all())
    values = {
        "kind": deal.kind, "contract_amount": deal.contract_amount, "landed": not why, "why": why,
        "buyers": [party.name for party in parties if party.side == DealParty.Side.BUYER],
        "sellers": [party.name for party in parties if party.side == DealParty.Side.SELLER],
    }  # fmt: skip
    address = reverse("deals_staff:deal", args=[deal.number])
    return CountedRecord(
        key=f"deal:{deal.number}", label=deal.number, on=deal.signed_on, values=values, address=address
    )
