"""The one service that seals: notes, messages, undisputed facts. Texts never reach a log, a notice or an event."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.moves import NOT_ALLOWED, Refused
from ipplatform.notices.services import notices_send
from mediation.cases.models import MediationCase, Party, State
from mediation.cases.permissions import acts_for, standing_of
from mediation.cases.selectors import appointment_of, users_of_parties
from mediation.cases.services import case_trail
from mediation.dossier.models import CaseMessage, FactsConfirmation, NegotiationNote, Session, UndisputedFacts
from mediation.dossier.refusals import ALREADY_CONFIRMED, CASE_NOT_RUNNING, NOT_OF_THIS_CASE, TEXT_EMPTY
from mediation.dossier.sealed import text_seal, values_seal

RUNNING = (
    State.ACCEPTED, State.CONSENTED, State.APPOINTED, State.IN_MEDIATION, State.SUSPENDED, State.AGREEMENT_DRAFTED,
    State.AGREED,
)  # fmt: skip


def note_write(*, session: Session, text: str, by: User, on: date, shared_with: Party | None = None) -> NegotiationNote:
    """A negotiation note of the case's mediator; `shared_with` makes it a private session note of one party."""
    case = session.case
    if not standing_of(by, case).mediator:
        raise Refused(NOT_ALLOWED)
    _running(case, text)
    if shared_with is not None and shared_with.case_id != case.pk:
        raise Refused(NOT_OF_THIS_CASE)
    with transaction.atomic():
        note = NegotiationNote(
            session=session, author=by, text_sealed=text_seal(case, text.strip()), shared_with=shared_with
        )
        note.full_clean()
        note.save()
        case_trail(case=case, action="note_written", object_kind="note", object_id=note.public_id, by=by)
    return note


def message_send(
    *, case: MediationCase, text: str, by: User, on: date, with_party: Party | None = None, link: str = ""
) -> CaseMessage:
    """A joint message, or one in the caucus of the mediator and one party. Coordinators read joint ones, write none."""
    standing = standing_of(by, case)
    if not (standing.mediator or standing.party):
        raise Refused(NOT_ALLOWED)
    _running(case, text)
    if with_party is not None:
        if with_party.case_id != case.pk:
            raise Refused(NOT_OF_THIS_CASE)
        if not standing.mediator and with_party.pk not in standing.parties:
            raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        message = CaseMessage(case=case, author=by, text_sealed=text_seal(case, text.strip()), with_party=with_party)
        message.full_clean()
        message.save()
        if link:
            notices_send(
                to=_readers(case, with_party, by, on), kind="case_message", number=case.number or "", link=link
            )
        case_trail(case=case, action="message_sent", object_kind="message", object_id=message.public_id, by=by)
    return message


def facts_write(*, case: MediationCase, items: Iterable[str], by: User, on: date) -> UndisputedFacts:
    """The undisputed facts as the mediator records them; a new version needs every confirmation anew."""
    if not standing_of(by, case).mediator:
        raise Refused(NOT_ALLOWED)
    lines = [item.strip() for item in items if item.strip()]
    _running(case, "".join(lines))
    with transaction.atomic():
        MediationCase.objects.select_for_update().get(pk=case.pk)
        UndisputedFacts.objects.filter(case=case, current=True).update(current=False)
        facts = UndisputedFacts(case=case, items_sealed=values_seal(case, lines), written_by=by)
        facts.full_clean()
        facts.save()
        case_trail(case=case, action="facts_written", object_kind="facts", object_id=facts.public_id, by=by)
    return facts


def facts_confirm(*, facts: UndisputedFacts, party: Party, by: User, on: date) -> FactsConfirmation:
    """A party confirms the facts as they stand; a later use is limited to what it confirmed (OMR 22)."""
    if party.case_id != facts.case_id or not facts.current:
        raise Refused(NOT_OF_THIS_CASE)
    if not acts_for(by, party):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        if facts.confirmations.filter(party=party).exists():
            raise Refused(ALREADY_CONFIRMED)
        confirmation = FactsConfirmation.objects.create(facts=facts, party=party, by=by)
        case_trail(case=facts.case, action="facts_confirmed", object_kind="facts", object_id=facts.public_id, by=by)
    return confirmation


def _running(case: MediationCase, text: str) -> None:
    if case.state not in RUNNING:
        raise Refused(CASE_NOT_RUNNING)
    if not text.strip():
        raise Refused(TEXT_EMPTY)


def _readers(case: MediationCase, with_party: Party | None, by: User, on: date) -> list[User]:
    """Who is told of a message: the parties concerned and the mediator, less its author."""
    people = users_of_parties(case, but=[by.pk], on=on)
    if with_party is not None:
        people = [user for user in people if acts_for(user, with_party)]
    appointment = appointment_of(case)
    if (
        appointment is not None
        and appointment.mediator.user_id != by.pk
        and has_role(appointment.mediator.user, "mediator")
    ):
        people.append(appointment.mediator.user)
    return people
