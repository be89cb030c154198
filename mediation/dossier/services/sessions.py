"""Sessions: scheduled, held, their record confirmed. The move `hold_session` of the case lies in proceedings."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refused
from mediation.cases.models import MediationCase, Party
from mediation.cases.permissions import acts_for
from mediation.cases.services import case_trail
from mediation.dossier.models import Session, SessionConfirmation
from mediation.dossier.refusals import (
    ALREADY_CONFIRMED,
    NOT_OF_THIS_CASE,
    PLACE_MISSING,
    SESSION_IN_PAST,
    SESSION_NOT_HELD,
    TEXT_EMPTY,
)
from mediation.dossier.sealed import text_seal


def session_create(*, case: MediationCase, starts_at: datetime, mode: str, place: str, by: User, on: date) -> Session:
    """A scheduled session with its notice sent; the caller has asked who may (proceedings)."""
    if not place.strip():
        raise Refused(PLACE_MISSING)
    with transaction.atomic():
        MediationCase.objects.select_for_update().get(pk=case.pk)
        last = Session.objects.filter(case=case).aggregate(last=Max("sequence"))["last"] or 0
        session = Session(
            case=case, sequence=last + 1, starts_at=starts_at, mode=mode, place=place.strip(),
            notice_sent_at=clock.now(), created_by=by,
        )  # fmt: skip
        session.full_clean()
        session.save()
        case_trail(case=case, action="session_scheduled", object_kind="session", object_id=session.public_id, by=by)
    return session


def session_hold_record(
    *, session: Session, record: str, attendees: Iterable[str], ends_at: datetime | None, by: User, on: date
) -> Session:
    """Write what happened: the record (sealed) and who was there. No negotiation note enters it."""
    if not record.strip():
        raise Refused(TEXT_EMPTY)
    if ends_at is not None and ends_at < session.starts_at:
        raise Refused(SESSION_IN_PAST)
    session.state = Session.State.HELD
    session.ends_at = ends_at
    session.attendees = [name.strip() for name in attendees if name.strip()]
    session.record_sealed = text_seal(session.case, record.strip())
    session.full_clean()
    session.save()
    return session


def session_confirm(*, session: Session, party: Party, by: User, on: date) -> SessionConfirmation:
    """A party confirms the record of a held session (OMR 22: as good as a signature on paper)."""
    if party.case_id != session.case_id:
        raise Refused(NOT_OF_THIS_CASE)
    if not acts_for(by, party):
        raise Refused(NOT_ALLOWED)
    if session.state != Session.State.HELD:
        raise Refused(SESSION_NOT_HELD)
    with transaction.atomic():
        if session.confirmations.filter(party=party).exists():
            raise Refused(ALREADY_CONFIRMED)
        confirmation = SessionConfirmation.objects.create(session=session, party=party, by=by)
        case_trail(
            case=session.case, action="record_confirmed", object_kind="session", object_id=session.public_id, by=by
        )
    return confirmation
