"""Any file as a table of text cells: workbooks and CSV through `ipplatform.spreadsheets`, XML flattened here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from ipplatform.spreadsheets import Beat, Sheet, SpreadsheetRefused, sheet_open, sheets_filled, silent
from patents.imports.readers import epo_ops

HEAD_ROWS = 40
MOST_SHEETS = 30
"""Sheets of one workbook whose heads are looked at, so that many of them cost no more than that."""
Knows = Callable[[list[list[str]]], bool]
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
def table_open(
    path: Path, knows: Sequence[Knows] = (), *, name: str = "", like: Sheet | None = None, beat: Beat = silent
) -> Iterator[Sheet]:
    """Open any file that an import takes. Raises SpreadsheetRefused, on opening or while `rows` are read.

    Of a workbook with several filled sheets: the one called `name`, else the first whose head the first of `knows`
    knows, else the second of them, and so on; else the first. `unread` names the others and `heads` shows those that
    were looked at, if asked so.
    `like` and `beat` as of `sheet_open`.
    """
    if is_xml(path):
        yield Sheet("xml", path.name, 0, epo_ops.rows_of(path, beat))
        return
    sheets = sheets_filled(path, beat) if knows or name else {}
    if sheets:
        called = [at for at, title in sheets.items() if title == name or len(sheets) == 1]
        heads = {} if called else _heads(path, sheets, beat)
        chosen = called[0] if called else _known(sheets, heads, knows)
        others = {at: title for at, title in sheets.items() if at != chosen}
        with sheet_open(path, chosen, beat=beat) as sheet:
            looked_at = {title: heads[at] for at, title in others.items() if at in heads}
            yield replace(sheet, unread=tuple(others.values()), heads=looked_at)
        return
    with sheet_open(path, like=like, beat=beat) as sheet:
        yield sheet


def _heads(path: Path, sheets: Iterable[int], beat: Beat) -> dict[int, list[list[str]]]:
    heads: dict[int, list[list[str]]] = {}
    for at in islice(sheets, MOST_SHEETS):
        # A broken or huge one is told as not read.
        with suppress(SpreadsheetRefused), sheet_open(path, at, beat=beat) as sheet:
            heads[at] = list(islice(sheet.rows, HEAD_ROWS))
    return heads


def _known(sheets: Iterable[int], heads: Mapping[int, list[list[str]]], knows: Sequence[Knows]) -> int:
    fitting = (at for fits in knows for at, head in heads.items() if fits(head))
    lists = (at for at, head in heads.items() if sum(any(cell.strip() for cell in row) for row in head) > 1)
    return next(chain(fitting, lists, heads, sheets))
