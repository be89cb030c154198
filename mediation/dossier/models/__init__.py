"""All that is written in a case. Notes, messages, records and terms are ciphertext under the case's own key."""

from mediation.dossier.models.agreement import (
    AgreementSignature,
    ConfirmationAnswer,
    ConfirmationEvent,
    ConfirmationState,
    JudicialConfirmation,
    ReturnVisit,
    SettlementAgreement,
)
from mediation.dossier.models.documents import CaseDocument
from mediation.dossier.models.sessions import NegotiationNote, Session, SessionConfirmation
from mediation.dossier.models.writing import CaseMessage, FactsConfirmation, UndisputedFacts

__all__ = [
    "AgreementSignature",
    "CaseDocument",
    "CaseMessage",
    "ConfirmationAnswer",
    "ConfirmationEvent",
    "ConfirmationState",
    "FactsConfirmation",
    "JudicialConfirmation",
    "NegotiationNote",
    "ReturnVisit",
    "Session",
    "SessionConfirmation",
    "SettlementAgreement",
    "UndisputedFacts",
]
