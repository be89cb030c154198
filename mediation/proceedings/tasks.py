"""Documents that the record now carries are made by the worker, so that nobody at a page waits for a PDF."""

from uuid import uuid4

from django_tasks import task

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.jobs.services import JobNotTaken, job_enqueue, running
from mediation.cases.models import MediationCase
from mediation.proceedings.services import papers_make


@task(queue_name="work")
def case_papers_task(job_id: int) -> None:
    """Make the due documents of one case; the job knows its public id only."""
    try:
        with running(job_id) as handle:
            papers_make(case_id=handle.job.params["case"], by=handle.job.created_by, on=clock.today())
    except JobNotTaken:
        return


def papers_enqueue(*, case: MediationCase, by: User) -> None:
    """Ask for the due documents after a deed; each deed asks anew, since a running job may have read before it."""
    if case.number is not None:
        params = {"case": str(case.public_id)}
        job_enqueue(kind="case_papers", key=str(uuid4()), task=case_papers_task, by=by, params=params)
