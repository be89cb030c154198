"""A program of its own under a memory limit: prints a sheet of a workbook as JSON lines of row batches, or its sheets.

Knows neither Django nor this package, so that it starts fast and a hostile file can only end this process.
"""

import json
import os
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

BATCH_ROWS = 200
FIRST, LIST = -1, -2


def text(value: Any) -> str:
    """A cell as the text a person sees: whole numbers without `.0`, dates as ISO, truth values as in Excel."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


def sheets_filled(book: Any, names: list[str]) -> list[tuple[int, str]]:
    """Place and name of the sheets with content; an unreadable one counts as filled, one alone is not looked at."""

    def filled(name: str) -> bool:
        try:
            return book.get_sheet_by_name(name).end is not None  # total_height is 0 for one row
        except (python_calamine.CalamineError, python_calamine.XmlError, OSError, ValueError):
            return True

    return [(at, name) for at, name in enumerate(names) if len(names) == 1 or filled(name)]


def opened(path: str) -> Any:
    """A workbook by its content: the library goes by a name's ending, which may be another kind's."""
    with open(path, "rb") as file:
        own = (".xlsx", ".xlsm") if file.read(2) == b"PK" else (".xls",)
        if os.path.splitext(path)[1].lower() in (*own, ""):
            return python_calamine.CalamineWorkbook.from_path(path)
        file.seek(0)
        return python_calamine.CalamineWorkbook.from_filelike(file)


def main(path: str, wanted: int, memory: int, seconds: int, max_rows: int, max_cells: int) -> None:
    """First line {"sheet", "rows", "columns"} or {"refused"}; then one JSON list of rows a line; last `"end"`.

    `wanted`: a sheet's place; FIRST is the first filled one; LIST answers {"sheets"} alone.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout
    try:
        book = opened(path)
        sheets = [meta.name for meta in book.sheets_metadata if str(meta.typ).endswith("WorkSheet")] or book.sheet_names
        if wanted == LIST:
            out.write(json.dumps({"sheets": sheets_filled(book, sheets)}) + "\n")
            return
        sheet = None
        for name in sheets if wanted == FIRST else sheets[wanted : wanted + 1]:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height:
                break
    except python_calamine.PasswordError:
        out.write('{"refused": "password_protected"}\n')
        return
    except (python_calamine.CalamineError, python_calamine.XmlError, python_calamine.ZipError, OSError, ValueError):
        out.write('{"refused": "spreadsheet_unreadable"}\n')
        return
    last = sheet.end if sheet is not None else None
    rows, columns = (last[0] + 1, last[1] + 1) if last else (0, 0)
    if sheet is None or rows > max_rows or rows * columns > max_cells:
        out.write(json.dumps({"refused": "too_many_cells" if sheet is not None else "spreadsheet_unreadable"}) + "\n")
        return
    out.write(json.dumps({"sheet": sheet.name, "rows": rows, "columns": columns}) + "\n")
    batch: list[list[str]] = []
    for row in sheet.iter_rows():
        batch.append([value if type(value) is str else text(value) for value in row])
        if len(batch) >= BATCH_ROWS:
            out.write(json.dumps(batch, ensure_ascii=False) + "\n")
            batch = []
    out.write(json.dumps(batch, ensure_ascii=False) + "\n")
    out.write('"end"\n')


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]  # stdout is a text file here
    main(sys.argv[1], *(int(argument) for argument in sys.argv[2:]))
