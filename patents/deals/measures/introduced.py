"""`introduced_patents` (domain.md section 9): patents brought into the New Area, each once a plan year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Prefetch
from django.urls import reverse

from ipplatform import clock
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.selectors import NO, UNKNOWN, YES, areas_on
from ipplatform.measures import DEFINED, CountedRecord, ExcludedRecord, MeasureResult
from patents.deals.models import REGISTERED, Deal, DealParty, DealPatent
from patents.records.models import Patent

CODE = "introduced_patents"
UNIT = "项"
RULE_VERSION = "1"
_OF_PERSON = {DealParty.Area.INSIDE: YES, DealParty.Area.OUTSIDE: NO, DealParty.Area.UNKNOWN: UNKNOWN}
Areas = dict[tuple[int, date], str]


@dataclass(frozen=True)
class _Row:
    """One DealPatent with what the rule looks at; `fault` is why it does not qualify on its own, whenever."""

    item: DealPatent
    patent: Patent
    day: date | None
    fault: str

    @property
    def identity(self) -> tuple[str, str]:
        """Patents are told apart by (office, application number); one without a number is its own."""
        number = self.patent.application_number
        return (self.patent.office, number) if number else ("", f"#{self.patent.pk}")

    @property
    def slot(self) -> tuple[tuple[str, str], int]:
        """Once per patent and plan year."""
        return self.identity, self.day.year if self.day else 0


def introduced_patents(period_start: date, period_end: date, as_of: date) -> MeasureResult:
    """Count the patents introduced in a period, inclusive; a date after `as_of` had not come yet.

    Every DealPatent is a candidate and stands once in `counted` or `excluded`, by the first reason of the rule's list.
    Four queries, whatever the number of deals. The earliest qualifying date of a plan year counts, also when it lies
    before the period asked; cancellation is cut at `as_of` by the time it was recorded.
    """
    rows = _rows(as_of)
    last = min(period_end, as_of)
    first_of_year = _first_of_year(rows, as_of)
    counted: list[_Row] = []
    excluded: list[ExcludedRecord] = []
    for row in rows:
        reason = _reason(row, period_start, last, first_of_year)
        if reason:
            excluded.append(ExcludedRecord(_record(row), reason))
        else:
            counted.append(row)
    return MeasureResult(
        code=CODE,
        value=Decimal(len(counted)),
        unit=UNIT,
        state=DEFINED,
        counted=[_record(row) for row in counted],
        excluded=excluded,
        parts=_parts(counted),
        rule_version=RULE_VERSION,
    )


def _reason(row: _Row, first: date, last: date, first_of_year: dict[tuple[tuple[str, str], int], int]) -> str:
    if row.day is None:
        return "no_registration_date"
    if not first <= row.day <= last:
        return "date_outside_period"
    if row.fault:
        return row.fault
    return "" if first_of_year[row.slot] == row.item.pk else "duplicate_in_plan_year"


def _first_of_year(rows: Iterable[_Row], as_of: date) -> dict[tuple[tuple[str, str], int], int]:
    """The row that counts for each patent and plan year: earliest date, then earliest entered."""
    found: dict[tuple[tuple[str, str], int], int] = {}
    dated = ((row.day, row) for row in rows if row.day is not None and not row.fault and row.day <= as_of)
    for _day, row in sorted(dated, key=lambda pair: (pair[0], pair[1].item.pk)):
        found.setdefault(row.slot, row.item.pk)
    return found


def _rows(as_of: date) -> list[_Row]:
    items = list(
        DealPatent.objects.select_related("deal", "patent__merged_into")
        .prefetch_related(Prefetch("deal__parties", queryset=DealParty.objects.select_related("enterprise")))
        .order_by("deal__number", "pk")
    )
    days = {item.pk: _day(item) for item in items}
    areas = areas_on(
        (party.enterprise_id, day)
        for item in items
        if (day := days[item.pk]) is not None
        for party in item.deal.parties.all()
        if party.enterprise_id is not None
    )
    cut = clock.end_of_day(as_of)
    return [
        _Row(item, item.patent.merged_into or item.patent, day, _fault(item, day, areas, cut) if day else "")
        for item in items
        for day in [days[item.pk]]
    ]


def _day(item: DealPatent) -> date | None:
    return item.registration_date if item.deal.kind in REGISTERED else item.recordal_date


def _fault(item: DealPatent, day: date, areas: Areas, cut: datetime) -> str:
    parties = list(item.deal.parties.all())
    buyers = [party for party in parties if party.side == DealParty.Side.BUYER]
    firms = [party for party in buyers if party.enterprise and party.enterprise.kind == Enterprise.Kind.ENTERPRISE]
    if not firms:
        return "buyer_not_enterprise"
    inside = {_area(party, day, areas) for party in firms}
    if YES not in inside:
        return "buyer_area_unknown" if UNKNOWN in inside else "buyer_not_in_area"
    origin = {_area(party, day, areas) for party in parties if party.side == DealParty.Side.SELLER}
    if YES in origin:
        return "seller_in_area"
    if UNKNOWN in origin or not origin:
        return "seller_area_unknown"
    return "deal_cancelled" if _cancelled(item.deal, cut) else ""


def _cancelled(deal: Deal, cut: datetime) -> bool:
    return deal.state == Deal.State.CANCELLED and (deal.cancelled_at is None or deal.cancelled_at < cut)


def _area(party: DealParty, day: date, areas: Areas) -> str:
    if party.enterprise_id is None:
        return _OF_PERSON[DealParty.Area(party.area)]
    return areas[party.enterprise_id, day]


def _record(row: _Row) -> CountedRecord:
    deal = row.item.deal
    values = {
        "deal": deal.number, "kind": deal.kind, "patent": row.patent.number,
        "application_number": row.patent.application_number or "", "patent_type": row.patent.patent_type,
        "legal_status": row.patent.legal_status,
        "buyers": [party.name for party in deal.parties.all() if party.side == DealParty.Side.BUYER],
        "sellers": [party.name for party in deal.parties.all() if party.side == DealParty.Side.SELLER],
    }  # fmt: skip
    label = f"{deal.number} {row.patent.number} {row.item.invention_name or row.patent.title}".strip()
    address = reverse("deals_staff:deal", args=[deal.number])
    return CountedRecord(key=f"deal_patent:{row.item.pk}", label=label, on=row.day, values=values, address=address)


def _parts(counted: list[_Row]) -> dict[str, dict[str, int]]:
    """Counts by patent type, legal status and kind of deal: pending applications and designs are shown apart."""
    return {
        "by_type": dict(Counter(row.patent.patent_type or "unknown" for row in counted)),
        "by_status": dict(Counter(row.patent.legal_status for row in counted)),
        "by_kind": dict(Counter(row.item.deal.kind for row in counted)),
    }
