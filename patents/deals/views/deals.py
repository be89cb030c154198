"""An enterprise's deals: list, one deal, its deeds."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ipplatform import clock
from ipplatform.enterprises.permissions import enterprise_ids_of
from patents.deals import presenters
from patents.deals.deeds import DESK_DEAL, DESK_LANDING, DESK_PAYMENT, DESK_QUOTE, buttons
from patents.deals.models import Deal
from patents.deals.permissions import deals_of, floor_price_can_read, landings_readable_by, sides_of
from patents.deals.selectors import deal_for_page, deal_history, deals_listed, landings_of
from patents.deals.views.deed_pages import deed_page
from patents.deals.workflow import publicity_needed

PER_PAGE = 20


@login_required
@never_cache
@require_safe
def desk_deals(request: HttpRequest) -> HttpResponse:
    """Deals of the person's enterprises."""
    own = enterprise_ids_of(request.user)
    rows = deals_listed(deals_of(own), state=request.GET.get("state", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [{"deal": deal, "tag": presenters.state_tag(deal), "others": _others(deal, own)} for deal in page]
    context = {"page": page, "lines": lines, "states": Deal.State.choices, "state": request.GET.get("state", "")}
    return render(request, "deals/desk_deals.html", context)


@login_required
@never_cache
@require_safe
def desk_deal(request: HttpRequest, number: str) -> HttpResponse:
    """One deal: next step, timeline, quotes, parties, patents, money, papers, landing."""
    deal = _own(request, number)
    quotes = list(deal.quotes.all())
    standing = next((quote for quote in quotes if quote.state == quote.State.OPEN), None)
    title, text = presenters.next_step(deal, standing, publicity=publicity_needed(deal))
    landings = landings_of(deal, landings_readable_by(request.user))

    def part(name: str, pk: int) -> Callable[[str], str]:
        return lambda slug: reverse("deals:desk_part_deed", args=[deal.number, name, pk, slug])

    context = {
        "deal": deal,
        "tags": presenters.deal_tags(deal),
        "next_title": title,
        "next_text": text,
        "sides": presenters.parties_by_side(deal),
        "own_sides": sides_of(request.user, deal),
        "facts": presenters.facts(deal),
        "timeline": presenters.timeline(deal_history(deal), with_names=False),
        "dates": presenters.dates(deal, clock.today()),
        "papers": presenters.papers(deal),
        "floor_price": deal.offer.floor_price if deal.offer and floor_price_can_read(request.user, deal) else None,
        "buttons": buttons(DESK_DEAL, request.user, deal, lambda slug: reverse("deals:desk_deed", args=[number, slug])),
        "quotes": [
            (quote, presenters.state_tag(quote), buttons(DESK_QUOTE, request.user, quote, part("quotes", quote.pk)))
            for quote in quotes
        ],
        "payments": [
            (
                row,
                presenters.state_tag(row),
                presenters.payment_note(row),
                buttons(DESK_PAYMENT, request.user, row, part("payments", row.pk)),
            )
            for row in deal.payments.all()
        ],
        "patents": [(item, presenters.recorded_day(item)) for item in deal.deal_patents.all()],
        "landings": [
            (row, presenters.state_tag(row), buttons(DESK_LANDING, request.user, row, part("landings", row.pk)))
            for row in landings
        ],
    }
    return render(request, "deals/desk_deal.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def desk_deed(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """One deed on a deal."""
    deal = _own(request, number)
    return deed_page(
        request, DESK_DEAL, slug, deal, number=deal.number, back=deal.get_absolute_url(), template="deals/deed.html"
    )  # fmt: skip


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def desk_part_deed(request: HttpRequest, number: str, part: str, pk: int, slug: str) -> HttpResponse:
    """One deed on a quote, payment or landing of a deal."""
    deal = _own(request, number)
    if part == "landings":
        subject: object = get_object_or_404(landings_readable_by(request.user).filter(deal=deal), pk=pk)
        deeds = DESK_LANDING
    elif part == "quotes":
        subject, deeds = get_object_or_404(deal.quotes, pk=pk), DESK_QUOTE
    else:
        subject, deeds = get_object_or_404(deal.payments, pk=pk), DESK_PAYMENT
    return deed_page(
        request, deeds, slug, subject, number=deal.number, back=deal.get_absolute_url(), template="deals/deed.html"
    )  # fmt: skip


def _own(request: HttpRequest, number: str) -> Deal:
    return get_object_or_404(deal_for_page(deals_of(enterprise_ids_of(request.user))), number=number)


def _others(deal: Deal, own: frozenset[int]) -> str:
    names = [party.name for party in deal.parties.all() if party.enterprise_id not in own]
    return "、".join(names) or "—"
