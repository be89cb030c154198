"""Forms of the room: parse only; no rule of the state table lives here."""

from mediation.proceedings.forms import apply, coordinator, intake, mediator, papers, party
from mediation.proceedings.forms.base import DeedForm, NoteForm, OptionalNoteForm, PlainForm

__all__ = [
    "DeedForm",
    "NoteForm",
    "OptionalNoteForm",
    "PlainForm",
    "apply",
    "coordinator",
    "intake",
    "mediator",
    "papers",
    "party",
]
