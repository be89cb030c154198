"""Make a report's PDF and keep its bytes: until approval it may be made again, afterwards the stored one is served."""

from django.db import transaction

from analytics.reports.book import Progress, book_of_report, book_pdf
from analytics.reports.models import Report
from analytics.reports.permissions import BUILDABLE, can_build
from analytics.reports.selectors import report_fingerprint
from analytics.reports.workflow import DATASET_NOT_FROZEN
from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from ipplatform.files.services import file_store
from ipplatform.moves import CHANGED_MEANWHILE, NOT_ALLOWED, Refused


def report_pdf_build(*, report: Report, by: User, progress: Progress | None = None) -> Report:
    """Typeset the report as it stands and store the bytes. No state changes; a revision is not taken.

    Raises Refused: not_allowed, dataset_not_frozen, changed_meanwhile (an edit came while it was typeset).
    """
    if not can_build(by, report):
        raise Refused(NOT_ALLOWED)
    if report.is_data and report.dataset_id is None:
        raise Refused(DATASET_NOT_FROZEN)
    fingerprint = report_fingerprint(report)
    pdf = book_pdf(book_of_report(report), progress)
    name = f"{report.slug}-v{report.version}.pdf"
    file = file_store(content=pdf.content, name=name, owner_kind="report", owner_id=str(report.public_id), by=by)
    with transaction.atomic():
        mine = Report.objects.filter(pk=report.pk, state__in=BUILDABLE)
        if report_fingerprint(report) != fingerprint or not mine.update(
            pdf=file, pdf_pages=pdf.pages, pdf_fingerprint=fingerprint, updated_at=clock.now()
        ):
            raise Refused(CHANGED_MEANWHILE)
        audit_append(
            stream_kind="report", stream_subject=str(report.public_id), actor=str(by.public_id), action="build",
            object_kind="report", object_id=str(report.public_id), after={"pdf": file.sha256, "content": fingerprint},
        )  # fmt: skip
    report.pdf, report.pdf_pages, report.pdf_fingerprint = file, pdf.pages, fingerprint
    return report
