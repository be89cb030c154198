"""The timekeeper: a dead worker's job is handed to a living one through the real task table; daily once a day."""

from datetime import date, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from ipplatform import clock
from ipplatform.jobs.models import QUEUED, RUNNING, Job
from ipplatform.site import timekeeping
from patents.imports.tasks import import_run_task
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_a_dead_workers_job_is_enqueued_again(django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(timekeeping, "daily", _no_daily([]))
    job = Job.objects.create(
        kind="patent_import", key="x", task=import_run_task.module_path, created_by=people.user("operator"),
        state=RUNNING, attempt=1, lease_until=clock.now() - timedelta(seconds=1),
    )  # fmt: skip
    heard = []
    with django_capture_on_commit_callbacks(execute=True):
        timekeeping.timekeeper_pass(daily_done_on=clock.today(), tell=heard.append)
    job.refresh_from_db()
    assert job.state == QUEUED and heard == ["jobs taken_up: 1"]
    result = DBTaskResult.objects.get(task_path=import_run_task.module_path)
    assert result.args_kwargs["args"] == [job.pk] and result.queue_name == "work"


def test_the_daily_jobs_run_once_a_day(monkeypatch):
    days: list[date] = []
    monkeypatch.setattr(timekeeping, "daily", _no_daily(days))
    done = None
    for day in (date(2026, 5, 4), date(2026, 5, 4), date(2026, 5, 5)):
        with clock.set_to(day):
            done = timekeeping.timekeeper_pass(daily_done_on=done, tell=lambda text: None)
    assert days == [date(2026, 5, 4), date(2026, 5, 5)] and done == date(2026, 5, 5)


def _no_daily(days):
    class Nothing:
        failed: dict[str, str] = {}

    def run(*, on, tell):
        days.append(on)
        return Nothing()

    return run
