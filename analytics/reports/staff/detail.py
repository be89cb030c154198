"""One report as its people see it: where it stands, what is missing, the moves this person may make."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.reports.checklist import checklist_checked
from analytics.reports.forms import MOVE_FORMS
from analytics.reports.models import Report
from analytics.reports.permissions import can_build, can_edit, can_file_sheet, is_author
from analytics.reports.presenters import ACTIONS, STATE_TONES, history_shown, report_facts
from analytics.reports.selectors import report_fingerprint, report_for_staff, report_history
from analytics.reports.services import (
    report_approve,
    report_pass,
    report_publish,
    report_return,
    report_start,
    report_submit,
    report_withdraw,
)
from analytics.reports.tasks import BUILD, FREEZE
from analytics.reports.workflow import REPORT
from ipplatform import clock
from ipplatform.accounts.roles import EDITOR, GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.jobs.selectors import job_latest
from ipplatform.moves import NOT_ALLOWED, Refused, moves_offered

NOT_BY_AUTHORS = ("approve", "pass")
WORK = {"freeze": FREEZE, "build": BUILD}


def report_or_404(request: HttpRequest, public_id: UUID) -> Report:
    """A report that this person may read."""
    report = report_for_staff(request.user, public_id)
    if report is None:
        raise Http404
    return report


@staff_view(OPERATOR, GENERAL_SECTION, EDITOR)
@require_GET
def detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The report's page."""
    return detail_page(request, public_id)


@staff_view(OPERATOR, GENERAL_SECTION, EDITOR)
@require_POST
def move_view(request: HttpRequest, public_id: UUID, action: str) -> HttpResponse:
    """Make a move; a refusal comes back on the page with what is missing."""
    report = report_or_404(request, public_id)
    if action not in MOVE_FORMS:
        raise Http404
    form = MOVE_FORMS[action](request.POST, request.FILES)
    if not form.is_valid():
        return detail_page(request, public_id, {action: form}, status=400)
    data = dict(form.cleaned_data)
    try:
        _SERVICES[action](report, data, {"by": request.user, "on": clock.today(), "revision": data.pop("revision")})
    except Refused as refused:
        if refused.refusal == NOT_ALLOWED:
            raise
        form.add_error(None, [str(refused.refusal.message), *(str(one) for one in refused.refusal.missing)])
        return detail_page(request, public_id, {action: form}, status=409)
    messages.success(request, _("已办理：%(action)s") % {"action": ACTIONS[action]})
    return redirect("reports_staff:detail", public_id=public_id)


def detail_page(
    request: HttpRequest, public_id: UUID, failed: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """The page with its forms; a form that failed takes the place of the fresh one."""
    # Before the report: work that ends between the two reads is shown as going on, not its button once more.
    work = {f"{kind}_job": _own(request, job_latest(job, str(public_id))) for kind, job in WORK.items()}
    report = report_or_404(request, public_id)
    author = is_author(request.user, report)
    offered = [
        action
        for action in moves_offered(REPORT, report, request.user)
        if action in MOVE_FORMS and not (author and action in NOT_BY_AUTHORS)
    ]
    forms = {action: MOVE_FORMS[action](initial=_initial(report, action)) for action in dict.fromkeys(offered)}
    forms |= failed or {}
    checked = checklist_checked(report)
    context = {
        "page_title": report.title, "report": report, "facts": report_facts(report), "forms": forms,
        "labels": ACTIONS, "tags": [{"label": report.state_label, "tone": STATE_TONES[report.state]}],  # type: ignore[index]
        "sections": report.sections.all(), "checklist": checked,
        "open_lines": sum(not line.is_complete for line in checked), "can_edit": can_edit(request.user, report),
        "can_build": can_build(request.user, report), "can_file": can_file_sheet(request.user, report),
        "pdf_current": bool(report.pdf_id) and report.pdf_fingerprint == report_fingerprint(report),
        "sheets": report.sheets.select_related("file"), "figures": report.figures.all(),
        "history": history_shown(report_history(report)), "author": author, **work,
    }  # fmt: skip
    return render(request, "reports/staff_detail.html", context, status=status)


def _own(request: HttpRequest, job: Any) -> Any:
    """Progress is shown to who started it; the others see the result."""
    return job if job is not None and job.created_by_id == request.user.pk else None


def _initial(report: Report, action: str) -> dict[str, Any]:
    initial: dict[str, Any] = {"revision": report.revision}
    if action == "pass":
        initial["given_on"] = clock.today()
    return initial


Data = dict[str, Any]


def _pass(report: Report, data: Data, common: Data) -> Report:
    return report_pass(
        report=report, sheet=data["sheet"], sheet_name=data["sheet"].name, given_on=data["given_on"], **common
    )


_SERVICES: dict[str, Callable[[Report, Data, Data], Report]] = {
    "start": lambda report, data, common: report_start(report=report, **data, **common),
    "submit": lambda report, data, common: report_submit(report=report, **common),
    "return": lambda report, data, common: report_return(report=report, note=data["note"], **common),
    "pass": _pass,
    "approve": lambda report, data, common: report_approve(report=report, **common),
    "publish": lambda report, data, common: report_publish(report=report, **data, **common),
    "withdraw": lambda report, data, common: report_withdraw(report=report, note=data["note"], **common),
}
