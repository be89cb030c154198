"""Writes of jobs: enqueue once, run under a lease with heartbeat, stop, and take up or fail what a dead worker left."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.jobs.models import DONE, FAILED, LIVE, QUEUED, RUNNING, STOPPED, Job

LEASE = timedelta(seconds=60)
ATTEMPTS = 3
WORKER_LOST = "worker_lost"
log = logging.getLogger("ipplatform.jobs")


class JobNotTaken(Exception):
    """The job is finished, or another worker holds its lease: there is nothing to do."""


class JobStopped(Exception):
    """Raised inside the work by `JobHandle.progress` after a person asked to stop."""


class JobRefused(Exception):
    """The work cannot be done as it stands. Its text is shown to who asked: a whole sentence, nothing confidential."""


class JobHandle:
    """What the work of a running job may do: report progress (this is also the heartbeat) and learn of a stop."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.result: dict[str, Any] = {}

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Report progress and renew the lease. Raises JobStopped when a stop was asked for, JobNotTaken when lost."""
        instant = clock.now()
        kept = Job.objects.filter(pk=self.job.pk, state=RUNNING, attempt=self.job.attempt).update(
            progress_done=done, progress_total=total, message=message[:200],
            heartbeat_at=instant, lease_until=instant + LEASE,
        )  # fmt: skip
        if not kept:
            raise JobNotTaken
        if Job.objects.filter(pk=self.job.pk, stop_requested=True).exists():
            raise JobStopped


def job_enqueue(*, kind: str, key: str, task: Task, by: User, params: dict[str, Any] | None = None) -> Job:
    """Create the job and hand its task to the worker on commit; a live job of the same kind and key is returned."""
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, key=key, task=task.module_path, params=params or {}, created_by=by)
    except IntegrityError:
        return Job.objects.get(kind=kind, key=key, state__in=LIVE)
    transaction.on_commit(lambda: task.enqueue(job.pk))
    return job


@contextmanager
def running(job_id: int) -> Iterator[JobHandle]:
    """Run a job's work under its lease; ends as done, stopped or failed with a content-free reason.

    Raises JobNotTaken when the job is finished or leased elsewhere. An error of the work is recorded by its class
    name only (its text may hold content) and raised on; JobRefused is recorded by its sentence and ends here.
    """
    handle = JobHandle(_take(job_id))
    try:
        yield handle
    except JobStopped:
        _finish(handle, STOPPED)
    except JobNotTaken:
        raise
    except JobRefused as refused:
        _finish(handle, FAILED, error=str(refused))
    except Exception as error:
        _finish(handle, FAILED, error=getattr(error, "code", "") or type(error).__name__)
        raise
    else:
        _finish(handle, DONE)


def job_stop(*, job: Job, by: User) -> None:
    """Ask a live job to stop; it stops at its next progress report, a queued one at once."""
    Job.objects.filter(pk=job.pk, state=RUNNING).update(stop_requested=True)
    Job.objects.filter(pk=job.pk, state=QUEUED).update(state=STOPPED, stop_requested=True, finished_at=clock.now())


def jobs_reap() -> dict[str, int]:
    """Take up jobs whose lease lapsed, and those whose worker died before it began; one pass after another changes
    nothing more. After three attempts a job fails with `worker_lost`. What still stands in the queue only waits.
    """
    instant = clock.now()
    counts = {"taken_up": 0, "failed": 0}
    lapsed = Job.objects.filter(state=RUNNING, lease_until__lt=instant)
    no_lease = Q(lease_until__isnull=True) | Q(lease_until__lt=instant)
    queued = list(Job.objects.filter(no_lease, state=QUEUED, created_at__lt=instant - LEASE))
    waiting = _in_queue() if queued else set()
    lost = [job for job in queued if (job.task, job.pk) not in waiting]
    for job in [*lapsed, *lost]:
        if job.attempt >= ATTEMPTS:
            counts["failed"] += Job.objects.filter(pk=job.pk, attempt=job.attempt, state__in=LIVE).update(
                state=FAILED, error=WORKER_LOST, finished_at=instant
            )
            continue
        with transaction.atomic():
            again = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=job.state, lease_until=job.lease_until)
            if again.update(state=QUEUED, lease_until=instant + LEASE):
                counts["taken_up"] += 1
                transaction.on_commit(_enqueue_again(job))
    return counts


def _in_queue() -> set[tuple[str, int]]:
    """Task and job of all tasks that no worker has taken yet."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY).values_list("task_path", "args_kwargs")
    return {(path, call["args"][0]) for path, call in ready if call["args"]}


def _enqueue_again(job: Job) -> Any:
    task = import_string(job.task)
    return lambda: task.enqueue(job.pk)


def _take(job_id: int) -> Job:
    instant: datetime = clock.now()
    taken = Job.objects.filter(pk=job_id, state=QUEUED).update(
        state=RUNNING, attempt=F("attempt") + 1, heartbeat_at=instant, lease_until=instant + LEASE, error=""
    )
    if not taken:
        raise JobNotTaken
    return Job.objects.get(pk=job_id)


def _finish(handle: JobHandle, state: str, error: str = "") -> None:
    Job.objects.filter(pk=handle.job.pk, attempt=handle.job.attempt, state=RUNNING).update(
        state=state, error=error[:300], result=handle.result, finished_at=clock.now(), lease_until=None
    )
    log.info("job %s %s", handle.job.pk, state)
