"""Opens what was sealed, for those who may read it. Nothing here is logged, indexed or exported."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ipplatform.accounts.models import User
from mediation.cases.models import MediationCase, Party
from mediation.cases.permissions import case_can_read
from mediation.dossier.models import JudicialConfirmation, Session, SettlementAgreement, UndisputedFacts
from mediation.dossier.permissions import messages_readable_by, notes_readable_by
from mediation.dossier.sealed import text_open, values_open


@dataclass(frozen=True)
class Note:
    """A note as its reader sees it; `shared_with` is None for the mediator's own."""

    public_id: UUID
    session_sequence: int
    author: str
    text: str
    shared_with: Party | None
    written_at: datetime


@dataclass(frozen=True)
class Message:
    """A message as its reader sees it; `with_party` is None for a joint one."""

    public_id: UUID
    author: str
    author_id: int
    text: str
    with_party: Party | None
    sent_at: datetime


@dataclass(frozen=True)
class Terms:
    """Contents of a settlement agreement after PML 29."""

    facts: str
    issues: str
    content: str
    manner: str


def notes_read(user: User, case: MediationCase) -> list[Note]:
    """The notes of a case that this person may read, oldest first; nobody else's ever. One query."""
    rows = notes_readable_by(user).filter(session__case=case)
    rows = rows.select_related("session", "author", "shared_with__enterprise").order_by("pk")
    return [
        Note(
            row.public_id, row.session.sequence, str(row.author), text_open(case, row.text_sealed), row.shared_with,
            row.written_at,
        )
        for row in rows
    ]  # fmt: skip


def messages_read(user: User, case: MediationCase) -> list[Message]:
    """Joint messages and the caucuses this person belongs to, oldest first. One query."""
    rows = messages_readable_by(user).filter(case=case)
    rows = rows.select_related("author", "with_party__enterprise").order_by("pk")
    return [
        Message(
            row.public_id, str(row.author), row.author_id, text_open(case, row.text_sealed), row.with_party, row.sent_at
        )
        for row in rows
    ]


def sessions_of(case: MediationCase) -> list[Session]:
    """Sessions of a case in order, with their confirmations."""
    return list(Session.objects.filter(case=case).prefetch_related("confirmations").order_by("sequence"))


def session_record(session: Session) -> str:
    """The record of a session, for a caller that has asked `sessions_readable_by`."""
    return text_open(session.case, session.record_sealed)


def facts_current(case: MediationCase) -> UndisputedFacts | None:
    """The undisputed facts as they stand, with their confirmations."""
    return UndisputedFacts.objects.filter(case=case, current=True).prefetch_related("confirmations").first()


def facts_items(facts: UndisputedFacts) -> list[str]:
    """The facts one by one, for a caller that has asked `facts_readable_by`."""
    return list(values_open(facts.case, facts.items_sealed) or [])


def agreement_current(case: MediationCase) -> SettlementAgreement | None:
    """The agreement that is drafted or signed now, with its signatures."""
    return SettlementAgreement.objects.filter(case=case, current=True).prefetch_related("signatures__party").first()


def terms_of(agreement: SettlementAgreement) -> Terms:
    """The terms, for a caller that has asked whether the case may be read."""
    return Terms(**(values_open(agreement.case, agreement.terms_sealed) or {}))


def agreement_terms(user: User, agreement: SettlementAgreement) -> Terms | None:
    """The terms for somebody who may read the case; None for anybody else."""
    return terms_of(agreement) if case_can_read(user, agreement.case) else None


def confirmation_of(case: MediationCase) -> JudicialConfirmation | None:
    """The judicial confirmation of the case's agreement, with its answers."""
    rows = JudicialConfirmation.objects.filter(agreement__case=case, agreement__current=True)
    return rows.prefetch_related("answers").select_related("agreement").first()
