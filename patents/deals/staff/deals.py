"""Deals for staff: the list, one deal with its missing evidence named, every deed of an operator."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ipplatform import clock
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from patents.deals import deeds, presenters
from patents.deals.models import Deal
from patents.deals.permissions import deals_readable_by, floor_price_can_read, landings_readable_by
from patents.deals.selectors import deal_for_page, deal_history, deals_listed, landings_of
from patents.deals.views import deed_page
from patents.deals.workflow import publicity_needed, sign_checklist
from patents.rights.models import Mode

PER_PAGE = 25
_CHECKED_STATES = (Deal.State.NEGOTIATING, Deal.State.AGREED, Deal.State.PUBLICITY, Deal.State.CLEARED)
_PARTS: dict[str, tuple[deeds.Deed, ...]] = {
    "payments": deeds.PAYMENT_DEEDS,
    "patents": deeds.PATENT_DEEDS,
    "parties": deeds.PARTY_DEEDS,
    "objections": deeds.OBJECTION_DEEDS,
}


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def deals(request: HttpRequest) -> HttpResponse:
    """All deals, by state and kind."""
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    rows = deals_listed(deals_readable_by(request.user), state=state, kind=kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [
        {"deal": deal, "tag": presenters.state_tag(deal), "sides": presenters.parties_by_side(deal)} for deal in page
    ]
    context = {
        "page": page, "lines": lines, "states": Deal.State.choices, "kinds": Mode.choices, "state": state,
        "kind": kind, "page_title": _("交易"),
    }  # fmt: skip
    return render(request, "deals/staff_deals.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def deal(request: HttpRequest, number: str) -> HttpResponse:
    """One deal: next step, what signing still lacks, parties, patents, money, papers, landings, history."""
    found = _readable(request, number)
    quotes = list(found.quotes.all())
    standing = next((quote for quote in quotes if quote.state == quote.State.OPEN), None)
    title, text = presenters.next_step(found, standing, publicity=publicity_needed(found))
    checks = sign_checklist(found, clock.today()) if found.state in _CHECKED_STATES else []

    def own(offered: tuple[deeds.Deed, ...]) -> list[deeds.Button]:
        return deeds.buttons(
            offered, request.user, found, lambda slug: reverse("deals_staff:deal_deed", args=[number, slug])
        )  # fmt: skip

    def of_part(name: str, subject: Any) -> list[deeds.Button]:
        return deeds.buttons(_PARTS[name], request.user, subject, _part_url(number, name, subject.pk))

    context = {
        "deal": found,
        "tags": presenters.deal_tags(found),
        "next_title": title,
        "next_text": text,
        "checks": checks,
        "lacking": sum(1 for check in checks if check.refusal is not None),
        "facts": presenters.facts(found),
        "dates": presenters.dates(found, clock.today()),
        "timeline": presenters.timeline(deal_history(found), with_names=True),
        "papers": presenters.papers(found),
        "floor_price": found.offer.floor_price if found.offer and floor_price_can_read(request.user, found) else None,
        "main_buttons": own(deeds.MAIN),
        "party_buttons": own((deeds.PARTY, deeds.PRICING)),
        "document_buttons": own((deeds.DOCUMENT,)),
        "payment_buttons": own((deeds.SCHEDULE, deeds.TECH)),
        "objection_buttons": own((deeds.OBJECTION,)),
        "quotes": [(quote, presenters.state_tag(quote)) for quote in quotes],
        "sides": [
            {"label": side["label"], "parties": [(party, of_part("parties", party)) for party in side["parties"]]}
            for side in presenters.parties_by_side(found)
        ],
        "patents": [
            (item, presenters.recorded_day(item), of_part("patents", item)) for item in found.deal_patents.all()
        ],
        "payments": [
            (row, presenters.state_tag(row), presenters.payment_note(row), of_part("payments", row))
            for row in found.payments.all()
        ],
        "objections": [(row, of_part("objections", row)) for row in found.objections.all()],
        "landings": [
            (row, presenters.state_tag(row)) for row in landings_of(found, landings_readable_by(request.user))
        ],
        "page_title": found.number,
    }
    return render(request, "deals/staff_deal.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_http_methods(["GET", "POST"])
def deal_deed(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """One deed on a deal."""
    return _deed(request, deeds.STAFF_DEAL, slug, _readable(request, number), number)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_http_methods(["GET", "POST"])
def part_deed(request: HttpRequest, number: str, part: str, pk: int, slug: str) -> HttpResponse:
    """One deed on a payment, patent, party or objection of a deal."""
    found = _readable(request, number)
    rows: dict[str, Any] = {
        "payments": found.payments,
        "patents": found.deal_patents,
        "parties": found.parties,
        "objections": found.objections,
    }
    if part not in rows:
        raise Http404
    return _deed(request, _PARTS[part], slug, get_object_or_404(rows[part], pk=pk), number)


def _deed(
    request: HttpRequest, offered: tuple[deeds.Deed, ...], slug: str, subject: Any, number: str
) -> HttpResponse:  # fmt: skip
    back = reverse("deals_staff:deal", args=[number])
    return deed_page(
        request, offered, slug, subject, number=number, back=back, template="deals/staff_deed.html"
    )  # fmt: skip


def _part_url(number: str, name: str, pk: int) -> Callable[[str], str]:
    return lambda slug: reverse("deals_staff:part_deed", args=[number, name, pk, slug])


def _readable(request: HttpRequest, number: str) -> Deal:
    return get_object_or_404(deal_for_page(deals_readable_by(request.user)), number=number)
