"""Refused rows and rows to check of a run: place, reason, raw value; filtered by reason, as pages and as CSV."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.spreadsheets import CSV_MEDIA_TYPE, csv_chunks
from patents.imports.presenters import column_words, note_filters, note_reason
from patents.imports.selectors import FLAGGED, REFUSED, note_counts, note_lines, noted_rows
from patents.imports.staff.records import linked_rows
from patents.imports.staff.subject import readable, run_url

PER_PAGE = 50
HEADER = ("行", "列", "原因", "原始值")


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def notes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every refused row, or every row to check, fifty a page."""
    found = readable(request, public_id)
    kind, counts = _kind(request), note_counts(found)
    reason = _reason(request, counts[kind])
    page = Paginator(noted_rows(found, kind, reason), PER_PAGE).get_page(request.GET.get("page"))
    lines = note_lines(found, kind, reason, page)
    context = {
        "run": found, "run_url": run_url(found), "page_title": _("拒收和待核对的行"), "page": page, "kind": kind,
        "reason": reason, "filters": note_filters(counts, kind, reason),
        "columns": [_("行"), _("列"), _("原因"), _("原始值")],
        "rows": linked_rows(
            found, [(row, column_words(column), note_reason(kind, code), raw) for row, column, code, raw in lines]
        ),
    }  # fmt: skip
    return render(request, "imports/staff_notes.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def notes_csv(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:
    """The same rows as CSV, all of them."""
    found = readable(request, public_id)
    kind = _kind(request)
    reason = _reason(request, note_counts(found)[kind])
    lines = note_lines(found, kind, reason, noted_rows(found, kind, reason).iterator(chunk_size=1000))
    rows = ((row, column_words(column), note_reason(kind, code), raw) for row, column, code, raw in lines)
    headers = {"Content-Disposition": f'attachment; filename="{kind}-{found.pk}.csv"'}
    return StreamingHttpResponse(csv_chunks(header=HEADER, rows=rows), content_type=CSV_MEDIA_TYPE, headers=headers)


def _kind(request: HttpRequest) -> str:
    return FLAGGED if request.GET.get("kind") == FLAGGED else REFUSED


def _reason(request: HttpRequest, counts: dict[str, int]) -> str:
    """A reason that occurs; anything else is no filter."""
    asked = request.GET.get("reason", "")
    return asked if asked in counts else ""
