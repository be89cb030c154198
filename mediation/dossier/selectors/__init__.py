"""Reads of what is written in a case; the only place that opens a ciphertext."""

from mediation.dossier.selectors.documents import (
    Needed,
    case_file_stream,
    documents_listed,
    documents_missing,
    documents_needed,
    documents_newest,
)
from mediation.dossier.selectors.reading import (
    Message,
    Note,
    Terms,
    agreement_current,
    agreement_terms,
    confirmation_of,
    facts_current,
    facts_items,
    messages_read,
    notes_read,
    session_record,
    sessions_of,
    terms_of,
)

__all__ = [
    "Message",
    "Needed",
    "Note",
    "Terms",
    "agreement_current",
    "agreement_terms",
    "case_file_stream",
    "confirmation_of",
    "documents_listed",
    "documents_missing",
    "documents_needed",
    "documents_newest",
    "facts_current",
    "facts_items",
    "messages_read",
    "notes_read",
    "session_record",
    "sessions_of",
    "terms_of",
]
