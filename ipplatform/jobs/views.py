"""Progress of one's own job as a fragment for htmx or a page without JavaScript; asking it to stop."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ipplatform.accounts.models import User
from ipplatform.jobs.models import Job
from ipplatform.jobs.selectors import job_of
from ipplatform.jobs.services import job_stop


def _own_job(request: HttpRequest, public_id: UUID) -> Job:
    job = job_of(request.user, public_id) if isinstance(request.user, User) else None
    if job is None:
        raise Http404
    return job


@login_required
@require_safe
def job_progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The progress bar of a job; when it has ended, htmx is told to reload the page that shows the result."""
    job = _own_job(request, public_id)
    response = render(request, "components/job_progress.html", {"job": job})
    if not job.is_live and request.headers.get("HX-Request"):
        response["HX-Refresh"] = "true"
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def job_stop_view(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask the job to stop and go back to where the person was."""
    job = _own_job(request, public_id)
    job_stop(job=job, by=request.user)  # type: ignore[arg-type]  # _own_job only returns for a User
    back = request.POST.get("next", "")
    return redirect(back if back.startswith("/") and not back.startswith("//") else "/")
