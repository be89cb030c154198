"""Services to enterprises counted 家/次, without case content: all that the plan may import of mediation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.selectors import NO, UNKNOWN, areas_on
from ipplatform.measures import DEFINED, CountedRecord, ExcludedRecord, MeasureResult
from mediation.cases.selectors import CountedCase, cases_for_counting
from mediation.consultations.selectors import consultations_for_counting
from mediation.people.selectors import topic_labels

RULE_VERSION = "services-2"
CONSULTATION, CASE = "consultation", "case"

NOT_CLOSED = "not_closed"
LAPSED = "lapsed"
NOT_ACCEPTED = "not_accepted"
FALSE_MEDIATION = "false_mediation"
NOT_IN_AREA = "enterprise_not_in_area"
AREA_UNKNOWN = "area_unknown"
NO_USCC = "no_uscc"
PARTY_IS_PERSON = "party_is_person"
NOT_ENTERPRISE = "not_enterprise"
DUPLICATE = "duplicate_same_topic_day"
OUTSIDE_PERIOD = "date_outside_period"


@dataclass(frozen=True)
class ServiceEvent:
    """One (enterprise, service event). `reason` is why it cannot count, before the area and duplicates are asked."""

    kind: str
    key: str
    enterprise_id: int | None
    topic_code: str
    on: date | None
    reason: str = ""


def service_events(start: date, end: date) -> list[ServiceEvent]:
    """Candidates of a period in a fixed order (date, kind, key): services with any of their dates in start..end.

    One that was asked for in these days and done on another day is `date_outside_period` here and counts there; one
    that never touched them is no candidate. A constant number of queries; no case content.
    """
    found = [*_of_consultations(start, end), *_of_cases(start, end)]
    return sorted(found, key=lambda event: (event.on or date.max, event.kind, event.key))


def enterprise_services(start: date, end: date, as_of: date) -> MeasureResult:
    """次 in `value`, 家 in `parts["enterprises"]` (domain.md section 9); every candidate appears once.

    The period ends with `as_of` if that comes first: a service asked for by then and done later is outside.
    """
    events = service_events(start, min(end, as_of))
    ids = {event.enterprise_id for event in events if event.enterprise_id is not None}
    enterprises = Enterprise.objects.in_bulk(ids)
    areas = areas_on((event.enterprise_id, event.on) for event in events if event.enterprise_id and event.on)
    topics = topic_labels()
    counted: list[CountedRecord] = []
    excluded: list[ExcludedRecord] = []
    seen: set[tuple[int, str, date]] = set()
    homes: set[str] = set()
    for event in events:
        enterprise = enterprises.get(event.enterprise_id) if event.enterprise_id else None
        reason = event.reason or _reason(event, enterprise, areas)
        record = _record(event, enterprise, topics)
        if not reason and enterprise is not None and event.on is not None:
            mark = (enterprise.pk, event.topic_code, event.on)
            if mark in seen:
                reason = DUPLICATE
            else:
                seen.add(mark)
                homes.add(enterprise.uscc or "")
        if reason:
            excluded.append(ExcludedRecord(record, reason))
        else:
            counted.append(record)
    parts = {
        "enterprises": len(homes),
        "consultations": sum(record.values["kind"] == CONSULTATION for record in counted),
        "cases": sum(record.values["kind"] == CASE for record in counted),
        "near_duplicates": [record.key for record in _near_duplicates(counted)],
    }
    return MeasureResult(
        "enterprise_services", Decimal(len(counted)), "家/次", DEFINED, counted, excluded, parts, RULE_VERSION
    )


def _of_consultations(start: date, end: date) -> Iterable[ServiceEvent]:
    for row in consultations_for_counting(start, end):
        on = row.closed_on or row.opened_on
        reason = {"closed": _outside(on, start, end), "lapsed": LAPSED}.get(row.state, NOT_CLOSED)
        yield ServiceEvent(
            CONSULTATION, f"consultation:{row.public_id}", row.enterprise_id, row.topic_code, on, reason
        )  # fmt: skip


def _of_cases(start: date, end: date) -> Iterable[ServiceEvent]:
    for row in cases_for_counting(start, end):
        reason = _case_reason(row, start, end)
        for position, party in enumerate(row.parties, start=1):
            person = PARTY_IS_PERSON if party.is_person else ""
            yield ServiceEvent(
                CASE, f"case:{row.public_id}:{position}", party.enterprise_id, row.topic_code,
                row.accepted_on or row.applied_on, reason or person,
            )  # fmt: skip


def _case_reason(row: CountedCase, start: date, end: date) -> str:
    if row.accepted_on is None:
        return NOT_ACCEPTED
    return FALSE_MEDIATION if row.false_mediation else _outside(row.accepted_on, start, end)


def _outside(on: date, start: date, end: date) -> str:
    return "" if start <= on <= end else OUTSIDE_PERIOD


def _reason(event: ServiceEvent, enterprise: Enterprise | None, areas: dict[tuple[int, date], str]) -> str:
    if enterprise is None or event.on is None:
        return PARTY_IS_PERSON
    if enterprise.kind != Enterprise.Kind.ENTERPRISE:
        return NOT_ENTERPRISE
    if not enterprise.uscc:
        return NO_USCC
    answer = areas.get((enterprise.pk, event.on), UNKNOWN)
    return {NO: NOT_IN_AREA, UNKNOWN: AREA_UNKNOWN}.get(answer, "")


def _record(event: ServiceEvent, enterprise: Enterprise | None, topics: dict[str, str]) -> CountedRecord:
    # A person's name never leaves the case; an enterprise's may be listed by name, kind, date and topic only.
    label = enterprise.name if enterprise is not None else ""
    values = {
        "kind": event.kind, "topic": event.topic_code, "topic_label": topics.get(event.topic_code, event.topic_code),
        "uscc": enterprise.uscc if enterprise else "",
    }  # fmt: skip
    return CountedRecord(key=event.key, label=label, on=event.on, values=values)


def _near_duplicates(counted: list[CountedRecord]) -> list[CountedRecord]:
    """Same enterprise and topic within seven days: flagged only."""
    last: dict[tuple[str, str], date] = {}
    flagged: list[CountedRecord] = []
    for record in counted:
        mark = (str(record.values["uscc"]), str(record.values["topic"]))
        if record.on is not None:
            if mark in last and 0 < (record.on - last[mark]).days <= 7:
                flagged.append(record)
            last[mark] = record.on
    return flagged


def masked(record: CountedRecord, pseudonym: str) -> CountedRecord:
    """A case row as the general section may see it: its key replaced by a per-snapshot pseudonym."""
    return replace(record, key=pseudonym) if record.values.get("kind") == CASE else record
