"""One spoiled file through the real reading path, and what must hold afterwards.

Every file is recognised and read, and its rows are counted again. A share is also tried dry, folded into patents and
taken back, in one transaction that is rolled back. A defect is an exception that is no named refusal, or a promise not
kept.
"""

import random
import re
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.files.services import path_of
from ipplatform.moves import Refused
from ipplatform.spreadsheets import SpreadsheetRefused, reading
from patents.imports.models import ImportRun, RefusedRow, SourceRecord
from patents.imports.raw import FLAGS, REASONS, RawPatent, RowRefused
from patents.imports.readers import READERS, detect, proposal, sheet_knows, table_open
from patents.imports.services import (
    columns_propose,
    files_taken,
    import_batch_start,
    import_run_dry_run,
    import_run_execute,
    import_run_take_back,
    mapping_preview,
    refusal_words,
)
from patents.imports.services.execute import file_batches
from patents.imports.services.refusals import file_refusal
from patents.records.models import Patent, PatentParty, Publication
from tests.factories.patents import IMPORT_DAY
from tests.fuzz.drafts import FORMATS, draft
from tests.fuzz.mutations import Mutation, mutations_of
from tests.fuzz.warm import fresh_children, warm_children
from tests.fuzz.writing import content

LONGEST_SECONDS = 60
"""Of processor time, for others may use the machine. More is a defect: nothing of a few rows may hold a worker up."""
THOROUGH, FRESH = 0.1, 0.05
"""Shares of the files that are folded into patents, and whose workbooks are read by a child that starts afresh."""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_KINDS = {name: name.rpartition(".")[2] for name in FORMATS}


@dataclass
class Outcome:
    """What became of one file. `defects` are sentences; empty is good."""

    format: str
    mutation: str
    thorough: bool
    fresh_child: bool
    accepted: int = 0
    asked: int = 0
    refused: list[str] = field(default_factory=list)
    rows: int = 0
    rows_refused: int = 0
    rows_flagged: int = 0
    seconds: float = 0.0
    crash: str = ""
    defects: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Spoiled:
    """A file of a seed and a number: always the same one, and always looked at in the same way."""

    format: str
    mutation: Mutation
    content: bytes
    thorough: bool
    fresh_child: bool


def spoiled(seed: int, number: int, *, real: bool) -> Spoiled:
    """The file of a number: formats in turn, their mutations too; `real`: every second one is a cut of a real file."""
    chance = random.Random(f"{seed}:{number}")
    name = FORMATS[number % len(FORMATS)]
    ways = mutations_of(_KINDS[name])
    way = ways[number // len(FORMATS) % len(ways)]
    thorough, fresh = chance.random() < THOROUGH, chance.random() < FRESH
    made = draft(name, chance, real=real and chance.random() < 0.5)
    if way.on_draft is not None:
        way.on_draft(made, chance)
    data = content(made)
    return Spoiled(name, way, way.on_bytes(data, chance) if way.on_bytes is not None else data, thorough, fresh)


@contextmanager
def workshop() -> Iterator[None]:
    """Within the block files may be put through: the warm process of the children runs."""
    with warm_children(reading):
        yield


def put_through(file: Spoiled, folder: Path) -> Outcome:
    """Write the file, read or import it, look at everything, undo it. Never raises for what the file did."""
    path = folder / f"spoiled.{_KINDS[file.format]}"
    path.write_bytes(file.content)
    outcome = Outcome(file.format, file.mutation.name, file.thorough, file.fresh_child)
    begun = time.process_time()
    try:
        with fresh_children(reading) if file.fresh_child else nullcontext(), transaction.atomic():
            (_imported if file.thorough else _read)(path, outcome)
            transaction.set_rollback(True)
    except Exception:  # the very thing that is looked for
        outcome.crash = traceback.format_exc()
    if file.mutation.harmless and (outcome.refused or outcome.asked or outcome.rows_refused):
        outcome.defects.append(
            f"a sound file was not read whole: {outcome.refused}, {outcome.rows_refused} rows refused"
        )
    outcome.seconds = time.process_time() - begun
    if outcome.seconds > LONGEST_SECONDS:
        outcome.defects.append(f"took {outcome.seconds:.0f} s of processor time")
    return outcome


def _read(path: Path, outcome: Outcome) -> None:
    """Read a file as an import does, without a run."""
    with files_taken([path]) as taken:
        for one in taken:
            if one.refusal is not None:
                _refused(one.refusal.code, outcome)
                continue
            layout = one.check.layout if one.check else None
            if layout is None:
                outcome.asked += 1
                with table_open(one.path) as sheet:
                    proposal(list(islice(sheet.rows, 40)), READERS)
                continue
            try:
                read = [
                    result for batch, _done, _all in file_batches(one.path, layout.reader.format) for result in batch
                ]
            except SpreadsheetRefused as error:
                _refused(file_refusal(error).code, outcome)
                continue
            kept = [result for result in read if isinstance(result, RawPatent)]
            refused = [result for result in read if isinstance(result, RowRefused)]
            outcome.accepted += 1
            _rows_count(
                outcome, {one.row for one in kept}, {one.row for one in refused}, {r.row for r in kept if r.flags}
            )
            outcome.defects += _rows_wrong(one.path, layout.reader.format, kept, refused)
            outcome.defects += _content_wrong(kept, refused)


def _rows_count(outcome: Outcome, kept: set[int], refused: set[int], flagged: set[int]) -> None:
    outcome.rows += len(kept | refused)
    outcome.rows_refused += len(refused)
    outcome.rows_flagged += len(flagged)


def _imported(path: Path, outcome: Outcome) -> None:
    by = User.objects.system()
    with files_taken([path]) as taken:
        batch = import_batch_start(taken=taken, by=by, on=IMPORT_DAY)
    for entry in batch.refused:
        _refused(entry["code"], outcome)
    for run in batch.runs.order_by("pk"):
        _run(run, outcome, by)


def _refused(code: str, outcome: Outcome) -> None:
    outcome.refused.append(code)
    if refusal_words(code) == code:
        outcome.defects.append(f"refusal {code} has no words")


def _mapped(run: ImportRun, outcome: Outcome) -> None:
    """What the mapping page shows of a file whose headings nobody knows."""
    outcome.asked += 1
    proposed = columns_propose(run=run)
    try:
        mapping_preview(run=run, recipe=proposed.recipe)
    except Refused as refused:
        if not str(refused.refusal.message):
            outcome.defects.append(f"refusal {refused.refusal.code} has no words")


def _run(run: ImportRun, outcome: Outcome, by: User) -> None:
    if not run.format:
        _mapped(run, outcome)
        return
    dry, dry_code = None, ""
    try:
        dry = import_run_dry_run(run=run)
    except Refused as refused:
        dry_code = refused.refusal.code
    if SourceRecord.objects.exists() or RefusedRow.objects.exists():
        outcome.defects.append("the dry run wrote something")
    try:
        import_run_execute(run=run, by=by, on=IMPORT_DAY)
    except Refused as refused:
        _refused(refused.refusal.code, outcome)
        if dry is not None or dry_code != refused.refusal.code:
            outcome.defects.append("dry run and import refuse differently")
        _nothing_left(outcome, "a refused file")
        return
    outcome.accepted += 1
    counts = (run.rows, run.created, run.updated, run.unchanged, run.refused, run.flagged)
    if dry is None:
        outcome.defects.append("the import read a file that the dry run refused")
    elif counts != (dry.rows, dry.created, dry.updated, dry.unchanged, dry.refused, dry.flagged):
        outcome.defects.append(f"dry run and import count differently: {dry.as_json()} and {counts}")
    kept: list[Any] = list(run.records.order_by("row", "part"))
    refused_rows = list(run.refusals.all())
    rows, gone = {one.row for one in kept}, {one.row for one in refused_rows}
    _rows_count(outcome, rows, gone, {one.row for one in kept if one.flags})
    if run.finished_at is None or (run.rows, run.refused) != (len(rows | gone), len(gone)):
        outcome.defects.append(f"the run says {run.rows} rows and {run.refused} refused, finished {run.finished_at}")
    outcome.defects += _rows_wrong(path_of(run.file_sha256), run.format, kept, refused_rows)
    outcome.defects += [*_content_wrong(kept, refused_rows), *_patents_wrong()]
    import_run_take_back(run=run, by=by, on=IMPORT_DAY)
    RefusedRow.objects.filter(run=run).delete()  # they stay as history; the next member of a zip begins anew
    _nothing_left(outcome, "a run that was taken back")


def _nothing_left(outcome: Outcome, of: str) -> None:
    for model in (SourceRecord, RefusedRow, Patent, Publication, PatentParty):
        if left := model._default_manager.count():
            outcome.defects.append(f"{of} left {left} {model.__name__}")


def _rows_wrong(path: Path, format: str, kept: Iterable[Any], refused: Iterable[Any]) -> list[str]:
    """Every filled row below the header is a record or a refusal, never both, never neither."""
    with table_open(path, sheet_knows(format)) as sheet:
        first = list(islice(sheet.rows, 40))
        layout = detect(first, format=format)
        header, last = layout.header_row, (0, 0)
        filled = set()
        for number, cells in enumerate(chain(first, sheet.rows), start=1):
            if number > header and any(cell and not cell.isspace() for cell in cells):
                filled.add(number)
            last = (number, len(cells))
        kind = sheet.kind
    read, gone = {one.row for one in kept}, {one.row for one in refused}
    wrong = [f"rows {sorted(read & gone)[:5]} are both kept and refused"] if read & gone else []
    if read | gone != filled:
        wrong.append(f"{len(filled)} filled rows, {len(read)} kept, {len(gone)} refused")
    short = kind == "csv" and last[1] < len("\t".join(layout.titles).rstrip().split("\t"))
    if short and last[0] in read and path.read_bytes().rstrip(b"\0")[-1:] not in b"\r\n":
        wrong.append(f"row {last[0]} was kept, though the file ends within it")
    return wrong


def _content_wrong(kept: Iterable[Any], refused: Iterable[Any]) -> list[str]:
    """A refusal has its place and reason, a flag its words; texts can be stored anywhere; days are days."""
    wrong = [
        f"row {row.row}: refusal {row.reason!r} in column {row.column!r}"
        for row in refused
        if row.row < 1 or not row.column.strip() or row.reason not in REASONS or not storable(row.raw_value)
    ]
    for row in kept:
        wrong += [f"flag {code!r} is not described" for _column, code in row.flags if code not in FLAGS]
        if not all(map(storable, (*row.raw, *map(str, row.values.values())))):
            wrong.append("what was kept holds NUL or half a surrogate")
        for name in ("filing_date", "publication_date", "grant_date", "priority_date", "status_date", "fee_paid_to"):
            text = row.values.get(name)
            if text is not None and not 1500 <= date.fromisoformat(text).year <= 2199:
                wrong.append(f"{name} {text}")
    return wrong


def storable(text: str) -> bool:
    """No NUL and no half of a surrogate: PostgreSQL takes neither."""
    return _UNSTORABLE.search(text) is None


def _patents_wrong() -> list[str]:
    """No record without its patent, no patent without a record."""
    numbers = set(SourceRecord.objects.exclude(publication_number="").values_list("publication_number", flat=True))
    folded = set(Publication.objects.values_list("publication_number", flat=True))
    wrong = [f"publications {sorted(numbers ^ folded)[:3]} and records differ"] if numbers != folded else []
    if Patent.objects.exists() != SourceRecord.objects.exists():
        wrong.append("patents without records, or records without patents")
    return wrong
