"""Who reads a case: coordinators by role; parties, agents and mediators by CaseAccess alone (domain.md section 2)."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser, has_role, is_signed_in
from ipplatform.accounts.roles import CASE_COORDINATOR, MEDIATOR
from ipplatform.enterprises.permissions import enterprise_ids_of
from mediation.cases.models import Appointment, CaseAccess, MediationCase, Party, State


@dataclass(frozen=True)
class Standing:
    """What somebody is in one case today: coordinator, its present mediator, acting for which parties (keys, roles)."""

    coordinator: bool = False
    appointment_id: int | None = None
    mediator_accepted: bool = False
    parties: dict[int, str] = field(default_factory=dict)

    @property
    def claimant(self) -> bool:
        return Party.Role.CLAIMANT in self.parties.values()

    @property
    def respondent(self) -> bool:
        return Party.Role.RESPONDENT in self.parties.values()

    @property
    def party(self) -> bool:
        return bool(self.parties)

    @property
    def mediator(self) -> bool:
        return self.appointment_id is not None


def accesses_open_to(user: AnyUser) -> QuerySet[CaseAccess]:
    """Accesses that open a case to a person today.

    A member's access for an enterprise also ends with the membership; a mediator's also with the role.
    """
    if not isinstance(user, User) or not is_signed_in(user):
        return CaseAccess.objects.none()
    today = clock.today()
    in_time = Q(from_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gt=today))
    as_party = Q(capacity=CaseAccess.Capacity.PARTY) & (
        Q(party__enterprise__isnull=True) | Q(party__enterprise__in=enterprise_ids_of(user))
    )
    who = as_party | Q(capacity=CaseAccess.Capacity.AGENT)
    if has_role(user, MEDIATOR):
        who |= Q(capacity=CaseAccess.Capacity.MEDIATOR)
    return CaseAccess.objects.filter(in_time & who, user=user)


def _readable(user: AnyUser) -> Q:
    by_access = Q(Exists(accesses_open_to(user).filter(case=OuterRef("pk"))))
    if has_role(user, CASE_COORDINATOR):
        # A draft that was never submitted is still its writer's own.
        return by_access | Q(on_paper=True) | Q(number__isnull=False) | Q(created_by=user)
    return by_access


def cases_readable_by(user: AnyUser) -> QuerySet[MediationCase]:
    """Cases that this person may read; operators, general section, editors and administrators read none by role."""
    if not is_signed_in(user):
        return MediationCase.objects.none()
    return MediationCase.objects.filter(_readable(user))


def case_can_read(user: AnyUser, case: MediationCase) -> bool:
    """The same rule for one object."""
    return cases_readable_by(user).filter(pk=case.pk).exists()


def standing_of(user: AnyUser, case: MediationCase) -> Standing:
    """What a person is in a case today; at most three queries, one set while `standings_kept` is on the case."""
    kept: dict[int, Standing] | None = case.__dict__.get("standings_kept")
    if not isinstance(user, User) or not is_signed_in(user):
        return Standing()
    if kept is not None and user.pk in kept:
        return kept[user.pk]
    accesses = list(accesses_open_to(user).filter(case=case).values_list("capacity", "party_id", "party__role"))
    appointment = None
    if any(capacity == CaseAccess.Capacity.MEDIATOR for capacity, _party, _role in accesses):
        appointment = Appointment.objects.filter(case=case, mediator__user=user, ended_on__isnull=True).first()
    standing = Standing(
        coordinator=has_role(user, CASE_COORDINATOR),
        appointment_id=appointment.pk if appointment else None,
        mediator_accepted=bool(appointment and appointment.accepted_on),
        parties={party: role for _capacity, party, role in accesses if party is not None},
    )
    if kept is not None:
        kept[user.pk] = standing
    return standing


def acts_for(user: AnyUser, party: Party) -> bool:
    """Whether a person acts for this party today, as its member, invited person or agent."""
    return accesses_open_to(user).filter(party=party).exists()


def cases_counted_by_name_for(user: AnyUser) -> bool:
    """Names of counted case parties are shown to the general section only (domain.md section 2)."""
    return has_role(user, "general_section")


def is_open(case: MediationCase) -> bool:
    """Applied to agreed: `any open` of domain.md 6.4."""
    return case.state in (
        State.APPLIED, State.ACCEPTED, State.CONSENTED, State.APPOINTED, State.IN_MEDIATION, State.SUSPENDED,
        State.AGREEMENT_DRAFTED, State.AGREED,
    )  # fmt: skip
