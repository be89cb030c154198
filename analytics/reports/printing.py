"""A report's PDF for whoever asks on the command line: stored bytes, a draft, or a book nobody has planned yet."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from analytics.landscape import SCHEMA_VERSION, Unit
from analytics.reports.book import Book, Progress, book_of_frozen, book_of_report, book_pdf
from analytics.reports.models import Kind, Report, State
from analytics.reports.selectors import book_latest, sources_spoken
from analytics.reports.services import Frozen, branch_values, dataset_prepare
from analytics.reports.workflow import EXPRESSION_MISSING, NOTHING_WRITTEN
from ipplatform import clock
from ipplatform.files.services import path_of
from ipplatform.moves import Refused
from patents.industries.models import Industry
from patents.industries.selectors import branches_of, expression_newest

_FIXED = (State.APPROVED, State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN)


@dataclass(frozen=True)
class Printed:
    """A PDF with what is told of it."""

    content: bytes
    pages: int
    figures: int
    dataset_hash: str
    told: str

    @property
    def sha256(self) -> str:
        """Hash of the bytes, hex."""
        return hashlib.sha256(self.content).hexdigest()


def report_printed(industry: Industry, kind: str, progress: Progress | None = None) -> Printed:
    """The newest version's PDF; for a data report without one, a computed book. Stores nothing.

    Raises Refused (expression_missing, dataset_empty, nothing_written), QueryError, EngineError.
    """
    report = book_latest(industry, kind)
    if report is not None and (report.dataset_id or not report.is_data):
        return _of_report(report, progress)
    if kind != Kind.DATA:
        raise Refused(NOTHING_WRITTEN)
    return _computed(industry, progress)


def _of_report(report: Report, progress: Progress | None) -> Printed:
    digest = report.dataset.hash if report.dataset else ""
    figures = report.figures.count()
    if report.state in _FIXED and report.pdf is not None:
        content = Path(path_of(report.pdf.sha256)).read_bytes()
        return Printed(content, report.pdf_pages or 0, figures, digest, "批准的版本")
    pdf = book_pdf(book_of_report(report), progress)
    return Printed(pdf.content, pdf.pages, figures, digest, "草稿")


def book_computed(industry: Industry, progress: Progress | None = None) -> tuple[Book, Frozen]:
    """A data report of the industry as it stands today, not planned and not stored, with its frozen set.

    Raises Refused (expression_missing, dataset_empty), QueryError, EngineError.
    """
    expression = expression_newest(industry)
    if expression is None:
        raise Refused(EXPRESSION_MISSING)
    today = clock.today()
    unit = Unit.APPLICATION
    frozen = dataset_prepare(
        expression=expression, cutoff=industry.cutoff_date, unit=unit.value, on=today, progress=progress
    )
    book = book_of_frozen(
        industry=industry, expression=expression, rows=frozen.frame.height, patents=len(frozen.ids),
        digest=frozen.hash, schema_version=SCHEMA_VERSION, tables=frozen.tables, extras=frozen.extras,
        cutoff=industry.cutoff_date, unit=unit, source=sources_spoken(expression.filters.get("source", [])),
        branches=[branch_values(row) for row in branches_of(industry)], on=today,
    )  # fmt: skip
    return book, frozen


def _computed(industry: Industry, progress: Progress | None) -> Printed:
    book, frozen = book_computed(industry, progress)
    pdf = book_pdf(book, progress)
    return Printed(pdf.content, pdf.pages, len(frozen.tables), frozen.hash, "计算稿（尚未立项）")
