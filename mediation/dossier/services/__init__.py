"""Writes of the dossier. The moves of the case itself lie in proceedings."""

from mediation.dossier.services.agreement import (
    agreement_draft_write,
    agreement_effect,
    agreement_seal_record,
    agreement_sign_record,
    agreement_supersede,
    return_visit_record,
)
from mediation.dossier.services.confirmation import (
    confirmation_accept,
    confirmation_answer,
    confirmation_confirm,
    confirmation_offer,
    confirmation_prepare,
    confirmation_refuse,
    confirmation_reject,
    confirmation_submit,
    confirmation_withdraw,
    confirmations_miss_window,
)
from mediation.dossier.services.documents import document_generate, document_upload, documents_generate_due
from mediation.dossier.services.sessions import session_confirm, session_create, session_hold_record
from mediation.dossier.services.writing import facts_confirm, facts_write, message_send, note_write

__all__ = [
    "agreement_draft_write",
    "agreement_effect",
    "agreement_seal_record",
    "agreement_sign_record",
    "agreement_supersede",
    "confirmation_accept",
    "confirmation_answer",
    "confirmation_confirm",
    "confirmation_offer",
    "confirmation_prepare",
    "confirmation_refuse",
    "confirmation_reject",
    "confirmation_submit",
    "confirmation_withdraw",
    "confirmations_miss_window",
    "document_generate",
    "document_upload",
    "documents_generate_due",
    "facts_confirm",
    "facts_write",
    "message_send",
    "note_write",
    "return_visit_record",
    "session_confirm",
    "session_create",
    "session_hold_record",
]
