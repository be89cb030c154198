"""Spreadsheets. In: cells as text, hostile files kept in a child process. Out: XLSX and CSV, formulas defused."""

from ipplatform.spreadsheets.encodings import Beat, silent
from ipplatform.spreadsheets.reading import (
    BROKEN_MEMBER,
    MAX_CELLS,
    MAX_ROWS,
    Sheet,
    SpreadsheetRefused,
    UnendedRow,
    created_on,
    sheet_open,
    sheets_filled,
    spreadsheet_kind,
)
from ipplatform.spreadsheets.writing import (
    CSV_MEDIA_TYPE,
    XLSX_MEDIA_TYPE,
    SheetOut,
    csv_chunks,
    xlsx_write,
    xlsx_write_sheets,
)

__all__ = [
    "BROKEN_MEMBER",
    "CSV_MEDIA_TYPE",
    "MAX_CELLS",
    "MAX_ROWS",
    "XLSX_MEDIA_TYPE",
    "Beat",
    "Sheet",
    "SheetOut",
    "SpreadsheetRefused",
    "UnendedRow",
    "created_on",
    "csv_chunks",
    "sheet_open",
    "sheets_filled",
    "silent",
    "spreadsheet_kind",
    "xlsx_write",
    "xlsx_write_sheets",
]
