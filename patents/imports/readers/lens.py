"""Lens.org exports, of 2015, 2017 and since 2021. Lists `;;`; the layout changes, so every heading has aliases.

Mapping: docs/import-formats.md. Days are `dd/mm/yy` in one file and `m/d/yy` in the next: the file shows the order,
`Publication Year` the century. Where day and `Publication Year` disagree the latter rules: the days were written with
the year of their week (31 December 2014 as `12/31/15`), which the weekday of publication of every office proves. The
application date has the same fault; it is set right where the own priority or the publication says so, else flagged.
"""

import re
from collections.abc import Iterator
from typing import Any

from ipplatform import clock
from patents.imports.raw import RawPatent, RowRefused, RowResult
from patents.imports.readers import cells
from patents.imports.readers.dates import day_of, order_of, slashed, year_before, year_of_week
from patents.imports.readers.docdb import docdb_application, docdb_parts, docdb_priority
from patents.imports.readers.layout import Reader, Row
from patents.records.numbers import patent_type_of_kind, publication_key, stage_of_kind

SEPARATOR = ";;"
COLUMNS: dict[str, tuple[str, ...]] = {
    "publication_number": ("Publication Number", "Display Key"),
    "office": ("Jurisdiction", "Publication Country"),
    "kind": ("Kind", "Kind Code"),
    "source_id": ("Lens ID",),
    "publication_date": ("Publication Date",),
    "publication_year": ("Publication Year",),
    "application_number": ("Application Number",),
    "filing_date": ("Application Date", "Filing Date"),
    "priorities": ("Priority Numbers",),
    "priority_date": ("Earliest Priority Date",),
    "title": ("Title",),
    "abstract": ("Abstract",),
    "applicants": ("Applicants", "Applicant"),
    "inventors": ("Inventors", "Inventor"),
    "assignees": ("Owners", "Owners (US)"),
    "source_url": ("URL",),
    "stage_raw": ("Type", "Document Type", "Publication Type"),
    "cites_count": ("Cites Patent Count",),
    "cited_by_count": ("Cited Count", "Cited by Patent Count"),
    "family_size": ("Simple Family Size",),
    "family_members": ("Simple Family Members",),
    "cpc": ("CPC Classifications",),
    "ipc": ("IPCR Classifications", "IPC Classifications"),
    "us_class": ("US Classifications",),
    "literature": ("Non-Patent Citations", "NPL Citations"),
    "legal_status_raw": ("Legal Status",),
}
STAGES = {
    "patent application": "application", "granted patent": "grant", "limited patent": "grant", "design right": "grant",
    "ammended patent": "grant", "amended patent": "grant", "amended application": "application",
    "search report": "other", "patent of addition": "grant", "abstract": "other",
}  # fmt: skip
_WITHOUT_KIND = re.compile(r"[A-Za-z]{2}[\s\d/]*\d\s*$")
_KIND = re.compile(r"[A-Z]\d?$")
_DAYS = ("publication_date", "filing_date", "priority_date")


def read(rows: Iterator[Row]) -> Iterator[RowResult]:
    """One statement a row; looks ahead for the order of day and month."""
    order, rows = order_of(rows, _DAYS)
    latest = clock.today().year
    for row in rows:
        yield _row(row, order, latest)


def _row(row: Row, order: str, latest: int) -> RowResult:
    _kind_added(row)
    number = cells.number(row)
    if isinstance(number, RowRefused):
        return number
    kind = row.text("kind").upper()[:2] or number.kind
    office = cells.office(row, "office", number.office)
    application, check_computed = docdb_application(row, "application_number", office)
    values = _values(row, office, kind) | _days(row, order, latest) | {"check_computed": check_computed}
    if filing := values["filing_date"]:
        values["filing_year"] = int(filing[:4])
    values = cells.stated(values)
    cells.ordered(row, values)
    return RawPatent(row.number, number.key, office, application, values, row.cells, row.flags)


def _kind_added(row: Row) -> None:
    """A number that shows no kind gets the one of its column: `US 2013/0101709` and A1, so that A1 and B2 differ."""
    number, kind = row.text("publication_number"), row.text("kind").upper()
    if _WITHOUT_KIND.match(number) and _KIND.match(kind):
        row.values["publication_number"] = f"{number} {kind}"


def _days(row: Row, order: str, latest: int) -> dict[str, Any]:
    stated = cells.year(row, "publication_year")
    published = slashed(row, "publication_date", order, year=stated, latest=latest)
    if published and stated and int(published[:4]) != stated:
        if published[5:7] == "12" and int(published[:4]) == stated + 1:
            published = year_before(published)
            row.flag("publication_date", "year_corrected")
        else:
            row.flag("publication_date", "year_doubtful")
    bound = int(published[:4]) if published else stated or latest
    filed = slashed(row, "filing_date", order, latest=bound)
    if filed and "/" in row.text("filing_date") and year_of_week(filed):
        filed = _filing_year_right(row, filed, published)
    return {
        "publication_date": published,
        "filing_date": filed,
        "priority_date": slashed(row, "priority_date", order, latest=bound),
    }


def _filing_year_right(row: Row, filed: str, published: str | None) -> str:
    earlier = year_before(filed)
    own = docdb_parts(row.text("application_number"))
    claimed = (text.rsplit(" ", 1) for text in cells.items(row, "priorities", SEPARATOR))
    dates = {day_of(parts[1]) for parts in claimed if len(parts) == 2 and docdb_parts(parts[0]) == own}
    if filed in dates:
        return filed
    if earlier in dates or (published and earlier <= published < filed):
        row.flag("filing_date", "year_corrected")
        return earlier
    row.flag("filing_date", "year_doubtful")
    return filed


def _values(row: Row, office: str, kind: str) -> dict[str, Any]:
    label = row.text("stage_raw")
    design = label.casefold() == "design right"
    return {
        "kind": kind,
        "patent_type": "design" if design else patent_type_of_kind(office, kind),
        "stage": STAGES.get(label.casefold()) or stage_of_kind(office, kind),
        "stage_raw": label,
        **{name: row.text(name) for name in ("title", "abstract", "source_url", "source_id", "legal_status_raw")},
        **{name: cells.items(row, name, SEPARATOR) for name in ("applicants", "inventors", "assignees", "us_class")},
        **{name: cells.whole(row, name) for name in ("cited_by_count", "cites_count", "family_size")},
        "ipc": cells.symbols(row, "ipc", SEPARATOR),
        "cpc": cells.symbols(row, "cpc", SEPARATOR),
        "priorities": [docdb_priority(text) for text in cells.items(row, "priorities", SEPARATOR)],
        "family_members": list(dict.fromkeys(map(publication_key, cells.items(row, "family_members", SEPARATOR)))),
        "citations": [{"text": text} for text in cells.items(row, "literature", SEPARATOR)],
        "extra": row.extra(),
    }


TELLING = frozenset({
    "Lens ID", "Display Key", "Publication Year", "Cites Patent Count", "Cited Count", "Cited by Patent Count",
    "Simple Family Size", "Extended Family Size", "IPCR Classifications", "CPC Classifications",
    "Non-Patent Citations", "NPL Citations",
})  # fmt: skip
READER = Reader(
    "lens",
    "lens",
    COLUMNS,
    frozenset({"publication_number", "office"}),
    read,
    minimum=5,
    missing=frozenset({"", "-", "None"}),
    telling=TELLING,
)
