"""Reads of reports: lists, one report for its page, what its guards ask, figures for other rooms."""

from analytics.reports.selectors.content import content_of, report_fingerprint
from analytics.reports.selectors.platform import PlatformRecords, key_patents, platform_records
from analytics.reports.selectors.reports import (
    book_latest,
    expression_of,
    figure_of,
    figure_published,
    people_choices,
    people_disjoint,
    people_hold_roles,
    predecessor_published,
    report_for_build,
    report_for_staff,
    report_history,
    reports_for_staff,
    reports_newest,
    reports_published,
    reports_started,
    reports_waiting,
    slug_free,
    successor_of,
    version_newest,
)
from analytics.reports.selectors.sources import sources_spoken

__all__ = [
    "PlatformRecords",
    "book_latest",
    "content_of",
    "expression_of",
    "figure_of",
    "figure_published",
    "key_patents",
    "people_choices",
    "people_disjoint",
    "people_hold_roles",
    "platform_records",
    "predecessor_published",
    "report_fingerprint",
    "report_for_build",
    "report_for_staff",
    "report_history",
    "reports_for_staff",
    "reports_newest",
    "reports_published",
    "reports_started",
    "reports_waiting",
    "slug_free",
    "sources_spoken",
    "successor_of",
    "version_newest",
]
