"""The work on a run as a person watches it: progress as a fragment, the stop button."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.accounts.staffpages import person_of, staff_view
from ipplatform.jobs.services import job_enqueue, job_stop
from patents.imports.permissions import can_import
from patents.imports.staff.subject import jobs_of, live_of, readable, run_url
from patents.imports.tasks import DRY_RUN_JOB, import_dry_run_task


@staff_view(OPERATOR, GENERAL_SECTION)
@never_cache
@require_safe
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The progress of the work on a run, whoever started it; when it has ended htmx reloads the page."""
    found = readable(request, public_id)
    job = live_of(jobs_of(public_id))
    context = {"run": found, "job": job, "can_import": can_import(request.user)}
    answer = render(request, "imports/progress.html", context)
    if job is None:
        answer["HX-Refresh"] = "true"
    return answer


@staff_view(OPERATOR)
@never_cache
@require_POST
def dry_run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask what an import would do; the answer stands on the run's page."""
    found = readable(request, public_id)
    if found.waits_for_cutoff:
        job_enqueue(kind=DRY_RUN_JOB, key=str(found.public_id), task=import_dry_run_task, by=person_of(request))
    return redirect(run_url(found))


@staff_view(OPERATOR)
@never_cache
@require_POST
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask the work on a run to stop after the batch of rows that it is at."""
    found = readable(request, public_id)
    job = live_of(jobs_of(public_id))
    if job is not None:
        job_stop(job=job, by=person_of(request))
    return redirect(run_url(found))
