"""One case in the staff area, as coordinator or as its mediator: each sees what the role may see, no more."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipplatform import clock
from ipplatform.accounts.staffpages import staff_view
from ipplatform.submissions.services import submission_once
from mediation.cases.models import MediationCase
from mediation.dossier.services import message_send
from mediation.proceedings import deeds, presenters
from mediation.proceedings.forms.party import MessageForm
from mediation.proceedings.room import Room
from mediation.proceedings.staff.board import ROLES
from mediation.proceedings.telling import case_link
from mediation.proceedings.views import case_for, deed_page

# Deeds that stand beside their own part of the page.
BESIDE = ("file", "generate", "generate-all", "note", "contact")


def staff_link(case: MediationCase) -> str:
    """The case's address in the staff area."""
    return reverse("proceedings_staff:case", args=[str(case.public_id)])


def _room(request: HttpRequest, name: str) -> Room:
    """A readable case as this person sees it; 404 otherwise."""
    return Room(case_for(request, name), request.user, clock.today())  # type: ignore[arg-type]  # staff_view


@staff_view(*ROLES)
@never_cache
@require_safe
def case_page(request: HttpRequest, name: str) -> HttpResponse:
    """Next step, deeds, parties, course, file, talk; notes for their own mediator alone."""
    return _page(request, _room(request, name), MessageForm())


def _page(request: HttpRequest, here: Room, form: MessageForm, status: int = 200) -> HttpResponse:
    case = here.case
    offered: dict[str, deeds.Deed] = {}
    for deed in deeds.STAFF:
        if deed.slug not in offered and deed.offered(here):
            offered[deed.slug] = deed
    step = presenters.next_step(here)
    talks = presenters.talks(here) if here.standing.mediator else presenters.talks(here)[:1]
    asked = str(form.data.get("party", "")) if form.is_bound else request.GET.get("talk", "")
    talk = next((row for row in talks if row["key"] == asked), talks[0])
    ends = {deed.slug for deed in offered.values() if deed.danger}
    context: dict[str, Any] = {
        "page_title": presenters.title_of(case),
        "case": case,
        "room": here,
        "title": presenters.title_of(case),
        "tags": presenters.tags_of(case),
        "step": step,
        "step_deed": offered.get(step.slug),
        "period": presenters.period(here),
        "facts": presenters.case_facts(case),
        "parties": presenters.party_rows(here),
        "events": presenters.timeline(here),
        "documents": presenters.documents_shown(here),
        "needed": presenters.needed_rows(here),
        "beside": {slug.replace("-", "_"): deed for slug, deed in offered.items() if slug in BESIDE},
        "deeds": [d for slug, d in offered.items() if slug not in BESIDE and slug != step.slug and slug not in ends],
        "endings": [d for slug, d in offered.items() if slug in ends and slug != step.slug],
        "attempts": here.attempts if here.standing.coordinator else [],
        "notes": here.notes if not here.standing.party else [],
        "talks": talks,
        "talk": talk,
        "messages_shown": presenters.messages_shown(here, talk["key"]),
        "can_talk": here.standing.mediator,
        "form": form,
        "here": staff_link(case),
        "running": [presenters.deadline_row(row, here.on) for row in here.deadlines.values()],
    }
    return render(request, "proceedings/staff_case.html", context, status=status)


@staff_view(*ROLES)
@never_cache
@require_http_methods(["GET", "POST"])
def case_deed(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """One deed of the coordinator or the mediator."""
    here = _room(request, name)
    return deed_page(
        request, deeds.STAFF, slug, here, back=staff_link(here.case), template="proceedings/staff_deed.html"
    )  # fmt: skip


@staff_view(*ROLES)
@never_cache
@require_POST
def message(request: HttpRequest, name: str) -> HttpResponse:
    """The mediator writes to all, or to one party alone."""
    here = _room(request, name)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, here, form, status=400)
    key = form.cleaned_data["party"]
    party = next((row for row in here.parties if row.public_id == key), None)
    target = staff_link(here.case) + (f"?talk={key}" if party else "") + "#talk"

    def act() -> str:
        message_send(
            case=here.case, text=form.cleaned_data["text"], with_party=party, link=case_link(here.case), by=here.user,
            on=here.on,
        )  # fmt: skip
        return target

    return redirect(submission_once(request, act))
