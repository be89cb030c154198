"""Small sheets that people fill and give back: read as text under the limits of `ipplatform.spreadsheets`.

Every fault has a place and a reason; what is wrong in one cell does not hide what is wrong in another.
"""

import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ipplatform.moves import Refusal, Refused
from ipplatform.spreadsheets import SpreadsheetRefused, sheet_open

MAX_BYTES = 10 * 1024 * 1024
MAX_HEADER_ROW = 10
FILE_TOO_LARGE = Refusal("sheet_too_large", _("表格超过 10 MB，请只保留要上传的工作表。"))
FILE_UNREADABLE = Refusal("sheet_unreadable", _("这个文件读不出表格。请用下载的 xlsx 文件填写，不加密码，再上传。"))
TOO_MANY_ROWS = Refusal("sheet_too_many_rows", _("表格的行数太多。"))
HEADER_MISSING = Refusal("sheet_header_missing", _("前十行里没有找到需要的表头。缺少："))


@dataclass(frozen=True)
class CellRefused:
    """A cell that cannot be taken: row of the file (from 1), column by its heading, why, and what stands there."""

    row: int
    column: str
    reason: str | Promise
    value: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the file by the headings asked for; a heading the file lacks gives an empty text."""

    row: int
    cells: dict[str, str]

    @property
    def is_empty(self) -> bool:
        """Nothing stands under any heading asked for."""
        return not any(self.cells.values())


def sheet_lines(
    file: UploadedFile, *, needed: Sequence[str], known: Sequence[str] = (), most: int
) -> list[Line]:  # fmt: skip
    """Filled rows under the headings `needed` and `known`, cells without blanks around. At most `most` rows.

    Raises Refused: sheet_too_large, sheet_unreadable, sheet_header_missing (naming the headings), sheet_too_many_rows.
    """
    if (file.size or 0) > MAX_BYTES:
        raise Refused(FILE_TOO_LARGE)
    with tempfile.NamedTemporaryFile(suffix=".sheet") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        try:
            with sheet_open(Path(kept.name), seconds=30) as sheet:
                return _lines(sheet.rows, needed, (*needed, *known), most)
        except SpreadsheetRefused as refused:
            raise Refused(FILE_UNREADABLE.with_missing([refused.code])) from None


def plain(text: str) -> str:
    """A cell as it was meant: without blanks around and without the apostrophe that keeps formulas from running."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _lines(rows: Iterable[list[str]], needed: Sequence[str], headings: Sequence[str], most: int) -> list[Line]:
    places: dict[str, int] | None = None
    lines: list[Line] = []
    best: Sequence[str] = needed
    for row, cells in enumerate(rows, start=1):
        if places is None:
            found = {_heading(cell): place for place, cell in reversed(list(enumerate(cells)))}
            missing = [name for name in needed if _heading(name) not in found]
            best = min(best, missing, key=len)
            if not missing:
                places = {name: found[_heading(name)] for name in headings if _heading(name) in found}
            elif row >= MAX_HEADER_ROW:
                break
            continue
        line = Line(row, {name: plain(cells[places[name]]) if _there(places, name, cells) else "" for name in headings})
        if not line.is_empty:
            lines.append(line)
        if len(lines) > most:
            raise Refused(TOO_MANY_ROWS)
    if places is None:
        raise Refused(HEADER_MISSING.with_missing(best))
    return lines


def _there(places: dict[str, int], name: str, cells: list[str]) -> bool:
    return name in places and places[name] < len(cells)


def _heading(text: str) -> str:
    """Width, case and blanks aside."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()
