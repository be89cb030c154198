"""Public search of patents, and a patent's page under any of its numbers."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipplatform import clock
from ipplatform.search import WINDOW, EngineError, QueryError, SearchQuery
from ipplatform.spreadsheets import CSV_MEDIA_TYPE, csv_chunks
from patents.catalogue.exports import EXPORT_HEADER, EXPORT_LIMIT, export_rows
from patents.catalogue.presenters import chips, groups, sorts, year_bars
from patents.catalogue.selectors import FACETS, found, patent_view, query_of, status_tag, year_span

PAGE_SIZE = 20
YEARS = [str(year) for year in range(1800, 2201)]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/patents/`: q, page, sort, one parameter a facet. A wrong expression says where and what to do (400)."""
    params = request.GET
    context: dict[str, Any] = {"q": params.get("q", ""), "params": params}
    try:
        result = found(_query(params))
    except QueryError as error:
        context |= {"error": str(error), "position": getattr(error, "position", None)}
        return render(request, "catalogue/search.html", context, status=400)
    except EngineError:
        context["error"] = _("检索暂时不可用，请稍后再试。")
        return render(request, "catalogue/search.html", context, status=503)
    reachable = min(result.result.total, WINDOW)
    page = Paginator(range(reachable), PAGE_SIZE).get_page(result.query.page)
    context |= {
        "found": result, "total": result.result.total, "beyond": result.result.beyond_window, "page": page,
        "groups": groups(result, params), "years": year_bars(result, params), "chips": chips(result, params),
        "sorts": sorts(params, result.query.sort), "window": WINDOW, "seconds": result.result.milliseconds / 1000,
        "export_limit": EXPORT_LIMIT, "filtered": bool(result.query.filters),
    }  # fmt: skip
    return render(request, "catalogue/search.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The hits as CSV, bounded: bibliographic lines, no bulk record export (domain.md 10.5)."""
    try:
        query = _query(request.GET)
    except QueryError as error:
        return render(
            request, "catalogue/search.html", {"q": request.GET.get("q", ""), "error": str(error)}, status=400
        )
    rows: Iterator[Any] = export_rows(query)
    response = StreamingHttpResponse(csv_chunks(header=EXPORT_HEADER, rows=rows), content_type=CSV_MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="patents.csv"'
    return response


@require_safe
def patent(request: HttpRequest, number: str) -> HttpResponse:
    """The record under any of its numbers; the address of the canonical number is the lasting one."""
    view = patent_view(request.user, number, clock.today())
    if view is None:
        raise Http404
    if number != view.patent.number:
        return redirect(reverse("catalogue:patent", args=[view.patent.number]), permanent=False)
    context = {"view": view, "patent": view.patent, "tags": [status_tag(view.patent)]}
    return render(request, "catalogue/patent.html", context)


def _query(params: QueryDict) -> SearchQuery:
    filters = {name: params.getlist(name) for name in FACETS if params.getlist(name)}
    first, last = params.get("year_from", ""), params.get("year_to", "")
    if first or last:
        filters["year"] = year_span(first, last, filters.get("year") or YEARS) or ["-"]
    page = params.get("page", "1")
    return query_of(
        params.get("q", ""),
        filters,
        sort=params.get("sort", ""),
        page=int(page) if page.isdigit() else 1,
        size=PAGE_SIZE,
    )
