"""The review queue of demands: publish or return."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.roles import OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.moves import NOT_IN_TABLE, Refused, moves_offered
from patents.offers.forms import QueueForm, ReturnForm, RevisionForm
from patents.offers.models import Demand, DemandState
from patents.offers.permissions import demands_reviewable_by
from patents.offers.presenters import demand_facts, demand_tags
from patents.offers.selectors import demand_timeline, demands_for_review
from patents.offers.services import demand_publish, demand_return
from patents.offers.workflow import DEMAND

PER_PAGE = 30
FORMS: dict[str, type[Form]] = {"publish": RevisionForm, "return": ReturnForm}


@staff_view(OPERATOR)
@never_cache
@require_safe
def demand_queue(request: HttpRequest) -> HttpResponse:
    """Demands by state and words."""
    state, words = QueueForm.read(request.GET)
    page = Paginator(demands_for_review(request.user, state, words), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": _("需求审核"), "page": page, "rows": [(demand, demand_tags(demand)) for demand in page],
        "states": [choice for choice in DemandState.choices if choice[0] != "draft"], "state": state, "words": words,
    }  # fmt: skip
    return render(request, "offers/staff_demands.html", context)


@staff_view(OPERATOR)
@never_cache
@require_safe
def demand_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One demand."""
    return _page(request, _demand(request, number))


@staff_view(OPERATOR)
@never_cache
@require_POST
def demand_move(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Publish or return."""
    demand = _demand(request, number)
    if action not in FORMS or not isinstance(request.user, User):
        raise Refused(NOT_IN_TABLE)
    form = FORMS[action](request.POST)
    if not form.is_valid():
        return _page(request, demand, {action: form}, 400)
    data = form.cleaned_data
    common: dict[str, Any] = {
        "demand": demand, "by": request.user, "on": clock.today(), "revision": data["revision"],
    }  # fmt: skip
    try:
        if action == "publish":
            demand_publish(**common)
        else:
            demand_return(reason_code=data["reason_code"], note=data["note"], **common)
    except Refused as refused:
        form.add_error(None, str(refused.refusal.message))
        return _page(request, _demand(request, number), {action: form}, 409)
    messages.success(request, _("%(number)s 已办理。") % {"number": number})
    return redirect("offers_staff:demand", number=number)


def _page(
    request: HttpRequest, demand: Demand, failed: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    given = failed or {}
    offered = moves_offered(DEMAND, demand, request.user)
    context = {
        "page_title": demand.number, "demand": demand, "tags": demand_tags(demand),
        "facts": demand_facts(demand, contact=True), "events": demand_timeline(demand, names=True),
        "forms": {
            action: given.get(action) or FORMS[action](initial={"revision": demand.revision})
            for action in offered if action in FORMS
        },
        "other_errors": [form for action, form in given.items() if action not in offered],
    }  # fmt: skip
    return render(request, "offers/staff_demand.html", context, status=status)


def _demand(request: HttpRequest, number: str) -> Demand:
    demand = demands_reviewable_by(request.user).filter(number=number).select_related("enterprise").first()
    if demand is None:
        raise Http404
    return demand
