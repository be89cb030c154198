"""The hits as a file: CSV at once for everybody; XLSX, CSV and RIS of up to 10,000 as a job for signed-in people."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ipplatform.accounts.models import User
from ipplatform.jobs.services import job_enqueue
from ipplatform.search import QueryError
from ipplatform.spreadsheets import CSV_MEDIA_TYPE, csv_chunks
from patents.catalogue.address import Asked
from patents.catalogue.exports import EXPORT_HEADER, EXPORT_MOST, FORMATS, export_rows
from patents.catalogue.selectors import EXPORT_KIND, KEPT, exports_of
from patents.catalogue.tasks import export_task
from patents.catalogue.views.hits import page_head, query_asked, refusal


@require_safe
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The hits as CSV, bounded: bibliographic lines, no bulk record export (domain.md 10.5)."""
    asked = Asked(request.GET)
    try:
        query = query_asked(asked)
    except QueryError as error:
        return render(request, "catalogue/search.html", page_head(asked) | refusal(error, asked), status=400)
    rows: Iterator[Any] = export_rows(query)
    response = StreamingHttpResponse(csv_chunks(header=EXPORT_HEADER, rows=rows), content_type=CSV_MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="patents.csv"'
    return response


@login_required
@require_POST
def export_start(request: HttpRequest) -> HttpResponse:
    """Ask for all hits of an address in a format. Pressed twice while it runs, it is made once."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    asked = Asked(request.POST)
    format = request.POST.get("format", "")
    try:
        query_asked(asked)
    except QueryError as error:
        return render(request, "catalogue/search.html", page_head(asked) | refusal(error, asked), status=400)
    if format not in FORMATS:
        messages.error(request, _("请选择一种格式：XLSX、CSV 或 RIS。"))
        return redirect("catalogue:exports")
    params = {"q": asked.text, "filters": asked.filters, "sort": asked.sort, "format": format}
    digest = hashlib.sha256(json.dumps(params, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]
    job_enqueue(kind=EXPORT_KIND, key=f"{user.pk}:{digest}", task=export_task, by=user, params=params)
    return redirect("catalogue:exports")


@login_required
@never_cache
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """`/desk/exports/`: one's own exports with their progress, and the files for as long as they are kept."""
    rows = exports_of(request.user)  # type: ignore[arg-type]  # login_required
    return render(request, "catalogue/exports.html", {"rows": rows, "kept": KEPT, "most": f"{EXPORT_MOST:,}"})
