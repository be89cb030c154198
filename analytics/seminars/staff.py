"""Staff pages: the general section announces, records and cancels seminars; operators read."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from analytics.seminars.forms import AnnounceForm, CancelForm, HoldForm
from analytics.seminars.models import Seminar
from analytics.seminars.permissions import seminars_readable_by
from analytics.seminars.services import seminar_announce, seminar_cancel, seminar_hold
from analytics.seminars.workflow import SEMINAR
from ipplatform import clock
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.files.selectors import files_of
from ipplatform.moves import Refused, moves_offered
from ipplatform.submissions.services import submission_once


@staff_view(GENERAL_SECTION, OPERATOR)
@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """All seminars."""
    page = Paginator(seminars_readable_by(request.user), 30).get_page(request.GET.get("page"))
    return render(request, "seminars/staff_list.html", {"page_title": _("专题研讨会"), "page": page})


@staff_view(GENERAL_SECTION)
@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest) -> HttpResponse:
    """A new seminar."""
    form = AnnounceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if seminars_readable_by(request.user).filter(slug=form.cleaned_data["slug"]).exists():
            form.add_error("slug", _("这个网址名已被使用，请换一个。"))
        else:

            def act() -> str:
                made = seminar_announce(**form.cleaned_data, by=request.user, on=clock.today())  # type: ignore[arg-type]  # staff_view
                return reverse("seminars_staff:detail", args=[made.slug])

            return redirect(submission_once(request, act))
    return render(
        request,
        "seminars/staff_announce.html",
        {"page_title": _("预告研讨会"), "form": form},
        status=400 if form.errors else 200,
    )


@staff_view(GENERAL_SECTION, OPERATOR)
@require_GET
def staff_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One seminar with its evidence and the moves that the person may make."""
    return _page(request, get_object_or_404(seminars_readable_by(request.user), slug=slug))


def _page(
    request: HttpRequest, seminar: Seminar, failed: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    offered = moves_offered(SEMINAR, seminar, request.user)
    forms: dict[str, Form] = {"hold": HoldForm(initial={"held_on": seminar.planned_on}), "cancel": CancelForm()}
    forms.update(failed or {})
    files = files_of("seminar", [str(seminar.public_id)]).get(str(seminar.public_id), [])
    context = {
        "page_title": seminar.title, "seminar": seminar, "files": files,
        "forms": {action: form for action, form in forms.items() if action in offered},
    }  # fmt: skip
    return render(request, "seminars/staff_detail.html", context, status=status)


@staff_view(GENERAL_SECTION, OPERATOR)
@require_POST
def staff_move(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    """Record as held, or cancel."""
    seminar = get_object_or_404(seminars_readable_by(request.user), slug=slug)
    form: Form = HoldForm(request.POST, request.FILES) if action == "hold" else CancelForm(request.POST)
    if not form.is_valid():
        return _page(request, seminar, {action: form}, status=400)
    data: dict[str, Any] = form.cleaned_data
    common: dict[str, Any] = {"seminar": seminar, "by": request.user, "on": clock.today(), "revision": data["revision"]}
    try:
        if action == "hold":
            sign_in, minutes = data["sign_in"], data["minutes"]
            seminar_hold(
                held_on=data["held_on"], attendees=data["attendees"], sign_in=sign_in, minutes=minutes,
                sign_in_name=getattr(sign_in, "name", ""), minutes_name=getattr(minutes, "name", ""), **common,
            )  # fmt: skip
        else:
            seminar_cancel(note=data["note"], **common)
    except Refused as refused:
        if refused.refusal.code == "not_allowed":
            raise
        form.add_error(None, str(refused.refusal.message))
        seminar.refresh_from_db()
        return _page(request, seminar, {action: form}, status=409)
    messages.success(request, _("已办理：%(title)s") % {"title": seminar.title})
    return redirect("seminars_staff:detail", slug=slug)
