"""Facets by themselves: loaded after the hits, and one facet whole with a search inside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipplatform.search import EngineError, QueryError
from patents.catalogue.address import GROUPS, Asked
from patents.catalogue.presenters import facet_options, legends
from patents.catalogue.selectors import WordsRefused, counts_of, facet_within
from patents.catalogue.views.hits import query_asked, rail, refusal

VALUES_SHOWN = 200


@require_safe
def filters(request: HttpRequest) -> HttpResponse:
    """The rail of facets of an address as a fragment, for pages whose hits came first."""
    asked = Asked(request.GET)
    context: dict[str, Any] = {"asked": asked, "params": asked.params}
    try:
        context |= rail(counts_of(query_asked(asked)), asked)
    except QueryError as error:
        return render(request, "catalogue/filters.html", context | refusal(error, asked), status=400)
    except EngineError:
        context["error"] = _("筛选项暂时不可用，请稍后再试。")
        return render(request, "catalogue/filters.html", context, status=503)
    return render(request, "catalogue/filters.html", context)


@require_safe
def facet(request: HttpRequest, name: str) -> HttpResponse:
    """`/patents/facet/applicant/?…&within=…`: the values of one facet that hold the words, to choose several of."""
    if name not in GROUPS:
        raise Http404
    asked = Asked(request.GET)
    words = asked.params.get("within", "")[:100]
    context: dict[str, Any] = {
        "name": name, "legend": legends()[name], "within": words, "asked": asked, "kept": asked.kept(name, "within"),
        "back_url": asked.link(within=None), "shown": VALUES_SHOWN,
    }  # fmt: skip
    try:
        values = facet_within(query_asked(asked), GROUPS[name], words)
    except WordsRefused as error:
        context |= {"error_title": _("这里查不了“%(within)s”") % {"within": words}, "error": str(error)}
        return render(request, "catalogue/facet.html", context, status=400)
    except QueryError as error:
        return render(request, "catalogue/facet.html", context | refusal(error, asked), status=400)
    except EngineError:
        context |= {"error_title": _("检索暂时不可用"), "error": _("请稍后再试。")}
        return render(request, "catalogue/facet.html", context, status=503)
    chosen = asked.values(name)
    context |= {
        "options": facet_options(name, values.counts, chosen, VALUES_SHOWN),
        "many": len(values.counts), "cut": values.cut or len(values.counts) > VALUES_SHOWN,
    }  # fmt: skip
    return render(request, "catalogue/facet.html", context)
