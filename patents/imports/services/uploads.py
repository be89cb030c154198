"""Take in several files at once, zips unpacked: each is looked at first, then all runs are made in one short step."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused
from patents.imports.models import ImportBatch, ImportRun
from patents.imports.permissions import can_import
from patents.imports.services.archives import is_archive, members_unpack
from patents.imports.services.refusals import ARCHIVE_TOO_MANY
from patents.imports.services.start import Check, file_look, run_make

MOST_FILES = 50


@dataclass(frozen=True)
class Taken:
    """One file as it was handed over, or out of an archive: looked at, or refused by name.

    A workbook of several sheets with the same headings comes once for each of them.
    """

    name: str
    path: Path
    archive: str = ""
    check: Check | None = None
    refusal: Refusal | None = None


@contextmanager
def files_taken(files: Iterable[UploadedFile | Path], *, format: str = "auto") -> Iterator[list[Taken]]:
    """Look at every file (xlsx, xls, csv, or a zip of such); the bytes lie there until the block is left.

    Nothing is written to the database. A file that does not fit is refused in its own line and keeps no other back.
    """
    with TemporaryDirectory(prefix="import-") as folder:
        taken: list[Taken] = []
        for number, file in enumerate(files):
            path = _path_of(file, Path(folder) / f"{number}")
            name = Path(file.name or "").name
            if len(taken) >= MOST_FILES:
                taken.append(Taken(name, path, refusal=ARCHIVE_TOO_MANY))
            elif is_archive(path):
                taken += _unpacked(name, path, Path(folder) / f"{number}-members", format)
            else:
                taken += _looked(Taken(name, path), format)
        yield taken


def import_batch_start(*, taken: Iterable[Taken], by: User, on: date, cutoff: date | None = None) -> ImportBatch:
    """One run for each file that fits, each waiting for its cut-off (or first for its columns); the rest is named.

    `cutoff` None: each file's own day, else `on`. Raises Refused not_allowed, cutoff_in_future.
    """
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        batch = ImportBatch.objects.create(created_by=by)
        for one in taken:
            refusal = one.refusal
            if one.check is not None:
                try:
                    _run_of(one, one.check, batch, cutoff, by, on)
                except Refused as refused:
                    refusal = refused.refusal
            if refusal is not None:
                name = f"{one.archive} / {one.name}" if one.archive else one.name
                batch.refused.append({"name": name, "code": refusal.code})
        batch.save(update_fields=["refused"])
    return batch


def _run_of(one: Taken, check: Check, batch: ImportBatch, cutoff: date | None, by: User, on: date) -> ImportRun:
    with one.path.open("rb") as content, transaction.atomic():
        return run_make(
            content=content, name=one.name, check=check, cutoff=cutoff, by=by, on=on, batch=batch, archive=one.archive
        )


def _unpacked(archive: str, path: Path, folder: Path, format: str) -> list[Taken]:
    """A zip is refused whole when its bounds are passed, also half-way."""
    folder.mkdir()
    try:
        members = list(members_unpack(path, folder))
    except Refused as refused:
        return [Taken(archive, path, refusal=refused.refusal)]
    found: list[Taken] = []
    for member in members:
        if member.path:
            found += _looked(Taken(member.name, member.path, archive), format)
        else:
            found.append(Taken(member.name, path, archive, refusal=member.refusal))
    return found


def _looked(one: Taken, format: str) -> list[Taken]:
    """The file, once for each of its sheets that is read."""
    try:
        return [replace(one, check=check) for check in file_look(one.path, format=format).sheets()]
    except Refused as refused:
        return [replace(one, refusal=refused.refusal)]


def _path_of(file: UploadedFile | Path, copy: Path) -> Path:
    """Where the bytes lie: large uploads are on disk already, small ones are written down."""
    if isinstance(file, Path):
        return file
    if isinstance(file, TemporaryUploadedFile):
        return Path(file.temporary_file_path())
    with copy.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return copy
