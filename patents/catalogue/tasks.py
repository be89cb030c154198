"""Entry layer: an export of hits as a background job."""

from django_tasks import task

from ipplatform.jobs.services import JobNotTaken, running
from patents.catalogue.services import export_make


@task(queue_name="work")
def export_task(job_id: int) -> None:
    """Write the file of this job."""
    try:
        with running(job_id) as handle:
            export_make(handle=handle, progress=handle.progress)
    except JobNotTaken:
        return
