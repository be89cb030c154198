"""What every page of imports asks for: the run that a person may read, the person, the work on a run."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipplatform.jobs.models import DONE, FAILED, STOPPED, Job
from ipplatform.jobs.selectors import job_latest
from patents.imports.models import ImportRun
from patents.imports.permissions import import_runs_readable_by
from patents.imports.tasks import DRY_RUN_JOB, IMPORT_JOB, JOBS, TAKE_BACK_JOB

WORK_LABELS = {IMPORT_JOB: gettext_lazy("正在导入"), TAKE_BACK_JOB: gettext_lazy("正在撤回"),
               DRY_RUN_JOB: gettext_lazy("正在试运行")}  # fmt: skip


def readable(request: HttpRequest, public_id: UUID) -> ImportRun:
    """The run, or 404."""
    runs = import_runs_readable_by(request.user).select_related("created_by", "taken_back_by", "mapping", "batch")
    return get_object_or_404(runs, public_id=public_id)


def run_url(run: ImportRun) -> str:
    """The run's page."""
    return reverse("imports_staff:run", args=[run.public_id])


def jobs_of(public_id: UUID) -> list[Job]:
    """The newest piece of work of each kind on a run, the newest first.

    A page that shows both reads these before the run: work that ends between the two reads is then shown as going on,
    never a run as it was before with no work on it, which would offer to do it again.
    """
    jobs = (job_latest(kind, str(public_id)) for kind in JOBS)
    return sorted((job for job in jobs if job is not None), key=lambda job: -job.pk)


def live_of(jobs: list[Job]) -> Job | None:
    """The one that is queued or at work."""
    return next((job for job in jobs if job.is_live), None)


def ended_of(jobs: list[Job]) -> dict[str, Any] | None:
    """What a person must know of the last piece of work that did not end well."""
    last = jobs[0] if jobs else None
    if last is None or last.is_live:
        return None
    if isinstance(last.result.get("refused"), str):
        return {"text": last.result.get("message"), "items": last.result.get("missing")}
    if last.kind == DRY_RUN_JOB:
        return {"text": _("试运行没有做完，什么也没有写入。"), "items": []} if last.state in (FAILED, STOPPED) else None
    if last.state == FAILED:
        return {"text": _("后台工作中断（%(code)s）。已读入的部分保留，可以继续。") % {"code": last.error}, "items": []}
    if last.state == STOPPED:
        return {"text": _("已按要求停止。已读入的部分保留，可以继续。"), "items": []}
    return None


def dry_run_of(jobs: list[Job]) -> Job | None:
    """The dry run that ended with an answer."""
    return next((job for job in jobs if job.kind == DRY_RUN_JOB and job.state == DONE and "rows" in job.result), None)
