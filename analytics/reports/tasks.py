"""Long work of reports in the worker: freezing data, typesetting. A task takes a job id and calls one service."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django_tasks import task

from analytics.reports.selectors import report_for_build
from analytics.reports.services import report_freeze_data, report_pdf_build
from ipplatform import clock
from ipplatform.jobs.services import JobNotTaken, JobRefused, running
from ipplatform.moves import Refused
from ipplatform.search import QueryError
from patents.names.selectors import NameReading

FREEZE, BUILD = "report_freeze", "report_build"


@task(queue_name="work")
def report_freeze_task(job_id: int) -> None:
    """Freeze what the job's form asked, as the person who asked it."""
    try:
        with running(job_id) as handle:
            asked = handle.job.params
            report = report_for_build(asked["report"])
            assert report is not None, "reports are never deleted"
            _freeze(
                report=report, cutoff=date.fromisoformat(asked["cutoff"]), unit=asked["unit"], source=asked["source"],
                licence=asked["licence"], precision=_decimal(asked["precision"]), recall=_decimal(asked["recall"]),
                sample_size=asked["sample_size"], not_sampled_reason=asked["not_sampled_reason"],
                names=NameReading(asked.get("names", NameReading.APPROVED)), redraft=asked["redraft"],
                by=handle.job.created_by, on=clock.today(), revision=asked["revision"],
                progress=handle.progress,
            )  # fmt: skip
            handle.result = {"dataset_hash": report.dataset.hash if report.dataset else ""}
    except JobNotTaken:
        return


@task(queue_name="work")
def report_build_task(job_id: int) -> None:
    """Typeset the report's PDF."""
    try:
        with running(job_id) as handle:
            report = report_for_build(handle.job.params["report"])
            assert report is not None, "reports are never deleted"
            built = report_pdf_build(report=report, by=handle.job.created_by, progress=handle.progress)
            handle.result = {"pages": built.pdf_pages}
    except JobNotTaken:
        return


def _freeze(**asked: Any) -> None:
    """Freeze; what the author can mend is told in words: the question of an industry is public, as its fault is."""
    try:
        report_freeze_data(**asked)
    except QueryError as wrong:
        message = _("产业的检索式现在不能用，数据没有固化。请先改好产业的检索式。%(wrong)s") % {"wrong": wrong}
        raise JobRefused(message) from None
    except Refused as refused:
        raise JobRefused(str(refused.refusal.message)) from None


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
