"""Espacenet result lists, xls and csv. Lists by line feed (xls) or `;` (csv); a row may name two publications.

`KR20140005675 (U); KR200475295 (Y1)` are application and grant of one record: one statement each (parts 0 and 1). What
the row says of a day is said of the first of them; both are said to belong to the row's application.
"""

import re
from collections.abc import Iterator
from typing import Any

from patents.imports.raw import RawPatent, RowRefused, RowResult
from patents.imports.readers import cells
from patents.imports.readers.docdb import docdb_application, docdb_priority
from patents.imports.readers.layout import Reader, Row
from patents.imports.readers.names import country_cut, distinct
from patents.records.numbers import (
    NumberInvalid,
    PublicationNumber,
    patent_type_of_kind,
    publication_number,
    stage_of_kind,
)

SEPARATOR = "\n"
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("Title",),
    "publication_number": ("Publication number", "Publication No"),
    "publication_date": ("Publication date",),
    "inventors": ("Inventor(s)", "Inventors"),
    "applicants": ("Applicant(s)", "Applicants"),
    "ipc": ("International classification", "IPC"),
    "cpc": ("Cooperative Patent Classification", "CPC"),
    "application_number": ("Application number",),
    "filing_date": ("Date of application", "Application date"),
    "priorities": ("Priority number(s)", "Priority numbers"),
    "priority_date": ("Earliest priority",),
    "earliest_publication": ("Earliest publication",),
    "family_id": ("Family number",),
    "abstract": ("Abstract",),
    "cited_search": ("Patents cited in the search report",),
    "text_search": ("Literature cited in the search report",),
    "cited_examination": ("Patents cited during examination",),
    "text_examination": ("Literature cited during examination",),
    "cited_other": ("Other patent citations",),
    "text_other": ("Other literature citations",),
    "cited_opposition": ("Patents used in opposition",),
    "text_opposition": ("Literature used in opposition",),
    "cited_applicant": ("Patents cited by the applicant",),
    "text_applicant": ("Literature cited by the applicant",),
    "cited_international_search": ("International search citation",),
    "text_international_search": ("International search NPL citation",),
    "cited_supplementary_search": ("Supplementary international search citation",),
    "text_supplementary_search": ("Supplementary international search NPL citation",),
}
CITED_BY = ("search", "examination", "other", "opposition", "applicant", "international_search", "supplementary_search")
_REPEATED_LETTER = re.compile(r"(?<=\d)([A-Z])\s*\((?=\1\d?\))")
_CSV_SEPARATOR = re.compile(r";\s+|\s*\n\s*")


def read(rows: Iterator[Row]) -> Iterator[RowResult]:
    """One statement a publication that a row names."""
    for row in rows:
        yield from _row(row)


def _row(row: Row) -> Iterator[RowResult]:
    numbers: list[PublicationNumber] = []
    raw = row.text("publication_number")
    for text in _parts(row, "publication_number"):
        try:
            numbers.append(publication_of(text))
        except NumberInvalid:
            yield RowRefused(row.number, row.title("publication_number"), "number_unreadable", raw)
            return
    if not numbers:
        yield RowRefused(row.number, row.title("publication_number"), "number_missing", raw)
        return
    office = numbers[0].office
    application, check_computed = docdb_application(row, "application_number", office)
    shared = _values(row) | {"check_computed": check_computed}
    for part, number in enumerate(numbers):
        values = cells.stated(shared | _own(row, number, first=part == 0))
        if part == 0:
            cells.ordered(row, values)
        yield RawPatent(row.number, number.key, number.office, application, values, row.cells, [*row.flags], part)


def publication_of(text: str) -> PublicationNumber:
    """`KR20150000637 (U)`; of `KR200367531Y (Y1)` the letter that the kind repeats is dropped. Raises NumberInvalid."""
    return publication_number(_REPEATED_LETTER.sub("(", text))


def _own(row: Row, number: PublicationNumber, *, first: bool) -> dict[str, Any]:
    return {
        "kind": number.kind,
        "patent_type": patent_type_of_kind(number.office, number.kind),
        "stage": stage_of_kind(number.office, number.kind),
        "publication_date": cells.day(row, "publication_date") if first else None,
    }


def _values(row: Row) -> dict[str, Any]:
    filed = cells.day(row, "filing_date")
    citations = [cited for by in CITED_BY for cited in _cited(row, by)]
    for name in ("ipc", "cpc"):
        row.values[name] = SEPARATOR.join(_parts(row, name))
    return {
        "title": row.text("title"),
        "abstract": row.text("abstract"),
        "filing_date": filed,
        "filing_year": int(filed[:4]) if filed else None,
        "priority_date": cells.day(row, "priority_date"),
        "family_id": row.text("family_id"),
        "applicants": distinct(country_cut(name) for name in _parts(row, "applicants")),
        "inventors": distinct(country_cut(name) for name in _parts(row, "inventors")),
        "ipc": cells.symbols(row, "ipc", SEPARATOR),
        "cpc": cells.symbols(row, "cpc", SEPARATOR),
        "priorities": [docdb_priority(text) for text in _parts(row, "priorities")],
        "citations": citations,
        "cites_count": len({cited["number"] for cited in citations if "number" in cited}) or None,
        "extra": row.extra(),
    }


def _cited(row: Row, by: str) -> Iterator[dict[str, str]]:
    """The cited documents of one pair of columns; a number that cannot be read stays as text."""
    for text in _parts(row, f"cited_{by}"):
        try:
            yield {"number": publication_of(text).key, "by": by}
        except NumberInvalid:
            yield {"text": text, "by": by}
    for text in _parts(row, f"text_{by}"):
        yield {"text": text, "by": by}


def _parts(row: Row, name: str) -> list[str]:
    text = row.text(name)
    return distinct(part.strip(" \t\r\n;\u00a0\u2002") for part in _CSV_SEPARATOR.split(text)) if text else []


TELLING = frozenset({
    "Inventor(s)", "Applicant(s)", "International classification", "Cooperative Patent Classification",
    "Date of application", "Priority number(s)", "Earliest priority", "Earliest publication",
    *(title for name, titles in COLUMNS.items() if name.startswith(("cited_", "text_")) for title in titles),
})  # fmt: skip
READER = Reader(
    "espacenet", "espacenet", COLUMNS, frozenset({"publication_number", "title"}), read, minimum=5, telling=TELLING,
)  # fmt: skip
