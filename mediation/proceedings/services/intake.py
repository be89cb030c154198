"""From a draft to an accepted case (domain.md 6.4, first rows)."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import CASE_COORDINATOR
from ipplatform.deadlines.selectors import rule_due
from ipplatform.enterprises.models import Enterprise, Membership
from ipplatform.enterprises.permissions import is_member
from ipplatform.enterprises.selectors import members_of
from ipplatform.keys import data_key_new
from ipplatform.moves import NOT_ALLOWED, Refused, event_append, move
from ipplatform.numbers.services import CASE as NUMBER_PREFIX
from ipplatform.numbers.services import number_next
from mediation.cases.models import CaseAccess, CaseDeadline, MediationCase, Party, Procedure, State
from mediation.cases.permissions import case_can_read
from mediation.cases.services import MAIN_RULES, access_grant, deadline_open, deadlines_end
from mediation.consultations.models import Consultation
from mediation.dossier.models import CaseDocument
from mediation.people.models import TopicCode
from mediation.proceedings import refusals as r
from mediation.proceedings.permissions import claimant_or_coordinator
from mediation.proceedings.services.holds import holds_of_case_set
from mediation.proceedings.services.moving import case_change
from mediation.proceedings.services.parties import party_make
from mediation.proceedings.telling import tell_coordinators, tell_parties
from mediation.proceedings.workflow import CASE
from patents.records.models import Patent
from patents.records.permissions import patents_readable_by


def case_file(
    *,
    by: User,
    on: date,
    claimant: Enterprise | None = None,
    on_paper: bool = False,
    procedure: str = Procedure.INDUSTRY,
    consultation: Consultation | None = None,
) -> MediationCase:
    """- -> draft: a member files for the own enterprise; a coordinator takes in paper (parties are added later)."""
    standing = claimant is not None and is_member(by, claimant.pk)
    case = MediationCase(
        state=State.DRAFT, procedure=procedure, on_paper=on_paper, created_by=by, from_consultation=consultation
    )
    takes_in = (on_paper or consultation is not None) and has_role(by, CASE_COORDINATOR)
    if not (standing or takes_in):
        raise Refused(NOT_ALLOWED)
    case.data_key = data_key_new(case.about)
    with case_change(case):
        case.full_clean(exclude=["data_key"])
        case.save()
        event_append(CASE, case, action="file", by=by, on=on, on_behalf_of=claimant.public_id if claimant else None)
        if claimant is not None:
            party = party_make(case=case, role=Party.Role.CLAIMANT, enterprise=claimant, by=by)
            # Paper opens the case to nobody before acceptance; a converted consultation to those who asked.
            asking = members_of([claimant.pk], owners_only=True) if consultation is not None else []
            filers = [by] if standing else asking
            for user in filers:
                access_grant(case=case, user=user, capacity=CaseAccess.Capacity.PARTY, party=party, by=by, on=on)
    return case


def case_from_consultation(*, consultation: Consultation, enterprise_agrees: bool, by: User, on: date) -> MediationCase:
    """`convert` of domain.md 6.3: a linked draft for the enterprise that asked; the consultation keeps its state."""
    if not has_role(by, CASE_COORDINATOR):
        raise Refused(NOT_ALLOWED)
    if consultation.state not in ("assigned", "answered"):
        raise Refused(r.CONSULTATION_NOT_OPEN)
    if not enterprise_agrees:
        raise Refused(r.ENTERPRISE_DISAGREES)
    with transaction.atomic():
        Consultation.objects.select_for_update().get(pk=consultation.pk)
        converted = MediationCase.objects.filter(from_consultation=consultation).exclude(state=State.WITHDRAWN)
        if converted.exists():
            raise Refused(r.CONSULTATION_CONVERTED)
        case = case_file(by=by, on=on, claimant=consultation.enterprise, consultation=consultation)
        case.topic = consultation.topic
        case.save(update_fields=["topic"])
    return case


def case_draft_update(
    *,
    case: MediationCase,
    by: User,
    on: date,
    revision: int,
    procedure: str | None = None,
    ip_type: str | None = None,
    dispute_type: str | None = None,
    topic: TopicCode | None = None,
    summary: str | None = None,
    requests: Sequence[str] | None = None,
    amount_in_dispute: Decimal | None = None,
    amount_given: bool = False,
    court_reference: str | None = None,
    patents: Iterable[Patent] | None = None,
) -> MediationCase:
    """Fill in a draft, one question at a time; what is None stays (an amount is set or emptied with `amount_given`)."""
    given = {
        "procedure": procedure, "ip_type": ip_type, "dispute_type": dispute_type, "topic": topic,
        "summary": summary.strip() if summary is not None else None, "court_reference": court_reference,
        "requests": [line.strip() for line in requests if line.strip()] if requests is not None else None,
    }  # fmt: skip
    changed: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if amount_given:
        changed["amount_in_dispute"] = amount_in_dispute
    with case_change(case):
        _draft_of(case, by, revision)
        for name, value in changed.items():
            setattr(case, name, value)
        case.full_clean(exclude=["data_key"])
        case.save(update_fields=[*changed])
        if patents is not None:
            wanted = [patent.pk for patent in patents]
            case.patents.set(patents_readable_by(by).filter(pk__in=wanted))
    return case


def party_add(
    *,
    case: MediationCase,
    role: str,
    by: User,
    on: date,
    revision: int,
    enterprise: Enterprise | None = None,
    person_name: str = "",
    identity: str = "",
    contact: str = "",
) -> Party:
    """Name a party of a draft. A person's identity number is hashed here and kept nowhere."""
    with case_change(case):
        _draft_of(case, by, revision)
        return party_make(
            case=case,
            role=role,
            enterprise=enterprise,
            person_name=person_name,
            identity=identity,
            contact=contact,
            by=by,
        )


def party_remove(*, party: Party, by: User, on: date, revision: int) -> None:
    """Take a party out of a draft; the one that files stays."""
    with case_change(party.case):
        _draft_of(party.case, by, revision)
        if party.accesses.exists() or CaseDocument.objects.filter(party=party).exists():
            raise Refused(r.PARTY_STAYS)
        party.delete()


def case_submit(*, case: MediationCase, by: User, on: date, revision: int) -> MediationCase:
    """draft -> applied; the case number is given with the first submission and kept; D01 (D18) starts."""
    with case_change(case):
        changes = {"applied_on": on, "return_note": ""}
        if case.number is None and claimant_or_coordinator(by, case):
            changes["number"] = number_next(prefix=NUMBER_PREFIX, on=on)
        move(CASE, case, "submit", by=by, on=on, revision=revision, changes=changes)
        deadline_open(case=case, code=_acceptance_rule(case), start=on, by=by)
        tell_coordinators(case, "case_submitted")
    return case


def case_withdraw(*, case: MediationCase, by: User, on: date, revision: int) -> MediationCase:
    """draft or applied -> withdrawn (final), by a claimant before acceptance."""
    with case_change(case):
        move(CASE, case, "withdraw", by=by, on=on, revision=revision)
        deadlines_end(case=case, codes=None, on=on, by=by, state=CaseDeadline.VOID)
    return case


def case_return(*, case: MediationCase, gaps: str, by: User, on: date, revision: int) -> MediationCase:
    """applied -> draft with the list of gaps; D01 starts anew when the application is complete."""
    note = gaps.strip()
    with case_change(case):
        move(CASE, case, "return", by=by, on=on, revision=revision, changes={"return_note": note}, data={"note": note})
        deadlines_end(case=case, codes=None, on=on, by=by, state=CaseDeadline.VOID)
        tell_parties(case, "case_returned", by=by, on=on)
    return case


def case_refuse(*, case: MediationCase, ground: str, note: str, by: User, on: date, revision: int) -> MediationCase:
    """applied -> not_accepted (final), with its ground and reason (OMR 12; open licences: OLM 8)."""
    text = note.strip()
    with case_change(case):
        move(
            CASE, case, "refuse", by=by, on=on, revision=revision, reason_code=ground,
            changes={"refusal_ground": ground, "refusal_note": text}, data={"note": text},
        )  # fmt: skip
        deadlines_end(case=case, codes=(_acceptance_rule(case),), on=on, by=by)
        tell_parties(case, "case_not_accepted", by=by, on=on)
    return case


def case_accept(
    *,
    case: MediationCase,
    competence_checked: bool,
    venue_checked: bool,
    by: User,
    on: date,
    revision: int,
    venue_note: str = "",
) -> MediationCase:
    """applied -> accepted: the clock starts, owners of all parties get access, patents are held (PL-R 103-105).

    The patent rows are locked in key order before the case, as by everybody who signs or publishes.
    """
    code = MAIN_RULES[case.procedure]
    with case_change(case):
        patents = list(Patent.objects.select_for_update().filter(pk__in=case.patents.values("pk")).order_by("pk"))
        move(
            CASE, case, "accept", by=by, on=on, revision=revision,
            changes={"accepted_on": on, "due_on": rule_due(code, on).due_on, "venue_note": venue_note.strip()},
            data={"competence_checked": competence_checked, "venue_checked": venue_checked},
        )  # fmt: skip
        deadlines_end(case=case, codes=(_acceptance_rule(case),), on=on, by=by)
        deadline_open(case=case, code=code, start=on, by=by, main=True)
        deadline_open(case=case, code="D02", start=on, by=by)
        if case.procedure == Procedure.ADMINISTRATIVE:
            deadline_open(case=case, code="D15", start=on, by=by)
        for party, user in _owners(case):
            access_grant(case=case, user=user, capacity=CaseAccess.Capacity.PARTY, party=party, by=by, on=on)
        holds_of_case_set(case=case, patents=patents, on=on)
        tell_parties(case, "case_accepted", by=by, on=on)
    return case


def _owners(case: MediationCase) -> list[tuple[Party, User]]:
    """Each active owner member of every party enterprise, with the party."""
    parties = {party.enterprise_id: party for party in case.parties.all() if party.enterprise_id is not None}
    rows = Membership.objects.filter(
        enterprise_id__in=parties, role=Membership.Role.OWNER, state="active", user__is_active=True
    )
    return [(parties[row.enterprise_id], row.user) for row in rows.select_related("user").order_by("pk")]


def _acceptance_rule(case: MediationCase) -> str:
    return "D18" if case.procedure == Procedure.OPEN_LICENCE else "D01"


def _draft_of(case: MediationCase, by: User, revision: int) -> None:
    """The draft is written by those who may submit it; its row is locked, so nobody moves it meanwhile."""
    if not case_can_read(by, case) or not claimant_or_coordinator(by, case):
        raise Refused(NOT_ALLOWED)
    present = MediationCase.objects.select_for_update().get(pk=case.pk)
    if present.state != State.DRAFT:
        raise Refused(r.NOT_A_DRAFT)
    if present.revision != revision:
        raise Refused(r.STALE_DRAFT)
