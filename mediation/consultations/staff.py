"""Staff pages: the queue, one consultation, and its moves by coordinator, operator and adviser."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ipplatform import clock
from ipplatform.accounts.roles import CASE_COORDINATOR, GENERAL_SECTION, MEDIATOR, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.enterprises.selectors import enterprise_by_uscc
from ipplatform.files.selectors import files_of
from ipplatform.files.services import file_store
from ipplatform.moves import Refused, moves_offered
from ipplatform.submissions.services import submission_once
from mediation.consultations.forms import AnswerForm, AssignForm, DeclineForm, OnBehalfForm, RevisionForm, SheetForm
from mediation.consultations.models import Consultation
from mediation.consultations.permissions import (
    advisers_offered,
    can_record_on_behalf,
    consultation_text_can_read,
    consultations_readable_by,
)
from mediation.consultations.presenters import events_of, facts_of, state_tag
from mediation.consultations.selectors import consultations_for_staff
from mediation.consultations.services import (
    consultation_answer,
    consultation_assign,
    consultation_close,
    consultation_decline,
    consultation_request,
)
from mediation.consultations.workflow import CONSULTATION
from mediation.people.selectors import topics_active

ROLES = (CASE_COORDINATOR, OPERATOR, MEDIATOR, GENERAL_SECTION)


@staff_view(*ROLES)
@never_cache
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """All that the person may see, filtered by state, number or enterprise."""
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()
    mine = request.GET.get("mine") == "1"
    found = consultations_for_staff(request.user, state=state, mine=mine, text=text)
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    context = {
        "page_title": _("咨询"), "page": page, "rows": [(row, state_tag(row)) for row in page],
        "states": Consultation.STATES.items(), "state": state, "text": text, "mine": mine,
        "can_record": can_record_on_behalf(request.user),
    }  # fmt: skip
    return render(request, "consultations/staff_list.html", context)


@staff_view(*ROLES)
@never_cache
@require_GET
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One consultation; question and answer only for those who may read the text."""
    return _page(request, _readable(request, number))


def _readable(request: HttpRequest, number: str) -> Consultation:
    rows = consultations_readable_by(request.user).select_related("topic", "enterprise", "adviser")
    return get_object_or_404(rows, number=number)


def _page(
    request: HttpRequest, consultation: Consultation, failed: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    offered = moves_offered(CONSULTATION, consultation, request.user)
    forms: dict[str, Form] = {
        "assign": AssignForm(advisers=advisers_offered()),
        "decline": DeclineForm(),
        "answer": AnswerForm(initial={"answer": consultation.answer, "outcome": consultation.outcome}),
        "close": SheetForm(),
    }
    forms.update(failed or {})
    readable = consultation_text_can_read(request.user, consultation)
    files = (
        files_of("consultation", [str(consultation.public_id)]).get(str(consultation.public_id), []) if readable else []
    )
    context = {
        "page_title": consultation.number, "consultation": consultation, "tags": [state_tag(consultation)],
        "facts": facts_of(consultation), "events": events_of(consultation), "text_readable": readable, "files": files,
        "forms": {action: form for action, form in forms.items() if action in offered},
    }  # fmt: skip
    return render(request, "consultations/staff_detail.html", context, status=status)


@staff_view(*ROLES)
@never_cache
@require_POST
def staff_move(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Assign, decline, answer, close with the signed sheet."""
    consultation = _readable(request, number)
    form: Form = {
        "assign": lambda: AssignForm(request.POST, advisers=advisers_offered()),
        "decline": lambda: DeclineForm(request.POST),
        "answer": lambda: AnswerForm(request.POST),
        "close": lambda: SheetForm(request.POST, request.FILES),
    }.get(action, lambda: RevisionForm(request.POST))()
    if not form.is_valid():
        return _page(request, consultation, {action: form}, status=400)
    try:
        _make(request, consultation, action, form.cleaned_data)
    except Refused as refused:
        if refused.refusal.code == "not_allowed":
            raise
        form.add_error(None, str(refused.refusal.message))
        return _page(request, _readable(request, number), {action: form}, status=409)
    messages.success(request, _("已办理：%(number)s") % {"number": number})
    return redirect("consultations_staff:detail", number=number)


def _make(request: HttpRequest, consultation: Consultation, action: str, data: dict[str, Any]) -> None:
    common: dict[str, Any] = {
        "consultation": consultation, "by": request.user, "on": clock.today(), "revision": data["revision"],
    }  # fmt: skip
    if action == "assign":
        consultation_assign(adviser=data["adviser"], **common)
    elif action == "decline":
        consultation_decline(note=data["note"], **common)
    elif action == "answer":
        consultation_answer(answer=data["answer"], outcome=data["outcome"], **common)
    else:
        upload = data["sheet"]
        sheet = file_store(
            content=upload, name=upload.name, owner_kind="consultation", owner_id=str(consultation.public_id),
            by=request.user,  # type: ignore[arg-type]  # staff_view lets only accounts in
        )  # fmt: skip
        consultation_close(sheet=sheet, **common)


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "POST"])
def on_behalf(request: HttpRequest) -> HttpResponse:
    """An operator records a question that came by phone or at the counter."""
    form = OnBehalfForm(request.POST or None, topics=topics_active())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        enterprise = enterprise_by_uscc(data["uscc"])
        if enterprise is None:
            form.add_error("uscc", _("没有这家企业，请先登记企业。"))
        else:

            def act() -> str:
                made = consultation_request(
                    enterprise=enterprise, topic=data["topic"], question=data["question"], mode=data["mode"],
                    by=request.user, on=clock.today(),  # type: ignore[arg-type]  # staff_view lets only accounts in
                )  # fmt: skip
                return made.number

            return redirect("consultations_staff:detail", number=submission_once(request, act))
    context = {"page_title": _("代企业登记咨询"), "form": form}
    return render(request, "consultations/staff_on_behalf.html", context, status=400 if form.errors else 200)
