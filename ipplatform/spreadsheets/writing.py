"""Rows out: XLSX in constant memory, CSV in UTF-8 with BOM. Text that would run as a formula is defused."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import xlsxwriter

Cell = str | int | float | Decimal | bool | date | datetime | None

XLSX_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_MEDIA_TYPE = "text/csv; charset=utf-8"
_MAX_SHEET_ROWS = 1_048_576
_MAX_TEXT = 32_767
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CHUNK_ROWS = 500


def defused(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before a leading = + - @ tab, unless a plain number or a dash."""
    head = text.lstrip(" \u00a0\u3000")[:1]
    harmless = head not in ("=", "+", "-", "@", "＝", "＋", "－", "＠") and text[:1] not in ("\t", "\r", "\n")
    return text if not text or harmless or text.strip() == "-" or _NUMBER.match(text) else f"'{text}"


@dataclass(frozen=True)
class SheetOut:
    """One sheet to write: its name (cut at 31 letters), header and rows.

    `widths` of the first columns in letters, text wrapped; `choices`: column (from 0) -> what may be picked in it.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def xlsx_write(
    target: IO[bytes] | Path, *, header: Sequence[str], rows: Iterable[Sequence[Cell]], sheet_name: str = "sheet1"
) -> int:
    """Write one sheet with a bold, frozen header; returns the number of rows. See `xlsx_write_sheets`."""
    return xlsx_write_sheets(target, [SheetOut(sheet_name, header, rows)])[0]


def xlsx_write_sheets(target: IO[bytes] | Path, sheets: Iterable[SheetOut]) -> list[int]:
    """Write sheets one after the other, each with a bold, frozen header; returns their numbers of rows.

    Text is always written as a text cell, never as formula, link or number, and defused for those who save it as CSV.
    Dates become date cells, Decimals and ints numbers. Raises ValueError beyond the 1,048,576 rows of a sheet.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        formats = _Formats(
            bold=book.add_format({"bold": True}),
            day=book.add_format({"num_format": "yyyy-mm-dd"}),
            instant=book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        )
        return [_sheet_write(book.add_worksheet(out.name[:31]), out, formats) for out in sheets]


@dataclass(frozen=True)
class _Formats:
    bold: Any
    day: Any
    instant: Any
    wrapped: Any


def _sheet_write(sheet: Any, out: SheetOut, formats: _Formats) -> int:
    count = 0
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(out.header):
        sheet.write_string(0, column, defused(title), formats.bold)
        width = out.widths[column] if column < len(out.widths) else 18
        sheet.set_column(column, column, width, formats.wrapped if out.widths else None)
    for count, row in enumerate(out.rows, start=1):
        if count >= _MAX_SHEET_ROWS:
            raise ValueError("more rows than a sheet holds: export as CSV")
        for column, value in enumerate(row):
            _cell_write(sheet, count, column, value, formats)
    for column, words in out.choices.items():
        sheet.data_validation(1, column, max(count, 1), column, {"validate": "list", "source": list(words)})
    return count


def _cell_write(sheet: Any, row: int, column: int, value: Cell, formats: _Formats) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), formats.instant)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats.day)
    else:
        sheet.write_string(row, column, defused(_CONTROL.sub("", str(value)))[:_MAX_TEXT])


def csv_chunks(*, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """CSV in UTF-8 with BOM (so that Excel reads Chinese), a chunk every 500 rows, for streaming answers."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([defused(title) for title in header])
    yield b"\xef\xbb\xbf"
    for count, row in enumerate(rows, start=1):
        writer.writerow([_csv_cell(value) for value in row])
        if count % _CHUNK_ROWS == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _csv_cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value.replace("\x00", ""))
    return str(value)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8")
