"""Applying for mediation, one question a screen: the draft is the case itself, taken up again at any screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ipplatform import clock
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.selectors import enterprise_of
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once
from mediation.cases.models import MediationCase, State
from mediation.dossier.services import document_upload
from mediation.people.selectors import topics_active
from mediation.proceedings.forms import apply as screens
from mediation.proceedings.forms.papers import BOTH, EVIDENCE
from mediation.proceedings.presenters import document_rows
from mediation.proceedings.room import Room
from mediation.proceedings.selectors import drafts_own
from mediation.proceedings.services import case_draft_update, case_file, case_submit, respondent_name
from mediation.proceedings.tasks import papers_enqueue
from mediation.proceedings.views.deed_pages import refusal_words
from mediation.proceedings.views.room import case_for, room_link

IDENTITY = 3
Save = Callable[[MediationCase, dict[str, Any], dict[str, Any]], object]


@dataclass(frozen=True)
class Screen:
    """One screen: its form, its title when it asks several things, and how an answer is kept."""

    slug: str
    form: type[screens.StepForm]
    title: str | Promise
    keep: Save
    several: bool = False
    lead: str | Promise = ""


def _keep(*names: str) -> Save:
    return lambda case, data, common: case_draft_update(
        case=case, **{name: data[name] for name in names}, **common
    )  # fmt: skip


def _respondent(case: MediationCase, data: dict[str, Any], common: dict[str, Any]) -> object:
    return respondent_name(case=case, name=data["name"], uscc=data["uscc"], contact=data["contact"], **common)


def _amount(case: MediationCase, data: dict[str, Any], common: dict[str, Any]) -> object:
    return case_draft_update(case=case, amount_in_dispute=data["amount"], amount_given=True, **common)


def _evidence(case: MediationCase, data: dict[str, Any], common: dict[str, Any]) -> object:
    if not data["file"]:
        return None
    readers = case.parties.all() if data["who_sees"] == BOTH else ()
    return document_upload(
        case=case, type_code=EVIDENCE, content=data["file"], name=data["file"].name, title=data["title"],
        visible_to=readers, by=common["by"], on=common["on"],
    )  # fmt: skip


def _identity(case: MediationCase, data: dict[str, Any], common: dict[str, Any]) -> object:
    if not data["file"]:
        return None
    return document_upload(
        case=case, type_code=IDENTITY, content=data["file"], name=data["file"].name, by=common["by"], on=common["on"]
    )


SCREENS: tuple[Screen, ...] = (
    Screen("dispute", screens.DisputeForm, _lazy("纠纷类型"), _keep("dispute_type")),
    Screen("right", screens.IpTypeForm, _lazy("知识产权类型"), _keep("ip_type")),
    Screen("topic", screens.TopicForm, _lazy("事项类别"), _keep("topic")),
    Screen("patents", screens.PatentsForm, _lazy("涉及专利"), _keep("patents")),
    Screen("respondent", screens.RespondentForm, _lazy("对方是谁？"), _respondent, several=True,
           lead=_lazy("对方是自然人的，请带身份证明到服务中心窗口申请。")),
    Screen("summary", screens.SummaryForm, _lazy("纠纷简述"), _keep("summary")),
    Screen("requests", screens.RequestsForm, _lazy("希望怎样解决？"), _keep("requests"), several=True,
           lead=_lazy("一格写一项请求，用不完的留空。")),
    Screen("amount", screens.AmountForm, _lazy("争议金额"), _amount),
    Screen("procedure", screens.ProcedureForm, _lazy("调解程序"), _keep("procedure", "court_reference"), several=True),
    Screen("evidence", screens.EvidenceForm, _lazy("有哪些证据？"), _evidence, several=True,
           lead=_lazy("一次传一份，可以传多份；没有的直接继续，以后在案件里也能补。")),
    Screen("identity", screens.IdentityForm, _lazy("您的营业执照"), _identity),
)  # fmt: skip
SLUGS = tuple(screen.slug for screen in SCREENS)
UPLOADS = {"evidence": EVIDENCE, "identity": IDENTITY}


def step_link(case: MediationCase, slug: str) -> str:
    """The address of a screen of a draft."""
    return reverse("proceedings:apply_step", args=[str(case.public_id), slug])


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first screen; answering it makes the draft. Other drafts are listed."""
    enterprise = enterprise_of(request.user)  # type: ignore[arg-type]  # login_required
    if enterprise is None:
        return render(request, "proceedings/no_enterprise.html")
    drafts = list(drafts_own(request.user)[:20])  # type: ignore[arg-type]  # login_required
    form = screens.DisputeForm(request.POST or None, case=None)
    if request.method == "POST" and form.is_valid():
        return redirect(submission_once(request, lambda: _begin(request, enterprise, form)))
    context = {
        "form": form, "step": 1, "steps": len(SCREENS) + 1, "drafts": drafts, "first": True,
        "back_url": reverse("proceedings:desk_list"),
    }  # fmt: skip
    return render(request, "proceedings/apply.html", context, status=400 if form.errors else 200)


def _begin(request: HttpRequest, enterprise: Enterprise, form: screens.DisputeForm) -> str:
    common: dict[str, Any] = {"by": request.user, "on": clock.today()}
    case = case_file(claimant=enterprise, **common)
    case_draft_update(case=case, dispute_type=form.cleaned_data["dispute_type"], revision=case.revision, **common)
    if request.POST.get("save"):
        return reverse("proceedings:desk_list")
    return step_link(case, SLUGS[1])


def _draft(request: HttpRequest, name: str) -> MediationCase:
    """A draft of one's own; what is sent already leads to its room."""
    case = case_for(request, name)
    if not Room(case, request.user, clock.today()).standing.claimant:  # type: ignore[arg-type]  # login_required
        raise Http404
    return case


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, name: str, step: str) -> HttpResponse:
    """One screen of the draft; "save" keeps the answer and leaves."""
    case = _draft(request, name)
    if case.state != State.DRAFT and not (step == "review" and request.method == "POST"):
        return redirect(room_link(case))
    if step == "review":
        return _review(request, case)
    screen = next((row for row in SCREENS if row.slug == step), None)
    if screen is None:
        raise Http404
    form = _form(request, screen, case)
    if request.method == "POST" and form.is_valid():
        try:
            target = submission_once(request, lambda: _keep_answer(request, screen, case, form))
        except Refused as refused:
            form.add_error(None, refusal_words(refused.refusal))
        else:
            if request.POST.get("save"):
                messages.success(request, _("已保存，随时可以接着填。"))
            return redirect(target)
    index = SLUGS.index(step)
    here = Room(case, request.user, clock.today())  # type: ignore[arg-type]  # login_required
    code = UPLOADS.get(step)
    context = {
        "form": form, "step": index + 1, "steps": len(SCREENS) + 1, "case": case, "screen": screen,
        "back_url": step_link(case, SLUGS[index - 1]) if index else reverse("proceedings:desk_list"),
        "title": screen.title if screen.several else "", "lead": screen.lead,
        "uploaded": _uploaded(here, code) if code else None,
        "more": {"evidence": _("传这一份，再传下一份"), "requests": _("再加一项")}.get(step, ""),
    }  # fmt: skip
    return render(request, "proceedings/apply.html", context, status=400 if form.errors else 200)


def _form(request: HttpRequest, screen: Screen, case: MediationCase) -> screens.StepForm:
    more: dict[str, Any] = {"topics": topics_active()} if screen.slug == "topic" else {}
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    return screen.form(*data, case=case, **more)


def _keep_answer(request: HttpRequest, screen: Screen, case: MediationCase, form: screens.StepForm) -> str:
    screen.keep(
        case, form.cleaned_data, {"by": request.user, "on": clock.today(), "revision": case.revision}
    )  # fmt: skip
    if request.POST.get("save"):
        return reverse("proceedings:desk_list")
    if request.POST.get("more"):
        return step_link(case, screen.slug)
    index = SLUGS.index(screen.slug) + 1
    return step_link(case, SLUGS[index] if index < len(SLUGS) else "review")


def _uploaded(here: Room, code: int) -> list[dict[str, Any]]:
    rows = zip(document_rows(here), here.documents, strict=True)
    return [row for row, document in rows if document.type_code == code]


def _uploaded_words(row: dict[str, Any]) -> str:
    return f"{row['name']}（{row['tags'][0]['label']}）"


def _review(request: HttpRequest, case: MediationCase) -> HttpResponse:
    """Everything once more, what is missing by name, then the receipt number."""
    refused: Refused | None = None
    if request.method == "POST":

        def act() -> str:
            case_submit(case=case, by=request.user, on=clock.today(), revision=case.revision)  # type: ignore[arg-type]  # login_required
            return room_link(case) + "?sent=1"

        try:
            target = submission_once(request, act)
            papers_enqueue(case=case, by=request.user)  # type: ignore[arg-type]  # login_required
            return redirect(target)
        except Refused as error:
            if case.state != State.DRAFT:
                raise
            refused = error
    here = Room(case, request.user, clock.today())  # type: ignore[arg-type]  # login_required
    context = {
        "case": case, "answers": _answers(here), "back_url": step_link(case, SLUGS[-1]),
        "refusal": refused.refusal if refused else None, "enterprise": next(iter(here.mine), None),
    }  # fmt: skip
    answer = render(request, "proceedings/review.html", context, status=409 if refused else 200)
    if refused is not None:
        answer["X-Refusal"] = refused.refusal.code
    return answer


def _answers(here: Room) -> list[dict[str, Any]]:
    """For the review: each screen with what was said and the way back to it."""
    case = here.case
    others = [party for party in here.parties if party not in here.mine]
    said: dict[str, Any] = {
        "dispute": case.get_dispute_type_display(), "right": case.get_ip_type_display(),
        "topic": case.topic.label if case.topic else "",
        "patents": "、".join(patent.number for patent in case.patents.order_by("number")) or _("不涉及"),
        "respondent": "；".join(f"{party.name} {party.enterprise.uscc if party.enterprise else ''} {party.contact}"
                               for party in others),
        "summary": case.summary, "requests": "\n".join(f"{n}. {text}" for n, text in enumerate(case.requests, 1)),
        "amount": f"{case.amount_in_dispute:,.2f} 元" if case.amount_in_dispute else _("未填"),
        "procedure": " ".join((case.get_procedure_display(), case.court_reference)),
        "evidence": "\n".join(_uploaded_words(row) for row in _uploaded(here, EVIDENCE)) or _("没有"),
        "identity": "、".join(row["name"] for row in _uploaded(here, IDENTITY)),
    }  # fmt: skip
    return [
        {"term": screen.title, "value": said[screen.slug], "url": step_link(case, screen.slug)} for screen in SCREENS
    ]
