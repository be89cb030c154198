"""The enterprise's desk: its offers, a new one, one offer with what is missing, its form, its moves."""

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
from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.selectors import enterprises_of
from ipplatform.moves import NOT_IN_TABLE, Refused, moves_offered
from ipplatform.submissions.services import submission_once
from patents.offers.checks import SUBMIT_CHECKS, checks_of, lock_reasons
from patents.offers.forms import (
    ApplicationForm,
    EnterpriseForm,
    FileForm,
    OfferForm,
    PatentForm,
    QueueForm,
    RevisionForm,
    SubmitForm,
    WithdrawForm,
)
from patents.offers.models import Offer, OfferState
from patents.offers.permissions import offer_files_can_add
from patents.offers.presenters import check_rows, desk_rows, file_rows, patent_rows, state_tags, terms_facts
from patents.offers.selectors import (
    PER_PAGE,
    co_owners,
    offer_cards,
    offer_facts,
    offer_of_desk,
    offer_timeline,
    offer_title,
    offers_of_desk,
)
from patents.offers.services import (
    offer_application_add,
    offer_create,
    offer_edit,
    offer_renew,
    offer_submit,
    offer_withdraw,
)
from patents.offers.workflow import OFFER
from patents.records.permissions import patent_can_read
from patents.records.selectors import owner_names, patent_by_any_number


@login_required
@never_cache
@require_safe
def desk_list(request: HttpRequest) -> HttpResponse:
    """Own offers, of one state or all."""
    state, _words = QueueForm.read(request.GET)
    page = Paginator(offers_of_desk(request.user, state), PER_PAGE).get_page(request.GET.get("page"))
    rows = desk_rows(offer_cards(list(page)), "offers:desk_detail")
    context = {"page": page, "rows": rows, "states": OfferState.choices, "state": state}
    return render(request, "offers/desk_list.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_create(request: HttpRequest) -> HttpResponse:
    """Find a patent by any of its numbers, or state an own application that is not published, and make the draft."""
    enterprises = enterprises_of(person(request))
    chooser = EnterpriseForm(request.POST or None, enterprises=enterprises)
    application = ApplicationForm(request.POST if request.POST.get("kind") == "application" else None)
    status = 200
    if request.method == "POST" and enterprises:
        chosen = enterprises[0] if len(enterprises) == 1 else None
        if chosen is None and chooser.is_valid():
            chosen = chooser.cleaned_data["enterprise"]
        if chosen is not None and (not application.is_bound or application.is_valid()):
            owner = chosen
            try:
                return redirect(submission_once(request, lambda: _created(request, owner, application)))
            except Refused as refused:
                application.is_bound = True
                application.full_clean()
                application.add_error(None, str(refused.refusal.message))
        status = 400
    words = request.GET.get("q", "").strip()[:80]
    patent = patent_by_any_number(words) if words else None
    if patent is not None and not patent_can_read(request.user, patent):
        patent = None
    context = {
        "enterprises": enterprises, "chooser": chooser if len(enterprises) > 1 else None, "application": application,
        "words": words, "patent": patent, "holders": "、".join(owner_names(patent)) if patent else "",
    }  # fmt: skip
    return render(request, "offers/create.html", context, status=status)


@login_required
@never_cache
@require_safe
def desk_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One own offer: what waits, what is missing, patents, papers, terms, timeline."""
    return desk_page(request, own_offer(request, number))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_edit(request: HttpRequest, number: str) -> HttpResponse:
    """The form in sections; a draft may be saved incomplete."""
    offer = own_offer(request, number)
    if offer.state != OfferState.DRAFT:
        raise Refused(NOT_IN_TABLE)
    seen = own_offer(request, number)  # the form changes its instance; the service compares with the stored one
    form = OfferForm(request.POST or None, instance=seen, initial={"revision": offer.revision})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in form.Meta.fields}
            try:
                offer_edit(
                    offer=offer, values=values, by=person(request), on=clock.today(),
                    revision=form.cleaned_data["revision"],
                )  # fmt: skip
                messages.success(request, _("草稿已保存。"))
                return redirect("offers:desk_detail", number=number)
            except Refused as refused:
                form.add_error(None, str(refused.refusal.message))
                status = 409
    context = {"offer": offer, "form": form, "title": offer_title(offer_facts(offer, clock.today()).patents)}
    return render(request, "offers/edit.html", context, status=status)


@login_required
@never_cache
@require_POST
def desk_move(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Submit, withdraw, renew; a refusal is shown on the offer's page with what is missing."""
    offer = own_offer(request, number)
    form = {"submit": SubmitForm, "withdraw": WithdrawForm, "renew": RevisionForm}.get(action, RevisionForm)(
        request.POST
    )
    if not form.is_valid():
        return desk_page(request, offer, {action: form}, status=400)
    try:
        _move(request, offer, action, form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused.refusal.message))
        for name in refused.refusal.missing:
            form.add_error(None, str(name))
        return desk_page(request, own_offer(request, number), {action: form}, status=409)
    done = {"submit": _("已提交，等待审核。"), "withdraw": _("已撤回。"), "renew": _("已转为草稿，请核对后重新提交。")}
    messages.success(request, done[action])
    return redirect("offers:desk_detail", number=number)


def person(request: HttpRequest) -> User:
    """Who is signed in; these pages are never reached by anybody else."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def own_offer(request: HttpRequest, number: str) -> Offer:
    """The offer, if it is of one's enterprise; else 404."""
    offer = offer_of_desk(request.user, number)
    if offer is None:
        raise Http404
    return offer


def desk_page(
    request: HttpRequest, offer: Offer, failed: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """The desk's page of one offer, with forms that came back with errors."""
    today = clock.today()
    facts = offer_facts(offer, today)
    draft = offer.state == OfferState.DRAFT
    names = co_owners(offer, facts)
    revision = {"revision": offer.revision}
    forms: dict[str, Form] = {
        "submit": SubmitForm(initial=revision), "withdraw": WithdrawForm(initial=revision),
        "renew": RevisionForm(initial=revision), "patent": PatentForm(), "file": FileForm(co_owners=names),
        **(failed or {}),
    }  # fmt: skip
    checks = checks_of(offer, SUBMIT_CHECKS, today, facts) if draft else []
    locked = lock_reasons(offer, facts, today)
    context: dict[str, Any] = {
        "offer": offer, "title": offer_title(facts.patents), "tags": state_tags(offer, locked), "locked": locked,
        "draft": draft, "offered": moves_offered(OFFER, offer, request.user), "forms": forms,
        "facts": terms_facts(offer, floor=True), "patents": patent_rows(facts),
        "files": file_rows(facts.files, removable=draft), "can_add_files": offer_files_can_add(request.user, offer),
        "checks": check_rows(check for check in checks if check.code != "truth_not_declared"),
        "missing": [check for check in checks if not check.holds and check.code != "truth_not_declared"],
        "events": offer_timeline(offer, names=False),
    }  # fmt: skip
    return render(request, "offers/desk_detail.html", context, status=status)


def _created(request: HttpRequest, owner: Enterprise, application: ApplicationForm) -> str:
    """Make the draft; the address of what comes next."""
    today, by = clock.today(), person(request)
    patent = None if application.is_bound else patent_by_any_number(request.POST.get("patent", ""))
    offer = offer_create(enterprise=owner, by=by, on=today, patent=patent)
    if application.is_bound:
        offer_application_add(offer=offer, values=application.cleaned_data, by=by, on=today)
    return reverse("offers:desk_edit", args=[offer.number])


def _move(request: HttpRequest, offer: Offer, action: str, data: dict[str, Any]) -> None:
    common: dict[str, Any] = {
        "offer": offer, "by": person(request), "on": clock.today(), "revision": data["revision"],
    }  # fmt: skip
    if action == "submit":
        offer_submit(truth_declared=data["truth_declared"], **common)
    elif action == "withdraw":
        offer_withdraw(reason_code=data["reason_code"], note=data["note"], **common)
    elif action == "renew":
        offer_renew(**common)
    else:
        raise Refused(NOT_IN_TABLE)
