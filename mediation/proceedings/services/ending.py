"""What every closing does: reason, access, clock, engagements, holds (OMR 25). Private to the services of this room."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ipplatform.accounts.models import User
from ipplatform.deadlines.selectors import rule_int
from ipplatform.moves import move
from mediation.cases.models import CaseDeadline, MediationCase, Procedure
from mediation.cases.services import deadline_open, deadlines_end, mediator_access_end
from mediation.dossier.models import Session
from mediation.people.services import engagements_close
from mediation.proceedings.services.holds import holds_of_case_lift
from mediation.proceedings.telling import tell_coordinators, tell_mediator, tell_parties
from mediation.proceedings.workflow import CASE

# Deadlines that run on after a case is closed: confirmation, the court's two, return visit.
AFTER_CLOSING = ("D10", "D11", "D12", "D27")


def case_end(
    *,
    case: MediationCase,
    action: str,
    reason: int,
    by: User,
    on: date,
    revision: int | None,
    note: str = "",
    reason_code: str = "",
    evidence: Iterable[str] = (),
    data: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    on_behalf_of: UUID | None = None,
) -> MediationCase:
    """Make a closing move and its consequences. The mediator reads on for 30 days (house); holds are lifted."""
    text = note.strip()
    tell_mediator_first = case.appointments.filter(ended_on__isnull=True).exists()
    move(
        CASE, case, action, by=by, on=on, revision=revision, reason_code=reason_code, evidence=evidence,
        changes={"closed_on": on, "closing_reason": reason, "closing_note": text, **(changes or {})},
        data={"note": text, **(data or {})}, on_behalf_of=on_behalf_of,
    )  # fmt: skip
    if tell_mediator_first:
        tell_mediator(case, "case_closed")
    tell_parties(case, "case_closed", by=by, on=on)
    tell_coordinators(case, "case_closed")
    deadlines_end(case=case, codes=None, on=on, by=by, state=CaseDeadline.VOID, keep=AFTER_CLOSING)
    if case.procedure == Procedure.ADMINISTRATIVE and case.accepted_on is not None:
        deadline_open(case=case, code="D16", start=on, by=by)
    case.suspensions.filter(to_on__isnull=True).update(to_on=on)
    case.appointments.filter(ended_on__isnull=True).update(ended_on=on, end_reason="closed")
    last_day = on + timedelta(days=rule_int("mediator_access_days", on))
    mediator_access_end(case=case, by=by, until_on=last_day + timedelta(days=1))
    engagements_close(matter=case.matter, on=on, by=by)
    Session.objects.filter(case=case, state=Session.State.SCHEDULED).update(state=Session.State.CANCELLED)
    holds_of_case_lift(case=case, on=on)
    return case
