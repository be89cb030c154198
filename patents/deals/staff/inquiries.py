"""The operators' queue of inquiries; the general section reads along."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from patents.deals.deeds import STAFF_INQUIRY, buttons
from patents.deals.models import Inquiry
from patents.deals.permissions import inquiries_readable_by
from patents.deals.presenters import state_tag
from patents.deals.selectors import inquiries_listed, inquiry_for_page
from patents.deals.views import deed_page, inquiry_context

PER_PAGE = 25


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def inquiries(request: HttpRequest) -> HttpResponse:
    """Inquiries, those still to be handled first shown."""
    state = request.GET.get("state", "live")
    rows = inquiries_listed(inquiries_readable_by(request.user), state="" if state == "all" else state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [{"inquiry": row, "tag": state_tag(row)} for row in page]
    states = [("live", _("处理中")), ("all", _("全部")), *Inquiry.State.choices]
    context = {"page": page, "lines": lines, "states": states, "state": state, "page_title": _("洽询")}
    return render(request, "deals/staff_inquiries.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def inquiry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One inquiry."""
    found = _readable(request, public_id)
    context = inquiry_context(request, found)
    context["buttons"] = buttons(
        STAFF_INQUIRY, request.user, found,
        lambda slug: reverse("deals_staff:inquiry_deed", args=[found.public_id, slug]),
    )  # fmt: skip
    context["page_title"] = found.about.number
    return render(request, "deals/staff_inquiry.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_http_methods(["GET", "POST"])
def inquiry_deed(request: HttpRequest, public_id: UUID, slug: str) -> HttpResponse:
    """One deed on an inquiry; opening a deal leads on to it."""
    found = _readable(request, public_id)
    back = reverse("deals_staff:inquiry", args=[found.public_id])
    answer = deed_page(
        request, STAFF_INQUIRY, slug, found, number=found.about.number, back=back, template="deals/staff_deed.html"
    )  # fmt: skip
    if answer.status_code == 302 and found.state == Inquiry.State.BECAME_DEAL:
        return redirect("deals_staff:deal", number=found.deal.number)
    return answer


def _readable(request: HttpRequest, public_id: UUID) -> Inquiry:
    return get_object_or_404(inquiry_for_page(inquiries_readable_by(request.user)), public_id=public_id)
