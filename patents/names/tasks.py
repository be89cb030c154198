"""Entry layer: proposing aliases as a background job."""

from django_tasks import task

from ipplatform.jobs.services import JobNotTaken, running
from patents.names.services import aliases_find

ALIASES_JOB = ALIASES_KEY = "aliases_find"


@task(queue_name="work")
def aliases_task(job_id: int) -> None:
    """Compute the proposals anew."""
    try:
        with running(job_id) as handle:
            handle.result.update(aliases_find(by=handle.job.created_by, progress=handle.progress))
    except JobNotTaken:
        return
