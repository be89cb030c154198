"""Every write of reports: planned, written, frozen, built, reviewed, published."""

from analytics.reports.services.building import report_pdf_build
from analytics.reports.services.freezing import Frozen, branch_values, dataset_prepare, report_freeze_data
from analytics.reports.services.planning import report_plan, report_start
from analytics.reports.services.publishing import report_publish, report_supersede, report_withdraw
from analytics.reports.services.reviewing import report_approve, report_pass, report_return, report_submit, sheet_file
from analytics.reports.services.writing import (
    NOT_A_DRAFT,
    checklist_set,
    citations_set,
    interviews_set,
    report_details_set,
    section_save,
)

__all__ = [
    "NOT_A_DRAFT",
    "Frozen",
    "branch_values",
    "checklist_set",
    "citations_set",
    "dataset_prepare",
    "interviews_set",
    "report_approve",
    "report_details_set",
    "report_freeze_data",
    "report_pass",
    "report_pdf_build",
    "report_plan",
    "report_publish",
    "report_return",
    "report_start",
    "report_submit",
    "report_supersede",
    "report_withdraw",
    "section_save",
    "sheet_file",
]
