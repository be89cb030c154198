"""Patents and papers of a draft: add, take out, state what a record lacks, upload."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ipplatform import clock
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once
from patents.offers.forms import FileForm, PatentForm, StateForm
from patents.offers.models import Offer
from patents.offers.selectors import co_owners, offer_facts, statable_fields
from patents.offers.services import (
    offer_file_add,
    offer_file_remove,
    offer_patent_add,
    offer_patent_remove,
    offer_patent_state,
)
from patents.offers.views.desk import desk_page, own_offer, person
from patents.records.models import Patent
from patents.records.permissions import patent_can_read
from patents.records.selectors import patent_by_any_number


@login_required
@never_cache
@require_POST
def desk_patent_add(request: HttpRequest, number: str) -> HttpResponse:
    """One more patent, by any of its numbers."""
    offer = own_offer(request, number)
    form = PatentForm(request.POST)
    if form.is_valid():
        patent = patent_by_any_number(form.cleaned_data["q"])
        if patent is None or not patent_can_read(request.user, patent):
            form.add_error("q", _("没有找到这件专利。请核对号码；尚未公开的申请可在新建供给时登记。"))
        else:
            try:
                offer_patent_add(offer=offer, patent=patent, by=person(request), on=clock.today())
                return redirect("offers:desk_detail", number=number)
            except Refused as refused:
                form.add_error("q", str(refused.refusal.message))
                return desk_page(request, offer, {"patent": form}, status=409)
    return desk_page(request, offer, {"patent": form}, status=400)


@login_required
@never_cache
@require_POST
def desk_patent_remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a patent out of the draft."""
    offer = own_offer(request, number)
    offer_patent_remove(offer=offer, patent=_patent(offer, pk), by=person(request), on=clock.today())
    return redirect("offers:desk_detail", number=number)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_patent_state(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """State what the record of an own patent lacks; it becomes a source of the record."""
    offer = own_offer(request, number)
    patent = _patent(offer, pk)
    form = StateForm(request.POST or None, office=patent.office, fields=statable_fields(patent))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            values: dict[str, Any] = form.cleaned_data
            try:
                offer_patent_state(offer=offer, patent=patent, values=values, by=person(request), on=clock.today())
                messages.success(request, _("已补充，并记为专利记录的来源之一。"))
                return redirect("offers:desk_detail", number=number)
            except Refused as refused:
                form.add_error(None, str(refused.refusal.message))
                status = 409
    return render(request, "offers/state.html", {"offer": offer, "patent": patent, "form": form}, status=status)


@login_required
@never_cache
@require_POST
def desk_file_add(request: HttpRequest, number: str) -> HttpResponse:
    """Upload a paper."""
    offer = own_offer(request, number)
    facts = offer_facts(offer, clock.today())
    form = FileForm(request.POST, request.FILES, co_owners=co_owners(offer, facts))
    if not form.is_valid():
        return desk_page(request, offer, {"file": form}, status=400)
    try:
        return redirect(submission_once(request, lambda: file_added(request, offer, form.cleaned_data)))
    except Refused as refused:
        form.add_error(None, str(refused.refusal.message))
        return desk_page(request, offer, {"file": form}, status=409)


@login_required
@never_cache
@require_POST
def desk_file_remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a paper off the draft."""
    offer = own_offer(request, number)
    file = next((row for row in offer_facts(offer, clock.today()).files if row.pk == pk), None)
    if file is None:
        raise Http404
    offer_file_remove(file=file, by=person(request), on=clock.today())
    return redirect("offers:desk_detail", number=number)


def file_added(request: HttpRequest, offer: Offer, data: dict[str, Any]) -> str:
    """Store one paper; the address of the offer's desk page."""
    offer_file_add(
        offer=offer, purpose=data["purpose"], content=data["file"], name=data["file"].name, about=data.get("about", ""),
        dated_on=data["dated_on"], by=person(request), on=clock.today(),
    )  # fmt: skip
    return request.path.removesuffix("files/")


def _patent(offer: Offer, pk: int) -> Patent:
    found = next((patent for patent in offer_facts(offer, clock.today()).patents if patent.pk == pk), None)
    if found is None:
        raise Http404
    return found
