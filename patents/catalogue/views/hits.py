"""The public search page: an expression and filters in the address, hits and facets on the page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.alerts.presenters import recent_rows
from ipplatform.alerts.selectors import Recent, recent_of
from ipplatform.alerts.services import recent_note
from ipplatform.search import WINDOW, EngineError, ErrorCode, ExpressionError, QueryError, SearchQuery, SearchResult
from patents.catalogue.address import BY_QUESTION, PAGE_SIZE, Asked
from patents.catalogue.exports import EXPORT_LIMIT, EXPORT_MOST, FORMATS
from patents.catalogue.presenters import (
    Chips,
    chips,
    columns,
    groups,
    name_offered,
    row_kinds,
    said,
    sorts,
    views,
    ways_out,
    year_bars,
)
from patents.catalogue.search import DECLARATION, PATENTS
from patents.catalogue.selectors import FACETS_UP_TO, Advice, Found, advice_for, found, found_publications, query_of
from patents.industries.selectors import cutoff_newest

ALL_FACETS = "all"
_OF_THE_PAGE = (ErrorCode.PAGE, ErrorCode.PAGE_BEYOND_END, ErrorCode.SORT_UNKNOWN, ErrorCode.FILTER_UNKNOWN)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/patents/`: q, page, sort, view, rows, one parameter a facet.

    A wrong expression says where and what to do (400).

    Above FACETS_UP_TO hits the facets come after the hits, by htmx or, without JavaScript, by a link (`facets=all`);
    with `rows=publications` they come at once, for they give the number of rows.
    """
    asked = Asked(request.GET)
    recent = recent_of(request.user)
    shown = chips(asked)
    context = page_head(asked) | _kept(asked, recent, shown) | {"chips": shown}
    try:
        answer = _found(asked)
        advice = None if answer.result.total else advice_for(asked.text, asked.filters)
    except QueryError as error:
        return render(request, "catalogue/search.html", context | refusal(error, asked), status=400)
    except EngineError:
        return render(request, "catalogue/search.html", context | away(), status=503)
    _remember(request, asked, recent, shown)
    return render(request, "catalogue/search.html", context | _answered(answer, asked) | _advised(advice, asked))


def page_head(asked: Asked) -> dict[str, Any]:
    """What the page shows before any answer: the expression as typed, and the fields one may write."""
    return {"q": asked.text, "asked": asked, "params": asked.params, "fields": DECLARATION.fields}


def asks_something(asked: Asked) -> bool:
    """Words or a filter: not simply all patents."""
    return bool(asked.text.strip()) or asked.narrowed


def _kept(asked: Asked, recent: Recent, shown: Chips) -> dict[str, Any]:
    """The other recent searches, and what the line below the answer needs to save this one."""
    others = [one for one in recent_rows(recent) if one["text"] != asked.text.strip()]
    return {"recent": others, "can_save": asks_something(asked), "name_offered": name_offered(asked, shown)}


def _remember(request: HttpRequest, asked: Asked, recent: Recent, shown: Chips) -> None:
    """A signed-in person's search of a first page goes to the recent ones. Of a visitor nothing is written."""
    user = request.user
    if request.method == "GET" and asked.page == 1 and asks_something(asked) and isinstance(user, User):
        recent_note(
            user=user, known=recent, index=PATENTS, text=asked.text.strip(), address=asked.question, said=said(shown)
        )


def query_asked(asked: Asked) -> SearchQuery:
    """The question of an address. Raises QueryError."""
    return query_of(asked.text, asked.filters, sort=asked.sort, page=asked.page, size=PAGE_SIZE)


def away() -> dict[str, Any]:
    """Words for a page while the index does not answer: nothing is said of the expression."""
    return {"error_title": _("检索暂时不可用"), "error": _("请稍后再试；网站的其他部分照常可用。")}


def refusal(error: QueryError, asked: Asked) -> dict[str, Any]:
    """Words of a refused question for the page: the place, and the address with the text corrected."""
    if isinstance(error, ExpressionError):
        mended = {"suggestion_url": asked.link(q=error.suggestion)} if error.suggestion else {}
        return {"error_title": _("这个检索式读不懂"), "error": str(error), "wrong": error} | mended
    if any(asked.values(name) for name in BY_QUESTION) and error.code not in _OF_THE_PAGE:
        return {
            "error_title": _("这个产业条件现在用不了"), "error": str(error),
            "without_url": asked.link(**dict.fromkeys(BY_QUESTION)),
        }  # fmt: skip
    beyond = error.code in (ErrorCode.PAGE, ErrorCode.PAGE_BEYOND_END)
    return {"error_title": _("翻不到这一页") if beyond else _("这个地址读不懂"), "error": str(error)}


def rail(result: SearchResult, asked: Asked) -> dict[str, Any]:
    """The facets beside the hits; years are as complete as the source that most hits come from."""
    facets, chosen = result.facets, asked.values("source")
    most = [value for value, _count in facets.get("source", []) if not chosen or value in chosen][:1]
    cutoff = cutoff_newest(most) or clock.today()
    return {"groups": groups(facets, asked, result.cut), "years": year_bars(facets.get("year", []), asked, cutoff)}


def _found(asked: Asked) -> Found:
    query = query_asked(asked)
    if asked.by_publication:
        return found_publications(query)
    everything = asked.params.get("facets") == ALL_FACETS
    return found(query, facets_up_to=None if everything else FACETS_UP_TO)


def _answered(answer: Found, asked: Asked) -> dict[str, Any]:
    result = answer.result
    page = Paginator(range(min(answer.rows, WINDOW)), PAGE_SIZE).get_page(answer.query.page)
    return {
        "found": answer, "total": f"{result.total:,}", "beyond": answer.rows > WINDOW, "page": page,
        "documents": f"{answer.documents:,}" if answer.documents else "", "window": f"{WINDOW:,}",
        "past_end": bool(result.total) and not answer.hits, "first_url": asked.link(),
        "row_kinds": row_kinds(asked), "columns": columns(answer.hits, by_publication=asked.by_publication),
        "pending": result.facets_pending, "sorts": sorts(asked), "views": views(asked),
        "all_facets_url": asked.link(facets=ALL_FACETS), "seconds": result.milliseconds / 1000,
        "export_limit": f"{EXPORT_LIMIT:,}", "export_most": f"{EXPORT_MOST:,}", "export_formats": FORMATS,
    } | rail(result, asked)  # fmt: skip


def _advised(advice: Advice | None, asked: Asked) -> dict[str, Any]:
    return {"ways": ways_out(advice, asked), "named": advice.number} if advice else {}
