"""The form search: fields that build an expression, and an expression read back into fields."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ipplatform.search import EngineError, QueryError
from patents.catalogue.address import CHOICES, Asked
from patents.catalogue.form_search import Form, expression_to_form, form_normal, form_to_expression
from patents.catalogue.forms import STAYS, conditions_sent, form_sent, without_form
from patents.catalogue.presenters import form_filters, form_rows, hows
from patents.catalogue.search import DECLARATION
from patents.catalogue.selectors import query_of, stored_counts_of
from patents.catalogue.views.hits import away, refusal

SEARCH = "search"


@require_safe
def form(request: HttpRequest) -> HttpResponse:
    """`/patents/form/`: `q` fills the form; a filled form shows its expression, and `go=search` searches by it.

    The chosen filters stand in the form as boxes and years; order and view of the address are carried through. What no
    form can show stays an expression, and is asked as it is while no row is filled.
    """
    sent = form_sent(request.GET)
    asked = Asked(without_form(request.GET))
    text = request.GET.get("q", "")
    context: dict[str, Any] = {
        "asked": asked, "hows": hows(), "kept": asked.kept(*CHOICES), "filters": form_filters(asked),
    }  # fmt: skip
    status = 200
    filled: Form | None = form_normal(conditions_sent(request.GET), DECLARATION) if sent else ()
    if sent and not filled:
        text, sent = request.GET.get(STAYS, ""), False
    try:
        if sent:
            text = form_to_expression(filled or ())
            query_of(text, {})
        else:
            filled = expression_to_form(text, DECLARATION)
    except QueryError as error:
        status, context = 400, context | refusal(error, asked)
        filled = filled if sent else None
    except EngineError:
        status, context = 503, context | away()
        filled = filled if sent else None
    if form_sent(request.GET) and "error" not in context and request.GET.get("go") == SEARCH:
        return HttpResponseRedirect(reverse("catalogue:search") + asked.link(q=text or None))
    context |= {
        "q": text, "unshown": filled is None and "error" not in context, "stays": STAYS if filled is None else "",
        "rows": form_rows(filled or (), _choices()),
        "search_url": reverse("catalogue:search") + asked.link(q=text or None),
    }  # fmt: skip
    return render(request, "catalogue/form.html", context, status=status)


def _choices() -> dict[str, Any]:
    """Values to choose among; without the engine the form still works by words."""
    try:
        return stored_counts_of(query_of("", {})).facets
    except EngineError:
        return {}
