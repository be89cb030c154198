"""Everything that a report prints, as plain values: what the PDF is made of, and the fingerprint of it."""

import hashlib
import json
from typing import Any

from analytics.reports.models import ChecklistLine, Report, ReportSheet


def content_of(report: Report) -> dict[str, Any]:
    """What goes into the book besides the industry's own words; nine queries."""
    dataset = report.dataset
    sheets = report.sheets.filter(kind=ReportSheet.SheetKind.EXPERT) if not report.is_data else report.sheets.none()
    skipped = report.checklist.filter(state=ChecklistLine.LineState.NOT_APPLICABLE)
    return {
        "title": report.title,
        "kind": report.kind,
        "version": report.version,
        "series": report.series,
        "commissioner": report.commissioner,
        "report_date": report.report_date,
        "cutoff_date": report.cutoff_date,
        "authors": [str(person) for person in report.authors.order_by("pk")],
        "reviewers": [str(person) for person in report.reviewers.order_by("pk")],
        "dataset": str(dataset.public_id) if dataset else "",
        "industry": {
            "name": report.industry.name, "summary": report.industry.summary, "upstream": report.industry.upstream,
            "midstream": report.industry.midstream, "downstream": report.industry.downstream,
        },
        "sections": list(report.sections.order_by("position").values("key", "title", "blocks")),
        "figures": list(report.figures.order_by("number").values("number", "name", "title", "table", "caption", "alt")),
        "citations": list(report.citations.order_by("position").values("text", "url")),
        "interviews": list(
            report.interviews.order_by("position").values("organisation", "held_on", "people", "consent", "note")
        ),
        "not_applicable": list(skipped.order_by("pk").values("code", "reason")),
        "experts": list(sheets.order_by("pk").values("people", "given_on", "opinion")),
    }  # fmt: skip


def report_fingerprint(report: Report) -> str:
    """SHA-256 (hex) of `content_of`: changes exactly when the PDF would be made of something else."""
    body = json.dumps(content_of(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(body.encode()).hexdigest()
