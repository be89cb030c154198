"""Forms of the staff pages of reports: parse only."""

from analytics.reports.forms.moving import MOVE_FORMS, FreezeForm, PlanForm, SheetForm
from analytics.reports.forms.writing import (
    BlockFormSet,
    ChecklistFormSet,
    CitationFormSet,
    DetailsForm,
    InterviewFormSet,
    block_initial,
    blocks_typed,
)

__all__ = [
    "MOVE_FORMS",
    "BlockFormSet",
    "ChecklistFormSet",
    "CitationFormSet",
    "DetailsForm",
    "FreezeForm",
    "InterviewFormSet",
    "PlanForm",
    "SheetForm",
    "block_initial",
    "blocks_typed",
]
