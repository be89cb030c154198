"""Industry reports: frozen data, the report with its sections and figures, what is filed with it, its events."""

from analytics.reports.models.dataset import Dataset
from analytics.reports.models.papers import ChecklistLine, Citation, Interview, ReportSheet
from analytics.reports.models.parts import Figure, ReportSection
from analytics.reports.models.report import Kind, Report, ReportEvent, State

__all__ = [
    "ChecklistLine",
    "Citation",
    "Dataset",
    "Figure",
    "Interview",
    "Kind",
    "Report",
    "ReportEvent",
    "ReportSection",
    "ReportSheet",
    "State",
]
