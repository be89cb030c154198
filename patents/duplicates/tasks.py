"""Entry layer: finding duplicates as a background job."""

from django_tasks import task

from ipplatform.jobs.services import JobNotTaken, running
from patents.duplicates.services import duplicates_find

DUPLICATES_JOB = DUPLICATES_KEY = "duplicates_find"


@task(queue_name="work")
def duplicates_task(job_id: int) -> None:
    """Compute the review list anew."""
    try:
        with running(job_id) as handle:
            handle.result.update(duplicates_find(by=handle.job.created_by, progress=handle.progress))
    except JobNotTaken:
        return
