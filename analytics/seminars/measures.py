"""`seminars`: seminars held in the period with evidence (domain.md section 9)."""

from datetime import date
from decimal import Decimal

from analytics.seminars.models import Seminar
from ipplatform.measures import DEFINED, CountedRecord, ExcludedRecord, MeasureResult

RULE_VERSION = "seminars-1"


def seminars_held(start: date, end: date, as_of: date) -> MeasureResult:
    """次. Every seminar announced, planned or held up to the period's end appears once. One query.

    A seminar held after `as_of` was still only announced.
    """
    counted: list[CountedRecord] = []
    excluded: list[ExcludedRecord] = []
    for seminar in Seminar.objects.filter(announced_on__lte=end).order_by("held_on", "planned_on", "pk"):
        record = CountedRecord(
            key=f"seminar:{seminar.public_id}", label=seminar.title, on=seminar.held_on or seminar.planned_on,
            values={"state": seminar.state, "attendees": seminar.attendees}, address=seminar.get_absolute_url(),
        )  # fmt: skip
        reason = _reason(seminar, start, end, as_of)
        if reason == "date_outside_period" and seminar.state != "held" and seminar.planned_on < start:
            continue  # an unheld seminar of an earlier period is no candidate of this one
        if reason:
            excluded.append(ExcludedRecord(record, reason))
        else:
            counted.append(record)
    return MeasureResult(
        "seminars",
        Decimal(len(counted)),
        "次",
        DEFINED,
        counted,
        excluded,
        {"attendees": _attendees(counted)},
        RULE_VERSION,
    )


def _reason(seminar: Seminar, start: date, end: date, as_of: date) -> str:
    day = seminar.held_on or seminar.planned_on
    if not start <= day <= end:
        return "date_outside_period"
    if seminar.state == "cancelled":
        return "cancelled"
    if seminar.state != "held" or (seminar.held_on and seminar.held_on > as_of):
        return "only_announced"
    return "" if seminar.sign_in_file or seminar.minutes_file else "no_evidence"


def _attendees(counted: list[CountedRecord]) -> int:
    return sum(record.values["attendees"] or 0 for record in counted)
