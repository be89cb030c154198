"""Jobs: once while live, lease and heartbeat, stop, taken up or failed after a worker's death."""

from datetime import timedelta

import pytest
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ipplatform import clock
from ipplatform.jobs.models import DONE, FAILED, QUEUED, RUNNING, STOPPED, Job
from ipplatform.jobs.selectors import job_of
from ipplatform.jobs.services import (
    ATTEMPTS,
    LEASE,
    WORKER_LOST,
    JobNotTaken,
    job_enqueue,
    job_stop,
    jobs_reap,
    running,
)
from tests.factories import people

pytestmark = pytest.mark.django_db


@task(queue_name="work")
def nothing_task(job_id: int) -> None:
    """A task that does nothing: these tests run the work themselves."""


def _job(key="a"):
    return job_enqueue(kind="sample", key=key, task=nothing_task, by=people.user("operator"), params={"n": 1})


def test_pressing_twice_starts_one_job():
    first = _job()
    assert _job() == first
    assert _job("b") != first
    with running(first.pk):
        pass
    assert _job() != first


def test_work_ends_done_with_its_result():
    job = _job()
    with running(job.pk) as handle:
        handle.progress(1, 4, "第 1 批")
        job.refresh_from_db()
        assert (job.state, job.percent, job.attempt) == (RUNNING, 25, 1)
        handle.result = {"rows": 4}
    job.refresh_from_db()
    assert (job.state, job.result, job.lease_until) == (DONE, {"rows": 4}, None)
    with pytest.raises(JobNotTaken), running(job.pk):
        pass


def test_an_error_is_recorded_without_its_text():
    job = _job()
    with pytest.raises(ValueError, match="机密"), running(job.pk):
        raise ValueError("机密内容")
    job.refresh_from_db()
    assert (job.state, job.error) == (FAILED, "ValueError")


def test_a_stop_is_honoured_at_the_next_report():
    job = _job()
    reached = []
    with running(job.pk) as handle:
        handle.progress(1, 2)
        job_stop(job=job, by=job.created_by)
        handle.progress(2, 2)
        reached.append("after the stop")
    job.refresh_from_db()
    assert job.state == STOPPED and not reached


def test_a_queued_job_stops_at_once():
    job = _job()
    job_stop(job=job, by=job.created_by)
    job.refresh_from_db()
    assert job.state == STOPPED


def test_a_living_lease_is_left_alone_and_a_lapsed_one_is_taken_up(django_capture_on_commit_callbacks):
    job = _job()
    Job.objects.filter(pk=job.pk).update(state=RUNNING, attempt=1, lease_until=clock.now() + LEASE)
    assert jobs_reap() == {"taken_up": 0, "failed": 0}
    Job.objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    with django_capture_on_commit_callbacks() as callbacks:
        assert jobs_reap() == {"taken_up": 1, "failed": 0}
    assert len(callbacks) == 1
    job.refresh_from_db()
    assert job.state == QUEUED
    assert jobs_reap() == {"taken_up": 0, "failed": 0}


def test_a_job_whose_worker_died_before_it_began_is_taken_up_and_one_that_waits_is_left(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        job = _job()
    tasks = DBTaskResult.objects.filter(task_path=nothing_task.module_path)
    assert tasks.get().args_kwargs["args"] == [job.pk]
    Job.objects.filter(pk=job.pk).update(created_at=clock.now() - 2 * LEASE)
    assert jobs_reap() == {"taken_up": 0, "failed": 0}  # the worker is busy with another: it stands in the queue
    tasks.update(status=TaskResultStatus.RUNNING)  # taken, and the worker was killed before the job was its own
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs_reap() == {"taken_up": 1, "failed": 0}
    assert tasks.filter(status=TaskResultStatus.READY).count() == 1
    Job.objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    assert jobs_reap() == {"taken_up": 0, "failed": 0}  # its new task still waits: no second one
    with running(job.pk):
        pass
    job.refresh_from_db()
    assert (job.state, job.attempt) == (DONE, 1)


def test_after_three_attempts_it_fails_with_its_reason():
    job = _job()
    Job.objects.filter(pk=job.pk).update(
        state=RUNNING, attempt=ATTEMPTS, lease_until=clock.now() - timedelta(seconds=1)
    )
    assert jobs_reap() == {"taken_up": 0, "failed": 1}
    job.refresh_from_db()
    assert (job.state, job.error) == (FAILED, WORKER_LOST)


def test_a_worker_that_lost_its_lease_cannot_report():
    job = _job()
    with pytest.raises(JobNotTaken), running(job.pk) as handle:
        Job.objects.filter(pk=job.pk).update(attempt=2)
        handle.progress(1, 2)


def test_a_job_is_seen_by_its_starter_only(client):
    job = _job()
    assert job_of(people.user("operator"), job.public_id) is None
    client.force_login(people.user("operator"))
    assert client.get(f"/jobs/{job.public_id}/").status_code == 404
    assert client.post(f"/jobs/{job.public_id}/stop/").status_code == 404
