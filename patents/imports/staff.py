"""Staff pages of imports: upload, confirm the cut-off, watch, read the result, take back."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import staff_view
from ipplatform.jobs.models import FAILED, STOPPED, Job
from ipplatform.jobs.selectors import job_latest
from ipplatform.jobs.services import job_enqueue
from ipplatform.moves import Refused
from ipplatform.spreadsheets import CSV_MEDIA_TYPE, csv_chunks
from ipplatform.submissions.services import submission_once
from patents.imports.forms import CutoffForm, UploadForm
from patents.imports.models import ImportRun
from patents.imports.permissions import can_import, import_runs_readable_by
from patents.imports.presenters import counts_of, run_facts, run_line, run_tags
from patents.imports.raw import REASONS
from patents.imports.selectors import import_runs, refusal_rows
from patents.imports.services import (
    RUN_NOT_FINISHED,
    import_run_confirm,
    import_run_start,
    import_run_take_back_guard,
)
from patents.imports.tasks import IMPORT_JOB, TAKE_BACK_JOB, import_run_task, import_take_back_task

PER_PAGE, REFUSALS_SHOWN = 25, 50
REFUSALS_HEADER = ("行", "列", "原因", "原始值")


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """All imports, newest first."""
    page = Paginator(import_runs(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "rows": [run_line(run) for run in page], "page_title": _("专利导入"),
        "can_import": can_import(request.user),
    }  # fmt: skip
    return render(request, "imports/staff_list.html", context)


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file in; it is recognised at once and read after the cut-off is confirmed."""
    form = UploadForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(submission_once(request, lambda: _started(request, form)))
            except Refused as refused:
                form.add_error("file", str(refused.refusal.message))
                status = 409
    return render(request, "imports/staff_upload.html", {"form": form, "page_title": _("导入专利数据")}, status=status)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One import: waiting for its cut-off, at work, or its result."""
    return _run_page(request, _readable(request, public_id))


@staff_view(OPERATOR)
@never_cache
@require_POST
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm the cut-off and hand the file to the worker."""
    found = _readable(request, public_id)
    form = CutoffForm(request.POST)
    if not form.is_valid():
        return _run_page(request, found, form=form, status=422)
    person = _person(request)
    if not found.started_at:
        import_run_confirm(run=found, cutoff=form.cleaned_data["cutoff"], by=person, on=clock.today())
    job_enqueue(kind=IMPORT_JOB, key=str(found.public_id), task=import_run_task, by=person)
    return redirect(_url(found))


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once more, then hand the taking back to the worker; refused, naming them, while patents are in use."""
    found = _readable(request, public_id)
    if found.taken_back_at:
        return redirect(_url(found))
    if request.method == "POST":
        job = job_latest(IMPORT_JOB, str(found.public_id))
        if job is not None and job.is_live:
            raise Refused(RUN_NOT_FINISHED)
        import_run_take_back_guard(run=found)
        person = _person(request)
        job_enqueue(kind=TAKE_BACK_JOB, key=str(found.public_id), task=import_take_back_task, by=person)
        return redirect(_url(found))
    context = {"run": found, "run_url": _url(found), "page_title": _("撤回导入"), "counts": counts_of(found)}
    return render(request, "imports/staff_take_back.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def refusals(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:
    """Refused rows as CSV: row, column, reason, raw value."""
    found = _readable(request, public_id)
    chunks = csv_chunks(header=REFUSALS_HEADER, rows=refusal_rows(found))
    headers = {"Content-Disposition": f'attachment; filename="refusals-{found.pk}.csv"'}
    return StreamingHttpResponse(chunks, content_type=CSV_MEDIA_TYPE, headers=headers)


def _run_page(
    request: HttpRequest, found: ImportRun, *, form: CutoffForm | None = None, status: int = 200
) -> HttpResponse:
    job = _live_job(found)
    shown = list(found.refusals.order_by("row")[:REFUSALS_SHOWN])
    context: dict[str, Any] = {
        "run": found, "page_title": found.file_name, "tags": run_tags(found, working=job is not None),
        "facts": run_facts(found), "counts": counts_of(found), "can_import": can_import(request.user),
        "job_label": _("正在撤回") if job and job.kind == TAKE_BACK_JOB else _("正在导入"),
        "form": form or CutoffForm(initial={"cutoff": found.cutoff}), "job": job,
        "ended": None if job else _ended(found),
        "refused_rows": [[r.row, r.column, REASONS.get(r.reason, r.reason), r.raw_value] for r in shown],
        "refused_columns": [_("行"), _("列"), _("原因"), _("原始值")], "refusals_more": found.refused > len(shown),
    }  # fmt: skip
    return render(request, "imports/staff_run.html", context, status=status)


def _started(request: HttpRequest, form: UploadForm) -> str:
    made = import_run_start(
        file=form.cleaned_data["file"], format=form.cleaned_data["format"], cutoff=None, by=_person(request),
        on=clock.today(),
    )  # fmt: skip
    return _url(made)


def _live_job(found: ImportRun) -> Job | None:
    jobs = (job_latest(kind, str(found.public_id)) for kind in (TAKE_BACK_JOB, IMPORT_JOB))
    return next((job for job in jobs if job is not None and job.is_live), None)


def _ended(found: ImportRun) -> dict[str, Any] | None:
    """What a person must know of the last piece of work that did not end well."""
    jobs = [job_latest(kind, str(found.public_id)) for kind in (TAKE_BACK_JOB, IMPORT_JOB)]
    last = max((job for job in jobs if job is not None), key=lambda job: job.pk, default=None)
    if last is None:
        return None
    if last.result.get("refused"):
        return {"text": last.result.get("message"), "items": last.result.get("missing")}
    if last.state == FAILED:
        return {"text": _("后台工作中断（%(code)s）。已读入的部分保留，可以继续。") % {"code": last.error}, "items": []}
    if last.state == STOPPED:
        return {"text": _("已按要求停止。已读入的部分保留，可以继续。"), "items": []}
    return None


def _readable(request: HttpRequest, public_id: UUID) -> ImportRun:
    return get_object_or_404(import_runs_readable_by(request.user).select_related("created_by"), public_id=public_id)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _url(found: ImportRun) -> str:
    return reverse("imports_staff:run", args=[found.public_id])
