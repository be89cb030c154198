"""Staff pages of reports: list and plan, one report with its moves, writing, data and PDF."""

from analytics.reports.staff.data import build, freeze, sheet
from analytics.reports.staff.detail import detail, move_view
from analytics.reports.staff.lists import plan, staff_list
from analytics.reports.staff.writing import checklist, citations, details, interviews, section

__all__ = [
    "build",
    "checklist",
    "citations",
    "detail",
    "details",
    "freeze",
    "interviews",
    "move_view",
    "plan",
    "section",
    "sheet",
    "staff_list",
]
