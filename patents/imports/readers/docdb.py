"""Application numbers and priorities as the EPO's databases write them, and as Lens and Espacenet took them over.

`US 201213657122 A` or `US201213657122`: office, number, kind. The key leaves out the record's own office and the usual
kind `A`, keeps every other kind (a US design `F` and a provisional `P` count their own numbers), and keeps the office
of an application that was filed elsewhere (`US2014012345W` of a WO publication).
"""

import re

from patents.imports.readers import cells
from patents.imports.readers.dates import day_of
from patents.imports.readers.layout import Row

_FULL_YEAR = re.compile(r"^((?:19|20)\d{2})(\d{7}|\d{9})$")
_GLUED = re.compile(r"^([A-Z]{2})([A-Z0-9/.\-]*\d)([A-Z]\d?)?$")


def docdb_application(row: Row, name: str, office: str) -> tuple[str, bool]:
    """Key of the application number, and whether its check digit was computed; an invalid one only flags the row."""
    text = row.text(name)
    if not text or not office:
        return "", False
    country, number, kind = docdb_parts(text)
    own = "" if country == office else country
    # An application number of the CNIPA has no kind; what stands there is the document's.
    tail = "" if kind == "A" or office == "CN" else kind
    return cells.application_of(row, name, office, f"{own}{number}{tail}")


def docdb_parts(text: str) -> tuple[str, str, str]:
    """(country, number, kind) of `US 201213657122 A` or `KR20130006425U`; what a text does not show is empty."""
    words = text.replace("/", "").upper().split()
    if len(words) == 3:
        return words[0], words[1], words[2]
    match = _GLUED.match("".join(words))
    return (match[1], _shortened(match[1], match[2]), match[3] or "") if match else ("", "".join(words), "")


def docdb_priority(text: str) -> dict[str, str]:
    """{country, number, date} of `US 201161550506 P 20111024` or `US201313974256 20130823`; any part may be missing."""
    words = text.split()
    day = day_of(words[-1]) if len(words) > 1 and len(words[-1]) == 8 else None
    country, number, kind = docdb_parts(" ".join(words[:-1] if day else words))
    parts = {"country": country, "number": f"{number}{'' if kind == 'A' else kind}", "date": day or ""}
    return {name: value for name, value in parts.items() if value}


def _shortened(country: str, number: str) -> str:
    """Full year and padded serial (`EP19990203729`, `JP1992000269883`) as the same databases count: `99203729`.

    EP: year of two digits and six; JP before 2000 and US before 2011: serial and year of two digits; JP since 2000:
    year and six digits.
    """
    match = _FULL_YEAR.match(number)
    if (
        match is None
        or country not in ("EP", "JP", "US")
        or (country == "US" and (len(match[2]) != 7 or match[1] >= "2011"))
    ):
        return number
    year, serial = match[1], int(match[2])
    if country == "EP":
        return f"{year[2:]}{serial:06d}" if serial < 1_000_000 else number
    return f"{year}{serial:06d}" if country == "JP" and year >= "2000" else f"{serial}{year[2:]}"
