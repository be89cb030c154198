"""Submit, review, return, pass and approve a report; file its sheets."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from analytics.reports.models import Report, ReportSheet, State
from analytics.reports.permissions import can_file_sheet
from analytics.reports.workflow import REPORT
from ipplatform.accounts.models import User
from ipplatform.files.services import file_store
from ipplatform.moves import EVIDENCE_REQUIRED, NOT_ALLOWED, Refused, move


def report_submit(*, report: Report, by: User, on: date, revision: int) -> Report:
    """drafting -> internal_review, with the checklist complete and a current PDF."""
    evidence = [report.pdf.sha256] if report.pdf else []
    return move(
        REPORT, report, "submit", by=by, on=on, revision=revision, evidence=evidence, changes={"return_note": ""}
    )


def report_return(*, report: Report, note: str, by: User, on: date, revision: int) -> Report:
    """internal_review (by a reviewer) or expert_review (by the general section) -> drafting, with comments."""
    code = "comments" if note.strip() else ""
    return move(
        REPORT, report, "return", by=by, on=on, revision=revision, reason_code=code,
        changes={"return_note": note.strip()},
    )  # fmt: skip


def report_pass(
    *, report: Report, sheet: UploadedFile | bytes | None, sheet_name: str, given_on: date, by: User, on: date,
    revision: int,
) -> Report:  # fmt: skip
    """internal_review -> expert_review, with the signed review sheet."""
    if not sheet:
        raise Refused(EVIDENCE_REQUIRED)
    with transaction.atomic():
        filed = _sheet(report, ReportSheet.SheetKind.REVIEW, str(by), given_on, "agreed", sheet, sheet_name, by)
        return move(REPORT, report, "pass", by=by, on=on, revision=revision, evidence=[str(filed.file.public_id)])


def report_approve(*, report: Report, by: User, on: date, revision: int) -> Report:
    """expert_review -> approved: from here the stored bytes are the report."""
    sheets = report.sheets.filter(kind=ReportSheet.SheetKind.EXPERT).values_list("file__public_id", flat=True)
    return move(
        REPORT, report, "approve", by=by, on=on, revision=revision, evidence=[str(one) for one in sheets],
        changes={"approved_sha256": report.pdf.sha256 if report.pdf else ""},
    )  # fmt: skip


def sheet_file(
    *,
    report: Report,
    kind: str,
    people: str,
    given_on: date,
    opinion: str,
    content: UploadedFile | bytes | None,
    name: str,
    by: User,
) -> ReportSheet:
    """File an expert's or reviewer's signed sheet; no move. Expert sheets of a think-tank report stand in its book."""
    if not can_file_sheet(by, report) or (kind == ReportSheet.SheetKind.EXPERT and report.state not in _EXPERT_STATES):
        raise Refused(NOT_ALLOWED)
    if not content:
        raise Refused(EVIDENCE_REQUIRED)
    with transaction.atomic():
        return _sheet(report, kind, people, given_on, opinion, content, name, by)


_EXPERT_STATES = (State.DRAFTING, State.EXPERT_REVIEW)


def _sheet(
    report: Report, kind: str, people: str, given_on: date, opinion: str, content: UploadedFile | bytes, name: str,
    by: User,
) -> ReportSheet:  # fmt: skip
    file = file_store(content=content, name=name, owner_kind="report_sheet", owner_id=str(report.public_id), by=by)
    sheet = ReportSheet(
        report=report, kind=kind, people=people.strip(), given_on=given_on, opinion=opinion, file=file, filed_by=by
    )
    sheet.full_clean()
    sheet.save()
    return sheet
