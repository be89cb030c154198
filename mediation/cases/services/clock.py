"""The clock: deadlines of domain.md section 7, opened, ended and recomputed from dates; a deadline refuses no move."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from ipplatform.accounts.models import User
from ipplatform.deadlines.calendar import NATURAL, due_date
from ipplatform.deadlines.selectors import rule_parameter
from mediation.cases.models import CaseDeadline, MediationCase, Procedure

# OMR and IMR are the house minimum for every procedure without a number of its own (domain.md section 7).
MAIN_RULES: dict[str, str] = {
    Procedure.COURT_ONLINE: "D06",
    Procedure.INVITED: "D06",
    Procedure.INDUSTRY: "D06",
    Procedure.PEOPLES: "D08",
    Procedure.ADMINISTRATIVE: "D14",
    Procedure.OPEN_LICENCE: "D19",
}


def deadline_open(*, case: MediationCase, code: str, start: date, by: User, main: bool = False) -> CaseDeadline:
    """Start a deadline; judged by the rule valid on its start day. One that is open already is started anew."""
    deadlines_end(case=case, codes=(code,), on=start, by=by, state=CaseDeadline.VOID)
    rule = rule_parameter(code, start)
    due = due_date(start, int(rule.value), rule.unit)
    deadline = CaseDeadline(
        case=case, rule_code=code, start_on=start, length=int(rule.value), unit=rule.unit, due_on=due.due_on,
        remind_on=due.unmoved, provisional=due.provisional or rule.open_point, main=main,
    )  # fmt: skip
    deadline.full_clean()
    deadline.save()
    return deadline


def deadlines_end(
    *, case: MediationCase, codes: Iterable[str] | None, on: date, by: User, state: str = CaseDeadline.DONE,
    keep: Iterable[str] = (),
) -> int:  # fmt: skip
    """End open deadlines of the given codes (None: all but `keep`); returns how many."""
    rows = CaseDeadline.objects.filter(case=case, state__in=(CaseDeadline.OPEN, CaseDeadline.MISSED), done_on=None)
    rows = rows.exclude(rule_code__in=list(keep)) if codes is None else rows.filter(rule_code__in=list(codes))
    return rows.update(state=state, done_on=on)


def clock_recompute(*, case: MediationCase, by: User) -> date | None:
    """Recompute the main period from start, length, suspensions and extensions, store it, and return its due date.

    due = start + length + suspended days (inclusive from, exclusive to), then roll; an agreed extension sets the
    date instead, moved only by days suspended after it was agreed (domain.md section 7; OMR 24, 26).
    """
    deadline = case.deadlines.filter(main=True).exclude(state=CaseDeadline.VOID).order_by("-pk").first()
    if deadline is None:
        return case.due_on
    ended = [(row.from_on, row.to_on) for row in case.suspensions.filter(to_on__isnull=False)]
    extension = case.extensions.filter(agreed_on__isnull=False).order_by("-pk").first()
    deadline.suspended_days = sum((last - first).days for first, last in ended if last is not None)
    if extension is None or extension.agreed_on is None:
        due = due_date(deadline.start_on, deadline.length, deadline.unit, suspended_days=deadline.suspended_days)
        deadline.due_on, deadline.remind_on = due.due_on, due.unmoved
        deadline.provisional = deadline.provisional or due.provisional
    else:
        agreed = extension.agreed_on
        later = sum((last - max(first, agreed)).days for first, last in ended if last is not None and last > agreed)
        deadline.extended_to = extension.new_due
        deadline.due_on = deadline.remind_on = extension.new_due
        if later:
            due = due_date(extension.new_due, later, NATURAL)
            deadline.due_on, deadline.remind_on = due.due_on, due.unmoved
    if deadline.state == CaseDeadline.MISSED:
        deadline.state, deadline.alarmed_on = CaseDeadline.OPEN, None
    deadline.save()
    return deadline.due_on


def deadlines_alarm(*, on: date, by: User) -> list[CaseDeadline]:
    """Mark open deadlines whose day has passed as missed, once; the main period of a suspended case waits."""
    rows = CaseDeadline.objects.filter(state=CaseDeadline.OPEN, due_on__lt=on)
    rows = rows.exclude(Q(main=True) & Q(case__state="suspended")).select_related("case").order_by("pk")
    missed = list(rows)
    for deadline in missed:
        deadline.state, deadline.alarmed_on = CaseDeadline.MISSED, on
    CaseDeadline.objects.bulk_update(missed, ["state", "alarmed_on"], batch_size=500)
    return missed
