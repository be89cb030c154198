"""Reads of imports: runs, their refused rows, the records behind a patent."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser
from patents.imports.fold import Key, decision_key
from patents.imports.models import ColumnMapping, ImportBatch, ImportRun, RefusedRow, SourceRecord
from patents.imports.permissions import (
    column_mappings_readable_by,
    import_runs_readable_by,
    source_records_readable_by,
)
from patents.imports.raw import REASONS
from patents.imports.readers.layout import MARKED, marks
from patents.records.models import Patent, Publication
from patents.records.permissions import patents_readable_by


def import_runs(user: AnyUser) -> QuerySet[ImportRun]:
    """Runs that a person may read, newest first, with who made and took them back."""
    return import_runs_readable_by(user).select_related("created_by", "taken_back_by", "file").order_by("-pk")


def import_run_of(public_id: str) -> ImportRun:
    """The run that a job works on; its key is the run's public id."""
    return ImportRun.objects.get(public_id=public_id)


def column_mappings(user: AnyUser) -> QuerySet[ColumnMapping]:
    """Kept mappings by name, each with `uses` (runs) and `last_used`."""
    mappings = column_mappings_readable_by(user).select_related("created_by")
    return mappings.annotate(uses=Count("runs"), last_used=Max("runs__created_at")).order_by("name")


def batch_runs(batch: ImportBatch) -> list[ImportRun]:
    """The runs of a batch in the order of its files."""
    return list(batch.runs.select_related("created_by", "mapping").order_by("pk"))


REFUSED, FLAGGED = "refused", "flagged"
WAITING, WORKING, UNFINISHED, DONE, TAKEN_BACK = "waiting", "working", "unfinished", "done", "taken_back"
Note = tuple[int, str, str, str]
NAMELESS = re.compile(r"^#(\d{1,6})$")


def import_runs_filtered(user: AnyUser, wanted: Mapping[str, Any], live: Iterable[str]) -> QuerySet[ImportRun]:
    """Runs by `format`, `person` (id), `state`, `since` and `until` (days of upload); `live`: keys of runs at work."""
    runs, keys = import_runs(user), list(live)
    if wanted.get("format"):
        runs = runs.filter(format=wanted["format"])
    if wanted.get("person"):
        runs = runs.filter(created_by=wanted["person"])
    if wanted.get("since"):
        runs = runs.filter(created_at__gt=clock.end_of_day(wanted["since"] - timedelta(days=1)))
    if wanted.get("until"):
        runs = runs.filter(created_at__lte=clock.end_of_day(wanted["until"]))
    state, working = wanted.get("state"), Q(public_id__in=keys)
    untouched = Q(take_back_started_at__isnull=True)
    begun = Q(started_at__isnull=False, finished_at__isnull=True)
    states = {
        WAITING: untouched & Q(started_at__isnull=True) & ~working,
        WORKING: working,
        UNFINISHED: (untouched & begun | Q(take_back_started_at__isnull=False, taken_back_at__isnull=True)) & ~working,
        DONE: untouched & Q(finished_at__isnull=False),
        TAKEN_BACK: Q(taken_back_at__isnull=False),
    }
    return runs.filter(states[state]) if state in states else runs


def import_people() -> QuerySet[User]:
    """Who has uploaded import files."""
    return User.objects.filter(pk__in=ImportRun.objects.values("created_by")).order_by("email")


def same_file_before(run: ImportRun) -> ImportRun | None:
    """The newest earlier run of the same bytes, of the same sheet of them, that stands."""
    same = ImportRun.objects.filter(file_sha256=run.file_sha256, pk__lt=run.pk, taken_back_at__isnull=True)
    read = same.filter(finished_at__isnull=False).order_by("-pk")
    sheet = sheets_of(run).get("sheet")
    return next((one for one in read if sheets_of(one).get("sheet") == sheet), None)


def sheets_of(run: ImportRun) -> dict[str, Any]:
    """`sheet`, the one that is read, and `unread`, the names of the others; empty where a file has but one."""
    return {name: run.notes[name] for name in ("sheet", "unread") if name in run.notes}


def note_counts(run: ImportRun) -> dict[str, dict[str, int]]:
    """Rows by reason, refused ones and those to check: as counted when the run ended, else as they stand."""
    if run.finished_at and run.notes:
        return {kind: dict(run.notes.get(kind, {})) for kind in (REFUSED, FLAGGED)}
    refused = run.refusals.order_by().values_list("reason").annotate(n=Count("pk")).values_list("reason", "n")
    flagged: Counter[str] = Counter()
    seen, codes = 0, set[str]()
    flags = run.records.exclude(flags=[]).order_by("row").values_list("row", "flags")
    for row, flagged_of_row in flags.iterator(chunk_size=2000):
        if row != seen:
            seen, codes = row or 0, set()
        new = {code for _column, code in flagged_of_row} - codes
        flagged.update(new)
        codes |= new
    return {REFUSED: dict(refused), FLAGGED: dict(flagged)}


def noted_rows(run: ImportRun, kind: str, reason: str = "") -> QuerySet[Any]:
    """Refused rows, or records with flags, in the file's order; all or those of one reason."""
    if kind == REFUSED:
        rows = RefusedRow.objects.filter(run=run).order_by("row")
        return rows.filter(reason=reason) if reason else rows
    records = run.records.exclude(flags=[]).order_by("row", "part")
    if reason:
        # Flags are pairs (column, code): as text a code stands last in its pair, on both databases.
        records = records.annotate(marks=Cast("flags", TextField())).filter(marks__contains=f'"{reason}"]')
    return records.only("run", "row", "part", "flags", "raw")


def note_lines(run: ImportRun, kind: str, reason: str, rows: Iterable[Any]) -> Iterator[Note]:
    """(row, column, code, raw value) of `noted_rows`, one for each mark of a row; a column without name is `#5`."""
    places = {title: position for position, title in reversed(list(enumerate(run.header)))}
    for one in rows:
        if kind == REFUSED:
            yield one.row, one.column, one.reason, one.raw_value
            continue
        for column, code in _placed(one.flags, run.header, one.raw):
            if not reason or code == reason:
                number = NAMELESS.match(column)
                at = places.get(column, int(number[1]) - 1 if number else -1)
                yield one.row, column, code, one.raw[at] if 0 <= at < len(one.raw) else ""


def _placed(flags: Iterable[Iterable[str]], header: list[str], raw: list[str]) -> Iterator[tuple[str, str]]:
    """Flags with their columns, also those that older imports kept without one."""
    for column, code in flags:
        if column:
            yield column, code
        else:
            yield from marks(code, header, raw) if code in MARKED else [("", code)]


def refusal_rows(run: ImportRun) -> Iterator[tuple[int, str, str, str]]:
    """Row, column, reason in words, raw value: what the CSV of refusals holds."""
    for refused in RefusedRow.objects.filter(run=run).order_by("row").iterator(chunk_size=1000):
        yield refused.row, refused.column, str(REASONS.get(refused.reason, refused.reason)), refused.raw_value


def records_of(patent: Patent) -> list[SourceRecord]:
    """What sources say of a patent, newest cut-off first, with their runs; two queries. Merged ones included."""
    numbers = Publication.objects.filter(patent=patent).values("publication_number")
    condition = Q(publication_number__in=numbers)
    applications = Patent.objects.filter(Q(pk=patent.pk) | Q(merged_into=patent), application_number__isnull=False)
    for office, number in applications.values_list("office", "application_number"):
        condition |= Q(publication_number="", office=office, application_number=number)
    return list(
        SourceRecord.objects.filter(condition).select_related("run", "stated_by").order_by("-as_of", "source", "pk")
    )


def source_records(user: AnyUser) -> QuerySet[SourceRecord]:
    """Source records that a person may read, each with its run, who stated it and who recorded it."""
    return source_records_readable_by(user).select_related("run", "stated_by", "recorded_by")


def patents_fed_by(user: AnyUser, record: SourceRecord) -> list[Patent]:
    """The patents that a record speaks of, as far as a person may read them; one query."""
    spoken_of = Q(publications__publication_number=record.publication_number)
    if not record.publication_number:
        own = Patent.objects.filter(office=record.office, application_number=record.application_number)
        spoken_of = Q(pk__in=own.values("pk")) | Q(pk__in=own.values("merged_into"))
    return list(patents_readable_by(user).filter(spoken_of).distinct().order_by("number"))


def record_neighbours(record: SourceRecord) -> tuple[int | None, int | None]:
    """Ids of the records before and after one in its run, in the file's order; none for a statement without a run."""
    if record.run_id is None:
        return None, None
    rows = SourceRecord.objects.filter(run=record.run_id)
    before = rows.filter(Q(row__lt=record.row) | Q(row=record.row, part__lt=record.part)).order_by("-row", "-part")
    after = rows.filter(Q(row__gt=record.row) | Q(row=record.row, part__gt=record.part)).order_by("row", "part")
    return before.values_list("pk", flat=True).first(), after.values_list("pk", flat=True).first()


def records_at(run: ImportRun, rows: Iterable[int]) -> dict[int, int]:
    """The record of each of these rows of a run that is flagged, else the first one, by row; one query."""
    parts = run.records.filter(row__in=set(rows)).order_by("-part").values_list("row", "pk", "flags")
    return {row: pk for row, pk, _flags in sorted(parts, key=lambda part: bool(part[2])) if row is not None}


def patent_key(patent: Patent) -> Key:
    """The key under which a decision about a patent is kept (see `fold.decision_key`)."""
    numbers = Publication.objects.filter(patent=patent).values_list("publication_number", flat=True)
    application = (patent.office, patent.application_number) if patent.application_number else None
    return decision_key(publications=set(numbers), application=application)


def run_totals(run: ImportRun) -> tuple[int, int]:
    """(patents, publications): distinct ones that the rows of a run ended in."""
    numbers = run.records.exclude(publication_number="").values("publication_number").distinct()
    if run.records.filter(publication_number="").exists():
        return len(_patents_of(run)), numbers.count()
    # Counted where they lie: a set of a million ids was the most that an import of a million rows needed of memory.
    ended_in = Publication.objects.filter(publication_number__in=numbers).aggregate(n=Count("patent_id", distinct=True))
    return ended_in["n"], numbers.count()


def patents_losing_all_sources(run: ImportRun) -> set[int]:
    """Patents that only this run speaks of."""
    others = SourceRecord.objects.exclude(run=run)
    spoken_of = others.filter(publication_number=OuterRef("publication_number"))
    kept = set(Publication.objects.filter(Exists(spoken_of)).values_list("patent_id", flat=True).distinct())
    spoken_of = others.filter(application_number=OuterRef("application_number"), office=OuterRef("office"))
    known = Patent.objects.filter(application_number__isnull=False)
    kept |= set(known.filter(Exists(spoken_of)).values_list("pk", flat=True))
    return _patents_of(run) - kept


def _patents_of(run: ImportRun) -> set[int]:
    numbers = run.records.exclude(publication_number="").values("publication_number")
    found = set(Publication.objects.filter(publication_number__in=numbers).values_list("patent_id", flat=True))
    alone = set(run.records.filter(publication_number="").values_list("office", "application_number"))
    if alone:
        rows = Patent.objects.filter(application_number__isnull=False, merged_into__isnull=True)
        keys = rows.values_list("pk", "office", "application_number")
        found |= {pk for pk, office, number in keys.iterator(chunk_size=2000) if (office, number) in alone}
    return found
