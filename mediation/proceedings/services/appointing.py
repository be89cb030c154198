"""Consent, the choice of a mediator, and how one comes and goes (OMR 10-15; IMR 15-16)."""

from collections.abc import Iterable, Sequence
from datetime import date

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, NOT_IN_TABLE, Refused, move
from mediation.cases.models import Appointment, CaseAccess, Disclosure, MediationCase, MediatorChoice, Party, State
from mediation.cases.permissions import acts_for
from mediation.cases.services import access_grant, case_trail, deadline_open, deadlines_end, mediator_access_end
from mediation.people.models import Engagement, Mediator
from mediation.people.services import engagement_open, engagements_close
from mediation.proceedings import refusals as r
from mediation.proceedings.permissions import can_choose_mediator, coordinator
from mediation.proceedings.selectors import case_conflicts
from mediation.proceedings.services.ending import case_end
from mediation.proceedings.services.moving import case_change, case_lock
from mediation.proceedings.telling import tell_coordinators, tell_mediator, tell_parties
from mediation.proceedings.workflow import CASE


def case_consent(
    *, case: MediationCase, party: Party, by: User, on: date, evidence: Iterable[str] = ()
) -> MediationCase:
    """A respondent consents; the last one moves accepted -> consented and starts D03.

    A coordinator records a written consent with its scan. Takes no revision: each respondent answers for itself.
    """
    evidence_ids = [str(item) for item in evidence]
    if party.case_id != case.pk or party.role != Party.Role.RESPONDENT:
        raise Refused(r.NOT_OF_THIS_CASE)
    if not (acts_for(by, party) or coordinator(by, case)):
        raise Refused(NOT_ALLOWED)
    with case_change(case):
        case_lock(case)
        if case.state != State.ACCEPTED:
            raise Refused(NOT_IN_TABLE)
        if not acts_for(by, party) and not evidence_ids:
            raise Refused(r.PAPER_EVIDENCE_MISSING)
        if Party.objects.filter(pk=party.pk, consent=Party.Consent.YES).exists():
            raise Refused(r.ALREADY_ANSWERED)
        party.consent, party.consent_on = Party.Consent.YES, on
        party.save(update_fields=["consent", "consent_on"])
        case_trail(case=case, action="party_consented", object_kind="party", object_id=party.public_id, by=by)
        deadlines_end(case=case, codes=("D15",), on=on, by=by)
        waiting = case.parties.filter(role=Party.Role.RESPONDENT).exclude(consent=Party.Consent.YES)
        if not waiting.exists():
            move(
                CASE, case, "consent", by=by, on=on, revision=case.revision, evidence=evidence_ids,
                changes={"consented_on": on}, on_behalf_of=party.public_id,
            )  # fmt: skip
            deadlines_end(case=case, codes=("D02",), on=on, by=by)
            deadline_open(case=case, code="D03", start=on, by=by)
            tell_parties(case, "case_consented", by=by, on=on)
            tell_coordinators(case, "case_consented")
    return case


def case_consent_refuse(*, case: MediationCase, party: Party, by: User, on: date) -> Party:
    """A respondent says no: a record; the coordinator then closes the case with reason 4."""
    if party.case_id != case.pk or party.role != Party.Role.RESPONDENT:
        raise Refused(r.NOT_OF_THIS_CASE)
    if not acts_for(by, party):
        raise Refused(NOT_ALLOWED)
    with case_change(case):
        case_lock(case)
        if case.state != State.ACCEPTED:
            raise Refused(NOT_IN_TABLE)
        party.consent, party.consent_on = Party.Consent.NO, on
        party.save(update_fields=["consent", "consent_on"])
        case_trail(case=case, action="party_refused", object_kind="party", object_id=party.public_id, by=by)
        tell_coordinators(case, "case_consent_refused")
    return party


def mediator_choose(*, case: MediationCase, party: Party, mediator: Mediator, by: User, on: date) -> MediationCase:
    """A party names a mediator; when every party named the same one, the system appoints (basis: agreed)."""
    if party.case_id != case.pk:
        raise Refused(r.NOT_OF_THIS_CASE)
    if not (can_choose_mediator(by, case) and acts_for(by, party)):
        raise Refused(NOT_ALLOWED)
    with case_change(case):
        case_lock(case)
        if case.state != State.CONSENTED:
            raise Refused(NOT_IN_TABLE)
        if case_conflicts(case, mediator.user, on=on).recorded:
            raise Refused(r.CONFLICT_RECORDED)
        case.mediator_choices.filter(party=party, void=False).update(void=True)
        choice = MediatorChoice(case=case, party=party, mediator=mediator, chosen_on=on, by=by)
        choice.full_clean()
        choice.save()
        case_trail(case=case, action="mediator_chosen", object_kind="party", object_id=party.public_id, by=by)
        chosen = dict(case.mediator_choices.filter(void=False).values_list("party_id", "mediator_id"))
        parties = set(case.parties.exclude(role=Party.Role.THIRD_PARTY).values_list("pk", flat=True))
        if parties <= set(chosen) and {chosen[key] for key in parties} == {mediator.pk}:
            _appoint(
                case, (mediator,), Appointment.Basis.AGREED, by=User.objects.system(), on=on, revision=None,
                on_behalf_of=by,
            )  # fmt: skip
    return case


def case_appoint(
    *,
    case: MediationCase,
    mediator: Mediator,
    by: User,
    on: date,
    revision: int,
    with_mediators: Sequence[Mediator] = (),
) -> MediationCase:
    """consented -> appointed by designation; more than one in major or specialised cases, the first in the chair."""
    with case_change(case):
        _appoint(case, (mediator, *with_mediators), Appointment.Basis.DESIGNATED, by=by, on=on, revision=revision)
    return case


def case_accept_appointment(*, case: MediationCase, by: User, on: date, revision: int) -> MediationCase:
    """appointed: the mediator accepts; ends D05 when all have."""
    with case_change(case):
        move(CASE, case, "accept_appointment", by=by, on=on, revision=revision)
        case.appointments.filter(mediator__user=by, ended_on__isnull=True).update(accepted_on=on)
        if not case.appointments.filter(ended_on__isnull=True, accepted_on__isnull=True).exists():
            deadlines_end(case=case, codes=("D05",), on=on, by=by)
        tell_parties(case, "case_mediator_named", by=by, on=on)
    return case


def case_decline(*, case: MediationCase, reason: str, by: User, on: date, revision: int | None) -> MediationCase:
    """appointed -> consented: the mediator declines, or the system after D05; a coordinator then designates (D04)."""
    with case_change(case):
        move(
            CASE, case, "decline", by=by, on=on, revision=revision,
            reason_code="declined" if reason.strip() else "",
        )  # fmt: skip
        own = case.appointments.filter(ended_on__isnull=True)
        own.update(refused_on=on, refusal_reason=reason.strip()[:300])
        _appointments_end(case, "declined", by=by, on=on)
        deadline_open(case=case, code="D04", start=on, by=by)
        tell_coordinators(case, "case_mediator_left")
    return case


def case_object(*, case: MediationCase, party: Party, by: User, on: date, revision: int) -> MediationCase:
    """A party asks for another mediator: -> consented. Its second objection refuses mediation: closed (4)."""
    if party.case_id != case.pk:
        raise Refused(r.NOT_OF_THIS_CASE)
    if not acts_for(by, party):
        raise Refused(NOT_ALLOWED)
    again = Party.objects.values_list("objections", flat=True).get(pk=party.pk) > 0
    with case_change(case):
        action = "object_again" if again else "object"
        if again:
            case_end(case=case, action=action, reason=4, by=by, on=on, revision=revision, on_behalf_of=party.public_id)
        else:
            move(CASE, case, action, by=by, on=on, revision=revision, on_behalf_of=party.public_id)
            _appointments_end(case, "objected", by=by, on=on)
            deadline_open(case=case, code="D03", start=on, by=by)
            tell_coordinators(case, "case_mediator_left")
        party.objections += 1
        party.save(update_fields=["objections"])
    return case


def case_start(*, case: MediationCase, by: User, on: date, revision: int) -> MediationCase:
    """appointed -> in_mediation when everything before the first session is settled (OMR 13, 17)."""
    with case_change(case):
        move(CASE, case, "start", by=by, on=on, revision=revision)
        tell_parties(case, "case_started", by=by, on=on)
    return case


def case_new_conflict(
    *, case: MediationCase, disclosure: Disclosure | None, by: User, on: date, revision: int
) -> MediationCase:
    """in_mediation -> consented: a new relation was disclosed and not waived by every party (IMR 15)."""
    with case_change(case):
        move(
            CASE, case, "new_conflict", by=by, on=on, revision=revision,
            evidence=[str(disclosure.public_id)] if disclosure else [], data={"disclosure": disclosure},
        )  # fmt: skip
        _appointments_end(case, "conflict", by=by, on=on)
        deadline_open(case=case, code="D03", start=on, by=by)
        tell_parties(case, "case_mediator_left", by=by, on=on)
        tell_coordinators(case, "case_mediator_left")
    return case


def _appoint(
    case: MediationCase, mediators: Sequence[Mediator], basis: str, *, by: User, on: date, revision: int | None,
    on_behalf_of: User | None = None,
) -> None:  # fmt: skip
    move(
        CASE, case, "appoint", by=by, on=on, revision=revision, data={"mediators": list(mediators)},
        on_behalf_of=on_behalf_of.public_id if on_behalf_of else None, reason_code=basis,
    )  # fmt: skip
    parties = list(case.parties.select_related("enterprise"))
    for position, mediator in enumerate(mediators):
        appointment = Appointment(case=case, mediator=mediator, basis=basis, appointed_on=on, chair=position == 0)
        appointment.full_clean()
        appointment.save()
        access_grant(case=case, user=mediator.user, capacity=CaseAccess.Capacity.MEDIATOR, party=None, by=by, on=on)
        for party in parties:
            engagement_open(
                person=mediator.user, role=Engagement.Role.MEDIATOR, matter=case.matter, on=on, by=by,
                enterprise=party.enterprise, identity_hash="" if party.enterprise else party.identity_hash,
            )  # fmt: skip
    deadlines_end(case=case, codes=("D03", "D04"), on=on, by=by)
    deadline_open(case=case, code="D05", start=on, by=by)
    tell_mediator(case, "case_appointed")
    tell_parties(case, "case_mediator_named", by=by, on=on)


def _appointments_end(case: MediationCase, reason: str, *, by: User, on: date) -> None:
    """The mediator leaves: appointment, access and engagement end this day; choices of the round are void."""
    case.appointments.filter(ended_on__isnull=True).update(ended_on=on, end_reason=reason)
    mediator_access_end(case=case, by=by, until_on=on)
    engagements_close(matter=case.matter, on=on, by=by, role=Engagement.Role.MEDIATOR)
    case.mediator_choices.filter(void=False).update(void=True)
    deadlines_end(case=case, codes=("D05",), on=on, by=by)
