"""Any file as a table of text cells: workbooks and CSV through `ipplatform.spreadsheets`, XML flattened here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ipplatform.spreadsheets import Sheet, sheet_open
from patents.imports.readers import epo_ops

_BLANKS = b" \t\r\n"
_MARK = b"\xef\xbb\xbf"


def is_xml(path: Path) -> bool:
    """Whether the content is XML, by its first bytes (also of UTF-16), never by its name."""
    with path.open("rb") as file:
        head = file.read(512)
    plain = head.removeprefix(_MARK).lstrip(_BLANKS)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        plain = head[2:].replace(b"\x00", b"")
    return plain.startswith((b"<?xml", b"<ops:", b"<world-patent-data", b"<!DOCTYPE world"))


@contextmanager
def table_open(path: Path) -> Iterator[Sheet]:
    """Open any file that an import takes. Raises SpreadsheetRefused, on opening or while `rows` are read."""
    if is_xml(path):
        yield Sheet("xml", path.name, 0, epo_ops.rows_of(path))
        return
    with sheet_open(path) as sheet:
        yield sheet
