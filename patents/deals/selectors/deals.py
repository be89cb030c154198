"""Reads of deals: lists, one with all its rows, its history, quotes, payments, dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Sum

from ipplatform.accounts.models import User
from patents.deals.models import (
    Deal,
    DealDeadline,
    DealDocument,
    DealEvent,
    DealParty,
    DealPatent,
    Payment,
    PaymentEvent,
    Quote,
)
from patents.records.models import Patent
from patents.records.selectors import patent_by_any_number

_PARTIES = Prefetch("parties", queryset=DealParty.objects.select_related("enterprise"))


@dataclass(frozen=True)
class HistoryLine:
    """One move as a page tells it: who (a name), what, when it happened and was recorded."""

    action: str
    to_state: str
    actor: str
    happened_on: date
    recorded_at: datetime


def deals_listed(rows: QuerySet[Deal], *, state: str = "", kind: str = "") -> QuerySet[Deal]:
    """Rows for a list with parties: two queries a page, whatever its length."""
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("offer").prefetch_related(_PARTIES)


def deal_for_page(rows: QuerySet[Deal]) -> QuerySet[Deal]:
    """One deal with parties, patents, papers, quotes, payments, dates and objections."""
    return rows.select_related("offer", "inquiry", "operator", "contract_file", "tech_registration").prefetch_related(
        _PARTIES,
        Prefetch("deal_patents", queryset=DealPatent.objects.select_related("patent", "registration_doc")),
        Prefetch("documents", queryset=DealDocument.objects.select_related("file", "deal_patent__patent")),
        Prefetch("quotes", queryset=Quote.objects.order_by("-round")),
        Prefetch("payments", queryset=Payment.objects.select_related("voucher")),
        "deadlines",
        "objections",
    )


def deal_history(deal: Deal) -> list[HistoryLine]:
    """Moves of the deal and of its payments, newest first, with the names of who made them: three queries."""
    events: list[DealEvent | PaymentEvent] = [
        *DealEvent.objects.filter(subject=deal),
        *PaymentEvent.objects.filter(subject__deal=deal),
    ]
    names = names_of(event.actor for event in events)
    events.sort(key=lambda event: (event.recorded_at, event.pk), reverse=True)
    return [
        HistoryLine(
            action=event.action if isinstance(event, DealEvent) else f"payment_{event.action}",
            to_state=event.to_state,
            actor=names.get(event.actor, ""),
            happened_on=event.happened_on,
            recorded_at=event.recorded_at,
        )
        for event in events
    ]


def names_of(public_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of accounts by public id."""
    rows = User.objects.filter(public_id__in=set(public_ids))
    return {user.public_id: user.get_short_name() if not user.name else user.name for user in rows}


def open_quote(deal: Deal) -> Quote | None:
    """The one active quote."""
    return Quote.objects.filter(deal=deal, state=Quote.State.OPEN).first()


def quotes_past(on: date) -> QuerySet[Quote]:
    """Open quotes whose last day is over."""
    return Quote.objects.filter(state=Quote.State.OPEN, valid_until__lt=on).select_related("deal").order_by("pk")


def paid_total(deal: Deal) -> Decimal:
    """Sum of confirmed payments."""
    total: Decimal | None = Payment.objects.filter(deal=deal, state=Payment.State.CONFIRMED).aggregate(
        total=Sum("paid_amount")
    )["total"]
    return total if total is not None else Decimal("0.00")


def publicity_deadline(deal: Deal) -> date | None:
    """Last day of the running publicity (D21): the newest one that still stands."""
    row = DealDeadline.objects.filter(deal=deal, rule_code="D21", state=DealDeadline.OPEN).order_by("-pk").first()
    return row.due_on if row else None


def licences_ended(on: date) -> QuerySet[Deal]:
    """Recorded licences whose term is over."""
    return Deal.objects.filter(state=Deal.State.RECORDED, term_to__lt=on).order_by("pk")


def patents_of_numbers(numbers: Iterable[str]) -> list[Patent]:
    """Patents named in any writing, in order, each once; unknown numbers are left out."""
    found = (patent_by_any_number(number) for number in numbers)
    return list(dict.fromkeys(patent for patent in found if patent is not None))


def staff_with(role: str) -> list[User]:
    """Active holders of a staff role, for notices."""
    return list(User.objects.filter(groups__name=role, is_active=True).order_by("pk"))


def patents_in_deals(ids: frozenset[int]) -> dict[int, str]:
    """Which patents stand in a deal: they may not disappear (records.guards)."""
    rows = (
        DealPatent.objects.filter(patent__in=ids).order_by("patent_id", "pk").values_list("patent_id", "deal__number")
    )
    reasons: dict[int, str] = {}
    for patent_id, number in rows:
        reasons.setdefault(patent_id, f"专利在交易 {number} 中")
    return reasons


def patents_in_live_deals(ids: frozenset[int]) -> dict[int, str]:
    """Which patents stand in a deal that is neither completed nor cancelled: two of them are never merged."""
    rows = (
        DealPatent.objects.filter(patent__in=ids)
        .exclude(deal__state__in=(Deal.State.COMPLETED, Deal.State.CANCELLED))
        .order_by("patent_id", "pk")
        .values_list("patent_id", "deal__number")
    )
    return {patent_id: f"专利在未完成的交易 {number} 中" for patent_id, number in rows}
