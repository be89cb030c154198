"""Pages of runs: the history, one run from its cut-off to its result, taking back."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
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
from ipplatform.spreadsheets import CSV_MEDIA_TYPE, csv_chunks
from patents.imports.forms import CutoffForm, HistoryForm
from patents.imports.permissions import can_import
from patents.imports.presenters import can_map, counts_of, dry_run_facts, note_reason, run_facts, run_line, run_tags
from patents.imports.selectors import (
    REFUSED,
    import_people,
    import_runs_filtered,
    refusal_rows,
    same_file_before,
)
from patents.imports.services import (
    RUN_NOT_FINISHED,
    import_run_confirm,
    import_run_discard,
    import_run_take_back_guard,
)
from patents.imports.staff.records import linked_rows
from patents.imports.staff.subject import (
    WORK_LABELS,
    dry_run_of,
    ended_of,
    jobs_of,
    live_of,
    readable,
    run_url,
)
from patents.imports.tasks import IMPORT_JOB, JOBS, TAKE_BACK_JOB, import_run_task, import_take_back_task

PER_PAGE, REFUSALS_SHOWN = 25, 50
REFUSALS_HEADER = ("行", "列", "原因", "原始值")


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """All imports, newest first, by format, person, state and day."""
    form = HistoryForm(import_people(), request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    jobs = jobs_live(JOBS)
    page = Paginator(import_runs_filtered(request.user, wanted, jobs), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "rows": [run_line(run, jobs.get(str(run.public_id))) for run in page], "form": form,
        "filtered": any(wanted.values()), "page_title": _("专利导入"), "can_import": can_import(request.user),
    }  # fmt: skip
    return render(request, "imports/staff_list.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One import: waiting for its cut-off, at work, or its result."""
    return _run_page(request, public_id)


@staff_view(OPERATOR)
@never_cache
@require_POST
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm the cut-off and hand the file to the worker."""
    found = readable(request, public_id)
    form = CutoffForm(request.POST)
    if not form.is_valid():
        return _run_page(request, public_id, form=form, status=422)
    person = person_of(request)
    if not found.started_at:
        import_run_confirm(run=found, cutoff=form.cleaned_data["cutoff"], by=person, on=clock.today())
    job_enqueue(kind=IMPORT_JOB, key=str(found.public_id), task=import_run_task, by=person)
    return redirect(run_url(found))


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once more, then forget a file of which nothing was read."""
    found = readable(request, public_id)
    if request.method == "POST":
        import_run_discard(run=found, by=person_of(request))
        return redirect(reverse("imports_staff:list"))
    context = {"run": found, "run_url": run_url(found), "page_title": _("放弃这个文件")}
    return render(request, "imports/staff_discard.html", context)


@staff_view(OPERATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask once more, then hand the taking back to the worker; refused, naming them, while patents are in use."""
    found = readable(request, public_id)
    if found.taken_back_at:
        return redirect(run_url(found))
    if request.method == "POST":
        if live_of(jobs_of(public_id)) is not None:
            raise Refused(RUN_NOT_FINISHED)
        import_run_take_back_guard(run=found)
        person = person_of(request)
        job_enqueue(kind=TAKE_BACK_JOB, key=str(found.public_id), task=import_take_back_task, by=person)
        return redirect(run_url(found))
    context = {"run": found, "run_url": run_url(found), "page_title": _("撤回导入"), "counts": counts_of(found)}
    return render(request, "imports/staff_take_back.html", context)


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def refusals(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:
    """Refused rows as CSV: row, column, reason, raw value."""
    found = readable(request, public_id)
    chunks = csv_chunks(header=REFUSALS_HEADER, rows=refusal_rows(found))
    headers = {"Content-Disposition": f'attachment; filename="refusals-{found.pk}.csv"'}
    return StreamingHttpResponse(chunks, content_type=CSV_MEDIA_TYPE, headers=headers)


def _run_page(
    request: HttpRequest, public_id: UUID, *, form: CutoffForm | None = None, status: int = 200
) -> HttpResponse:
    jobs = jobs_of(public_id)
    job = live_of(jobs)
    found = readable(request, public_id)
    dry = dry_run_of(jobs) if not found.started_at else None
    shown = list(found.refusals.order_by("row")[:REFUSALS_SHOWN])
    context: dict[str, Any] = {
        "run": found, "page_title": found.file_name, "tags": run_tags(found, working=job is not None),
        "facts": run_facts(found), "counts": counts_of(found), "can_import": can_import(request.user),
        "can_map": can_map(found), "job_label": WORK_LABELS.get(job.kind, "") if job else "",
        "form": form or CutoffForm(initial={"cutoff": found.cutoff}), "job": job,
        "ended": ended_of(jobs),
        "dry": dry_run_facts(dry.result) if dry else None, "same": same_file_before(found),
        "refused_rows": linked_rows(
            found, [(r.row, r.column, note_reason(REFUSED, r.reason), r.raw_value) for r in shown]
        ),
        "refused_columns": [_("行"), _("列"), _("原因"), _("原始值")], "refusals_more": found.refused > len(shown),
    }  # fmt: skip
    return render(request, "imports/staff_run.html", context, status=status)
