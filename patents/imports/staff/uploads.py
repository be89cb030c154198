"""Files in: the upload form, and the page of several files that were handed over together."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipplatform import clock
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.jobs.selectors import jobs_live
from ipplatform.jobs.services import job_enqueue
from ipplatform.moves import Refused
from ipplatform.submissions.services import submission_once
from patents.imports.forms import BatchStartForm, UploadForm
from patents.imports.models import ImportBatch
from patents.imports.permissions import can_import, import_batches_readable_by
from patents.imports.presenters import batch_lines, batch_refusals
from patents.imports.selectors import batch_runs
from patents.imports.services import Taken, files_taken, import_batch_start, import_run_confirm
from patents.imports.staff.subject import run_url
from patents.imports.tasks import IMPORT_JOB, TAKE_BACK_JOB, import_run_task


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in; each is recognised at once and read after its cut-off is confirmed."""
    form = UploadForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            files, format = form.cleaned_data["file"], form.cleaned_data["format"]
            with files_taken(files, format=format) as taken:
                only = taken[0].refusal if len(taken) == 1 else None
                if only is None:
                    return redirect(submission_once(request, lambda: _started(request, taken)))
            form.add_error("file", str(only.message))
            status = 409
    return render(request, "imports/staff_upload.html", {"form": form, "page_title": _("导入专利数据")}, status=status)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Files handed over together: refused ones with the reason, those that wait, those that began."""
    return _batch_page(request, _readable(request, public_id))


@staff_view(OPERATOR)
@never_cache
@require_POST
def batch_start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm the cut-offs of the chosen files and hand them to the worker, in their order."""
    found = _readable(request, public_id)
    waiting = {run.public_id: run for run in batch_runs(found) if run.waits_for_cutoff}
    form = BatchStartForm(waiting.values(), request.POST)
    if not form.is_valid():
        return _batch_page(request, found, form=form, status=422)
    person = person_of(request)
    for key, cutoff in form.chosen():
        try:
            import_run_confirm(run=waiting[key], cutoff=cutoff, by=person, on=clock.today())
        except Refused as refused:
            form.add_error(f"cutoff-{key}", str(refused.refusal.message))
            return _batch_page(request, found, form=form, status=409)
    for key, _cutoff in form.chosen():
        job_enqueue(kind=IMPORT_JOB, key=str(key), task=import_run_task, by=person)
    return redirect(_url(found))


def _batch_page(
    request: HttpRequest, found: ImportBatch, *, form: BatchStartForm | None = None, status: int = 200
) -> HttpResponse:
    runs = batch_runs(found)
    jobs = jobs_live((IMPORT_JOB, TAKE_BACK_JOB))
    waiting = [run for run in runs if run.waits_for_cutoff and str(run.public_id) not in jobs]
    others = [run for run in runs if run not in waiting]
    context = {
        "batch": found, "page_title": _("一起上传的文件"), "can_import": can_import(request.user),
        "refused": batch_refusals(found), "form": form or BatchStartForm(waiting),
        "rows": batch_lines(others, jobs), "live": any(str(run.public_id) in jobs for run in others),
    }  # fmt: skip
    return render(request, "imports/staff_batch.html", context, status=status)


def _started(request: HttpRequest, taken: list[Taken]) -> str:
    """The page of the one file, or of the batch where there are several or some were refused."""
    made = import_batch_start(taken=taken, by=person_of(request), on=clock.today())
    runs = batch_runs(made)
    if len(runs) != 1 or made.refused:
        return _url(made)
    return run_url(runs[0]) if runs[0].format else reverse("imports_staff:mapping", args=[runs[0].public_id])


def _readable(request: HttpRequest, public_id: UUID) -> ImportBatch:
    batches = import_batches_readable_by(request.user).select_related("created_by")
    return get_object_or_404(batches, public_id=public_id)


def _url(found: ImportBatch) -> str:
    return reverse("imports_staff:batch", args=[found.public_id])
