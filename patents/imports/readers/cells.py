"""Cells into values, the same for every format: lists, counts, days, classification symbols, offices, numbers."""

import re
from typing import Any

from patents.imports.raw import RowRefused
from patents.imports.readers.dates import day_of
from patents.imports.readers.layout import Row
from patents.records.classification import symbol_normal
from patents.records.numbers import (
    NumberInvalid,
    PublicationNumber,
    application_number,
    office_code,
    patent_number_like,
    publication_number,
)

_YEAR = re.compile(r"^(1[5-9]|2[01])\d{2}$")
_BLANKS = "\u00a0\u2002\u3000 \t\r\n"
_PARTED = re.compile("[,，、]")
_MAX_COUNT = 2_000_000_000


def items(row: Row, name: str, separator: str) -> list[str]:
    """Parts of a multi-value cell: trimmed, without empty and missing ones, in order, each once."""
    text = row.text(name)
    if not text:
        return []
    if separator not in text:
        return [text]
    parts = (part.strip(_BLANKS) for part in text.split(separator))
    return list(dict.fromkeys(part for part in parts if part not in row.layout.reader.missing))


def aligned(row: Row, name: str, separator: str) -> list[str]:
    """Parts that stand beside the names of another cell, one an owner: in order, repeats kept."""
    text = row.text(name)
    return [part.strip(_BLANKS) for part in text.split(separator)] if text else []


def whole(row: Row, name: str) -> int | None:
    """A count; an unreadable one flags the row."""
    text = row.text(name)
    if not text:
        return None
    if is_count(text):
        return int(text)
    row.flag(name, "number_unreadable")
    return None


def is_count(text: str) -> bool:
    """Whether a text is a whole number that a count may be; a cell of thousands of digits is none."""
    return text.isdecimal() and len(text) <= len(str(_MAX_COUNT)) and int(text) <= _MAX_COUNT


def year(row: Row, name: str) -> int | None:
    """A year between 1500 and 2199; an unreadable one flags the row."""
    text = row.text(name)
    if text and not _YEAR.match(text):
        row.flag(name, "date_unreadable")
        return None
    return int(text) if text else None


def day(row: Row, name: str) -> str | None:
    """A full day written year first, as ISO text. A bare year or an unreadable date flags the row and gives None."""
    text = row.text(name)
    if not text:
        return None
    found = day_of(text)
    if found is None:
        row.flag(name, "date_unreadable")
    return found


def symbols(row: Row, name: str, separator: str) -> list[str]:
    """IPC or CPC symbols in normal form, each once; unreadable ones flag the row and stay in its raw cells."""
    parts = items(row, name, separator)
    if _PARTED.search(row.text(name)):  # no symbol holds such a mark, whatever else parts the list
        parts = [one for part in parts for piece in _PARTED.split(part) if (one := piece.strip(_BLANKS))]
    normal = [symbol_normal(part) for part in parts]
    if None in normal:
        row.flag(name, "symbol_unreadable")
    return list(dict.fromkeys(symbol for symbol in normal if symbol))


def number(row: Row, name: str = "publication_number") -> PublicationNumber | RowRefused:
    """The publication number of a vendor's row, or why the row is refused: none, unreadable, a remark glued to it."""
    raw = row.text(name)
    if not raw:
        return RowRefused(row.number, row.title(name), "number_missing", raw)
    try:
        return publication_number(raw)
    except NumberInvalid as error:
        remark = any("\u4e00" <= letter <= "\u9fff" for letter in raw)
        return RowRefused(row.number, row.title(name), "vendor_note" if remark else unread(error), raw)


def unread(error: NumberInvalid) -> str:
    """Why a publication number is refused: a patent number stands in its place, or it is none."""
    return error.code if error.code == "patent_number" else "number_unreadable"


def number_fields(row: Row) -> tuple[str, str]:
    """The fields that hold a row's publication number and application number, "" where it has none.

    A certificate's 专利号 (`ZL` and the application number) among the publication numbers is the application number.
    One that contradicts the application number stays where it stands and is refused there.
    """
    number, application = row.text("publication_number"), row.text("application_number")
    if patent_number_like(number) and (not application or _same_application(number, application)):
        return "", "application_number" if application else "publication_number"
    return "publication_number" if number else "", "application_number" if application else ""


def _same_application(one: str, other: str) -> bool:
    try:
        return len({application_number("CN", text, compute_check=True).value for text in (one, other)}) == 1
    except NumberInvalid:
        return False


def office(row: Row, name: str, from_number: str) -> str:
    """ST.3 code: the office cell where it is known, else the number's prefix. Disagreement flags the row."""
    text = row.text(name)
    code = office_code(text) if text else ""
    if text and not code:
        row.flag(name, "office_unknown")
    if code and from_number and code != from_number:
        row.flag(name, "office_differs")
    return code or from_number


def application(row: Row, name: str, office_of_row: str) -> tuple[str, bool]:
    """Canonical application number, and whether its check digit was computed; an invalid one only flags the row."""
    text = row.text(name)
    return application_of(row, name, office_of_row, text) if text and office_of_row else ("", False)


def application_of(row: Row, name: str, office_of_row: str, text: str) -> tuple[str, bool]:
    """As `application`, of a text that a format made of the cell."""
    try:
        found = application_number(office_of_row, text, compute_check=True)
    except NumberInvalid:
        row.flag(name, "application_number_invalid")
        return "", False
    if found.check_computed:
        row.flag(name, "check_computed")
    return found.value, found.check_computed


def ordered(row: Row, values: dict[str, Any]) -> None:
    """Flag a row whose full dates are not filing <= publication <= grant."""
    days = [values[name] for name in ("filing_date", "publication_date", "grant_date") if values.get(name)]
    if days != sorted(days):
        row.flag("filing_date", "dates_out_of_order")


def stated(values: dict[str, Any]) -> dict[str, Any]:
    """Without what the source does not say: absent, never empty. A count of 0 and a plain no are said."""
    return {name: value for name, value in values.items() if value or (value == 0 and name != "check_computed")}
