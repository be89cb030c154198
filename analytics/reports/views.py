"""Public pages of reports: the list, one report, its PDF, each figure's image and data."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from analytics.landscape import table_from_json
from analytics.reports.book import book_of_report, web_chapters
from analytics.reports.models import Figure, Kind, Report
from analytics.reports.permissions import reports_public, reports_readable_by
from analytics.reports.presenters import figure_shown, report_facts, report_row
from analytics.reports.selectors import figure_of, reports_published, successor_of
from ipplatform.files.models import PrivateFile
from ipplatform.files.services import path_of
from ipplatform.spreadsheets import CSV_MEDIA_TYPE, csv_chunks

PER_PAGE = 12
_DAY = 24 * 3600


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Published reports, newest first, both kinds or one."""
    kind = request.GET.get("kind", "")
    rows = reports_published()
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "reports": [report_row(report) for report in page], "kind": kind, "kinds": Kind.choices}
    return render(request, "reports/list.html", context)


@require_safe
def report_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Summary, findings, figures with their tables and data, how it counts; a superseded version leads to the new."""
    report = reports_public().select_related("industry", "dataset__expression", "pdf").filter(slug=slug).first()
    if report is None:
        successor = successor_of(slug)
        if successor is None:
            raise Http404
        return redirect(successor)
    figures = [figure_shown(figure) for figure in report.figures.select_related("report").order_by("number")]
    book = book_of_report(report)
    context = {
        "report": report, "facts": report_facts(report), "figures": figures, "findings": book.findings,
        "chapters": web_chapters(book),
    }  # fmt: skip
    return render(request, "reports/detail.html", context)


@require_safe
def report_pdf(request: HttpRequest, slug: str) -> FileResponse:
    """The stored bytes: of a published report the approved ones, of a draft (for its people) the last built."""
    report = _readable(request, slug)
    if report.pdf is None:
        raise Http404
    return _stored(report.pdf, as_attachment=True)


@require_safe
def figure_csv(request: HttpRequest, slug: str, number: int) -> StreamingHttpResponse:
    """The frozen table behind a figure at full precision, UTF-8 with BOM."""
    figure = _figure(request, slug, number)
    table = table_from_json(figure.table)
    chunks = csv_chunks(header=[column.label for column in table.columns], rows=table.rows)
    response = StreamingHttpResponse(chunks, content_type=CSV_MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{slug}-figure-{number}.csv"'
    return response


@require_safe
def figure_image(request: HttpRequest, slug: str, number: int) -> FileResponse:
    """The figure as PNG."""
    return _stored(_figure(request, slug, number).image, as_attachment=False)


def _readable(request: HttpRequest, slug: str) -> Report:
    return get_object_or_404(reports_readable_by(request.user).select_related("pdf"), slug=slug)


def _figure(request: HttpRequest, slug: str, number: int) -> Figure:
    figure = figure_of(_readable(request, slug), number)
    if figure is None:
        raise Http404
    return figure


def _stored(file: PrivateFile, *, as_attachment: bool) -> FileResponse:
    """Bytes addressed by their hash; private caches only, since a draft's address shows them to its people alone."""
    response = FileResponse(
        path_of(file.sha256).open("rb"), as_attachment=as_attachment, filename=file.name, content_type=file.media_type
    )
    response["Cache-Control"] = f"private, max-age={_DAY}" if not as_attachment else "private, no-cache"
    response["ETag"] = f'"{file.sha256}"'
    return response
