"""Files whose headings a person assigned to our fields. A recipe says which column is what; the reader follows it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from ipplatform import clock
from patents.imports.raw import RawPatent, RowRefused, RowResult
from patents.imports.readers import cells, facts
from patents.imports.readers.dates import day_of, full_year
from patents.imports.readers.layout import Reader, Row, heading
from patents.imports.readers.patsnap import STAGES, TYPES
from patents.imports.readers.template import COLUMNS as TEMPLATE_COLUMNS
from patents.records.numbers import PublicationNumber, stage_of_kind
from patents.records.numbers import patent_type_of_kind as type_of_kind

MAPPED = "mapped"
NUMBER_FIELDS = ("publication_number", "application_number")
# Our fields that a column may be assigned to, by the words of our template.
FIELDS: dict[str, str] = {name: names[0] for name, names in TEMPLATE_COLUMNS.items() if name != "source_note"} | {
    "source_url": "网址",
    "source_id": "数据商的编号",
}
TEXTS = (
    "title", "abstract", "claims", "legal_status_raw", "family_id", "sei_industry", "source_url", "source_id",
)  # fmt: skip
DAYS = ("publication_date", "grant_date", "priority_date", "status_date", "fee_paid_to")
COUNTS = ("claims_count", "pages", "cited_by_count", "cites_count", "family_size")
LISTS = ("applicants", "assignees", "inventors", "legal_events")
PLACES = ("province", "city", "district")
SYMBOLS = ("ipc", "cpc")
# A single ; stands for the full-width one too.
SEPARATORS = (";", ";;", "|", "、", ",", "\n")
_DAY = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[ T].*)?$")


@dataclass(frozen=True)
class Recipe:
    """`columns`: our field -> heading in the file; `separator` of lists; `date_order` ymd, dmy or mdy.

    `sheet`: the sheet of the workbook that the person saw, "" where it has no other.
    """

    columns: Mapping[str, str]
    separator: str = ";"
    date_order: str = "ymd"
    sheet: str = ""

    def as_json(self) -> dict[str, Any]:
        """As a run keeps it."""
        return asdict(self)


def recipe_from(kept: Mapping[str, Any]) -> Recipe:
    """The recipe that a run kept."""
    return Recipe(kept["columns"], kept["separator"], kept["date_order"], kept.get("sheet", ""))


def signature(titles: Iterable[str]) -> str:
    """What makes two files alike: SHA-256 over their distinct normalised headings, in any order."""
    known = sorted({normal for title in titles if (normal := heading(title))})
    return hashlib.sha256("\x1f".join(known).encode()).hexdigest()


def mapped_reader(recipe: Recipe) -> Reader:
    """A format of one's own; every column of the recipe must be there: written the same, else alike."""
    columns = {name: (title,) for name, title in recipe.columns.items()}
    return Reader(
        MAPPED, "other", columns, frozenset(columns), partial(_read, recipe), minimum=1,
        missing=frozenset({"", "-", "—", "--", "N/A"}), verbatim=True,
    )  # fmt: skip


def _read(recipe: Recipe, rows: Iterator[Row]) -> Iterator[RowResult]:
    for row in rows:
        yield _row(recipe, row)


def _row(recipe: Recipe, row: Row) -> RowResult:
    number_field, application_field = cells.number_fields(row)
    if not number_field and not application_field:
        column = next(name for name in NUMBER_FIELDS if name in recipe.columns)
        return RowRefused(row.number, row.title(column), "number_missing", "")
    number = PublicationNumber("", "", "")
    if number_field:
        found = cells.number(row)
        if isinstance(found, RowRefused):
            return found
        number = found
    office = cells.office(row, "office", number.office) or ("" if number_field else "CN")
    if not office:
        return RowRefused(row.number, row.title(number_field), "office_missing", row.text(number_field))
    application, check_computed = cells.application(row, application_field, office)
    if not number_field and not application:
        wrong = row.text(application_field)
        return RowRefused(row.number, row.title(application_field), "application_number_invalid", wrong)
    values = cells.stated(_values(recipe, row, office, number.kind) | {"check_computed": check_computed})
    cells.ordered(row, values)
    return RawPatent(row.number, number.key, office, application, values, row.cells, row.flags)


def _values(recipe: Recipe, row: Row, office: str, kind: str) -> dict[str, Any]:
    separator, label = recipe.separator, row.text("stage_raw")
    _days_turned(row, recipe.date_order)
    for name in (*LISTS, *PLACES, *SYMBOLS, *facts.LISTS, "priority_countries"):
        if name in row.values and separator == ";":
            row.values[name] = row.values[name].replace("；", ";")
    filing_date = cells.day(row, "filing_date")
    return {
        "kind": kind,
        "patent_type": type_of_kind(office, kind) or TYPES.get(label, ""),
        "stage": STAGES.get(label) or stage_of_kind(office, kind),
        "stage_raw": label,
        "filing_date": filing_date,
        "filing_year": int(filing_date[:4]) if filing_date else cells.year(row, "filing_year"),
        **{name: row.text(name) for name in TEXTS},
        **{name: cells.day(row, name) for name in DAYS},
        **{name: cells.whole(row, name) for name in COUNTS},
        **{name: cells.items(row, name, separator) for name in LISTS},
        **{name: cells.aligned(row, name, separator) for name in PLACES},
        **{name: cells.symbols(row, name, separator) for name in SYMBOLS},
        "priorities": [{"country": country} for country in cells.items(row, "priority_countries", separator)],
        **facts.beside_names(row, separator),
        "extra": row.extra(),
    }


def _days_turned(row: Row, order: str) -> None:
    """Days made year first. A year of two digits: filing and priority not after the publication, fees the nearest one,

    all others not after today.
    """
    today = clock.today().year
    latest = today
    for name in ("publication_date", "filing_date", *DAYS[1:]):
        text = row.values.get(name)
        if text is None:
            continue
        near = today if name == "fee_paid_to" else None
        bound = latest if name in ("filing_date", "priority_date") else today
        row.values[name] = year_first(text, order, near=near, latest=bound)
        if name == "publication_date" and (day := day_of(row.values[name])):
            latest = int(day[:4])


def year_first(text: str, order: str, *, near: int | None = None, latest: int = 0) -> str:
    """A day written `26/03/2026` (dmy) or `03/26/2026` (mdy) as 2026-03-26; anything else as it stands.

    A year of two digits is the last one not after `latest`, or the nearest to `near`; year first it stays as it is.
    """
    match = _DAY.match(text) if order != "ymd" else None
    if match is None:
        return text
    first, second, year = match.groups()
    day, month = (first, second) if order == "dmy" else (second, first)
    return f"{full_year(year, near, latest or clock.today().year)}-{month}-{day}"
