"""Take in a file: checked, recognised, stored; the run is made but nothing of it is read into patents yet."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.files.services import file_store
from ipplatform.moves import NOT_ALLOWED, Refused
from ipplatform.spreadsheets import SpreadsheetRefused, created_on
from patents.imports.models import ColumnMapping, ImportBatch, ImportRun
from patents.imports.permissions import can_import
from patents.imports.readers import (
    READERS,
    HeaderUnknown,
    Layout,
    Recipe,
    detect,
    has_number,
    has_rows,
    proposal,
    sheet_knows,
    signature,
    table_open,
)
from patents.imports.readers.headless import numbers_absent
from patents.imports.readers.layout import HEADER_ROWS
from patents.imports.services.refusals import (
    COLUMNS_UNASSIGNED,
    CUTOFF_IN_FUTURE,
    FORMAT_UNKNOWN,
    NO_ROWS,
    NUMBER_MISSING,
    RUN_AT_WORK,
    RUN_STARTED,
    RUN_TAKEN_BACK,
    file_refusal,
)

FILE_OWNER = "import_run"
HEAD_ROWS = 40


@dataclass(frozen=True)
class Check:
    """What a look at a file's head shows.

    `layout` is None where no format and no kept mapping knows its headings (`header` is then the row that looks like
    them); `mapping` is the kept mapping that knows them; `created_on` the day on which the file says it was made.
    `sheet` is the one that is read and `unread` the other filled ones of a workbook that has several; `alike`: those of
    them with the same headings and rows below, which may be read beside it (`beside`: they are). `named`: a person said
    of which format the file is.
    """

    layout: Layout | None
    created_on: date | None
    header: tuple[str, ...]
    mapping: ColumnMapping | None = None
    sheet: str = ""
    unread: tuple[str, ...] = ()
    alike: tuple["Check", ...] = ()
    several: bool = False
    beside: bool = False
    named: bool = False

    def sheets(self) -> list["Check"]:
        """This one and those alike, each to be read by a run of its own; none is unread of which another one reads."""
        read = [self, *self.alike]
        left = tuple(name for name in self.unread if name not in {one.sheet for one in self.alike})
        return [replace(one, unread=left, alike=(), beside=True) for one in read] if self.alike else read

    def of_sheet(self, name: str) -> "Check":
        """The one of a sheet by its name, as `sheets` gives it; this one where nobody asks."""
        return next((one for one in self.sheets() if name and one.sheet == name), self)


def file_look(path: Path, *, format: str = "auto") -> Check:
    """Recognise a file by its first ten rows, or find that nobody knows its headings.

    Raises Refused: unreadable, no table, without data rows, without numbers, not of the format that was asked for.
    """
    try:
        with table_open(path, sheet_knows(format) if format != "auto" else [_known_filled, _known]) as opened:
            first, sheet, unread, heads = list(islice(opened.rows, HEAD_ROWS)), opened.name, opened.unread, opened.heads
        created = created_on(path)
    except SpreadsheetRefused as error:
        raise Refused(file_refusal(error)) from None
    layout, mapping = _layout(first, format)
    if layout is None:
        guess = proposal(first, READERS)
        if guess.rows and _numberless(first, guess.recipe):  # a person could only throw it away again
            raise Refused(NUMBER_MISSING)
        if format != "auto" or sum(1 for title in guess.titles if title) < 2:
            raise Refused(FORMAT_UNKNOWN)
        if not guess.rows:
            raise Refused(NO_ROWS)
        return Check(None, created, tuple(guess.titles), None, sheet, unread, several=bool(unread))
    if not has_rows(first, layout):
        raise Refused(NO_ROWS)
    found = Check(
        layout, created, layout.titles, mapping, sheet, unread, several=bool(unread), named=format != "auto"
    )  # fmt: skip
    return replace(found, alike=tuple(_alike(found, heads, format)))


def _alike(found: Check, heads: Mapping[str, list[list[str]]], format: str) -> Iterator[Check]:
    """The other sheets whose headings are those of the one that is read, in any order, with rows below them."""
    for name, first in heads.items():
        layout, mapping = _layout(first, format)
        if layout and has_rows(first, layout) and signature(layout.titles) == signature(found.header):
            yield replace(found, layout=layout, header=layout.titles, mapping=mapping, sheet=name)


def file_check(path: Path, *, format: str = "auto") -> Check:
    """`file_look` where nobody is there to ask: unknown headings are refused, naming a missing number column.

    Raises Refused as `file_look`, and format_unknown or number_missing.
    """
    check = file_look(path, format=format)
    if check.layout is None:
        first = file_head(path, check.sheet if check.several else "")
        recipe = proposal(first, READERS).recipe
        raise Refused(NUMBER_MISSING if recipe.columns and not has_number(recipe) else FORMAT_UNKNOWN)
    return check


def _numberless(first: list[list[str]], recipe: Recipe) -> bool:
    return numbers_absent(first) and not has_number(recipe)


def file_head(path: Path, name: str = "") -> list[list[str]]:
    """The first rows of a file, of a workbook's sheet by its name, else the first filled. Raises SpreadsheetRefused."""
    with table_open(path, name=name) as sheet:
        return list(islice(sheet.rows, HEAD_ROWS))


def import_run_start(
    *, file: UploadedFile | Path, format: str, cutoff: date | None, by: User, on: date, source: str = "",
    name: str = "", archive: str = "", sheet: str = "",
) -> ImportRun:  # fmt: skip
    """Store one file and make its run. `cutoff` None: the file's own day, else `on`. `source` "" is the format's own.

    A file of this machine may be as large as a stream may be (4 GB of CSV or XML), an upload 100 MB.

    `name` and `archive`: what the file was called in the zip that it came out of. `sheet`: which of the alike ones of a
    workbook to read; else the first of them, and the others are named as unread.

    Raises Refused (not_allowed, the file's refusals, format_unknown, number_missing, no_rows, cutoff_in_future).
    """
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    name = name or Path(file.name or "").name
    if isinstance(file, Path):
        check = file_check(file, format=format).of_sheet(sheet)
        with file.open("rb") as content:
            return run_make(
                content=content, name=name, check=check, cutoff=cutoff, by=by, on=on, source=source, archive=archive,
                streamed=True,
            )  # fmt: skip
    check = upload_check(file, format=format)
    return run_make(content=file, name=name, check=check, cutoff=cutoff, by=by, on=on, source=source)


def run_make(
    *, content: UploadedFile | IO[bytes], name: str, check: Check, cutoff: date | None, by: User, on: date,
    source: str = "", batch: ImportBatch | None = None, archive: str = "", streamed: bool = False,
) -> ImportRun:  # fmt: skip
    """Store the bytes of a file that was looked at, and make its run. Raises Refused."""
    day = cutoff or min(check.created_on or on, on)
    if day > on:
        raise Refused(CUTOFF_IN_FUTURE)
    public_id = uuid.uuid4()
    with transaction.atomic():
        stored = file_store(
            content=content, name=Path(name).name, owner_kind=FILE_OWNER, owner_id=str(public_id), by=by, data=True,
            streamed=streamed,
        )  # fmt: skip
        run = ImportRun(
            public_id=public_id, file=stored, file_name=_shown(name, check), file_sha256=stored.sha256, source=source,
            cutoff=day, header=list(check.header), created_by=by, batch=batch, archive=archive[-200:],
        )  # fmt: skip
        if check.several:
            run.notes = {"sheet": check.sheet, "unread": list(check.unread)}
        if check.named:
            run.notes["named"] = True
        if check.layout is not None:
            run_recognised(run, check.layout, check.mapping)
        run.full_clean()
        run.save()
    return run


def _shown(name: str, check: Check) -> str:
    """What a run is called: the sheet tells the runs of one file apart, wherever a row of it is shown."""
    return f"{name} · {check.sheet}"[-200:] if check.beside else name[-200:]


def run_recognised(run: ImportRun, layout: Layout, mapping: ColumnMapping | None) -> None:
    """Fill in what follows from a file's layout; nothing is saved."""
    run.format, run.header = layout.reader.format, list(layout.titles)
    run.missing_columns = layout.missing_columns
    run.unknown_columns = [layout.titles[position] for position in layout.unknown_columns]
    run.mapping = mapping
    run.recipe = replace(recipe_of(mapping), sheet=run.notes.get("sheet", "")).as_json() if mapping else {}
    run.source = run.source or (mapping.source if mapping else layout.reader.source)


def recipe_of(mapping: ColumnMapping) -> Recipe:
    """How a kept mapping reads a file."""
    return Recipe(mapping.columns, mapping.separator, mapping.date_order)


def _layout(first: list[list[str]], format: str) -> tuple[Layout | None, ColumnMapping | None]:
    """A person's word about these very headings comes first, then the formats; a format asked for is all there is."""
    kept = ColumnMapping.objects.filter(signature__in=[signature(cells) for cells in first[:HEADER_ROWS]])
    for mapping in kept if format == "auto" else ():
        try:
            return detect(first, recipe=recipe_of(mapping)), mapping
        except HeaderUnknown:
            continue
    try:
        return detect(first, format=format), None
    except HeaderUnknown:
        return None, None


def _known(first: list[list[str]]) -> bool:
    return _layout(first, "auto")[0] is not None


def _known_filled(first: list[list[str]]) -> bool:
    layout, _mapping = _layout(first, "auto")
    return layout is not None and has_rows(first, layout)


def import_run_confirm(*, run: ImportRun, cutoff: date, by: User, on: date) -> ImportRun:
    """Set the data cut-off that a person confirmed, before the run is read. Raises Refused."""
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    if cutoff > on:
        raise Refused(CUTOFF_IN_FUTURE)
    if run.taken_back_at or run.take_back_started_at:
        raise Refused(RUN_TAKEN_BACK)
    if not run.format:
        raise Refused(COLUMNS_UNASSIGNED)
    if not ImportRun.objects.filter(pk=run.pk, started_at__isnull=True).update(cutoff=cutoff):
        raise Refused(RUN_STARTED)
    run.cutoff = cutoff
    return run


def import_run_discard(*, run: ImportRun, by: User) -> None:
    """Forget a file of which nothing was read. Raises Refused: not_allowed, run_at_work."""
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        found = ImportRun.objects.select_for_update().filter(pk=run.pk, started_at__isnull=True).first()
        if found is None:
            raise Refused(RUN_AT_WORK)
        stored = found.file
        found.delete()
        if stored is not None:
            stored.delete()


def upload_check(file: UploadedFile, *, format: str = "auto") -> Check:
    """`file_check` of an upload, which may lie in memory or in a temporary file; the upload is rewound."""
    with NamedTemporaryFile(prefix="import-", suffix=".part") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        file.seek(0)
        return file_check(Path(copy.name), format=format)
