"""How any format is read: find the header row, match columns by normalised names and aliases, give cells by field."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, islice

from ipplatform.spreadsheets import UnendedRow
from patents.imports.raw import RawPatent, RowRefused, RowResult

HEADER_ROWS = 10
# What the columns of patents and publications hold (patents/records/models.py); other texts have no bound of their own.
_LENGTHS = {"kind": 2, "stage_raw": 60, "family_id": 60, "legal_status_raw": 60, "sei_industry": 120}
MARKED = ("encoding_doubtful", "cells_beyond_header")
MOST_MARKS = 100
_CUT_SHOWN = 500
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_PREFIX = re.compile(r"^\s*\[[^\]]{1,6}\]")


class HeaderUnknown(Exception):
    """No known header row among the first ten rows. `number_missing`: a list of patents, but without any number."""

    def __init__(self, *, number_missing: bool = False) -> None:
        super().__init__("header_unknown")
        self.number_missing = number_missing


@dataclass(frozen=True)
class Reader:
    """A format. `columns`: our field -> headings it is known by; `required` must be there; `missing` marks absence.

    `telling`: headings that this vendor alone writes, one of which must be there for a file to be taken as the format
    unasked; a format whose required headings are its own needs none.
    `read` turns rows into statements; it sees the whole iterator, so a format may look ahead (a file's date order).
    `verbatim`: a person chose these very headings, so one written the same comes before one that is only alike.
    """

    format: str
    source: str
    columns: Mapping[str, tuple[str, ...]]
    required: frozenset[str]
    read: Callable[[Iterator["Row"]], Iterator[RowResult]]
    minimum: int = 3
    missing: frozenset[str] = frozenset({"", "-"})
    telling: frozenset[str] = frozenset()
    verbatim: bool = False

    @cached_property
    def telling_written(self) -> frozenset[str]:
        """The telling headings as `_as_written` has those of a file."""
        return frozenset(map(_as_written, self.telling))


@dataclass(frozen=True)
class Layout:
    """A recognised header: its row number (1 = first line of the file), its titles, field -> column index."""

    reader: Reader
    header_row: int
    titles: tuple[str, ...]
    index: Mapping[str, int]

    @cached_property
    def missing_columns(self) -> list[str]:
        """Fields of the format that this file has no column for; reported once a file."""
        return [name for name in self.reader.columns if name not in self.index]

    @cached_property
    def unknown_columns(self) -> list[int]:
        """Indexes of titled columns that the format does not know; their cells are kept as extra fields."""
        known = set(self.index.values())
        return [position for position, title in enumerate(self.titles) if title.strip() and position not in known]


class Row:
    """Cells of one row, asked by field. Collects flags (column title, code) while it is read."""

    __slots__ = ("cells", "flags", "layout", "number", "values")

    def __init__(self, number: int, cells: list[str], layout: Layout) -> None:
        self.number = number
        self.cells = cells
        self.layout = layout
        self.flags: list[tuple[str, str]] = []
        missing = layout.reader.missing
        if len(cells) < len(layout.titles):
            cells = [*cells, *[""] * (len(layout.titles) - len(cells))]
        self.values: dict[str, str] = {
            name: value for name, position in layout.index.items() if (value := cells[position].strip()) not in missing
        }
        if len(cells) > len(layout.titles):
            self.flags += marks("cells_beyond_header", layout.titles, cells)
        if not "".join(cells).isprintable():
            self._control_cut()

    def text(self, name: str) -> str:
        """The trimmed cell, empty where missing or where the file has no such column. Control characters are cut."""
        return self.values.get(name, "")

    def flag(self, name: str, code: str) -> None:
        """Mark the row as doubtful in one column; it is imported all the same."""
        self.flags.append((self.title(name), code))

    def title(self, name: str) -> str:
        """The heading of a field in this file, else the field's own name."""
        position = self.layout.index.get(name)
        return self.layout.titles[position] if position is not None else name

    def extra(self) -> dict[str, str]:
        """Cells of unknown columns by their heading."""
        missing = self.layout.reader.missing
        return {
            self.layout.titles[position]: value
            for position in self.layout.unknown_columns
            if position < len(self.cells) and (value := self.cells[position].strip()) not in missing
        }

    def _control_cut(self) -> None:
        self.cells = [_storable(cell) for cell in self.cells]
        for name, value in self.values.items():
            cleaned = _without_control(value)
            if cleaned != value:
                self.values[name] = cleaned
                self.flag(name, "control_characters")


def column_name(titles: Sequence[str], position: int) -> str:
    """A column's heading; `#5` where the fifth column has none, or one that stands before it already."""
    title = titles[position] if position < len(titles) else ""
    return title if title.strip() and titles.index(title) == position else f"#{position + 1}"


def marks(code: str, titles: Sequence[str], cells: Sequence[str]) -> list[tuple[str, str]]:
    """Flags of the cells that a code of MARKED means, one for each, with its column; at most MOST_MARKS of a row."""
    found = (
        (column_name(titles, position), code)
        for position, cell in enumerate(cells)
        if (position >= len(titles) and cell.strip() if code == "cells_beyond_header" else not cell.isascii())
    )
    return list(islice(found, MOST_MARKS))


def _without_control(text: str) -> str:
    """Line breaks and tabs stay; other control characters and halves of surrogates are no text."""
    if text.isprintable():
        return text
    return "".join(mark for mark in text if mark in "\t\n\r" or unicodedata.category(mark) not in ("Cc", "Cs"))


def _storable(text: str) -> str:
    """As it was read, but for what no database takes: NUL and halves of surrogates."""
    return _NOT_STORABLE.sub("", text)


def heading(text: str) -> str:
    """Normal form of a column title: width, case, blanks, punctuation and prefixes such as `[标]` do not count."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _PREFIX.sub("", plain).casefold()
    return "".join(mark for mark in plain if unicodedata.category(mark)[0] in "LN" or mark == "#")


def _as_written(text: str) -> str:
    """A title in one width and case, without blanks and prefix; its punctuation stays (`Inventor(s)`)."""
    return "".join(_PREFIX.sub("", unicodedata.normalize("NFKC", text)).casefold().split())


def header_find(first_rows: list[list[str]], readers: Iterable[Reader], *, unasked: bool = False) -> Layout:
    """The row among the first ten that fits a reader best: most known headings, then most telling ones, then the first.

    `unasked`: nobody named the format, so that a reader with telling headings needs one of them. Raises HeaderUnknown.
    """
    best: Layout | None = None
    score = (0, 0)
    candidates = list(readers)
    for number, cells in enumerate(first_rows[:HEADER_ROWS], start=1):
        positions: dict[str, int] = {}
        exact: dict[str, int] = {}
        for position, cell in enumerate(cells):
            exact.setdefault(cell.strip(), position)
            if normal := heading(cell):  # a column without words in its heading is like no other
                positions.setdefault(normal, position)
        written = {_as_written(cell) for cell in cells}
        for reader in candidates:
            index = _matched(reader, positions, exact if reader.verbatim else {})
            enough = reader.required <= index.keys() and len(index) >= reader.minimum
            told = len(written & reader.telling_written) if enough else 0
            if enough and (told or not reader.telling or not unasked) and (len(index), told) > score:
                best, score = Layout(reader, number, tuple(cells), index), (len(index), told)
    if best is None:
        raise HeaderUnknown
    return best


def rows_read(layout: Layout, rows: Iterable[list[str]]) -> Iterator[RowResult]:
    """Statements and refusals of all rows of a file (from its first line on); blank rows are no rows."""
    cut_off: list[RowRefused] = []

    def filled() -> Iterator[Row]:
        for number, cells in enumerate(rows, start=1):
            if number > layout.header_row and any(cell and not cell.isspace() for cell in cells):
                if isinstance(cells, UnendedRow) and (refusal := _cut_off(number, cells, layout)):
                    cut_off.append(refusal)
                else:
                    yield Row(number, cells, layout)

    return chain((_fitted(result, layout) for result in layout.reader.read(filled())), cut_off)


def _cut_off(number: int, cells: UnendedRow, layout: Layout) -> RowRefused | None:
    """Why the last row of a file is none: within quotes, or before the last heading. A full one only lacks its end."""
    width = max(position for position, title in enumerate(layout.titles, start=1) if title.strip())
    if not cells.in_quotes and len(cells) >= width:
        return None
    swallowed = cells.in_quotes and len(cells[-1].strip().splitlines()) > 1
    reason = "quote_unclosed" if swallowed else "row_cut_off"
    return RowRefused(number, column_name(layout.titles, len(cells) - 1), reason, _storable(cells[-1])[:_CUT_SHOWN])


def _fitted(result: RowResult, layout: Layout) -> RowResult:
    """Texts longer than their column are cut and flagged, so that one cell never ends an import half-way."""
    if isinstance(result, RawPatent):
        for name, length in _LENGTHS.items():
            text = result.values.get(name)
            if isinstance(text, str) and len(text) > length:
                result.values[name] = text[:length].rstrip()
                position = layout.index.get(name)
                title = layout.titles[position] if position is not None else name
                result.flags.append((title, "value_too_long"))
    return result


@cache
def _headings(aliases: tuple[str, ...]) -> tuple[str, ...]:
    """Aliases in normal form: computed once, for every row of every file is compared with all of them."""
    return tuple(map(heading, aliases))


def _matched(reader: Reader, positions: Mapping[str, int], exact: Mapping[str, int]) -> dict[str, int]:
    index: dict[str, int] = {}
    for name, aliases in reader.columns.items():
        found = (*(exact.get(alias.strip()) for alias in aliases), *(positions.get(a) for a in _headings(aliases)))
        position = next((position for position in found if position is not None), None)
        if position is not None:
            index[name] = position
    return index
