"""From a draft agreement to its effect (PML 29-30): drafting, signing, the system's sign_complete."""

from collections.abc import Iterable
from datetime import date

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_IN_TABLE, Context, Refused, move
from mediation.cases.models import Appointment, MediationCase, Party, State
from mediation.cases.permissions import standing_of
from mediation.cases.services import deadline_open
from mediation.dossier.models import SettlementAgreement
from mediation.dossier.selectors import agreement_current
from mediation.dossier.services import (
    agreement_draft_write,
    agreement_effect,
    agreement_seal_record,
    agreement_sign_record,
    agreement_supersede,
    confirmation_offer,
)
from mediation.proceedings import refusals as r
from mediation.proceedings.guards import signatures_complete
from mediation.proceedings.services.ending import case_end
from mediation.proceedings.services.moving import case_change, case_lock
from mediation.proceedings.telling import tell_coordinators, tell_mediator, tell_parties
from mediation.proceedings.workflow import CASE


def agreement_draft(
    *,
    case: MediationCase,
    facts: str,
    issues: str,
    content: str,
    manner: str,
    by: User,
    on: date,
    revision: int,
    performance_due_on: date | None = None,
    form: str = SettlementAgreement.Form.WRITTEN,
    ownership_term: bool | None = None,
) -> SettlementAgreement:
    """in_mediation -> agreement_drafted. `ownership_term` must be answered when the word check finds something."""
    texts = {"facts": facts, "issues": issues, "content": content, "manner": manner}
    with case_change(case):
        move(
            CASE, case, "draft_agreement", by=by, on=on, revision=revision,
            data={"texts": texts, "ownership_term": ownership_term},
        )  # fmt: skip
        agreement = agreement_draft_write(
            case=case, performance_due_on=performance_due_on, form=form, ownership_term=ownership_term, by=by, on=on,
            **texts,
        )  # fmt: skip
        tell_parties(case, "case_agreement_to_sign", by=by, on=on)
    return agreement


def agreement_back(*, case: MediationCase, by: User, on: date, revision: int) -> MediationCase:
    """agreement_drafted -> in_mediation: the parties want changes; the draft and its signatures no longer count."""
    with case_change(case):
        move(CASE, case, "back", by=by, on=on, revision=revision)
        agreement_supersede(case=case, by=by)
        tell_parties(case, "case_agreement_withdrawn", by=by, on=on)
    return case


def agreement_sign(
    *,
    case: MediationCase,
    agreement: SettlementAgreement,
    by: User,
    on: date,
    party: Party | None = None,
    evidence: Iterable[str] = (),
) -> MediationCase:
    """Sign for a party, or as the mediator when no party is given; the last signature makes the case `agreed`.

    An oral agreement is registered by the mediator's signature alone (PML 30). Takes no revision: several sign at
    once, and `agreement` is the version that the person saw.
    """
    with case_change(case):
        _signing(case, agreement)
        agreement_sign_record(
            agreement=agreement, party=party, appointment=None if party else _own_appointment(case, by), by=by, on=on,
            evidence=evidence,
        )  # fmt: skip
        _complete(case, on)
    return case


def agreement_seal(
    *, case: MediationCase, agreement: SettlementAgreement, evidence: Iterable[str], by: User, on: date
) -> MediationCase:
    """The committee's seal is on the paper (people's mediation, PML 29); may be what was still missing."""
    with case_change(case):
        _signing(case, agreement)
        agreement_seal_record(agreement=agreement, evidence=evidence, by=by, on=on)
        _complete(case, on)
    return case


def case_refuse_sign(*, case: MediationCase, note: str, by: User, on: date, revision: int) -> MediationCase:
    """agreement_drafted -> closed (7): a party refuses to sign."""
    with case_change(case):
        case_end(case=case, action="refuse_sign", reason=7, by=by, on=on, revision=revision, note=note)
    return case


def _signing(case: MediationCase, agreement: SettlementAgreement) -> None:
    case_lock(case)
    if case.state != State.AGREEMENT_DRAFTED:
        raise Refused(NOT_IN_TABLE)
    present = agreement_current(case)
    if present is None:
        raise Refused(r.NO_AGREEMENT)
    if present.pk != agreement.pk:
        raise Refused(r.AGREEMENT_CHANGED)


def _own_appointment(case: MediationCase, by: User) -> Appointment | None:
    key = standing_of(by, case).appointment_id
    return case.appointments.filter(pk=key).first() if key else None


def _complete(case: MediationCase, on: date) -> None:
    """sign_complete by the system, once nothing is missing: effect, confirmation offered (D10), return visit (D27)."""
    system = User.objects.system()
    if signatures_complete(case, Context(by=system, on=on)) is not None:
        return
    move(CASE, case, "sign_complete", by=system, on=on, revision=case.revision)
    agreement = agreement_current(case)
    if agreement is None:
        raise Refused(r.NO_AGREEMENT)
    agreement_effect(agreement=agreement, by=system, on=on)
    confirmation_offer(agreement=agreement, by=system, on=on)
    deadline_open(case=case, code="D27", start=max(agreement.performance_due_on or on, on), by=system)
    tell_parties(case, "case_agreed", by=system, on=on)
    tell_mediator(case, "case_agreed")
    tell_coordinators(case, "case_agreed")
