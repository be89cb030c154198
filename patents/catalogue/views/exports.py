"""The hits as CSV, for everybody."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ipplatform.search import QueryError
from ipplatform.spreadsheets import CSV_MEDIA_TYPE, csv_chunks
from patents.catalogue.address import Asked
from patents.catalogue.exports import EXPORT_HEADER, export_rows
from patents.catalogue.views.hits import page_head, query_asked, refusal


@require_safe
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The hits as CSV, bounded: bibliographic lines, no bulk record export (domain.md 10.5)."""
    asked = Asked(request.GET)
    try:
        query = query_asked(asked)
    except QueryError as error:
        return render(request, "catalogue/search.html", page_head(asked) | refusal(error), status=400)
    rows: Iterator[Any] = export_rows(query)
    response = StreamingHttpResponse(csv_chunks(header=EXPORT_HEADER, rows=rows), content_type=CSV_MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="patents.csv"'
    return response
