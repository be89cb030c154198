"""Rows of a flattened EPO OPS answer into statements: biblio, family, legal events, claims, abstract, full cycle."""

import re
from collections.abc import Iterator
from typing import Any

from patents.imports.raw import RawPatent, RowRefused, RowResult
from patents.imports.readers import cells
from patents.imports.readers.dates import day_of
from patents.imports.readers.docdb import docdb_application, docdb_priority
from patents.imports.readers.layout import Reader, Row
from patents.imports.readers.names import country_cut, distinct
from patents.records.numbers import NumberInvalid, patent_type_of_kind, publication_number, stage_of_kind

SEPARATOR = "\n"
COLUMNS: dict[str, tuple[str, ...]] = {
    "publication_number": ("publication-reference",),
    "application_number": ("application-reference",),
    "family_id": ("family-id",),
    "title": ("invention-title",),
    "abstract": ("abstract",),
    "applicants": ("applicants",),
    "inventors": ("inventors",),
    "ipc": ("classification-ipcr",),
    "cpc": ("patent-classification CPC",),
    "us_class": ("patent-classification UC",),
    "priorities": ("priority-claim",),
    "citations": ("references-cited",),
    "legal_event_rows": ("ops:legal",),
    "claims": ("claims",),
    "family_members": ("ops:family-member",),
}
_PHASES = (
    ("opposition", "opposition"), ("supplementary", "supplementary_search"), ("international", "international_search"),
    ("examination", "examination"), ("applicant", "applicant"), ("search", "search"),
)  # fmt: skip
_CLAIM = re.compile(r"^\s*(\d{1,4})\s*[.)]\s", re.MULTILINE)
_LANGUAGES = ("zh", "en")


def read(rows: Iterator[Row]) -> Iterator[RowResult]:
    """One statement a document."""
    for row in rows:
        yield _row(row)


def _row(row: Row) -> RowResult:
    raw = row.text("publication_number")
    row.values["publication_number"], published = _day_split(raw)
    number = cells.number(row)
    if isinstance(number, RowRefused):
        return RowRefused(number.row, number.column, number.reason, raw)
    row.values["application_number"], filed = _day_split(row.text("application_number"))
    application, check_computed = docdb_application(row, "application_number", number.office)
    values = cells.stated(_values(row) | {
        "kind": number.kind,
        "patent_type": patent_type_of_kind(number.office, number.kind),
        "stage": stage_of_kind(number.office, number.kind),
        "publication_date": published,
        "filing_date": filed,
        "filing_year": int(filed[:4]) if filed else None,
        "check_computed": check_computed,
    })  # fmt: skip
    cells.ordered(row, values)
    return RawPatent(row.number, number.key, number.office, application, values, row.cells, row.flags)


def _day_split(text: str) -> tuple[str, str | None]:
    """`EP 1000000 A1 20000517` -> number and day; a number that is only office and digits has none."""
    words = text.split()
    dated = len(words) > 2 or (len(words) == 2 and len(words[0]) > 2)
    day = day_of(words[-1]) if dated and len(words[-1]) == 8 else None
    return " ".join(words[:-1] if day else words), day


def _values(row: Row) -> dict[str, Any]:
    titles, abstracts = _by_language(row, "title"), _by_language(row, "abstract")
    claims = row.text("claims")
    members = distinct(_keys(_lines(row, "family_members")))
    citations = list(_citations(row))
    return {
        "title": _best(titles),
        "other_titles": {language: text for language, text in titles.items() if text != _best(titles)},
        "abstract": _best(abstracts),
        "claims": claims,
        "claims_count": claims_counted(claims),
        "applicants": distinct(country_cut(name) for name in _lines(row, "applicants")),
        "inventors": distinct(country_cut(name) for name in _lines(row, "inventors")),
        "ipc": cells.symbols(row, "ipc", SEPARATOR),
        "cpc": cells.symbols(row, "cpc", SEPARATOR),
        "us_class": distinct(_lines(row, "us_class")),
        "priorities": [docdb_priority(text) for text in distinct(_lines(row, "priorities"))],
        "family_id": row.text("family_id"),
        "family_members": members,
        "family_size": len(members) or None,
        "citations": citations,
        "cites_count": len({cited["number"] for cited in citations if "number" in cited}) or None,
        "legal_event_rows": _events(row),
    }


def claims_counted(text: str) -> int | None:
    """How many claims a text numbers one after the other from 1; None where it numbers none."""
    wanted = 1
    for match in _CLAIM.finditer(text):
        wanted += int(match[1]) == wanted
    return wanted - 1 or None


def _citations(row: Row) -> Iterator[dict[str, str]]:
    for line in _lines(row, "citations"):
        what, kind, phase, who, category = (line.split("\t") + [""] * 4)[:5]
        by = "applicant" if who == "applicant" else next((code for word, code in _PHASES if word in phase), "other")
        entry = {"text": what, "by": by}
        if kind == "patent":
            numbers = _keys([what])
            entry = {"number": numbers[0], "by": by} if numbers else entry
        yield entry | ({"category": category} if category else {})


def _events(row: Row) -> list[dict[str, str]]:
    """Oldest first; events without a day last."""
    events = []
    for line in _lines(row, "legal_event_rows"):
        code, day, country, text, detail = (line.split("\t") + [""] * 4)[:5]
        event = {
            "code": code.strip("-"), "date": day_of(day) or "", "text": text, "country": country, "detail": detail,
        }  # fmt: skip
        events.append({name: value for name, value in event.items() if value})
    return sorted(events, key=lambda event: event.get("date", "9999"))


def _by_language(row: Row, name: str) -> dict[str, str]:
    pairs = (line.partition("\t") for line in _lines(row, name))
    found: dict[str, str] = {}
    for language, _tab, text in pairs:
        found.setdefault(language.strip("-").lower(), text)
    return found


def _best(texts: dict[str, str]) -> str:
    return next((texts[language] for language in (*_LANGUAGES, *texts) if language in texts), "")


def _keys(numbers: list[str]) -> list[str]:
    found = []
    for text in numbers:
        try:
            found.append(publication_number(text).key)
        except NumberInvalid:
            continue
    return found


def _lines(row: Row, name: str) -> list[str]:
    return [line for line in row.text(name).split(SEPARATOR) if line.strip()]


READER = Reader(
    "epo_ops", "epo_ops", COLUMNS, frozenset({"publication_number", "family_members"}), read, missing=frozenset({""}),
)  # fmt: skip
