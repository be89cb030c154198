"""Unpack a zip of import files: bounded in number and size by what is really read, never by what its list claims."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ipplatform.moves import Refusal, Refused
from ipplatform.spreadsheets import BROKEN_MEMBER
from patents.imports.services.refusals import (
    ARCHIVE_BROKEN,
    ARCHIVE_EMPTY,
    ARCHIVE_LOCKED,
    ARCHIVE_NESTED,
    ARCHIVE_TOO_LARGE,
    ARCHIVE_TOO_MANY,
)

MOST_MEMBERS = 50
MOST_BYTES = 1024 * 1024 * 1024
_CHUNK = 1024 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
# What systems leave in archives beside a person's files.
_LITTER = ("__MACOSX", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Member:
    """A file of an archive: its name with folders, and where its bytes lie, or why it is not taken."""

    name: str
    path: Path | None = None
    refusal: Refusal | None = None


def is_archive(path: Path) -> bool:
    """A zip that is no office document. A zip too broken to list counts as none; the reader of files refuses it."""
    with path.open("rb") as file:
        if not file.read(4).startswith(_ZIP):
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return "[Content_Types].xml" not in names and not any(name.startswith("xl/") for name in names)


def members_unpack(path: Path, folder: Path) -> Iterator[Member]:
    """The files of an archive in its order, unpacked one after the other into a folder under names of our own.

    Raises Refused for the whole archive before anything is unpacked: no file, more than MOST_MEMBERS files, claimed
    size above MOST_BYTES; and at the file that passes MOST_BYTES after all.
    """
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _litter(entry.filename)]
        if not entries:
            raise Refused(ARCHIVE_EMPTY)
        if len(entries) > MOST_MEMBERS:
            raise Refused(ARCHIVE_TOO_MANY)
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise Refused(ARCHIVE_TOO_LARGE)
        left = MOST_BYTES
        for number, entry in enumerate(entries):
            name, target = _name(entry), folder / f"{path.stem}-{number}"
            if entry.flag_bits & _ENCRYPTED:
                yield Member(name, refusal=ARCHIVE_LOCKED)
                continue
            try:
                left -= _unpack(archive, entry, target, left)
            except BROKEN_MEMBER:
                yield Member(name, refusal=ARCHIVE_BROKEN)
                continue
            yield Member(name, refusal=ARCHIVE_NESTED) if is_archive(target) else Member(name, target)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, most: int) -> int:
    size = 0
    with archive.open(entry) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise Refused(ARCHIVE_TOO_LARGE)
            file.write(chunk)
    return size


def _name(entry: zipfile.ZipInfo) -> str:
    """Names without the UTF-8 mark come from Windows here, in GBK; zipfile has read them as cp437."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAMES:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return "".join(mark for mark in name if mark.isprintable())[-200:]


def _litter(name: str) -> bool:
    parts = name.split("/")
    return parts[0] in _LITTER or parts[-1] in _LITTER or parts[-1].startswith(".")
