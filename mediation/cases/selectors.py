"""Reads of cases: counting without content, parties, the present mediator, what a case still owes its clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from ipplatform.accounts.models import User
from mediation.cases.models import (
    CLOSING_REASONS,
    Appointment,
    CaseAccess,
    CaseDeadline,
    Disclosure,
    MediationCase,
    Party,
)
from mediation.cases.permissions import cases_readable_by


@dataclass(frozen=True)
class CountedParty:
    """A party as the service ledger sees it: enterprise key (None for a person) and its kind of body."""

    enterprise_id: int | None
    enterprise_kind: str
    is_person: bool


@dataclass(frozen=True)
class CountedCase:
    """A case without its content (domain.md section 9, `enterprise_services`); `accepted_on` None: does not count."""

    public_id: UUID
    topic_code: str
    applied_on: date | None
    accepted_on: date | None
    state: str
    closing_code: str
    false_mediation: bool
    parties: tuple[CountedParty, ...]


def cases_for_counting(start: date, end: date) -> list[CountedCase]:
    """Cases applied for or accepted in the days start..end; always two queries.

    When a case closed does not matter here: it would tell the ledger how the case went.
    """
    parties = Prefetch("parties", Party.objects.select_related("enterprise").order_by("pk"))
    rows = (
        MediationCase.objects.filter(Q(applied_on__range=(start, end)) | Q(accepted_on__range=(start, end)))
        .select_related("topic")
        .prefetch_related(parties)
        .defer("summary", "requests", "closing_note", "data_key")
        .order_by("accepted_on", "pk")
    )
    return [_counted(case) for case in rows]


def _counted(case: MediationCase) -> CountedCase:
    return CountedCase(
        public_id=case.public_id,
        topic_code=case.topic.code if case.topic else "other",
        applied_on=case.applied_on,
        accepted_on=case.accepted_on,
        state=case.state,
        closing_code=CLOSING_REASONS[case.closing_reason][0] if case.closing_reason else "",
        false_mediation=case.false_mediation_flag,
        parties=tuple(
            CountedParty(
                enterprise_id=party.enterprise_id,
                enterprise_kind=party.enterprise.kind if party.enterprise else "",
                is_person=party.enterprise_id is None,
            )
            for party in case.parties.all()
        ),
    )


def case_readable(user: User, public_id: UUID | str) -> MediationCase | None:
    """One case that a person may read, with what a case page needs first; None otherwise (404)."""
    rows = cases_readable_by(user).filter(public_id=public_id).select_related("topic", "from_consultation")
    return rows.first()


def cases_listed(user: User, *, states: Iterable[str] = ()) -> QuerySet[MediationCase]:
    """Readable cases for a list page, newest first, with parties, present mediator and topic: constant queries."""
    rows = cases_readable_by(user).select_related("topic")
    if states:
        rows = rows.filter(state__in=list(states))
    parties = Prefetch("parties", Party.objects.select_related("enterprise").order_by("role", "pk"))
    present = Prefetch(
        "appointments",
        Appointment.objects.filter(ended_on__isnull=True).select_related("mediator"),
        to_attr="present_appointments",
    )
    open_deadlines = Prefetch(
        "deadlines", CaseDeadline.objects.filter(state=CaseDeadline.OPEN).order_by("due_on"), to_attr="open_deadlines"
    )
    return rows.prefetch_related(parties, present, open_deadlines).order_by("-pk")


def parties_of(case: MediationCase) -> list[Party]:
    """Parties with their enterprises: claimants, respondents, third parties."""
    return list(case.parties.select_related("enterprise").order_by("role", "pk"))


def appointment_of(case: MediationCase) -> Appointment | None:
    """The present (chair's) appointment, or None."""
    rows = case.appointments.filter(ended_on__isnull=True).select_related("mediator__user", "mediator__organisation")
    return rows.order_by("-chair", "pk").first()


def appointment_last(case: MediationCase) -> Appointment | None:
    """The present appointment, else the last one that was in force when the case closed."""
    rows = case.appointments.filter(refused_on__isnull=True).select_related("mediator__user", "mediator__organisation")
    return rows.order_by("-pk").first()


def disclosure_last(appointment: Appointment) -> Disclosure | None:
    """The newest disclosure of an appointment with its answers."""
    return appointment.disclosures.prefetch_related("answers__party").order_by("-pk").first()


def users_of_parties(case: MediationCase, *, but: Iterable[int] = (), on: date) -> list[User]:
    """People with access for a party on a day, for notices."""
    rows = CaseAccess.objects.filter(case=case, party__isnull=False, from_on__lte=on, user__is_active=True)
    rows = rows.exclude(user_id__in=list(but)).exclude(until_on__lte=on)
    return [row.user for row in rows.select_related("user").order_by("pk")]


def deadlines_of(case: MediationCase) -> list[CaseDeadline]:
    """All deadlines of a case, by due date."""
    return list(case.deadlines.all())
