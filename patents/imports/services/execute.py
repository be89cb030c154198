"""Read a run's file into source records and patents, in batches that commit whole; after a kill it goes on."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path

from django.db import transaction
from django.db.models import Count, Max

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.files.services import path_of
from ipplatform.heap import heap_set_aside
from ipplatform.jobs.services import JobStopped
from ipplatform.moves import NOT_ALLOWED, Refused
from ipplatform.search.services import drain, touch
from ipplatform.spreadsheets import Beat, Sheet, SpreadsheetRefused
from patents.imports.bulk import rows_insert, statistics_refresh
from patents.imports.fold import Keys, PatentsInUse, fold
from patents.imports.models import ImportRun, Outcome, RefusedRow, SourceRecord
from patents.imports.outcomes import Judge, record_hash
from patents.imports.permissions import can_import
from patents.imports.raw import RawPatent, RowRefused, RowResult
from patents.imports.readers import Layout, Recipe, detect, recipe_from, rows_read, sheet_knows, table_open
from patents.imports.readers.layout import column_name, marks
from patents.imports.selectors import note_counts, run_totals, sheets_of
from patents.imports.services.refusals import COLUMNS_UNASSIGNED, PATENTS_IN_USE, RUN_TAKEN_BACK, file_refusal
from patents.imports.services.take_back import Progress, records_remove
from patents.records.models import Name, Patent, PatentParty, Publication

BATCH = 100
"""Rows in one transaction: it holds SQLite's only lock for about 60 ms (docs/benchmarks/imports.md)."""
MOST_LINES = 200
"""Of a cell of a text file: no export that we have breaks a line within a cell."""


def import_run_execute(*, run: ImportRun, by: User, on: date, progress: Progress | None = None) -> ImportRun:
    """Read the run's file from the row after the last one kept. Returns the run with its counts.

    `progress(rows done, rows in all or 0)` may raise to stop; what is kept stays, and the next call goes on. A file
    that is unreadable half-way leaves nothing. Raises Refused (not_allowed, run_taken_back, the file's refusals).
    """
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    if run.take_back_started_at:
        raise Refused(RUN_TAKEN_BACK)
    if run.finished_at or run.file is None:
        return run
    if not run.format:
        raise Refused(COLUMNS_UNASSIGNED)
    ImportRun.objects.filter(pk=run.pk, started_at__isnull=True).update(started_at=clock.now())
    run.refresh_from_db(fields=["started_at"])  # the run is saved whole at its end
    try:
        with heap_set_aside():
            for batch, done, total in file_batches(
                path_of(run.file.sha256), run.format, after=_last_row(run), recipe=run_recipe(run),
                sheet=run.notes.get("sheet", ""), progress=progress,
            ):  # fmt: skip
                _batch_keep(run, batch, by)
                # Indexing waits for nobody here, and holds no lock of the database: a writer that SQLite's steps of
                # waiting (up to 50 ms apart in the first quarter of a second) would pass over comes in now.
                drain("patents", wait_seconds=0.0)
                if progress:
                    progress(done, total)
    except JobStopped:
        drain("patents")  # what was read is whole: it is also found
        raise
    except SpreadsheetRefused as error:
        records_remove(run=run, by=by)
        RefusedRow.objects.filter(run=run).delete()
        raise Refused(file_refusal(error)) from None
    except PatentsInUse as error:
        raise Refused(PATENTS_IN_USE.with_missing(sorted(error.reasons))) from None
    statistics_refresh(SourceRecord, Patent, Publication, PatentParty, Name)
    drain("patents")
    return _finish(run)


def run_recipe(run: ImportRun) -> Recipe | None:
    """The mapping that a run's file is read with, as it was when a person chose it."""
    return recipe_from(run.recipe) if run.recipe else None


def file_batches(
    path: Path, format: str, *, after: int = 0, recipe: Recipe | None = None, sheet: str = "",
    progress: Progress | None = None,
) -> Iterator[tuple[list[RowResult], int, int]]:  # fmt: skip
    """Batches of statements and refusals of the rows after a row number, with rows done and rows in all (0: unknown).

    `progress` is also told, with what was done last, while the file is looked at and counted and while earlier rows are
    read over: a job that says nothing for a minute counts as dead. It may raise.

    Raises SpreadsheetRefused when the file cannot be read on.
    """
    known = after, 0

    def beat() -> None:
        if progress:
            progress(*known)

    called = recipe.sheet if recipe else sheet
    with table_open(path, sheet_knows(format, recipe), name=called, beat=beat) as opened:
        first = list(islice(opened.rows, 40))
        layout = detect(first, format=format, recipe=recipe)
        results = rows_read(layout, chain(first, opened.rows))
        rows = max(0, (opened.total or rows_counted(path, opened, beat)) - layout.header_row)
        known = max(0, after - layout.header_row), rows
        for batch in _batched(result for result in results if result.row > after):
            if opened.doubtful:
                _mark_doubtful(batch, layout)
            if opened.kind == "csv":
                _mark_many_lines(batch, layout)
            known = batch[-1].row - layout.header_row, rows
            yield batch, *known


def rows_counted(path: Path, like: Sheet, beat: Beat) -> int:
    """Lines of a table in a text file: one pass, so that a person sees how long it will take."""
    with table_open(path, like=like, beat=beat) as sheet:
        return sum(1 for _cells in sheet.rows)


def _batched(results: Iterable[RowResult]) -> Iterator[list[RowResult]]:
    """At most BATCH rows at a time; the statements of one row are never parted."""
    batch: list[RowResult] = []
    for result in results:
        if len(batch) >= BATCH and batch[-1].row != result.row:
            yield batch
            batch = []
        batch.append(result)
    if batch:
        yield batch


def _batch_keep(run: ImportRun, batch: list[RowResult], by: User) -> None:
    statements = [result for result in batch if isinstance(result, RawPatent)]
    hashes = [record_hash(statement) for statement in statements]
    refused = [
        RefusedRow(run=run, row=r.row, column=r.column[:120], reason=r.reason, raw_value=r.raw_value)
        for r in batch
        if isinstance(r, RowRefused)
    ]
    keys, instant = Keys(), clock.now()
    for statement in statements:
        keys.add(statement.publication_number, statement.office, statement.application_number)
    with transaction.atomic():
        if ImportRun.objects.select_for_update().filter(pk=run.pk, take_back_started_at__isnull=False).exists():
            raise Refused(RUN_TAKEN_BACK)
        RefusedRow.objects.bulk_create(refused)
        outcomes = Judge(run.source).outcomes(statements, hashes)
        rows_insert(
            SourceRecord,
            (
                {
                    "source": run.source, "publication_number": s.publication_number, "office": s.office,
                    "application_number": s.application_number, "run_id": run.pk, "row": s.row, "part": s.part,
                    "stated_by_id": None, "recorded_by_id": by.pk, "recorded_at": instant, "as_of": run.cutoff,
                    "values": s.values, "raw": s.raw, "flags": s.flags, "hash": digest, "outcome": outcome.value,
                }
                for s, digest, outcome in zip(statements, hashes, outcomes, strict=True)
            ),
        )  # fmt: skip
        result = fold(keys)
        touch("patents", sorted(result.touched), drain_after=False)
        if result.merges_refused:
            run.merges_refused = [*run.merges_refused, *map(list, result.merges_refused)]
            run.save(update_fields=["merges_refused"])


def _last_row(run: ImportRun) -> int:
    rows = (run.records.aggregate(last=Max("row"))["last"], run.refusals.aggregate(last=Max("row"))["last"])
    return max(row or 0 for row in rows)


def _mark_doubtful(batch: list[RowResult], layout: Layout) -> None:
    for result in batch:
        if isinstance(result, RawPatent):
            result.flags.extend(marks("encoding_doubtful", layout.titles, result.raw))


def _mark_many_lines(batch: list[RowResult], layout: Layout) -> None:
    """Cells that an unpaired quote may have drawn the following rows into."""
    for result in batch:
        if isinstance(result, RawPatent):
            result.flags.extend(
                (column_name(layout.titles, position), "many_lines")
                for position, cell in enumerate(result.raw)
                if len(cell) > MOST_LINES and len(cell.splitlines()) > MOST_LINES
            )


def _finish(run: ImportRun) -> ImportRun:
    """Counts from what was kept, so that they are the same however often the run was interrupted."""
    outcomes = dict(
        run.records.filter(part=0).values_list("outcome").annotate(Count("pk")).values_list("outcome", "pk__count")
    )
    run.created = outcomes.get(Outcome.CREATED, 0)
    run.updated = outcomes.get(Outcome.UPDATED, 0)
    run.unchanged = outcomes.get(Outcome.UNCHANGED, 0)
    run.refused = run.refusals.count()
    run.rows = run.created + run.updated + run.unchanged + run.refused
    run.flagged = run.records.exclude(flags=[]).values("row").distinct().count()
    run.patents, run.publications = run_totals(run)
    run.notes = note_counts(run) | sheets_of(run)
    run.finished_at = clock.now()
    run.save()
    return run
