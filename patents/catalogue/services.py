"""Writes of the catalogue: an export becomes a private file of the person who asked, kept for a stated time."""

from datetime import date, timedelta

from django.db.models import QuerySet

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.files.models import PrivateFile
from ipplatform.files.services import file_store
from ipplatform.jobs.services import JobHandle
from ipplatform.search.services import search
from patents.catalogue.exports import Progress, export_file
from patents.catalogue.selectors import EXPORT_KIND, KEPT, query_of


def export_make(*, handle: JobHandle, progress: Progress) -> PrivateFile:
    """Write the hits of the job's question to a file; repeated after a dead worker, the first file stays."""
    job = handle.job
    known = PrivateFile.objects.filter(owner_kind=EXPORT_KIND, owner_id=str(job.public_id)).first()
    if known is not None:
        return known
    query = query_of(str(job.params["q"]), job.params["filters"], sort=str(job.params.get("sort", "")), size=1)
    total = search(query, facets=False).total
    format = str(job.params["format"])
    made = export_file(query, format, total=total, progress=progress)
    with made.content as content:
        name = f"patents-{clock.today():%Y%m%d}-{made.lines}.{format}"
        stored = file_store(
            content=content, name=name, owner_kind=EXPORT_KIND, owner_id=str(job.public_id), by=job.created_by
        )
    handle.result.update(lines=made.lines, total=total, format=format)
    return stored


def exports_expire(*, on: date, by: User) -> int:
    """Remove the rows of exports older than KEPT; the bytes go with the sweep of orphans. Idempotent; how many."""
    return _old(on).delete()[0]


def _old(on: date) -> QuerySet[PrivateFile]:
    return PrivateFile.objects.filter(owner_kind=EXPORT_KIND, uploaded_at__date__lt=on - timedelta(days=KEPT))
