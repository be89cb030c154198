"""Runs the page of any deed: form, confirmation, service; a refusal comes back named, with the form still filled."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ipplatform import clock
from ipplatform.moves import NOT_IN_TABLE, Refusal, Refused
from ipplatform.submissions.services import submission_once
from patents.deals.deeds import Deed, deed_of


def deed_page(
    request: HttpRequest, deeds: Iterable[Deed], slug: str, subject: Any, *, number: str, back: str, template: str
) -> HttpResponse:
    """GET: the form with what the deed means. POST: the service once, then back. 409 names a refusal.

    A person who may not do it is refused before anything is read from the form; a deed that the state no longer offers
    is left to the service, which says who was faster.
    """
    deed = deed_of(deeds, slug)
    if deed is None:
        raise Http404
    refusal = deed.refusal(request.user, subject)
    posted = request.method == "POST"
    if refusal is not None and not (posted and refusal is NOT_IN_TABLE):
        raise Refused(refusal)
    form = _form(request, deed, subject, posted)
    if posted and form.is_valid():
        refusal, url = _run(request, deed, subject, form, back)
        if url:
            return redirect(url)
    elif posted and refusal is not None:
        raise Refused(refusal)
    context = {
        "facts": deed.facts(subject),
        "deed": deed,
        "form": form,
        "number": number,
        "back_url": back,
        "refusal": refusal,
        "page_title": deed.label,
    }
    return render(request, template, context, status=409 if refusal else 200)


def _form(request: HttpRequest, deed: Deed, subject: Any, posted: bool) -> Form:
    owner = subject if hasattr(subject, "revision") else getattr(subject, "deal", None)
    initial = {"revision": getattr(owner, "revision", None), **deed.initial(subject)}
    data = (request.POST, request.FILES) if posted else ()
    return deed.form(*data, initial=initial, **deed.arguments(subject))


def _run(request: HttpRequest, deed: Deed, subject: Any, form: Form, back: str) -> tuple[Refusal | None, str]:
    values = dict(form.cleaned_data)
    if hasattr(form, "evidence"):
        values["evidence"] = form.evidence()

    def act() -> str:
        deed.run(request.user, clock.today(), subject, values)  # type: ignore[arg-type]  # the views ask for a log-in
        return back

    try:
        url = submission_once(request, act)
    except Refused as refused:
        form.add_error(None, refusal_words(refused.refusal))
        return refused.refusal, ""
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None, ""
    messages.success(request, _("已办理：%(deed)s") % {"deed": deed.label})
    return None, url


def refusal_words(refusal: Refusal) -> list[str]:
    """The refusal's message, and each missing thing on its own line."""
    return [str(refusal.message), *(str(item) for item in refusal.missing)]
