"""The review queue and one offer: its checks laid out, papers, rights, and the operator's moves."""

from typing import Any
from uuid import UUID

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
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.enterprises.permissions import is_member
from ipplatform.moves import NOT_IN_TABLE, Refused, moves_offered
from ipplatform.submissions.services import submission_once
from patents.offers.checks import lock_reasons, offer_check_groups
from patents.offers.forms import (
    ExtractForm,
    FileForm,
    LockForm,
    PublishForm,
    QueueForm,
    RejectForm,
    ReturnForm,
    RevisionForm,
)
from patents.offers.models import Offer, OfferState
from patents.offers.permissions import floor_price_can_read, offer_files_can_add, offers_reviewable_by
from patents.offers.presenters import (
    check_groups,
    desk_rows,
    file_rows,
    hold_rows,
    patent_rows,
    state_tags,
    terms_facts,
)
from patents.offers.selectors import (
    co_owners,
    offer_cards,
    offer_facts,
    offer_timeline,
    offer_title,
    offers_for_review,
    review_counts,
    rights_lines,
)
from patents.offers.services import (
    offer_file_add,
    offer_hold_lift,
    offer_lock,
    offer_publish,
    offer_recheck,
    offer_record_state,
    offer_reject,
    offer_return,
    offer_unlock,
    offer_verify,
)
from patents.offers.workflow import OFFER

PER_PAGE = 30
FORMS: dict[str, type[Form]] = {
    "verify": RevisionForm, "publish": PublishForm, "recheck": RevisionForm, "return": ReturnForm,
    "reject": RejectForm, "lock": LockForm, "unlock": RevisionForm,
}  # fmt: skip


@staff_view(OPERATOR)
@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Offers by state and words, oldest waiting first."""
    state, words = QueueForm.read(request.GET)
    page = Paginator(offers_for_review(request.user, state, words), PER_PAGE).get_page(request.GET.get("page"))
    counts = review_counts(request.user)
    context = {
        "page_title": _("供给审核"), "page": page, "rows": desk_rows(offer_cards(list(page)), "offers_staff:detail"),
        "states": [(code, label, counts.get(code, 0)) for code, label in OfferState.choices if code != "draft"],
        "state": state, "words": words,
    }  # fmt: skip
    return render(request, "offers/staff_list.html", context)


@staff_view(OPERATOR)
@never_cache
@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One offer with everything that decides about it."""
    return _page(request, _offer(request, number))


@staff_view(OPERATOR)
@never_cache
@require_POST
def offer_move(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Verify, publish, re-check, return, reject, lock, unlock; a refusal is shown with what is in the way."""
    offer = _offer(request, number)
    if action not in FORMS:
        raise Refused(NOT_IN_TABLE)
    form = FORMS[action](request.POST)
    if not form.is_valid():
        return _page(request, offer, {action: form}, status=400)
    try:
        _make(offer, action, person_of(request), form.cleaned_data)
    except Refused as refused:
        _explain(form, refused)
        return _page(request, _offer(request, number), {action: form}, status=409)
    messages.success(request, _("%(number)s 已办理。") % {"number": number})
    return redirect("offers_staff:detail", number=number)


@staff_view(OPERATOR)
@never_cache
@require_POST
def file_add(request: HttpRequest, number: str) -> HttpResponse:
    """A paper that the operator received: an extract, a consent."""
    offer = _offer(request, number)
    form = FileForm(request.POST, request.FILES, co_owners=co_owners(offer, offer_facts(offer, clock.today())))
    if not form.is_valid():
        return _page(request, offer, {"file": form}, status=400)

    def add() -> str:
        data = form.cleaned_data
        offer_file_add(
            offer=offer, purpose=data["purpose"], content=data["file"], name=data["file"].name,
            about=data.get("about", ""), dated_on=data["dated_on"], by=person_of(request), on=clock.today(),
        )  # fmt: skip
        return request.path.removesuffix("files/")

    try:
        return redirect(submission_once(request, add))
    except Refused as refused:
        _explain(form, refused)
        return _page(request, offer, {"file": form}, status=409)


@staff_view(OPERATOR)
@never_cache
@require_POST
def state_record(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Copy status and fee from the extract into a patent's record."""
    offer = _offer(request, number)
    patent = next((one for one in offer_facts(offer, clock.today()).patents if one.pk == pk), None)
    if patent is None:
        raise Http404
    form = ExtractForm(request.POST)
    if not form.is_valid():
        return _page(request, offer, {"extract": form}, status=400)
    try:
        offer_record_state(
            offer=offer, patent=patent, values=form.cleaned_data, by=person_of(request), on=clock.today()
        )
    except Refused as refused:
        _explain(form, refused)
        return _page(request, offer, {"extract": form}, status=409)
    messages.success(request, _("已补录到专利记录。"))
    return redirect("offers_staff:detail", number=number)


@staff_view(OPERATOR)
@never_cache
@require_POST
def hold_lift(request: HttpRequest, number: str, public_id: UUID) -> HttpResponse:
    """Lift a hold on one of the offer's patents, once its cause has ended."""
    offer = _offer(request, number)
    facts = offer_facts(offer, clock.today())
    holds = facts.holds_on(clock.today(), offer.mode)
    hold = next((one for one in holds if one.public_id == public_id), None)
    if hold is None:
        raise Http404
    offer_hold_lift(offer=offer, hold=hold, by=person_of(request), on=clock.today())
    messages.success(request, _("已解除限制。"))
    return redirect("offers_staff:detail", number=number)


def _offer(request: HttpRequest, number: str) -> Offer:
    offer = offers_reviewable_by(request.user).filter(number=number).select_related("enterprise").first()
    if offer is None:
        raise Http404
    return offer


def _explain(form: Form, refused: Refused) -> None:
    form.add_error(None, str(refused.refusal.message))
    for name in refused.refusal.missing:
        form.add_error(None, str(name))


def _page(request: HttpRequest, offer: Offer, failed: dict[str, Form] | None = None, status: int = 200) -> HttpResponse:
    today = clock.today()
    facts = offer_facts(offer, today)
    offered = moves_offered(OFFER, offer, request.user)
    if offer.locked_on is None:
        offered = [action for action in offered if action != "unlock"]
    else:
        offered = [action for action in offered if action not in ("lock", "verify", "publish", "return", "reject")]
    given = failed or {}
    revision = {"revision": offer.revision}
    context: dict[str, Any] = {
        "page_title": offer.number, "offer": offer, "title": offer_title(facts.patents),
        "locked": lock_reasons(offer, facts, today), "own": is_member(request.user, offer.enterprise_id),
        "tags": state_tags(offer, lock_reasons(offer, facts, today)),
        "facts": terms_facts(offer, floor=floor_price_can_read(request.user, offer)),
        "patents": patent_rows(facts), "rights": rights_lines(offer, facts, today),
        "holds": hold_rows(facts, today), "groups": check_groups(offer_check_groups(offer, today, facts)),
        "files": file_rows(facts.files, removable=False), "events": offer_timeline(offer, names=True),
        "can_add_files": offer_files_can_add(request.user, offer),
        "forms": {
            action: given.get(action) or FORMS[action](initial=revision) for action in offered if action in FORMS
        },
        "other_errors": [form for action, form in given.items() if action in FORMS and action not in offered],
        "file_form": given.get("file") or FileForm(co_owners=co_owners(offer, facts)),
        "extract_form": given.get("extract") or ExtractForm(), "offered": offered,
    }  # fmt: skip
    return render(request, "offers/staff_detail.html", context, status=status)


def _make(offer: Offer, action: str, by: User, data: dict[str, Any]) -> None:
    common: dict[str, Any] = {"offer": offer, "by": by, "on": clock.today(), "revision": data["revision"]}
    if action == "verify":
        offer_verify(**common)
    elif action == "publish":
        offer_publish(wording_checked=data["wording_checked"], **common)
    elif action == "recheck":
        offer_recheck(**common)
    elif action == "return":
        offer_return(reason_code=data["reason_code"], note=data["note"], **common)
    elif action == "reject":
        offer_reject(reason_code=data["reason_code"], note=data["note"], **common)
    elif action == "lock":
        offer_lock(reason_code=data["reason_code"], note=data["note"], **common)
    else:
        offer_unlock(**common)
