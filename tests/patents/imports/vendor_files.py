"""The real exports of ../shared/data: imported once a module, counted again from the kept source records.

The figures of the `*_expected.json` files are mechanical: cells as written, a record once per distinct value.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.test import override_settings
from pytest_django import DjangoDbBlocker

from ipplatform.search import services as search
from patents.imports.models import ImportRun
from patents.imports.readers import FORMATS
from tests.database import database_restore
from tests.factories.patents import imported
from tests.shared_data import shared_data

SAMPLES, SAMPLE_TEXT = 2, 160
_SUBCLASS = re.compile(r"^[A-HY]\d{2}[A-Z]")


@contextmanager
def import_kept(blocker: DjangoDbBlocker, *files: str) -> Iterator[list[ImportRun]]:
    """Finished runs of shared files for all tests of a module; at its end the database is as it was migrated.

    The search index is one of its own: what the runs left there, no later test finds.
    """
    paths = [shared_data(name) for name in files]
    with TemporaryDirectory() as folder, override_settings(SEARCH_FILE=Path(folder) / "search.db"), blocker.unblock():
        search.engine("embedded").close()
        try:
            yield [imported(path) for path in paths]
        finally:
            search.engine("embedded").close()
            database_restore()


def expected_of(name: str) -> dict[str, Any]:
    """An expected file."""
    found: dict[str, Any] = json.loads(shared_data(name).read_text("utf-8"))
    return found


@dataclass(frozen=True)
class Headings:
    """Where a vendor writes what the expected figures count; `year` and `country` read a cell.

    `separator` is a pattern: the figures part names at line breaks inside a cell too. `empty` is what the figures write
    for an empty cell; where the vendor writes it too, it is one of the tokens that are no IPC symbol.
    """

    number: str
    year: tuple[str, Callable[[str], str]]
    applicants: str
    inventors: str
    separator: str
    ipc: str
    country: tuple[str, Callable[[str], str]]
    empty: str = "missing"


class Raw:
    """The rows of runs as they were read, by heading; computes what an expected file states.

    `refused`: rows that are no records, as the refusals keep them: the cell that was refused, all others empty.
    """

    def __init__(self, runs: list[ImportRun], headings: Headings, *, refused: bool = False) -> None:
        self.headings = headings
        self.columns = [title for title in runs[0].header if title]
        self.rows: list[dict[str, str]] = []
        for run in runs:
            missing = FORMATS[run.format].missing
            for cells in run.records.filter(part=0).order_by("row").values_list("raw", flat=True):
                row = {title: cell.strip() for title, cell in zip(run.header, cells, strict=False) if title}
                self.rows.append({title: "" if cell in missing else cell for title, cell in row.items()})
            for column, value in run.refusals.order_by("row").values_list("column", "raw_value") if refused else ():
                self.rows.append(dict.fromkeys(self.columns, "") | {column: value})

    @cached_property
    def figures(self) -> dict[str, Any]:
        """Everything that all expected files hold."""
        heads = self.headings
        numbers = Counter(row[heads.number] for row in self.rows)
        applicants, inventors = self._values(heads.applicants), self._values(heads.inventors)
        upper = [{" ".join(name.upper().split()) for name in names} for names in applicants]
        found: dict[str, Any] = {
            "rows": len(self.rows), "columns": self.columns,
            "missing_per_column": {c: sum(not row.get(c) for row in self.rows) for c in self.columns},
            "unique_numbers": len(numbers), "duplicate_rows_beyond_first": len(self.rows) - len(numbers),
            "duplicated_numbers_sample": {number: n for number, n in numbers.items() if n > 1},
            "per_year": Counter(heads.year[1](row[heads.year[0]]) or heads.empty for row in self.rows),
            "per_country": Counter(heads.country[1](row[heads.country[0]]) or heads.empty for row in self.rows),
            "top10_applicants_raw_exact": top(applicants), "distinct_applicants_raw": len(set().union(*applicants)),
            "top10_applicants_upper": top(upper), "distinct_applicants_upper": len(set().union(*upper)),
            "top10_inventors_raw_exact": top(inventors), "distinct_inventors_raw": len(set().union(*inventors)),
            "sample_rows": [self._shown(row) for row in self.rows[:SAMPLES]],
        }  # fmt: skip
        return found | (self._ipc() if heads.ipc else {})

    def counted(self, column: str, most: int | None = None) -> dict[str, int]:
        """Rows by the cell as it stands; the `most` frequent, ties by name."""
        cells = Counter(row[column] or self.headings.empty for row in self.rows)
        return dict(sorted(cells.items(), key=lambda pair: (-pair[1], pair[0]))[:most])

    def _shown(self, row: dict[str, str]) -> dict[str, str | None]:
        """A row as the samples show it: long text cut, an empty cell as the vendor writes it."""
        empty = None if self.headings.empty == "missing" else self.headings.empty
        return {column: row.get(column, "")[:SAMPLE_TEXT] or empty for column in self.columns}

    def _ipc(self) -> dict[str, Any]:
        symbols = self._values(self.headings.ipc)
        parsed = [{m[0] for symbol in cell if (m := _SUBCLASS.match(symbol))} for cell in symbols]
        unread = Counter(symbol for cell in symbols for symbol in cell if not _SUBCLASS.match(symbol))
        if self.headings.empty != "missing":
            unread[self.headings.empty] = sum(not cell for cell in symbols)
        return {
            "top10_ipc_subclasses": top(parsed),
            "distinct_ipc_subclasses": len(set().union(*parsed)),
            "ipc_tokens_not_parsed": unread,
        }

    def _values(self, column: str) -> list[set[str]]:
        cells = (re.split(self.headings.separator, row.get(column, "")) for row in self.rows)
        return [{part.strip() for part in cell} - {""} for cell in cells]


def top(values: list[set[str]], n: int = 10) -> list[list[Any]]:
    """The most frequent values, ties by name."""
    counted: Counter[str] = Counter(value for of_row in values for value in of_row)
    return [list(pair) for pair in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:n]]


def differing(figures: dict[str, Any], expected: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Figures that are not the expected ones: name -> (ours, theirs)."""
    return {name: (ours, expected[name]) for name, ours in figures.items() if ours != expected[name]}
