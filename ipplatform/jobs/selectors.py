"""Reads of jobs: a person sees the jobs he started."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from ipplatform.accounts.models import User
from ipplatform.jobs.models import LIVE, Job


def job_of(user: User, public_id: UUID) -> Job | None:
    """A person's own job or None."""
    return Job.objects.filter(created_by=user, public_id=public_id).first()


def job_latest(kind: str, key: str) -> Job | None:
    """The newest job of a kind and key, for the page of the object it works on."""
    return Job.objects.filter(kind=kind, key=key).order_by("-pk").first()


def jobs_of(user: User, kind: str, *, since: datetime) -> QuerySet[Job]:
    """A person's own jobs of a kind that were asked for after a moment, newest first."""
    return Job.objects.filter(created_by=user, kind=kind, created_at__gte=since).order_by("-pk")


def jobs_live(kinds: Iterable[str]) -> dict[str, Job]:
    """Live jobs of some kinds by their key; one query, for lists of the objects that they work on."""
    return {job.key: job for job in Job.objects.filter(kind__in=list(kinds), state__in=LIVE)}
