"""Sessions and the clock while mediation runs: scheduling, holding, suspending, resuming, extending."""

from collections.abc import Iterable
from datetime import date, datetime

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refused, move
from mediation.cases.models import Extension, ExtensionConsent, MediationCase, Party, State, Suspension
from mediation.cases.permissions import acts_for
from mediation.cases.services import case_trail, clock_recompute
from mediation.dossier.models import Session
from mediation.dossier.services import session_create, session_hold_record
from mediation.proceedings import refusals as r
from mediation.proceedings.permissions import can_schedule, coordinator
from mediation.proceedings.services.moving import case_change, case_lock
from mediation.proceedings.telling import tell_mediator, tell_parties
from mediation.proceedings.workflow import CASE


def session_schedule(*, case: MediationCase, starts_at: datetime, mode: str, place: str, by: User, on: date) -> Session:
    """A session with its notice to all parties: a record by mediator or coordinator while the case is in mediation."""
    if not can_schedule(by, case):
        raise Refused(NOT_ALLOWED)
    with case_change(case):
        case_lock(case)
        if case.state != State.IN_MEDIATION:
            raise Refused(r.NOT_IN_MEDIATION)
        session = session_create(case=case, starts_at=starts_at, mode=mode, place=place, by=by, on=on)
        tell_parties(case, "case_session_scheduled", by=by, on=on)
    return session


def session_hold(
    *,
    case: MediationCase,
    session: Session,
    record: str,
    attendees: Iterable[str],
    by: User,
    on: date,
    revision: int,
    ends_at: datetime | None = None,
) -> Session:
    """hold_session: the session took place and its record is written; the parties are asked to confirm it."""
    with case_change(case):
        move(
            CASE, case, "hold_session", by=by, on=on, revision=revision, evidence=[str(session.public_id)],
            data={"session": session},
        )  # fmt: skip
        session_hold_record(session=session, record=record, attendees=attendees, ends_at=ends_at, by=by, on=on)
        tell_parties(case, "case_session_held", by=by, on=on)
    return session


def case_suspend(
    *,
    case: MediationCase,
    evidence: Iterable[str],
    by: User,
    on: date,
    revision: int,
    from_on: date | None = None,
    kind: str = Suspension.Kind.APPRAISAL,
) -> MediationCase:
    """in_mediation -> suspended: an appraisal was ordered (evidence: mandate). Days from `from_on` do not count."""
    evidence_ids = [str(item) for item in evidence]
    first = from_on or on
    with case_change(case):
        move(
            CASE, case, "suspend", by=by, on=on, revision=revision, evidence=evidence_ids, reason_code=kind,
            data={"from_on": first},
        )  # fmt: skip
        suspension = Suspension(case=case, kind=kind, from_on=first, evidence_ids=evidence_ids)
        suspension.full_clean()
        suspension.save()
        tell_parties(case, "case_suspended", by=by, on=on)
        tell_mediator(case, "case_suspended")
    return case


def case_resume(
    *,
    case: MediationCase,
    evidence: Iterable[str],
    by: User,
    on: date,
    revision: int,
    to_on: date | None = None,
) -> MediationCase:
    """suspended -> in_mediation: the report came or the appraisal stopped; due_on moves (OMR 26)."""
    last = to_on or on
    evidence_ids = [str(item) for item in evidence]
    with case_change(case):
        suspension = case.suspensions.filter(to_on__isnull=True).first()
        move(
            CASE, case, "resume", by=by, on=on, revision=revision, evidence=evidence_ids,
            data={"suspension": suspension, "to_on": last},
        )  # fmt: skip
        if suspension is not None:
            suspension.to_on = last
            suspension.evidence_ids = [*suspension.evidence_ids, *evidence_ids]
            suspension.full_clean()
            suspension.save()
        _due(case, by)
        tell_parties(case, "case_resumed", by=by, on=on)
        tell_mediator(case, "case_resumed")
    return case


def extension_propose(*, case: MediationCase, new_due: date, by: User, on: date) -> Extension:
    """Propose a longer period (mediator or coordinator); the parties are asked."""
    if not can_schedule(by, case):
        raise Refused(NOT_ALLOWED)
    with case_change(case):
        case_lock(case)
        if case.state != State.IN_MEDIATION:
            raise Refused(r.NOT_IN_MEDIATION)
        if case.due_on is None or on > case.due_on:
            raise Refused(r.PERIOD_OVER)
        if new_due <= case.due_on:
            raise Refused(r.EXTENSION_NOT_LATER)
        extension = Extension(case=case, new_due=new_due, proposed_on=on, proposed_by=by)
        extension.full_clean()
        extension.save()
        case_trail(
            case=case, action="extension_proposed", object_kind="extension", object_id=extension.public_id, by=by
        )
        tell_parties(case, "case_extension_proposed", by=by, on=on)
    return extension


def extension_consent(
    *, extension: Extension, party: Party, by: User, on: date, evidence: Iterable[str] = ()
) -> ExtensionConsent:
    """A party consents to an extension; a coordinator records a written consent with its scan (document 16)."""
    case, evidence_ids = extension.case, [str(item) for item in evidence]
    if party.case_id != case.pk or extension.agreed_on is not None:
        raise Refused(r.NOT_OF_THIS_CASE)
    own = acts_for(by, party)
    if not (own or coordinator(by, case)):
        raise Refused(NOT_ALLOWED)
    if not (own or evidence_ids):
        raise Refused(r.PAPER_EVIDENCE_MISSING)
    with case_change(case):
        case_lock(case)
        if case.due_on is None or on > case.due_on:
            raise Refused(r.PERIOD_OVER)
        if extension.consents.filter(party=party).exists():
            raise Refused(r.ALREADY_ANSWERED)
        consent = ExtensionConsent(
            extension=extension, party=party, given_on=on, by=by, evidence_ids=evidence_ids
        )  # fmt: skip
        consent.full_clean()
        consent.save()
        case_trail(case=case, action="extension_consented", object_kind="party", object_id=party.public_id, by=by)
    return consent


def case_extend(
    *, case: MediationCase, extension: Extension | None, by: User, on: date, revision: int
) -> MediationCase:
    """in_mediation: the extension takes effect, all parties having consented before expiry (OMR 24)."""
    with case_change(case):
        move(
            CASE, case, "extend", by=by, on=on, revision=revision, data={"extension": extension},
            evidence=[str(extension.public_id)] if extension else [],
        )  # fmt: skip
        if extension is not None:
            extension.agreed_on = on
            extension.save(update_fields=["agreed_on"])
        _due(case, by)
        tell_parties(case, "case_extended", by=by, on=on)
        tell_mediator(case, "case_extended")
    return case


def _due(case: MediationCase, by: User) -> None:
    """The recomputed due date belongs to the move just made: its revision stands."""
    case.due_on = clock_recompute(case=case, by=by)
    case.save(update_fields=["due_on"])
