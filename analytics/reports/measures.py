"""`data_reports` and `think_tank_reports`: industries with a published report (domain.md section 9)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.urls import reverse

from analytics.reports.models import Kind, Report, ReportEvent, State
from ipplatform import clock
from ipplatform.measures import DEFINED, CountedRecord, ExcludedRecord, MeasureResult

UNIT = "个产业"
RULE_VERSION = "reports-1"
_MOVES = ("publish", "supersede", "withdraw")


def data_reports(period_start: date, period_end: date, as_of: date) -> MeasureResult:
    """Distinct industries whose first published data report is dated in the period, while some version is public."""
    return _count("data_reports", Kind.DATA, period_start, period_end, as_of)


def think_tank_reports(period_start: date, period_end: date, as_of: date) -> MeasureResult:
    """The same with think-tank reports."""
    return _count("think_tank_reports", Kind.THINK_TANK, period_start, period_end, as_of)


def _count(code: str, kind: str, start: date, end: date, as_of: date) -> MeasureResult:
    """Every version planned by `as_of` stands once, in `counted` or `excluded`; two queries.

    Publication and withdrawal are cut at `as_of` by the day they were recorded. The first published version fixes the
    date; later ones are `same_industry_again`; an industry without any version published is `withdrawn`.
    """
    states = _states(as_of)
    groups: dict[int, list[Report]] = defaultdict(list)
    counted: list[CountedRecord] = []
    excluded: list[ExcludedRecord] = []
    for report in Report.objects.select_related("industry").order_by("industry_id", "version", "pk"):
        if report.created_at.astimezone(clock.OFFICE_ZONE).date() > as_of:
            continue  # planned after the day asked about: no candidate yet
        if report.kind != kind:
            excluded.append(ExcludedRecord(_record(report, states), "wrong_kind"))
        elif report.pk not in states:
            excluded.append(ExcludedRecord(_record(report, states), "not_published"))
        else:
            groups[report.industry_id].append(report)
    for versions in groups.values():
        first, *later = versions
        reason = _reason(versions, states, start, end)
        if reason:
            excluded.append(ExcludedRecord(_record(first, states), reason))
        else:
            counted.append(_record(first, states))
        again = "withdrawn" if reason == "withdrawn" else "same_industry_again"
        excluded += [ExcludedRecord(_record(report, states), again) for report in later]
    parts = {"industries": [record.values["industry"] for record in counted]}
    return MeasureResult(code, Decimal(len(counted)), UNIT, DEFINED, counted, excluded, parts, RULE_VERSION)


def _states(as_of: date) -> dict[int, str]:
    """Report -> its state after the last publication, supersession or withdrawal recorded by the end of that day."""
    found: dict[int, str] = {}
    events = ReportEvent.objects.filter(action__in=_MOVES).order_by("pk")
    for subject, to_state, recorded_at in events.values_list("subject_id", "to_state", "recorded_at"):
        if recorded_at.astimezone(clock.OFFICE_ZONE).date() <= as_of:
            found[subject] = to_state
    return found


def _reason(versions: list[Report], states: dict[int, str], start: date, end: date) -> str:
    """Why the industry does not count, or nothing."""
    if all(states[report.pk] != State.PUBLISHED for report in versions):
        return "withdrawn"
    day = versions[0].report_date
    return "" if day is not None and start <= day <= end else "date_outside_period"


def _record(report: Report, states: dict[int, str]) -> CountedRecord:
    public = states.get(report.pk) == State.PUBLISHED and report.state == State.PUBLISHED
    values = {
        "industry": report.industry.name, "kind": report.kind, "version": report.version,
        "state": states.get(report.pk, report.state), "published_on": report.published_on,
    }  # fmt: skip
    return CountedRecord(
        f"report:{report.public_id}", report.title, report.report_date, values,
        report.get_absolute_url() if public else reverse("reports_staff:detail", args=[report.public_id]),
    )  # fmt: skip
