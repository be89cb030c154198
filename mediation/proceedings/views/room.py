"""The case room: one case for a party or its mediator; its deeds and its talk."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipplatform import clock
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import CASE_COORDINATOR
from ipplatform.audit.services import access_record
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once
from mediation.cases.models import MediationCase, State
from mediation.dossier.services import message_send
from mediation.proceedings import deeds, presenters
from mediation.proceedings.forms.party import MessageForm
from mediation.proceedings.room import Room
from mediation.proceedings.selectors import case_readable, case_subject, takes_part
from mediation.proceedings.telling import case_link, case_staff_link
from mediation.proceedings.views.deed_pages import deed_page, refusal_words

TALKING = (
    State.ACCEPTED, State.CONSENTED, State.APPOINTED, State.IN_MEDIATION, State.SUSPENDED, State.AGREEMENT_DRAFTED,
    State.AGREED,
)  # fmt: skip
# Deeds that stand beside their own part of the page.
BESIDE = ("upload", "file", "generate", "generate-all")


def room_link(case: MediationCase) -> str:
    """The case room's address: by public id, so that no number stands in an address."""
    return reverse("proceedings:room", args=[str(case.public_id)])


def case_for(request: HttpRequest, name: str) -> MediationCase:
    """A readable case by public id or number; 404 for everybody else. Readings and refusals are on record."""
    case = case_readable(request.user, name)  # type: ignore[arg-type]  # only called behind a log-in
    subject = str(case.public_id) if case else case_subject(name)
    if subject and (case is None or request.method == "GET"):
        access_record(
            stream_kind="case", stream_subject=subject, actor=str(request.user.public_id),  # type: ignore[union-attr]  # as above
            action="read" if case else "read_refused", object_kind="case", object_id=subject,
        )  # fmt: skip
    if case is None:
        raise Http404
    return case


@login_required
@never_cache
@require_safe
def room(request: HttpRequest, name: str) -> HttpResponse:
    """The docket: next step, period, timeline, file, talk."""
    case = case_for(request, name)
    if not takes_part(request.user, case):  # type: ignore[arg-type]  # login_required
        if has_role(request.user, CASE_COORDINATOR):
            return redirect(case_staff_link(case))
        raise Http404
    if case.state == State.DRAFT and not case.on_paper:
        return redirect("proceedings:apply_step", name=str(case.public_id), step="review")
    return _page(request, case, MessageForm())


def _page(request: HttpRequest, case: MediationCase, form: MessageForm, status: int = 200) -> HttpResponse:
    here = Room(case, request.user, clock.today())  # type: ignore[arg-type]  # login_required
    talks = presenters.talks(here)
    asked = str(form.data.get("party", "")) if form.is_bound else request.GET.get("talk", "")
    talk = next((row for row in talks if row["key"] == asked), talks[0])
    offered = [deed for deed in deeds.ROOM if deed.offered(here)]
    step = presenters.next_step(here)
    context: dict[str, Any] = {
        "case": case,
        "room": here,
        "title": presenters.title_of(case),
        "tags": presenters.tags_of(case),
        "step": step,
        "step_deed": next((deed for deed in offered if deed.slug == step.slug), None),
        "period": presenters.period(here),
        "events": presenters.timeline(here),
        "documents": presenters.documents_shown(here),
        "beside": {deed.slug.replace("-", "_"): deed for deed in offered if deed.slug in BESIDE},
        "deeds": [deed for deed in offered if deed.slug not in (*BESIDE, step.slug)],
        "parties": presenters.party_rows(here),
        "facts": presenters.case_facts(case),
        "talks": talks,
        "talk": talk,
        "messages_shown": presenters.messages_shown(here, talk["key"]),
        "can_talk": case.state in TALKING and bool(here.mine or here.standing.mediator),
        "form": form,
        "sent": request.GET.get("sent") == "1",
        "here": room_link(case),
    }
    return render(request, "proceedings/room.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def room_deed(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """One deed of a party or the mediator."""
    case = case_for(request, name)
    if not takes_part(request.user, case):  # type: ignore[arg-type]  # login_required
        raise Http404
    here = Room(case, request.user, clock.today())  # type: ignore[arg-type]  # login_required
    return deed_page(request, deeds.ROOM, slug, here, back=room_link(case), template="proceedings/deed.html")


@login_required
@never_cache
@require_POST
def message(request: HttpRequest, name: str) -> HttpResponse:
    """Send a joint message, or one in the talk of a party with the mediator."""
    case = case_for(request, name)
    if not takes_part(request.user, case):  # type: ignore[arg-type]  # login_required
        raise Http404
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=400)
    key = form.cleaned_data["party"]
    party = next((row for row in Room(case, request.user, clock.today()).parties if row.public_id == key), None)  # type: ignore[arg-type]  # login_required
    if key is not None and party is None:
        raise Http404
    target = room_link(case) + (f"?talk={key}" if key else "") + "#talk"

    def act() -> str:
        message_send(
            case=case, text=form.cleaned_data["text"], with_party=party, link=case_link(case), by=request.user,  # type: ignore[arg-type]  # login_required
            on=clock.today(),
        )  # fmt: skip
        return target

    try:
        return redirect(submission_once(request, act))
    except Refused as refused:
        if refused.refusal.code != "text_empty":
            raise
        form.add_error("text", refusal_words(refused.refusal))
        return _page(request, case, form, status=400)
