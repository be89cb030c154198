"""Rows and words for the pages: what a case looks like, no rules."""

from mediation.proceedings.presenters.course import period, timeline
from mediation.proceedings.presenters.papers import (
    document_rows,
    documents_shown,
    messages_shown,
    needed_rows,
    party_rows,
    talks,
)
from mediation.proceedings.presenters.steps import Step, next_step, session_title, session_words, waits_for
from mediation.proceedings.presenters.words import case_facts, deadline_row, kind_words, state_tag, tags_of, title_of

__all__ = [
    "Step",
    "case_facts",
    "deadline_row",
    "document_rows",
    "documents_shown",
    "kind_words",
    "messages_shown",
    "needed_rows",
    "next_step",
    "party_rows",
    "period",
    "session_title",
    "session_words",
    "state_tag",
    "tags_of",
    "talks",
    "timeline",
    "title_of",
    "waits_for",
]
