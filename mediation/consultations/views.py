"""The enterprise's pages: ask in three screens, follow, acknowledge."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ipplatform import clock
from ipplatform.enterprises.selectors import enterprise_of
from ipplatform.moves import Refused, moves_offered
from ipplatform.submissions.services import submission_once
from mediation.consultations.forms import AcknowledgeForm, ModeForm, QuestionForm, RevisionForm, TopicForm
from mediation.consultations.models import Consultation
from mediation.consultations.presenters import events_of, facts_of, state_tag
from mediation.consultations.selectors import consultations_of_own_enterprises
from mediation.consultations.services import (
    consultation_acknowledge,
    consultation_reopen,
    consultation_request,
    consultation_withdraw,
)
from mediation.consultations.workflow import CONSULTATION
from mediation.people.selectors import topic_by_code, topics_active

STEPS = ("topic", "question", "mode", "review")
DRAFT = "consultation_draft"


@login_required
@never_cache
@require_GET
def desk_list(request: HttpRequest) -> HttpResponse:
    """The enterprise's consultations."""
    page = Paginator(consultations_of_own_enterprises(request.user), 20).get_page(request.GET.get("page"))
    rows = [(row, state_tag(row)) for row in page]
    return render(request, "consultations/desk_list.html", {"page": page, "rows": rows})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """One question a screen; the draft stays in the session, so it can be left and taken up again."""
    enterprise = enterprise_of(request.user)  # type: ignore[arg-type]  # login_required
    if enterprise is None:
        return render(request, "consultations/no_enterprise.html")
    draft: dict[str, str] = request.session.get(DRAFT, {})
    step = request.GET.get("step", "topic")
    if step not in STEPS:
        return redirect(reverse("consultations:create"))
    missing = next((name for name in STEPS[: STEPS.index(step)] if name not in draft), None)
    if missing:
        return redirect(f"{reverse('consultations:create')}?step={missing}")
    if step == "review":
        return _review(request, draft, enterprise)
    form = _step_form(step, draft, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        value = form.cleaned_data[step]
        request.session[DRAFT] = {**draft, step: value.code if step == "topic" else value}
        if request.POST.get("save"):
            messages.success(request, _("已保存，随时可以接着填。"))
            return redirect("consultations:desk_list")
        return redirect(f"{reverse('consultations:create')}?step={STEPS[STEPS.index(step) + 1]}")
    index = STEPS.index(step)
    back = f"{reverse('consultations:create')}?step={STEPS[index - 1]}" if index else reverse("consultations:desk_list")
    context = {"form": form, "step": index + 1, "steps": len(STEPS), "back_url": back}
    return render(request, "consultations/ask.html", context, status=400 if form.errors else 200)


def _step_form(step: str, draft: dict[str, str], data: Any) -> Form:
    initial = {step: draft[step]} if step in draft else None
    if step == "topic":
        return TopicForm(data, topics=topics_active(), initial=initial)
    return (QuestionForm if step == "question" else ModeForm)(data, initial=initial)


def _review(request: HttpRequest, draft: dict[str, str], enterprise: Any) -> HttpResponse:
    topic = topic_by_code(draft["topic"])
    if request.method == "POST":

        def act() -> str:
            made = consultation_request(
                enterprise=enterprise, topic=topic, question=draft["question"], mode=draft["mode"],
                by=request.user, on=clock.today(),  # type: ignore[arg-type]  # login_required
            )  # fmt: skip
            return made.get_absolute_url() + "?sent=1"

        target = submission_once(request, act)
        request.session.pop(DRAFT, None)
        return redirect(target)
    url = reverse("consultations:create")
    answers = [
        {"term": _("事项"), "value": topic.label, "url": f"{url}?step=topic"},
        {"term": _("问题"), "value": draft["question"], "url": f"{url}?step=question"},
        {"term": _("答复方式"), "value": Consultation.Mode(draft["mode"]).label, "url": f"{url}?step=mode"},
    ]
    return render(
        request,
        "consultations/review.html",
        {"answers": answers, "enterprise": enterprise, "back_url": f"{url}?step=mode"},
    )


def _own(request: HttpRequest, number: str) -> Consultation:
    return get_object_or_404(consultations_of_own_enterprises(request.user), number=number)


@login_required
@never_cache
@require_GET
def desk_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One consultation: question, answer, what to do next, its way so far."""
    return _detail(request, _own(request, number), AcknowledgeForm())


def _detail(request: HttpRequest, consultation: Consultation, form: AcknowledgeForm, status: int = 200) -> HttpResponse:
    context = {
        "consultation": consultation,
        "tags": [state_tag(consultation)],
        "facts": facts_of(consultation),
        "events": events_of(consultation),
        "offered": moves_offered(CONSULTATION, consultation, request.user),
        "form": form,
        "sent": request.GET.get("sent") == "1",
    }
    return render(request, "consultations/desk_detail.html", context, status=status)


@login_required
@never_cache
@require_POST
def desk_move(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Acknowledge with a rating, ask on, or withdraw."""
    consultation = _own(request, number)
    form = (AcknowledgeForm if action == "acknowledge" else RevisionForm)(request.POST)
    if not form.is_valid():
        if isinstance(form, AcknowledgeForm):
            return _detail(request, consultation, form, status=400)
        return redirect(consultation)
    common: dict[str, Any] = {
        "consultation": consultation, "by": request.user, "on": clock.today(),
        "revision": form.cleaned_data["revision"],
    }  # fmt: skip
    try:
        if action == "acknowledge":
            consultation_acknowledge(satisfaction=form.cleaned_data["satisfaction"], **common)
            messages.success(request, _("谢谢确认，本次咨询已办结。"))
        elif action == "reopen":
            consultation_reopen(**common)
            messages.success(request, _("已请顾问继续答复。"))
        else:
            consultation_withdraw(**common)
            messages.success(request, _("咨询已撤回。"))
    except Refused as refused:
        if refused.refusal.code != "changed_meanwhile":
            raise
        messages.error(request, str(refused.refusal.message))
    return redirect(consultation)
