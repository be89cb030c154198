"""WIPO PATENTSCOPE result lists. Lists `;`, days `dd.mm.yyyy`, numbers without kind and in both letter cases.

The same publication may stand in several rows, also with another letter case or day: each row is a statement of its
own, the fold makes one publication of them (equal rank: the statement's hash decides, in any order of rows).
"""

import re
from collections.abc import Iterator
from typing import Any

from patents.imports.raw import RawPatent, RowRefused, RowResult
from patents.imports.readers import cells
from patents.imports.readers.dates import day_of
from patents.imports.readers.docdb import docdb_application
from patents.imports.readers.layout import Reader, Row
from patents.records.classification import symbol_normal
from patents.records.numbers import patent_type_of_kind, publication_key, stage_of_kind

SEPARATOR = ";"
COLUMNS: dict[str, tuple[str, ...]] = {
    "publication_number": ("Publication Number", "公布号", "公布编号"),
    "publication_date": ("Publication Date", "公布日"),
    "title": ("Title", "发明名称"),
    "priorities": ("Priority Data", "Priorities Data", "优先权数据"),
    "ipc": ("IPC", "I P C", "Int. Class", "Int.Cl"),
    "applicants": ("Applicants", "Applicant", "申请人"),
    "inventors": ("Inventors", "Inventor", "发明人"),
    "image": ("FP Image", "Image"),  # always empty
    "source_id": ("Application Id",),
    "application_number": ("Application Number", "申请号"),
    "filing_date": ("Application Date", "申请日"),
    "office": ("Country", "国家"),
    "abstract": ("Abstract", "摘要"),
}
_DOUBLED = re.compile(r"^([A-Z]{2})\1(?=[A-Z0-9])")
_OLD_EDITION = re.compile(r"^\d\s+(?=[A-H]\s?\d{2})")
_GROUP_ONLY = re.compile(r"^\d{1,4}/\d+$")
_TRAILING_LETTER = re.compile(r"(?<=\d)\s+[A-Z\-]$|\s*/\s*$")
_IPC_TAIL = re.compile(r"(?<=\d)\s+\d{8}[A-Z].*$")  # `G07F 9/10 20060101AFI20130528VHKR`
_ZERO_DAY = "30.12.1899"
_INSTANT = re.compile(r"T[\d:.]+Z?$")


def read(rows: Iterator[Row]) -> Iterator[RowResult]:
    """One statement a row."""
    for row in rows:
        yield _row(row)


def _row(row: Row) -> RowResult:
    if raw := row.text("publication_number"):
        row.values["publication_number"] = _DOUBLED.sub(r"\1", publication_key(raw))
    number = cells.number(row)
    if isinstance(number, RowRefused):
        return RowRefused(number.row, number.column, number.reason, raw)
    office = cells.office(row, "office", number.office)
    application, check_computed = docdb_application(row, "application_number", office)
    values = cells.stated(_values(row, office, number.kind) | {"check_computed": check_computed})
    cells.ordered(row, values)
    return RawPatent(row.number, number.key, office, application, values, row.cells, row.flags)


def _values(row: Row, office: str, kind: str) -> dict[str, Any]:
    filed = cells.day(row, "filing_date")
    return {
        "kind": kind,
        "patent_type": patent_type_of_kind(office, kind),
        "stage": stage_of_kind(office, kind),
        "title": row.text("title"),
        "abstract": row.text("abstract"),
        "publication_date": cells.day(row, "publication_date"),
        "filing_date": filed,
        "filing_year": int(filed[:4]) if filed else None,
        "applicants": cells.items(row, "applicants", SEPARATOR),
        "inventors": cells.items(row, "inventors", SEPARATOR),
        "ipc": _symbols(row),
        "priorities": _priorities(row),
        "source_id": row.text("source_id"),
        "extra": row.extra(),
    }


def symbols_of(token: str) -> list[str | None]:
    """Symbols of one token; None for each part that is none.

    Old style: `6 A 23 C 19/00, 19/068, A 21 D 13/08` (edition digit, groups without their subclass).
    """
    parts = _OLD_EDITION.sub("", _IPC_TAIL.sub("", token.replace("//", "/").strip())).split(",")
    found: list[str | None] = []
    subclass = ""
    for part in (part.strip() for part in parts):
        text = f"{subclass}{part}" if subclass and _GROUP_ONLY.match(part) else part
        symbol = symbol_normal(_TRAILING_LETTER.sub("", text))
        subclass = symbol[:4] if symbol else subclass
        if part:
            found.append(symbol)
    return found


def _symbols(row: Row) -> list[str]:
    found = [symbol for token in cells.items(row, "ipc", SEPARATOR) for symbol in symbols_of(token)]
    if None in found:
        row.flag("ipc", "symbol_unreadable")
    return list(dict.fromkeys(symbol for symbol in found if symbol))


def _priorities(row: Row) -> list[dict[str, str]]:
    """`[08/862,505 1997-05-23T23:59:59.000Z US, …]` or `[US 20130225 61/768,603, …]`; numbers may hold a comma.

    Entries end with comma and blank. `null` and the day 30.12.1899 (a spreadsheet's zero) say nothing.
    """
    text = row.text("priorities").strip("[]; ")
    found: list[dict[str, str]] = []
    for entry in re.split(r",\s+|;\s*", text) if text else ():
        words = [_INSTANT.sub("", word) for word in entry.upper().split() if word not in ("NULL", _ZERO_DAY)]
        countries = [word for word in (*words[-1:], *words[:1]) if re.fullmatch(r"[A-Z]{2}", word)]
        dated = next((word for word in reversed(words) if day_of(word)), "")
        number = "".join(word for word in words if word not in (*countries, dated))
        parts = {"country": "".join(countries[:1]), "number": number, "date": day_of(dated) or ""}
        found.append({name: value for name, value in parts.items() if value})
    kept = [entry for entry in found if "date" in entry]  # beside them the same number in other writings
    if not kept and (kept := [entry for entry in found if entry]):
        row.flag("priorities", "date_unreadable")
    return kept


TELLING = frozenset({
    "Priority Data", "Priorities Data", "优先权数据", "FP Image", "Application Id", "公布编号",
})  # fmt: skip
READER = Reader(
    "patentscope", "patentscope", COLUMNS, frozenset({"publication_number", "ipc"}), read, minimum=4, telling=TELLING,
)  # fmt: skip
