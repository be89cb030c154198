"""A person's exports: jobs with their files, for as long as they are kept."""

from dataclasses import dataclass
from datetime import timedelta

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser
from ipplatform.files.models import PrivateFile
from ipplatform.files.selectors import files_of
from ipplatform.jobs.models import Job
from ipplatform.jobs.selectors import jobs_of

EXPORT_KIND = "patent_export"
KEPT = 7
"""Days for which an export lies ready."""
SHOWN = 50


@dataclass(frozen=True)
class Export:
    """One export as its list shows it."""

    job: Job
    file: PrivateFile | None


def exports_of(user: User) -> list[Export]:
    """The newest first; two queries."""
    jobs = list(jobs_of(user, EXPORT_KIND, since=clock.now() - timedelta(days=KEPT))[:SHOWN])
    files = files_of(EXPORT_KIND, [str(job.public_id) for job in jobs])
    return [Export(job, next(iter(files.get(str(job.public_id), [])), None)) for job in jobs]


def export_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """Only the person who asked for it."""
    return user is not None and user.is_authenticated and file.uploaded_by_id == user.pk
