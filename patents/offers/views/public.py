"""The public list and page of offers."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ipplatform import clock
from patents.offers.checks import lock_reasons
from patents.offers.forms import FilterForm
from patents.offers.models import OfferState
from patents.offers.permissions import floor_price_can_read, offer_details_can_read, offer_is_owners
from patents.offers.presenters import patent_table, state_tags, terms_facts
from patents.offers.selectors import (
    PER_PAGE,
    SORTS,
    offer_cards,
    offer_facets,
    offer_facts,
    offer_for_inquiry,
    offer_readable,
    offer_title,
    offers_filtered,
    rights_lines,
    rights_tags,
)


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """Rows by filters; the number of queries does not grow with the rows."""
    today = clock.today()
    filters = FilterForm.filters(request.GET)
    page = Paginator(offers_filtered(filters, today), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "cards": offer_cards(list(page), today), "facets": offer_facets(filters, today),
        "sorts": [(key, label) for key, (label, _order) in SORTS.items()], "sort": filters.sort,
        "filtered": bool(filters.conditions()),
    }  # fmt: skip
    return render(request, "offers/list.html", context)


@require_safe
def offer_page(request: HttpRequest, number: str) -> HttpResponse:
    """One offer: public fields to everybody; its owner and staff read it in every state and are told so."""
    offer = offer_readable(request.user, number)
    if offer is None:
        raise Http404
    today = clock.today()
    facts = offer_facts(offer, today)
    public = offer_for_inquiry(number, today) is not None
    own = offer_is_owners(request.user, offer)
    context = {
        "offer": offer, "title": offer_title(facts.patents), "public": public, "own": own,
        "tags": rights_tags(facts, today) if public else state_tags(offer, lock_reasons(offer, facts, today)),
        "facts": terms_facts(offer, floor=floor_price_can_read(request.user, offer)),
        "details": offer_details_can_read(request.user, offer), "table": patent_table(facts),
        "rights": rights_lines(offer, facts, today), "draft": offer.state == OfferState.DRAFT,
    }  # fmt: skip
    return render(request, "offers/detail.html", context)
