"""Reads of proceedings: conflicts in a case, moves offered on a page, load of mediators, deadlines at risk."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from ipplatform.accounts.models import User
from ipplatform.moves import Workflow, moves_offered
from mediation.cases.models import CaseAccess, CaseDeadline, MediationCase, State
from mediation.cases.permissions import accesses_open_to, cases_readable_by
from mediation.cases.selectors import cases_listed
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


def case_readable(user: User, name: str) -> MediationCase | None:
    """A case by public id or number, if this person may read it."""
    return cases_readable_by(user).select_related("topic", "from_consultation").filter(_named(name)).first()


def case_subject(name: str) -> str | None:
    """The audit subject of a case by public id or number, whoever asks: for the record of a refused reading only."""
    key = MediationCase.objects.filter(_named(name)).values_list("public_id", flat=True).first()
    return str(key) if key else None


def _named(name: str) -> Q:
    try:
        return Q(public_id=UUID(name))
    except ValueError:
        return Q(number=name)


def cases_own(user: User) -> QuerySet[MediationCase]:
    """Cases in which a person takes part as party, agent or mediator, newest first, with what a row shows."""
    return cases_listed(user).filter(pk__in=accesses_open_to(user).values("case"))


def takes_part(user: User, case: MediationCase) -> bool:
    """Whether a person has access to a case for a party or as its mediator, not by role alone."""
    return accesses_open_to(user).filter(case=case).exists()


def drafts_own(user: User) -> QuerySet[MediationCase]:
    """Applications that were begun and not sent, newest first."""
    return cases_own(user).filter(state=State.DRAFT, on_paper=False)


def cases_for_board(user: User, *, state: str = "", text: str = "") -> QuerySet[MediationCase]:
    """The staff's list: running cases unless a state is asked for; by number or party."""
    rows = cases_listed(user, states=[state] if state else OPEN_STATES)
    if text:
        named = Q(parties__enterprise__name__icontains=text) | Q(parties__person_name__icontains=text)
        rows = rows.filter(Q(number__icontains=text) | named).distinct()
    return rows


def cases_of_mediator(user: User) -> QuerySet[MediationCase]:
    """Running cases in which a person is the present mediator."""
    mine = Q(appointments__mediator__user=user, appointments__ended_on__isnull=True)
    return cases_listed(user, states=OPEN_STATES).filter(mine)


def cases_unassigned(user: User) -> QuerySet[MediationCase]:
    """Accepted or consented cases without a mediator."""
    return cases_listed(user, states=(State.ACCEPTED, State.CONSENTED))


def account_by_email(email: str) -> User | None:
    """An active person's account, for an invitation to one case."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    return None if user is None or user.is_system else user
