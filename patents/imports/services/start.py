"""Take in a file: checked, recognised, stored; the run is made but nothing of it is read into patents yet."""

import uuid
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.files.services import file_store
from ipplatform.moves import NOT_ALLOWED, Refused
from ipplatform.spreadsheets import SpreadsheetRefused, created_on
from patents.imports.models import ImportRun
from patents.imports.permissions import can_import
from patents.imports.readers import HeaderUnknown, Layout, detect, table_open
from patents.imports.services.refusals import (
    CUTOFF_IN_FUTURE,
    FORMAT_UNKNOWN,
    NO_ROWS,
    NUMBER_MISSING,
    RUN_STARTED,
    RUN_TAKEN_BACK,
    file_refusal,
)

FILE_OWNER = "import_run"


@dataclass(frozen=True)
class Check:
    """What a look at a file's head shows: its layout and the day it says it was made (None where it says nothing)."""

    layout: Layout
    created_on: date | None


def file_check(path: Path, *, format: str = "auto") -> Check:
    """Recognise a file by its first ten rows. Raises Refused: unreadable, of no known format,

    without any column of numbers (number_missing), without data rows.
    """
    try:
        with table_open(path) as sheet:
            first = list(islice(sheet.rows, 40))
        layout = detect(first, format=format)
        created = created_on(path)
    except SpreadsheetRefused as error:
        raise Refused(file_refusal(error)) from None
    except HeaderUnknown as error:
        raise Refused(NUMBER_MISSING if error.number_missing else FORMAT_UNKNOWN) from None
    if not any(cell.strip() for row in first[layout.header_row :] for cell in row):
        raise Refused(NO_ROWS)
    return Check(layout, created)


def import_run_start(
    *, file: UploadedFile | Path, format: str, cutoff: date | None, by: User, on: date, source: str = ""
) -> ImportRun:
    """Store the file and make its run. `cutoff` None: the file's own day, else `on`. `source` "" is the format's own.

    Raises Refused (not_allowed, the file's refusals, format_unknown, no_rows, cutoff_in_future).
    """
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    public_id = uuid.uuid4()
    with transaction.atomic():
        if isinstance(file, Path):
            check = file_check(file, format=format)
            with file.open("rb") as content:
                stored = file_store(
                    content=content, name=file.name, owner_kind=FILE_OWNER, owner_id=str(public_id), by=by, xml=True
                )
        else:
            check = upload_check(file, format=format)
            stored = file_store(
                content=file, name=file.name or "", owner_kind=FILE_OWNER, owner_id=str(public_id), by=by, xml=True
            )
        day = cutoff or min(check.created_on or on, on)
        if day > on:
            raise Refused(CUTOFF_IN_FUTURE)
        layout = check.layout
        run = ImportRun(
            public_id=public_id, file=stored, file_name=stored.name, file_sha256=stored.sha256,
            format=layout.reader.format, source=source or layout.reader.source, cutoff=day,
            header=list(layout.titles), missing_columns=layout.missing_columns, created_by=by,
        )  # fmt: skip
        run.full_clean()
        run.save()
    return run


def import_run_confirm(*, run: ImportRun, cutoff: date, by: User, on: date) -> ImportRun:
    """Set the data cut-off that a person confirmed, before the run is read. Raises Refused."""
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    if cutoff > on:
        raise Refused(CUTOFF_IN_FUTURE)
    if run.taken_back_at or run.take_back_started_at:
        raise Refused(RUN_TAKEN_BACK)
    if not ImportRun.objects.filter(pk=run.pk, started_at__isnull=True).update(cutoff=cutoff):
        raise Refused(RUN_STARTED)
    run.cutoff = cutoff
    return run


def upload_check(file: UploadedFile, *, format: str = "auto") -> Check:
    """`file_check` of an upload, which may lie in memory or in a temporary file; the upload is rewound."""
    with NamedTemporaryFile(prefix="import-", suffix=".part") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        file.seek(0)
        return file_check(Path(copy.name), format=format)
