"""Runs the page of any deed, at the desk and in the staff area: read, fill in, do once; a refusal comes back named."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ipplatform.moves import NOT_ALLOWED, Refusal, Refused
from ipplatform.submissions.services import submission_once
from mediation.dossier.services import document_generate
from mediation.proceedings.deeds import Deed, deed_of
from mediation.proceedings.forms import DeedForm
from mediation.proceedings.presenters import title_of
from mediation.proceedings.room import Room
from mediation.proceedings.tasks import papers_enqueue


class _Wrong(Exception):
    """The form did not parse; undoes the token, so that the corrected form can be sent again."""

    def __init__(self, form: DeedForm) -> None:
        super().__init__("form")
        self.form = form


def deed_page(
    request: HttpRequest, deeds: Iterable[Deed], slug: str, room: Room, *, back: str, template: str
) -> HttpResponse:
    """GET: what there is to read and the form. POST: the service, once, then back; 409 names a refusal."""
    deed = deed_of(deeds, slug, room)
    if deed is None:
        raise Http404
    if request.method == "POST":
        return _run(request, deed, room, back=back, template=template)
    if not deed.offered(room):
        raise Refused(deed.refusal(room))
    return _page(request, deed, room, _form(deed, room), back=back, template=template)


def _form(deed: Deed, room: Room, *data: Any) -> DeedForm:
    return deed.form(*data, room=room, **deed.arguments(room))


def _run(request: HttpRequest, deed: Deed, room: Room, *, back: str, template: str) -> HttpResponse:
    """Asked inside the token's transaction, so that a second press lands on the first one's result."""

    def act() -> str:
        if not deed.offered(room):
            raise Refused(deed.refusal(room))
        form = _form(deed, room, request.POST, request.FILES)
        if not form.is_valid():
            raise _Wrong(form)
        deed.act(room, form.cleaned_data)
        return back

    try:
        target = submission_once(request, act)
    except _Wrong as wrong:
        return _page(request, deed, room, wrong.form, back=back, template=template, status=400)
    except (Refused, ValidationError) as error:
        if isinstance(error, Refused) and (error.refusal.code == NOT_ALLOWED.code or not deed.offered(room)):
            raise
        form = _form(deed, room, request.POST, request.FILES)
        form.is_valid()
        if isinstance(error, ValidationError):
            form.add_error(None, error.messages)
            return _page(request, deed, room, form, back=back, template=template, status=400)
        form.add_error(None, refusal_words(error.refusal))
        answer = _page(request, deed, room, form, back=back, template=template, status=409)
        answer["X-Refusal"] = error.refusal.code
        return answer
    _papers(request, deed, room)
    messages.success(request, str(deed.done))
    return redirect(target)


def refusal_words(refusal: Refusal) -> str:
    """The refusal with what is missing."""
    missing = "、".join(str(item) for item in refusal.missing)
    return f"{refusal.message}{missing}" if missing else str(refusal.message)


def _papers(request: HttpRequest, deed: Deed, room: Room) -> None:
    """After the move: the documents that the person expects at once, all others by the worker."""
    office = room.standing.coordinator or room.standing.mediator
    for code in deed.papers if office else ():
        try:
            document_generate(case=room.case, type_code=code, by=room.user, on=room.on)
        except Refused:
            continue  # the worker makes it once the record carries it
    papers_enqueue(case=room.case, by=room.user)


def _page(
    request: HttpRequest, deed: Deed, room: Room, form: DeedForm, *, back: str, template: str, status: int = 200
) -> HttpResponse:
    context = {
        "deed": deed, "form": form, "room": room, "case": room.case, "title": title_of(room.case), "back_url": back,
        "reading": f"proceedings/reading/{deed.reading}.html" if deed.reading else "", "page_title": deed.label,
    }  # fmt: skip
    return render(request, template, context, status=status)
