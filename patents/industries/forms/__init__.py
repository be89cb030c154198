"""Forms of the industry pages: parse only."""

from patents.industries.forms.branches import BranchForm, TreeUploadForm
from patents.industries.forms.questions import (
    CompareForm,
    IndustryEditForm,
    IndustryForm,
    ListForm,
    NoteForm,
    QuestionForm,
)
from patents.industries.forms.samples import DrawForm, JudgeForm, KnownForm, PoolForm

__all__ = [
    "BranchForm",
    "CompareForm",
    "DrawForm",
    "IndustryEditForm",
    "IndustryForm",
    "JudgeForm",
    "KnownForm",
    "ListForm",
    "NoteForm",
    "PoolForm",
    "QuestionForm",
    "TreeUploadForm",
]
