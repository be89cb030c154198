"""Records that are not moves (domain.md 6.4): identity, disclosure, acknowledgements, addresses, contacts, people."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.enterprises.permissions import active_memberships, is_owner_member
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused
from mediation.cases.models import (
    Agent,
    CaseAccess,
    ContactAttempt,
    Disclosure,
    DisclosureAnswer,
    MediationCase,
    Party,
    State,
)
from mediation.cases.permissions import acts_for, is_open, standing_of
from mediation.cases.services import access_end, access_grant, case_trail
from mediation.people.models import Engagement
from mediation.people.services import engagement_open
from mediation.proceedings import refusals as r
from mediation.proceedings.permissions import coordinator
from mediation.proceedings.services.moving import case_change, case_lock
from mediation.proceedings.telling import tell_parties

CASE_NOT_RUNNING = Refusal("case_not_running", _("案件不在进行中，不能再登记。"))
NOT_A_MEMBER = Refusal("not_a_member", _("对方不是本企业的在册成员。"))

# Acknowledgement -> the field of Party that keeps its time.
ACKNOWLEDGEMENTS: dict[str, str] = {
    "rights_notice": "rights_notice_ack_at",
    "false_mediation_warning": "false_mediation_warning_ack_at",
    "confidentiality": "confidentiality_ack_at",
}


def identity_verify(*, party: Party, by: User, on: date) -> Party:
    """A coordinator has checked who a party is (CSL); the papers are a document of type 3."""
    case = party.case
    if not coordinator(by, case):
        raise Refused(NOT_ALLOWED)
    with case_change(case):
        _running(case)
        party.identity_verified_at, party.identity_verified_by = clock.now(), by
        party.save(update_fields=["identity_verified_at", "identity_verified_by"])
        case_trail(case=case, action="identity_verified", object_kind="party", object_id=party.public_id, by=by)
    return party


def acknowledge(*, party: Party, what: str, by: User, on: date, evidence: Iterable[str] = ()) -> Party:
    """A party acknowledges a notice of ACKNOWLEDGEMENTS (OMR 17); on paper, recorded by a coordinator with its scan."""
    case = party.case
    _for_party(case, party, by, evidence)
    with case_change(case):
        _running(case)
        field = ACKNOWLEDGEMENTS[what]
        if getattr(party, field) is None:
            setattr(party, field, clock.now())
            party.save(update_fields=[field])
            case_trail(case=case, action=f"{what}_ack", object_kind="party", object_id=party.public_id, by=by)
    return party


def address_confirm(*, party: Party, address: str, by: User, on: date, evidence: Iterable[str] = ()) -> Party:
    """A party confirms its address for service."""
    case = party.case
    _for_party(case, party, by, evidence)
    if not address.strip():
        raise Refused(r.NOTE_REQUIRED)
    with case_change(case):
        _running(case)
        party.address_for_service, party.address_confirmed_at = address.strip(), clock.now()
        party.full_clean()
        party.save(update_fields=["address_for_service", "address_confirmed_at"])
        case_trail(case=case, action="address_confirmed", object_kind="party", object_id=party.public_id, by=by)
    return party


def disclosure_file(*, case: MediationCase, has_relation: bool, relation: str, by: User, on: date) -> Disclosure:
    """The mediator discloses a relation or that there is none; a party may state one that it learnt of (OMR 13)."""
    standing = standing_of(by, case)
    if not (standing.mediator or (standing.party and has_relation)):
        raise Refused(NOT_ALLOWED)
    if has_relation and not relation.strip():
        raise Refused(r.DISCLOSURE_NOT_ALLOWED)
    with case_change(case):
        case_lock(case)
        if case.state not in (State.APPOINTED, State.IN_MEDIATION):
            raise Refused(CASE_NOT_RUNNING)
        present = case.appointments.filter(ended_on__isnull=True)
        own = present.filter(mediator__user=by) if standing.mediator else present
        appointment = own.order_by("-chair", "pk").first()
        if appointment is None:
            raise Refused(r.NO_APPOINTMENT)
        disclosure = Disclosure(
            appointment=appointment, has_relation=has_relation, relation=relation.strip() if has_relation else "",
            stated_by=by, disclosed_on=on,
        )  # fmt: skip
        disclosure.full_clean()
        disclosure.save()
        case_trail(case=case, action="disclosed", object_kind="disclosure", object_id=disclosure.public_id, by=by)
        tell_parties(case, "case_disclosed", by=by, on=on)
    return disclosure


def disclosure_answer(
    *, disclosure: Disclosure, party: Party, answer: str, by: User, on: date, evidence: Iterable[str] = ()
) -> DisclosureAnswer:
    """A party answers a disclosure: no objection, an informed waiver, or an objection."""
    case = disclosure.appointment.case
    _for_party(case, party, by, evidence)
    with case_change(case):
        case_lock(case)
        if disclosure.appointment.ended_on is not None:
            raise Refused(CASE_NOT_RUNNING)
        if disclosure.answers.filter(party=party).exists():
            raise Refused(r.ALREADY_ANSWERED)
        row = DisclosureAnswer(disclosure=disclosure, party=party, answer=answer, answered_by=by)
        row.full_clean()
        row.save()
        case_trail(
            case=case, action="disclosure_answered", object_kind="disclosure", object_id=disclosure.public_id, by=by,
            reason_code=answer,
        )  # fmt: skip
    return row


def contact_log(
    *,
    case: MediationCase,
    party: Party,
    channel: str,
    tried_on: date,
    reached: bool,
    by: User,
    on: date,
    note: str = "",
) -> ContactAttempt:
    """One attempt to reach a party (coordinator)."""
    if not coordinator(by, case):
        raise Refused(NOT_ALLOWED)
    if party.case_id != case.pk:
        raise Refused(r.NOT_OF_THIS_CASE)
    attempt = ContactAttempt(
        case=case, party=party, channel=channel, tried_on=min(tried_on, on), reached=reached, note=note.strip(), by=by
    )
    with case_change(case):
        attempt.full_clean()
        attempt.save()
        case_trail(case=case, action="contact_tried", object_kind="party", object_id=party.public_id, by=by)
    return attempt


def party_invite(*, party: Party, user: User, by: User, on: date) -> CaseAccess:
    """Link a natural person's account to the party (`case_party`): rights in this case alone (coordinator)."""
    case = party.case
    if not coordinator(by, case):
        raise Refused(NOT_ALLOWED)
    if party.enterprise_id is not None:
        raise Refused(r.NOT_OF_THIS_CASE)
    with case_change(case):
        _running(case)
        return access_grant(case=case, user=user, capacity=CaseAccess.Capacity.PARTY, party=party, by=by, on=on)


def access_share(*, party: Party, user: User, by: User, on: date) -> CaseAccess:
    """An owner of a party enterprise who has access opens the case to another of its members."""
    case = party.case
    if not (acts_for(by, party) and is_owner_member(by, party.enterprise_id)):
        raise Refused(NOT_ALLOWED)
    if not active_memberships(user).filter(enterprise=party.enterprise).exists():
        raise Refused(NOT_A_MEMBER)
    with case_change(case):
        return access_grant(case=case, user=user, capacity=CaseAccess.Capacity.PARTY, party=party, by=by, on=on)


def access_withdraw(*, access: CaseAccess, by: User, on: date) -> CaseAccess:
    """The party's owner takes back what was shared or an agent's access; from this day on it opens nothing."""
    party = access.party
    if party is None or access.user_id == by.pk:
        raise Refused(NOT_ALLOWED)
    owner = acts_for(by, party) and (party.enterprise_id is None or is_owner_member(by, party.enterprise_id))
    if not owner:
        raise Refused(NOT_ALLOWED)
    with case_change(access.case):
        return access_end(access=access, by=by, until_on=on)


def agent_add(
    *,
    party: Party,
    name: str,
    scope: str,
    by: User,
    on: date,
    user: User | None = None,
    until_on: date | None = None,
) -> Agent:
    """A party, or a coordinator from paper, names an agent; the power of attorney is a document of type 4.

    An agent with an account gets access, and an engagement that bars him or her from mediating for this party.
    """
    case = party.case
    if not (acts_for(by, party) or coordinator(by, case)):
        raise Refused(NOT_ALLOWED)
    with case_change(case):
        agent = Agent(party=party, user=user, name=name.strip(), scope=scope, from_on=on, until_on=until_on)
        agent.full_clean()
        agent.save()
        if user is not None:
            access = access_grant(case=case, user=user, capacity=CaseAccess.Capacity.AGENT, party=party, by=by, on=on)
            if until_on is not None:
                access_end(access=access, by=by, until_on=until_on)
            engagement_open(
                person=user, role=Engagement.Role.AGENT, matter=case.matter, on=on, by=by, enterprise=party.enterprise,
                identity_hash="" if party.enterprise else party.identity_hash,
            )  # fmt: skip
        case_trail(case=case, action="agent_named", object_kind="agent", object_id=agent.public_id, by=by)
    return agent


def _for_party(case: MediationCase, party: Party, by: User, evidence: Iterable[str]) -> None:
    """A party speaks for itself; what a coordinator records for it needs the signed paper."""
    if party.case_id != case.pk:
        raise Refused(r.NOT_OF_THIS_CASE)
    if acts_for(by, party):
        return
    if not coordinator(by, case):
        raise Refused(NOT_ALLOWED)
    if not list(evidence):
        raise Refused(r.PAPER_EVIDENCE_MISSING)


def _running(case: MediationCase) -> None:
    case_lock(case)
    if not is_open(case):
        raise Refused(CASE_NOT_RUNNING)
