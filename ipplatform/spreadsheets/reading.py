"""Rows in: every cell as text. Workbooks are read by a child under a memory limit, CSV is streamed here.

Knows no vendor format: yields rows of strings, blank leading rows included, so that row numbers are the file's.
"""

import csv
import json
import lzma
import re
import select
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ipplatform.spreadsheets.encodings import Beat, Encoding, csv_delimiter, encoding_of, silent

MAX_ROWS = 1_048_576
MAX_CELLS = 40_000_000
MAX_UNZIPPED = 1024 * 1024 * 1024
MAX_RATIO = 200  # a sheet of text packs about 10-fold, a bomb 1,000-fold
MAX_FIELD = 1024 * 1024
CHILD_MEMORY = 2 * 1024 * 1024 * 1024
CHILD_CPU_SECONDS = 300
ROWS_A_BEAT = 5000
_SECONDS_A_BEAT = 5
FIRST, LIST = -1, -2  # as in child.py
_CHILD = Path(__file__).with_name("child.py")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a damaged member of a zip ends in; RuntimeError also where its packing is one that nobody knows.
BROKEN_MEMBER = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, RuntimeError)
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_NO_TEXT = Encoding("binary", is_text=False)
_SMALL = 10 * 1024 * 1024
_CREATED = re.compile(rb"<dcterms:created[^>]*>(\d{4}-\d{2}-\d{2})")


class SpreadsheetRefused(Exception):
    """The file is not read. `code`: file_empty, not_a_spreadsheet, password_protected, spreadsheet_unreadable,

    unzipped_too_large, too_many_cells, reader_died, field_too_long. Nothing of the content is in it.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class UnendedRow(list[str]):
    """The last record of a text that ends without a line end, or `in_quotes`: what stands in it may be cut off."""

    def __init__(self, cells: list[str], *, in_quotes: bool) -> None:
        super().__init__(cells)
        self.in_quotes = in_quotes


@dataclass(frozen=True)
class Sheet:
    """An open sheet. `total` rows, 0 where unknown (CSV); `doubtful`: the encoding is a guess that may be wrong.

    `unread`: names of the other filled sheets of the workbook, where somebody asked for them, and `heads` the first
    rows of those that were looked at, by name. The last of the `rows` of a CSV is an UnendedRow where the file may be
    cut off in it.
    """

    kind: str
    name: str
    total: int
    rows: Iterator[list[str]]
    encoding: str = "utf-8"
    doubtful: bool = False
    unread: tuple[str, ...] = ()
    heads: Mapping[str, list[list[str]]] = field(default_factory=dict)


def spreadsheet_kind(path: Path) -> str:
    """`xlsx`, `xls` or `csv` by content, never by name. Raises SpreadsheetRefused."""
    return _looked_at(path, silent)[0]


def _looked_at(path: Path, beat: Beat) -> tuple[str, Encoding]:
    """The kind, and the encoding of a text: one pass over the whole of it."""
    with path.open("rb") as file:
        head = file.read(8192)
        if not head:
            raise SpreadsheetRefused("file_empty")
        if head.startswith(_ZIP):
            _zip_checked(path)
            return "xlsx", _NO_TEXT
        if head.startswith(_OLE):
            if _ENCRYPTED_STREAM in head + file.read(1024 * 1024) or _ENCRYPTED_STREAM in _tail(path):
                raise SpreadsheetRefused("password_protected")
            return "xls", _NO_TEXT
    encoding = encoding_of(path, beat)
    if not encoding.is_text:
        raise SpreadsheetRefused("not_a_spreadsheet")
    return "csv", encoding


def created_on(path: Path) -> date | None:
    """The day on which an xlsx file says that it was made; None for other kinds or where it says nothing."""
    with path.open("rb") as head:
        if not head.read(4).startswith(_ZIP):
            return None
    spreadsheet_kind(path)
    try:
        with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as file:
            found = _CREATED.search(file.read(65536))
        return date.fromisoformat(found[1].decode("ascii")) if found else None
    except (KeyError, *BROKEN_MEMBER):
        return None


@contextmanager
def sheet_open(
    path: Path,
    at: int = FIRST,
    *,
    memory: int = CHILD_MEMORY,
    seconds: int = CHILD_CPU_SECONDS,
    like: Sheet | None = None,
    beat: Beat = silent,
) -> Iterator[Sheet]:
    """Open a sheet of a workbook by its place (0 = first), else its first filled one, or a CSV file.

    `memory` bytes and CPU `seconds` bound the child. `like`: the same file as it was opened before, so that nobody
    looks for its encoding again. `beat` is called while the file is looked at and every
    ROWS_A_BEAT rows, and may raise.

    Raises SpreadsheetRefused on opening or, for a child that dies half-way, while `rows` are read.
    """
    if like is not None and like.kind == "csv":
        kind, found = like.kind, Encoding(like.encoding, like.doubtful)
    else:
        kind, found = _looked_at(path, beat)
    if kind == "csv":
        with path.open(encoding=found.name, errors="replace" if found.doubtful else "strict", newline="") as file:
            delimiter = csv_delimiter(file.read(65536))
            file.seek(0)
            rows = _csv_rows(_Lines(file), delimiter, beat)
            yield Sheet("csv", path.name, 0, rows, found.name, found.doubtful)
        return
    with _child(path, at, memory, seconds, beat) as (child, opened):
        yield Sheet(kind, opened["sheet"], opened["rows"], _child_rows(child, beat))


def sheets_filled(path: Path, beat: Beat = silent) -> dict[int, str]:
    """The filled sheets of a workbook by place; none for any other file. Raises SpreadsheetRefused."""
    with path.open("rb") as file:
        if not file.read(8).startswith((_ZIP, _OLE)):
            return {}
    spreadsheet_kind(path)
    with _child(path, LIST, CHILD_MEMORY, CHILD_CPU_SECONDS, beat) as (_running, opened):
        return {int(at): str(name) for at, name in opened["sheets"]}


@contextmanager
def _child(path: Path, at: int, memory: int, seconds: int, beat: Beat) -> Iterator[tuple["subprocess.Popen[str]", Any]]:
    """The child at work, and its first message."""
    command = [sys.executable, "-I", str(_CHILD), str(path.resolve())]
    command += [str(value) for value in (at, memory, seconds, MAX_ROWS, MAX_CELLS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as child:  # noqa: S603  our own program, an absolute path
        try:
            while child.stdout and not select.select([child.stdout], [], [], _SECONDS_A_BEAT)[0]:
                beat()
            opened = _message(child)
            if "refused" in opened:
                raise SpreadsheetRefused(opened["refused"])
            yield child, opened
        finally:
            child.kill()


def _message(child: "subprocess.Popen[str]") -> Any:
    line = child.stdout.readline() if child.stdout else ""
    try:
        return json.loads(line)
    except ValueError:
        raise SpreadsheetRefused("reader_died") from None


def _child_rows(child: "subprocess.Popen[str]", beat: Beat) -> Iterator[list[str]]:
    since = 0
    while (batch := _message(child)) != "end":
        yield from batch
        since += len(batch)
        if since >= ROWS_A_BEAT:
            since = 0
            beat()


class _Lines:
    """The lines of a text: what the last one was, and whether somebody asked beyond it."""

    def __init__(self, file: Iterator[str]) -> None:
        self._file = file
        self.last = ""
        self.over = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            self.last = next(self._file)
        except StopIteration:
            self.over = True
            raise
        return self.last


def _csv_rows(lines: _Lines, delimiter: str, beat: Beat) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_FIELD)
    cells = 0
    try:
        for count, row in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
            cells += len(row)
            if count > 10 * MAX_ROWS or len(row) > 16_384 or cells > 10 * MAX_CELLS:
                raise SpreadsheetRefused("too_many_cells")
            if count % ROWS_A_BEAT == 0:
                beat()
            # A record is whole at the end of its line: only one within quotes asks for a line that there is not.
            unended = lines.over or lines.last[-1:] not in "\r\n"
            yield UnendedRow(row, in_quotes=lines.over) if unended else row
    except csv.Error:
        raise SpreadsheetRefused("field_too_long") from None
    except UnicodeDecodeError:
        raise SpreadsheetRefused("spreadsheet_unreadable") from None


def _zip_checked(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise SpreadsheetRefused("spreadsheet_unreadable") from None
    if not any(entry.filename.startswith("xl/") for entry in entries):
        raise SpreadsheetRefused("not_a_spreadsheet")
    if any(entry.flag_bits & 1 for entry in entries):
        raise SpreadsheetRefused("password_protected")
    unzipped = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unzipped > MAX_UNZIPPED or (unzipped > _SMALL and unzipped / packed > MAX_RATIO):
        raise SpreadsheetRefused("unzipped_too_large")


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 1024 * 1024))
        return file.read()
