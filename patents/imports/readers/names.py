"""Names as vendors decorate them: country marks, addresses in brackets, legal forms that a comma cut off. Pure."""

import re
from collections.abc import Iterable

_BLANKS = "\u00a0\u2002\u3000 \t\r\n"
_COUNTRY = re.compile(r"[\s\u2002]*\[[A-Z]{2}\]$")
_BRACKET = re.compile(r"^(.+?)\s*\(([^()]*)\)$", re.DOTALL)
_PLACE = re.compile(r"^[A-Z]{2}$|[,、0-9０-９]")  # a country alone, or an address: with a comma or a number
# What follows a comma only as the tail of the name before it: legal forms, and suffixes of persons.
_TAIL = re.compile(
    r"^(?:l\.?l\.?c|l\.?l\.?p|l\.?p|inc|incorporated|ltd|limited|co|corp|corporation|company|plc|gmbh|ag|kg|kgaa|s\.?a|s\.?a\.?s"
    r"|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|a/s|a\.?b|oy|oyj|k\.?k|pty|pte|sdn|bhd|co\.?\s*,?\s*ltd|n\.?a"
    r"|jr|sr|ii|iii|iv|esq)\.?(?:\s+(?:ltd|llc|inc|kg|bhd)\.?)?(?:\s*\([^()]*\))?$",
    re.IGNORECASE,
)


def country_cut(name: str) -> str:
    """`ELWHA LLC [US]` -> `ELWHA LLC` (the blank before the mark is U+2002)."""
    return _COUNTRY.sub("", name).strip(_BLANKS)


def address_cut(name: str) -> str:
    """`Google Inc. (Mountain View, CA, US)` -> `Google Inc.`; other brackets stay in the name."""
    match = _BRACKET.match(name.strip(_BLANKS))
    if match is None or not _PLACE.search(match[2]):
        return name.strip(_BLANKS)
    return match[1].strip(_BLANKS)


def rejoined(text: str) -> list[str]:
    """Names of a comma-joined list: a part that is only a legal form or a person's suffix belongs to the one before."""
    names: list[str] = []
    for part in (part.strip(_BLANKS) for part in text.split(",")):
        if names and _TAIL.match(part):
            names[-1] = f"{names[-1]}, {part}"
        elif part:
            names.append(part)
    return list(dict.fromkeys(names))


def distinct(names: Iterable[str]) -> list[str]:
    """In order, each once, without empties."""
    return list(dict.fromkeys(name for name in names if name))
