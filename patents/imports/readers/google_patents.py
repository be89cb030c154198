"""Google Patents downloads: a line with the search, then the header. Names are joined by commas that firms also use."""

import re
from collections.abc import Iterator
from typing import Any

from ipplatform import clock
from patents.imports.raw import RawPatent, RowRefused, RowResult
from patents.imports.readers import cells
from patents.imports.readers.dates import order_of, slashed
from patents.imports.readers.layout import Reader, Row
from patents.imports.readers.names import rejoined
from patents.records.numbers import patent_type_of_kind, stage_of_kind

COLUMNS: dict[str, tuple[str, ...]] = {
    "publication_number": ("id",),
    "title": ("title",),
    "applicants": ("assignee",),
    "inventors": ("inventor/author",),
    "priority_date": ("priority date",),
    "filing_date": ("filing/creation date",),
    "publication_date": ("publication date",),
    "grant_date": ("grant date",),
    "source_url": ("result link",),
}
_HYPHENS = re.compile(r"^([A-Z]{2})-(.+)-([A-Z]\d?)$")
_DAYS = ("publication_date", "grant_date", "filing_date", "priority_date")


def read(rows: Iterator[Row]) -> Iterator[RowResult]:
    """One statement a row; looks ahead for the order of day and month (`m/d/yy` where Excel saved the file again)."""
    order, rows = order_of(rows, _DAYS)
    latest = clock.today().year
    for row in rows:
        yield _row(row, order, latest)


def _joined(match: re.Match[str]) -> str:
    return "".join(match.groups()).replace("-", "")


def _row(row: Row, order: str, latest: int) -> RowResult:
    # `US-10000000-B2` is the number that other sources write without hyphens.
    row.values["publication_number"] = _HYPHENS.sub(_joined, row.text("publication_number"))
    number = cells.number(row)
    if isinstance(number, RowRefused):
        return number
    days: dict[str, Any] = {}
    for name in _DAYS:  # a year of two digits is the last one not after the publication
        days[name] = slashed(row, name, order, latest=latest)
        if name == "publication_date" and days[name]:
            latest = int(days[name][:4])
    values = cells.stated({
        "kind": number.kind,
        "patent_type": patent_type_of_kind(number.office, number.kind),
        "stage": stage_of_kind(number.office, number.kind),
        "title": row.text("title"),
        "applicants": rejoined(row.text("applicants")),
        "inventors": rejoined(row.text("inventors")),
        "source_url": row.text("source_url"),
        "filing_year": int(days["filing_date"][:4]) if days["filing_date"] else None,
        "extra": row.extra(),
        **days,
    })  # fmt: skip
    if values.get("grant_date"):
        values["stage"] = "grant"
    cells.ordered(row, values)
    return RawPatent(row.number, number.key, number.office, "", values, row.cells, row.flags)


READER = Reader(
    "google_patents", "google_patents", COLUMNS, frozenset({"publication_number", "source_url"}), read, minimum=4,
)  # fmt: skip
