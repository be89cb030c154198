"""Staff pages: the general section announces, records and cancels seminars; operators and editors write their texts."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from analytics.seminars.forms import AnnounceForm, CancelForm, HoldForm, PublishForm, TextsForm
from analytics.seminars.models import Seminar
from analytics.seminars.permissions import can_conduct, can_edit_texts, file_can_read, seminars_readable_by
from analytics.seminars.services import (
    seminar_announce,
    seminar_cancel,
    seminar_edit,
    seminar_hold,
    seminar_publish_minutes,
)
from analytics.seminars.workflow import SEMINAR
from ipplatform import clock
from ipplatform.accounts.roles import EDITOR, GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.files.selectors import files_of
from ipplatform.moves import NOT_ALLOWED, Refused, moves_offered
from ipplatform.submissions.services import submission_once

STAFF = (GENERAL_SECTION, OPERATOR, EDITOR)


@staff_view(*STAFF)
@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """All seminars."""
    page = Paginator(seminars_readable_by(request.user), 30).get_page(request.GET.get("page"))
    context = {"page_title": _("专题研讨会"), "page": page, "can_conduct": can_conduct(request.user, None)}
    return render(request, "seminars/staff_list.html", context)


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


@staff_view(*STAFF)
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
    key = str(seminar.public_id)
    files = [one for one in files_of("seminar", [key]).get(key, []) if file_can_read(request.user, one)]
    context = {
        "page_title": seminar.title, "seminar": seminar, "files": files,
        "can_edit": can_edit_texts(request.user, seminar) and seminar.texts_are_open,
        "can_publish": "publish" in offered and seminar.texts_are_open and bool(seminar.minutes),
        "forms": {action: form for action, form in forms.items() if action in offered},
    }  # fmt: skip
    return render(request, "seminars/staff_detail.html", context, status=status)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Title, summary and minutes, while the minutes are not public."""
    seminar = get_object_or_404(seminars_readable_by(request.user), slug=slug)
    names = ("title", "summary", "minutes", "revision")
    form = TextsForm(request.POST or None, initial={name: getattr(seminar, name) for name in names})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                seminar_edit(seminar=seminar, **form.cleaned_data, by=request.user, on=clock.today())  # type: ignore[arg-type]  # staff_view
            except Refused as refused:
                form.add_error(None, str(refused.refusal.message))
                status = 409
            else:
                messages.success(request, _("已保存"))
                return redirect("seminars_staff:detail", slug=slug)
    context = {"page_title": _("修改文字"), "seminar": seminar, "form": form}
    return render(request, "seminars/staff_texts.html", context, status=status)


@staff_view(*STAFF)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the minutes as they will be read, then publish them."""
    seminar = get_object_or_404(seminars_readable_by(request.user), slug=slug)
    form = PublishForm(request.POST or None, initial={"revision": seminar.revision})
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        seminar_publish_minutes(seminar=seminar, by=request.user, on=clock.today(), revision=revision)  # type: ignore[arg-type]  # staff_view
        messages.success(request, _("会议纪要已发布"))
        return redirect("seminars_staff:detail", slug=slug)
    if "publish" not in moves_offered(SEMINAR, seminar, request.user):
        raise Refused(NOT_ALLOWED)
    context = {"page_title": _("发布会议纪要"), "seminar": seminar, "form": form}
    return render(request, "seminars/staff_publish.html", context)


@staff_view(*STAFF)
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
