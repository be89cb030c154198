"""Reads of proceedings: conflicts in a case, moves offered on a page, load of mediators, deadlines at risk."""

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from ipplatform.accounts.models import User
from ipplatform.moves import Workflow, moves_offered
from mediation.cases.models import CaseAccess, CaseDeadline, MediationCase, State
from mediation.cases.permissions import cases_readable_by
from mediation.people.models import Engagement, Mediator
from mediation.people.permissions import mediators_appointable
from mediation.people.selectors import Conflicts, Relation, conflicts_of

OPEN_STATES = (
    State.APPLIED, State.ACCEPTED, State.CONSENTED, State.APPOINTED, State.IN_MEDIATION, State.SUSPENDED,
    State.AGREEMENT_DRAFTED, State.AGREED,
)  # fmt: skip


def consultation_matter_of(case: MediationCase) -> str | None:
    """The matter string of the consultation that a case came from."""
    return f"consultation:{case.from_consultation.public_id}" if case.from_consultation else None


def case_conflicts(case: MediationCase, user: User, *, on: date) -> Conflicts:
    """A person's ties to the parties of a case: what bars, and what must be disclosed (separation 7; IMR 15-16)."""
    parties = list(case.parties.all())
    found = conflicts_of(
        user,
        [party.enterprise_id for party in parties if party.enterprise_id],
        [party.identity_hash for party in parties if party.identity_hash],
        consultation_matter_of(case),
        on=on,
    )
    recorded = list(found.recorded)
    taking_part = CaseAccess.objects.filter(case=case, user=user, party__isnull=False)
    recorded += [
        Relation(access.capacity, None, "", case.matter, access.from_on, access.until_on) for access in taking_part
    ]
    own_part = (case.matter, Engagement.Role.MEDIATOR)
    to_disclose = tuple(row for row in found.to_disclose if (row.matter, row.role) != own_part)
    return Conflicts(tuple(recorded), to_disclose)


def moves_offered_to(workflow: Workflow, case: MediationCase, user: User) -> list[str]:
    """The actions that a page offers; the person's standing is asked once for all rows."""
    case.__dict__["standings_kept"] = {}
    try:
        return moves_offered(workflow, case, user)
    finally:
        del case.__dict__["standings_kept"]


def mediators_with_load() -> QuerySet[Mediator]:
    """Mediators who may be designated, with `open_cases`, the least loaded first."""
    running = Q(appointments__ended_on__isnull=True, appointments__case__state__in=OPEN_STATES)
    rows = mediators_appointable().select_related("organisation", "user").prefetch_related("specialities")
    return rows.annotate(open_cases=Count("appointments", filter=running, distinct=True)).order_by(
        "open_cases", "display_name"
    )


def deadlines_at_risk(user: User, *, on: date, days: int = 5) -> QuerySet[CaseDeadline]:
    """Open or missed deadlines of readable running cases that are due within some days, soonest first."""
    rows = CaseDeadline.objects.filter(
        case__in=cases_readable_by(user), done_on__isnull=True, state__in=(CaseDeadline.OPEN, CaseDeadline.MISSED)
    )
    return rows.filter(due_on__lte=on + timedelta(days=days)).select_related("case").order_by("due_on", "pk")


def coordinators() -> QuerySet[User]:
    """People who are told what waits at the coordinator's desk."""
    return User.objects.filter(is_active=True, groups__name="case_coordinator").order_by("pk")
