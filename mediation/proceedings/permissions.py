"""Who makes which move (domain.md 6.4, column Who), and who keeps which record."""

from ipplatform.accounts.permissions import AnyUser, is_system
from mediation.cases.models import MediationCase, Party, State
from mediation.cases.permissions import standing_of


def coordinator(user: AnyUser, case: MediationCase) -> bool:
    """By role, for cases that coordinators read."""
    seen = case.number is not None or case.on_paper or case.created_by_id == getattr(user, "pk", None)
    return seen and standing_of(user, case).coordinator


def claimant(user: AnyUser, case: MediationCase) -> bool:
    """Somebody who acts for a claimant."""
    return standing_of(user, case).claimant


def claimant_or_coordinator(user: AnyUser, case: MediationCase) -> bool:
    """The paper way goes over the coordinator's desk."""
    return claimant(user, case) or coordinator(user, case)


def respondent_or_coordinator(user: AnyUser, case: MediationCase) -> bool:
    """A respondent answers; a written consent is recorded by a coordinator with its scan (guard)."""
    return standing_of(user, case).respondent or coordinator(user, case)


def coordinator_or_system(user: AnyUser, case: MediationCase) -> bool:
    """`appoint`: the system when the parties agree, else a coordinator designates."""
    return is_system(user) or coordinator(user, case)


def mediator(user: AnyUser, case: MediationCase) -> bool:
    """The present mediator of the case."""
    return standing_of(user, case).mediator


def mediator_accepted(user: AnyUser, case: MediationCase) -> bool:
    """The present mediator, who has accepted."""
    standing = standing_of(user, case)
    return standing.mediator and standing.mediator_accepted


def mediator_unanswered(user: AnyUser, case: MediationCase) -> bool:
    """The present mediator, who has not answered yet."""
    standing = standing_of(user, case)
    return standing.mediator and not standing.mediator_accepted


def mediator_or_system(user: AnyUser, case: MediationCase) -> bool:
    """`decline`: the mediator, or the system when D05 has passed."""
    return is_system(user) or mediator(user, case)


def mediator_or_party(user: AnyUser, case: MediationCase) -> bool:
    """`new_conflict`."""
    standing = standing_of(user, case)
    return standing.mediator or standing.party


def system(user: AnyUser, case: MediationCase) -> bool:
    """Consequences of other moves."""
    return is_system(user)


def party_first_objection(user: AnyUser, case: MediationCase) -> bool:
    """A party that has not asked for another mediator yet."""
    return _objecting(user, case, again=False)


def party_second_objection(user: AnyUser, case: MediationCase) -> bool:
    """A party whose second objection counts as a refusal to mediate (OMR 14)."""
    return _objecting(user, case, again=True)


def can_schedule(user: AnyUser, case: MediationCase) -> bool:
    """Scheduling a session and sending its notice: mediator and coordinator."""
    return mediator(user, case) or coordinator(user, case)


def can_choose_mediator(user: AnyUser, case: MediationCase) -> bool:
    """Parties of a case whose sides all agreed to mediate."""
    return case.state == State.CONSENTED and standing_of(user, case).party


def _objecting(user: AnyUser, case: MediationCase, *, again: bool) -> bool:
    keys = standing_of(user, case).parties
    if not keys:
        return False
    counts = Party.objects.filter(pk__in=keys).values_list("objections", flat=True)
    return any((count > 0) == again for count in counts)
