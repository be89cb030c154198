"""Sumobrain exports. Names carry addresses in brackets, some abstracts a glued notice, numbers depend on the type."""

import re
from collections.abc import Iterator
from typing import Any

from patents.imports.raw import RawPatent, RowRefused, RowResult
from patents.imports.readers import cells
from patents.imports.readers.docdb import docdb_application
from patents.imports.readers.layout import Reader, Row
from patents.imports.readers.names import address_cut, distinct
from patents.records.numbers import patent_type_of_kind, stage_of_kind

SEPARATOR = "; "
COLUMNS: dict[str, tuple[str, ...]] = {
    "publication_number": ("Document Number",),
    "stage_raw": ("Document Type",),
    "publication_date": ("Publication Date",),
    "title": ("Title",),
    "abstract": ("Abstract",),
    "inventors": ("Inventor Name", "Inventor"),
    "applicants": ("Assignee", "Assignee Name"),
    "application_number": ("Application Number",),
    "filing_date": ("Filing Date",),
    "us_class": ("Primary Class",),
    "us_class_other": ("Other Class",),
}
OFFICES = {"US": "US", "USAPP": "US", "WIPO": "WO", "JP": "JP", "EP": "EP"}
STAGES = {"US": "grant", "USAPP": "application", "WIPO": "application"}
# An EP number has seven digits; what follows is text, even where it begins with a digit (`EP01347371. A suction cup`).
_NOTICE = re.compile(
    r"^Abstract (?:not available for|of) (?:EP\d{7}|[A-Z]{2}\d+)(?:Abstract of corresponding document: *[A-Z]{2}\d+)?"
)
_US_SERIAL = re.compile(r"^(\d{2})/(\d{3}),?(\d{3})$")
_FIRST_YEAR_OF_LONG_NUMBERS = 2011
_KINDS_OF_SERIES = {"29": "F", "60": "P", "61": "P", "62": "P", "63": "P"}


def read(rows: Iterator[Row]) -> Iterator[RowResult]:
    """One statement a row."""
    for row in rows:
        yield _row(row)


def _row(row: Row) -> RowResult:
    number = cells.number(row)
    if isinstance(number, RowRefused):
        return number
    label = row.text("stage_raw")
    office = number.office or OFFICES.get(label, "")
    if label in OFFICES and OFFICES[label] != office:
        row.flag("stage_raw", "office_differs")
    filed = cells.day(row, "filing_date")
    if filed:
        row.values["application_number"] = us_docdb(row.text("application_number"), int(filed[:4]))
    application, check_computed = docdb_application(row, "application_number", office)
    values = cells.stated(_values(row, office, number.kind, label) | {
        "filing_date": filed, "filing_year": int(filed[:4]) if filed else None, "check_computed": check_computed,
    })  # fmt: skip
    cells.ordered(row, values)
    return RawPatent(row.number, number.key, office, application, values, row.cells, row.flags)


def us_docdb(text: str, year: int) -> str:
    """`13/974256` filed in 2013 -> `US 201313974256 A`, as the EPO's databases count; earlier ones serial and year.

    A number that is no US serial stays as it is.
    """
    match = _US_SERIAL.match("".join(text.split()))
    if match is None:
        return text
    series, serial = match[1], f"{match[2]}{match[3]}"
    long = year >= _FIRST_YEAR_OF_LONG_NUMBERS
    number = f"{year}{series}{serial}" if long else f"{serial.lstrip('0')}{year % 100:02d}"
    return f"US {number} {_KINDS_OF_SERIES.get(series, 'A')}"


def abstract_clean(text: str) -> str:
    """Without the notice that another document's abstract stands in for a missing one."""
    return _NOTICE.sub("", text, count=1).strip()


def _values(row: Row, office: str, kind: str, label: str) -> dict[str, Any]:
    classes = [*cells.items(row, "us_class", ","), *cells.items(row, "us_class_other", ",")]
    return {
        "kind": kind,
        "patent_type": patent_type_of_kind(office, kind),
        "stage": STAGES.get(label) or stage_of_kind(office, kind),
        "stage_raw": label,
        "title": row.text("title"),
        "abstract": abstract_clean(row.text("abstract")),
        "publication_date": cells.day(row, "publication_date"),
        "applicants": distinct(address_cut(name) for name in cells.items(row, "applicants", SEPARATOR)),
        "inventors": distinct(address_cut(name) for name in cells.items(row, "inventors", SEPARATOR)),
        "us_class": distinct(classes),
        "extra": row.extra(),
    }


READER = Reader(
    "sumobrain", "sumobrain", COLUMNS, frozenset({"publication_number", "stage_raw"}), read, minimum=5,
)  # fmt: skip
