"""Entry layer: reading a run and taking it back as background jobs."""

from django_tasks import task

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.jobs.services import JobHandle, JobNotTaken, running
from ipplatform.moves import Refused
from patents.imports.models import ImportRun
from patents.imports.pace import Pace
from patents.imports.selectors import import_run_of
from patents.imports.services import import_run_dry_run, import_run_execute, import_run_take_back

IMPORT_JOB, TAKE_BACK_JOB, DRY_RUN_JOB = "import_run", "import_take_back", "import_dry_run"
JOBS = (IMPORT_JOB, TAKE_BACK_JOB, DRY_RUN_JOB)


@task(queue_name="work")
def import_run_task(job_id: int) -> None:
    """Read the run of this job, or go on where a killed worker left it."""
    try:
        with running(job_id) as handle:
            run, by = _subject(handle)
            try:
                import_run_execute(run=run, by=by, on=clock.today(), progress=Pace(handle.progress))
            except Refused as refused:
                _refused(handle, refused)
    except JobNotTaken:
        return


@task(queue_name="work")
def import_take_back_task(job_id: int) -> None:
    """Take the run of this job back, or go on where a killed worker left it."""
    try:
        with running(job_id) as handle:
            run, by = _subject(handle)
            try:
                import_run_take_back(run=run, by=by, on=clock.today(), progress=Pace(handle.progress))
            except Refused as refused:
                _refused(handle, refused)
    except JobNotTaken:
        return


@task(queue_name="work")
def import_dry_run_task(job_id: int) -> None:
    """Judge the rows of this job's run and keep what was found in the job; nothing else is written."""
    try:
        with running(job_id) as handle:
            run, _by = _subject(handle)
            try:
                handle.result = import_run_dry_run(run=run, progress=Pace(handle.progress)).as_json()
            except Refused as refused:
                _refused(handle, refused)
    except JobNotTaken:
        return


def _subject(handle: JobHandle) -> tuple[ImportRun, User]:
    return import_run_of(handle.job.key), handle.job.created_by


def _refused(handle: JobHandle, refused: Refused) -> None:
    """A refusal is an answer, not a failure: the run's page shows it."""
    handle.result["refused"] = refused.refusal.code
    handle.result["message"] = str(refused.refusal.message)
    handle.result["missing"] = [str(item) for item in refused.refusal.missing]
