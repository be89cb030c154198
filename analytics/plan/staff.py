"""The board of the general section: figures, the records behind them, tasks, exports, snapshots."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from analytics.plan import exports
from analytics.plan.forms import FreezeForm, TaskForm
from analytics.plan.models import Plan
from analytics.plan.permissions import READERS, plan_can_keep, plans_readable_by, snapshots_readable_by
from analytics.plan.presenters import board_lines
from analytics.plan.selectors import Board, plan_board, plan_current, plan_of_year, records_shown
from analytics.plan.services import plan_create, plan_task_update, snapshot_freeze
from ipplatform import clock
from ipplatform.accounts.roles import GENERAL_SECTION
from ipplatform.accounts.staffpages import staff_view
from ipplatform.moves import Refused
from ipplatform.spreadsheets import XLSX_MEDIA_TYPE
from ipplatform.submissions.services import submission_once

EXPORTS: dict[str, tuple[Callable[[Board], bytes], str, str]] = {
    "plan.xlsx": (exports.plan_xlsx, XLSX_MEDIA_TYPE, "plan-{year}-{as_of}.xlsx"),
    "plan.pdf": (exports.plan_pdf, "application/pdf", "progress-{year}-{as_of}.pdf"),
    "plan.json": (exports.plan_json, "application/json", "plan-{year}-{as_of}.json"),
    "services.xlsx": (exports.services_xlsx, XLSX_MEDIA_TYPE, "services-{year}-{as_of}.xlsx"),
    "services.pdf": (exports.services_pdf, "application/pdf", "services-{year}-{as_of}.pdf"),
}


def _plan(request: HttpRequest) -> Plan | None:
    asked = request.GET.get("year", "")
    return plan_of_year(int(asked)) if asked.isdecimal() and len(asked) < 10 else plan_current(clock.today())


def _as_of(request: HttpRequest) -> date:
    try:
        day = parse_date(request.GET.get("as_of", ""))
    except ValueError:
        day = None
    return min(day or clock.today(), clock.today())


@staff_view(*READERS)
@never_cache
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """The year at a glance."""
    plan, as_of = _plan(request), _as_of(request)
    years = list(plans_readable_by(request.user).values_list("year", flat=True))
    context: dict[str, Any] = {
        "page_title": _("年度目标看板"), "plan": plan, "as_of": as_of, "years": years, "this_year": clock.today().year,
        "may_keep": plan_can_keep(request.user, plan),
    }  # fmt: skip
    if plan is not None:
        computed = plan_board(plan, as_of)
        context |= {"lines": board_lines(computed.rows), "tasks": plan.tasks.order_by("number")}
    return render(request, "plan/board.html", context)


@staff_view(GENERAL_SECTION)
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Set up this year's plan with the standing tasks and targets."""
    plan = plan_create(year=clock.today().year, by=request.user, on=clock.today())  # type: ignore[arg-type]  # staff_view
    messages.success(request, _("已建立：%(title)s") % {"title": plan.title})
    return redirect("plan_staff:board")


@staff_view(*READERS)
@never_cache
@require_GET
def target(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One figure: the rule, what counts, what does not and why."""
    plan, as_of = get_object_or_404(plans_readable_by(request.user), year=year), _as_of(request)
    row = plan_board(plan, as_of).row(code)
    if row is None:
        raise Http404
    shown = records_shown(row.result, request.user)
    reason = request.GET.get("reason", "")
    excluded = [out for out in shown.excluded if not reason or out.reason == reason]
    labels = {name: label for name, label, _count in shown.reasons}
    context = {
        "page_title": row.target.title, "plan": plan, "as_of": as_of, "line": board_lines((row,))[0], "shown": shown,
        "counted": Paginator(shown.counted, 50).get_page(request.GET.get("page")),
        "excluded": [(out, labels.get(out.reason, out.reason)) for out in excluded[:200]],
        "excluded_more": max(0, len(excluded) - 200), "reason": reason,
    }  # fmt: skip
    return render(request, "plan/target.html", context)


@staff_view(GENERAL_SECTION)
@never_cache
@require_GET
def export(request: HttpRequest, year: int, name: str) -> HttpResponse:
    """A file with every figure and the records behind it."""
    plan, as_of = get_object_or_404(plans_readable_by(request.user), year=year), _as_of(request)
    if name not in EXPORTS:
        raise Http404
    make, media_type, filename = EXPORTS[name]
    response = HttpResponse(make(plan_board(plan, as_of)), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{filename.format(year=year, as_of=as_of)}"'
    return response


@staff_view(*READERS)
@never_cache
@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Status and notes of a task; only the general section writes."""
    plan = get_object_or_404(plans_readable_by(request.user), year=year)
    row = get_object_or_404(plan.tasks, number=number)
    form = TaskForm(request.POST or None, initial={"revision": row.revision, "state": row.state, "notes": row.notes})
    if request.method == "POST" and form.is_valid():
        try:
            plan_task_update(task=row, **form.cleaned_data, by=request.user, on=clock.today())  # type: ignore[arg-type]  # staff_view
        except Refused as refused:
            if refused.refusal.code == "not_allowed":
                raise
            form.add_error(None, str(refused.refusal.message))
        else:
            messages.success(request, _("已保存"))
            return redirect("plan_staff:board")
    context = {
        "page_title": f"{row.number} {row.text}", "plan": plan, "task": row, "form": form,
        "may_keep": plan_can_keep(request.user, plan),
    }  # fmt: skip
    return render(request, "plan/task.html", context, status=400 if form.errors else 200)


@staff_view(GENERAL_SECTION)
@never_cache
@require_http_methods(["GET", "POST"])
def freeze(request: HttpRequest, year: int) -> HttpResponse:
    """Freeze a snapshot: confirm what is frozen, then it stays."""
    plan = get_object_or_404(plans_readable_by(request.user), year=year)
    today = clock.today()
    initial = {"as_of": today, "title": _("截至 %(day)s") % {"day": today.isoformat()}}
    form = FreezeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["as_of"] > today:
            form.add_error("as_of", _("截至日不能晚于今天。"))
        else:
            try:
                return redirect(submission_once(request, lambda: _frozen(request, plan, form)))
            except Refused as refused:
                form.add_error(None, str(refused.refusal.message))
    context = {"page_title": _("冻结快照"), "plan": plan, "form": form}
    return render(request, "plan/freeze.html", context, status=400 if form.errors else 200)


def _frozen(request: HttpRequest, plan: Plan, form: FreezeForm) -> str:
    made = snapshot_freeze(plan=plan, **form.cleaned_data, by=request.user, on=clock.today())  # type: ignore[arg-type]  # staff_view
    return reverse("plan_staff:snapshot", args=[made.public_id])


@staff_view(GENERAL_SECTION)
@never_cache
@require_GET
def snapshots(request: HttpRequest) -> HttpResponse:
    """All snapshots."""
    rows = snapshots_readable_by(request.user).select_related("plan", "frozen_by").defer("results")
    page = Paginator(rows, 30).get_page(request.GET.get("page"))
    return render(request, "plan/snapshots.html", {"page_title": _("快照"), "page": page})


@staff_view(GENERAL_SECTION)
@never_cache
@require_GET
def snapshot(request: HttpRequest, public_id: str) -> HttpResponse:
    """A snapshot beside the figures as they are computed now for the same day."""
    row = get_object_or_404(
        snapshots_readable_by(request.user).select_related("plan", "frozen_by"), public_id=public_id
    )
    live = {line.row.target.code: line for line in board_lines(plan_board(row.plan, row.as_of).rows)}
    frozen = row.results["targets"]
    lines = [(item, live.get(item["code"])) for item in frozen]
    return render(request, "plan/snapshot.html", {"page_title": row.title, "snapshot": row, "lines": lines})
