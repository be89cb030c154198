"""Write a draft: what stands on its cover, its sections, sources, interviews and checklist. Authors only."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from analytics.reports.blocks import blocks_clean
from analytics.reports.models import ChecklistLine, Citation, Interview, Report, ReportSection, State
from analytics.reports.outline import FIGURES, checklist_lines
from analytics.reports.permissions import can_edit, is_author
from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from ipplatform.moves import CHANGED_MEANWHILE, NOT_ALLOWED, Refusal, Refused

NOT_A_DRAFT = Refusal("not_a_draft", _("报告已提交，不能再修改。需要修改时请由审核人退回。"))
LINE_REASON_MISSING = Refusal("line_reason_missing", _("标为不适用的项目要写明理由，理由会印在附录里。"))


def report_details_set(
    *,
    report: Report,
    title: str,
    series: str,
    commissioner: str,
    summary: str,
    report_date: date | None,
    cutoff_date: date | None,
    by: User,
    revision: int,
) -> Report:
    """Cover and summary. A data report's cut-off is its dataset's and is not changed here."""
    changes: dict[str, Any] = {
        "title": title.strip(), "series": series.strip(), "commissioner": commissioner.strip(),
        "summary": summary.strip(), "report_date": report_date,
    }  # fmt: skip
    if not report.is_data:
        changes["cutoff_date"] = cutoff_date
    for field, value in changes.items():
        setattr(report, field, value)
    report.full_clean(exclude=["authors", "reviewers"])
    with transaction.atomic():
        return _touched(report, by, revision, "details", changes)


def section_save(
    *, section: ReportSection, title: str, blocks: Sequence[Mapping[str, Any]], by: User, revision: int
) -> ReportSection:
    """A chapter's title and blocks. Raises ValidationError naming the block that is wrong."""
    report = section.report
    figures = frozenset(report.figures.values_list("number", flat=True)) or frozenset(FIGURES if report.is_data else ())
    section.title, section.blocks = title.strip(), blocks_clean(blocks, figures)
    section.full_clean()
    with transaction.atomic():
        _touched(report, by, revision, "section")
        section.save()
    return section


def citations_set(*, report: Report, citations: Sequence[Mapping[str, str]], by: User, revision: int) -> None:
    """The whole list of sources, in order: {text, url}."""
    rows = [
        Citation(report=report, position=place, text=one["text"].strip(), url=one.get("url", "").strip())
        for place, one in enumerate(citations, start=1)
    ]
    for row in rows:
        row.full_clean(exclude=["report"], validate_unique=False, validate_constraints=False)
    with transaction.atomic():
        _touched(report, by, revision, "citations")
        report.citations.all().delete()
        Citation.objects.bulk_create(rows)


def interviews_set(*, report: Report, interviews: Sequence[Mapping[str, Any]], by: User, revision: int) -> None:
    """The whole list of interviews, in order: {organisation, held_on, people, consent, note}."""
    rows = [Interview(report=report, position=place, **one) for place, one in enumerate(interviews, start=1)]
    for row in rows:
        row.full_clean(exclude=["report"], validate_unique=False, validate_constraints=False)
    with transaction.atomic():
        _touched(report, by, revision, "interviews")
        report.interviews.all().delete()
        Interview.objects.bulk_create(rows)


def checklist_set(*, report: Report, answers: Mapping[str, tuple[str, str]], by: User, revision: int) -> None:
    """Answers by line code: (state, reason). Lines not given stay as they are. Raises Refused (line_reason_missing)."""
    known = {line.code for line in checklist_lines(report.kind)}
    skipped = ChecklistLine.LineState.NOT_APPLICABLE
    if any(state == skipped and not reason.strip() for state, reason in answers.values()):
        raise Refused(LINE_REASON_MISSING)
    rows = {row.code: row for row in report.checklist.all() if row.code in known}
    changed = []
    for code, (state, reason) in answers.items():
        row = rows.get(code)
        if row is not None:
            row.state, row.reason = state, reason.strip() if state == skipped else ""
            row.clean_fields()
            changed.append(row)
    with transaction.atomic():
        _touched(report, by, revision, "checklist")
        ChecklistLine.objects.bulk_update(changed, ["state", "reason"])


def _touched(report: Report, by: User, revision: int, what: str, changes: Mapping[str, Any] | None = None) -> Report:
    """Claim the draft as the person saw it, change fields, and append the audit link. Raises Refused."""
    if not is_author(by, report):
        raise Refused(NOT_ALLOWED)
    if not can_edit(by, report):
        raise Refused(NOT_A_DRAFT)
    mine = Report.objects.filter(pk=report.pk, state=State.DRAFTING, revision=revision)
    if not mine.update(revision=revision + 1, updated_at=clock.now(), **(changes or {})):
        raise Refused(CHANGED_MEANWHILE)
    report.revision = revision + 1
    audit_append(
        stream_kind="report", stream_subject=str(report.public_id), actor=str(by.public_id), action=f"edit_{what}",
        object_kind="report", object_id=str(report.public_id), after={"revision": report.revision},
    )  # fmt: skip
    return report
