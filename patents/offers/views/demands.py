"""Demands: the public list and page, the enterprise's desk."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipplatform import clock
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.selectors import enterprises_of
from ipplatform.moves import NOT_IN_TABLE, Refused, moves_offered
from ipplatform.submissions.services import submission_once
from patents.offers.forms import DemandForm, EnterpriseForm, RevisionForm
from patents.offers.models import ApplicationIndustry, Demand, DemandState
from patents.offers.permissions import demand_contact_can_read, demand_is_owners
from patents.offers.presenters import demand_facts, demand_tags
from patents.offers.selectors import (
    PER_PAGE,
    demand_of_desk,
    demand_readable,
    demand_timeline,
    demands_of_desk,
    demands_published,
)
from patents.offers.services import demand_close, demand_create, demand_edit, demand_submit
from patents.offers.views.desk import person
from patents.offers.workflow import DEMAND

EDITABLE_STATES = (DemandState.DRAFT, DemandState.RETURNED)


@require_safe
def demands(request: HttpRequest) -> HttpResponse:
    """Public demands, of one field or all."""
    field = request.GET.get("field", "")
    page = Paginator(demands_published(field), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "fields": ApplicationIndustry.choices, "field": field}
    return render(request, "offers/demands.html", context)


@require_safe
def demand_page(request: HttpRequest, number: str) -> HttpResponse:
    """One demand; contact only for its owner and operators."""
    demand = demand_readable(request.user, number)
    if demand is None:
        raise Http404
    context = {
        "demand": demand, "tags": demand_tags(demand), "own": demand_is_owners(request.user, demand),
        "facts": demand_facts(demand, contact=demand_contact_can_read(request.user, demand)),
        "details": demand.confidentiality != "nda" or demand_contact_can_read(request.user, demand),
        "public": demand.state == DemandState.PUBLISHED,
    }  # fmt: skip
    return render(request, "offers/demand.html", context)


@login_required
@never_cache
@require_safe
def desk_demands(request: HttpRequest) -> HttpResponse:
    """Own demands."""
    page = Paginator(demands_of_desk(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(demand, demand_tags(demand)) for demand in page]
    return render(request, "offers/desk_demands.html", {"page": page, "rows": rows})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_demand_create(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    enterprises = enterprises_of(person(request))
    form = DemandForm(request.POST or None)
    chooser = EnterpriseForm(request.POST or None, enterprises=enterprises) if len(enterprises) > 1 else None
    if request.method == "POST" and enterprises and form.is_valid() and (chooser is None or chooser.is_valid()):
        owner: Enterprise = chooser.cleaned_data["enterprise"] if chooser else enterprises[0]
        return redirect(submission_once(request, lambda: _created(request, owner, form)))
    context = {"form": form, "chooser": chooser, "enterprises": enterprises}
    return render(request, "offers/demand_form.html", context, status=400 if request.method == "POST" else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_demand_edit(request: HttpRequest, number: str) -> HttpResponse:
    """Change a draft or returned demand."""
    demand = _own(request, number)
    if demand.state not in EDITABLE_STATES:
        raise Refused(NOT_IN_TABLE)
    form = DemandForm(request.POST or None, instance=_own(request, number), initial={"revision": demand.revision})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                demand_edit(
                    demand=demand, values={name: form.cleaned_data[name] for name in form.Meta.fields},
                    by=person(request), on=clock.today(), revision=form.cleaned_data["revision"] or 0,
                )  # fmt: skip
                messages.success(request, _("已保存。"))
                return redirect("offers:desk_demand", number=number)
            except Refused as refused:
                form.add_error(None, str(refused.refusal.message))
                status = 409
    return render(request, "offers/demand_form.html", {"form": form, "demand": demand}, status=status)


@login_required
@never_cache
@require_safe
def desk_demand(request: HttpRequest, number: str) -> HttpResponse:
    """One own demand."""
    return _page(request, _own(request, number))


@login_required
@never_cache
@require_POST
def desk_demand_move(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Submit or close."""
    demand = _own(request, number)
    form = RevisionForm(request.POST)
    if not form.is_valid():
        return _page(request, demand, form, 400)
    common: dict[str, Any] = {
        "demand": demand, "by": person(request), "on": clock.today(), "revision": form.cleaned_data["revision"],
    }  # fmt: skip
    try:
        if action == "submit":
            demand_submit(**common)
        elif action == "close":
            demand_close(**common)
        else:
            raise Refused(NOT_IN_TABLE)
    except Refused as refused:
        form.add_error(None, str(refused.refusal.message))
        for name in refused.refusal.missing:
            form.add_error(None, str(name))
        return _page(request, _own(request, number), form, 409)
    messages.success(request, _("已提交，等待审核。") if action == "submit" else _("需求已结束。"))
    return redirect("offers:desk_demand", number=number)


def _page(request: HttpRequest, demand: Demand, form: Form | None = None, status: int = 200) -> HttpResponse:
    context = {
        "demand": demand, "tags": demand_tags(demand), "facts": demand_facts(demand, contact=True),
        "offered": moves_offered(DEMAND, demand, request.user), "editable": demand.state in EDITABLE_STATES,
        "form": form or RevisionForm(initial={"revision": demand.revision}),
        "events": demand_timeline(demand, names=False),
    }  # fmt: skip
    return render(request, "offers/desk_demand.html", context, status=status)


def _own(request: HttpRequest, number: str) -> Demand:
    demand = demand_of_desk(request.user, number)
    if demand is None:
        raise Http404
    return demand


def _created(request: HttpRequest, owner: Enterprise, form: DemandForm) -> str:
    values = {name: form.cleaned_data[name] for name in form.Meta.fields}
    demand = demand_create(enterprise=owner, values=values, by=person(request), on=clock.today())
    return reverse("offers:desk_demand", args=[demand.number])
