"""Take an import back: its source records go, the patents are folded again, as if it had never been."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused
from ipplatform.search.services import drain, touch
from patents.imports.fold import Keys, PatentsInUse, fold
from patents.imports.fold.rows import references
from patents.imports.models import ImportRun, SourceRecord
from patents.imports.permissions import can_import
from patents.imports.selectors import patents_losing_all_sources
from patents.imports.services.refusals import PATENTS_IN_USE, RUN_NOT_FINISHED
from patents.records.guards import disappearance_reasons
from patents.records.models import Patent

BATCH = 100
Progress = Callable[[int, int], None]
_NAMED = 20


def import_run_take_back(
    *, run: ImportRun, by: User, on: date, running: bool = False, progress: Progress | None = None
) -> ImportRun:
    """Remove what the run said. Resumable; taken back twice it changes nothing. `running`: its job is still at work.

    Raises Refused: not_allowed, run_not_finished, patents_in_use (naming the patents that would lose their last source
    while an offer, deal, hold or case stands on them; then nothing is changed).
    """
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    if run.taken_back_at:
        return run
    if running:
        raise Refused(RUN_NOT_FINISHED)
    import_run_take_back_guard(run=run)
    run.take_back_started_at = run.take_back_started_at or clock.now()
    run.save(update_fields=["take_back_started_at"])
    try:
        records_remove(run=run, by=by, progress=progress)
    except PatentsInUse as error:
        raise Refused(_refusal(error.reasons)) from None
    drain("patents")
    run.taken_back_at, run.taken_back_by = clock.now(), by
    run.save(update_fields=["taken_back_at", "taken_back_by"])
    return run


def import_run_take_back_guard(*, run: ImportRun) -> None:
    """Raise Refused patents_in_use now, before the long work is started."""
    pointed_at = references(patents_losing_all_sources(run))
    # What a room says of a patent it reads from rows that point at it: the others need not be asked about.
    reasons = pointed_at | disappearance_reasons(pointed_at)
    if reasons:
        numbers = Patent.objects.filter(pk__in=reasons).values_list("pk", "number")
        raise Refused(_refusal({number: reasons[pk] for pk, number in numbers}))


def records_remove(*, run: ImportRun, by: User, progress: Progress | None = None) -> None:
    """Delete the run's source records in batches, folding after each. Raises PatentsInUse; then that batch stays."""
    total, done = SourceRecord.objects.filter(run=run).count(), 0
    while True:
        if progress:
            progress(done, total)
        drain("patents", wait_seconds=0.0)  # between two batches others write, as in an import
        with transaction.atomic():
            rows = list(
                SourceRecord.objects.filter(run=run)
                .order_by("row", "part")
                .values_list("pk", "publication_number", "office", "application_number")[:BATCH]
            )
            if not rows:
                return
            keys = Keys()
            for _pk, number, office, application in rows:
                keys.add(number, office, application)
            SourceRecord.objects.filter(pk__in=[row[0] for row in rows]).delete()
            touch("patents", sorted(fold(keys).touched), drain_after=False)
            done += len(rows)


def _refusal(reasons: dict[str, str]) -> Refusal:
    named = [f"{number}（{reason}）" for number, reason in sorted(reasons.items())]
    return PATENTS_IN_USE.with_missing(named[:_NAMED] + (["…"] if len(named) > _NAMED else []))
