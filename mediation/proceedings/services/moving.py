"""The frame of every move: all or nothing, also for the object in memory."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from mediation.cases.models import MediationCase


@contextmanager
def case_change(case: MediationCase) -> Iterator[None]:
    """One transaction; a refusal inside leaves the database and the object at hand as they were."""
    before = dict(case.__dict__)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        case.__dict__.clear()
        case.__dict__.update(before)
        raise


def case_lock(case: MediationCase) -> None:
    """Lock the case's row for a record that several people write at once, and take its present state."""
    MediationCase.objects.select_for_update().get(pk=case.pk)
    case.refresh_from_db()
