"""Countries (ISO 3166-1, names of CLDR) and offices of WIPO ST.3 that are no country, or none any more."""

from dataclasses import dataclass
from functools import cache

from patents.records.reference.files import rows


@dataclass(frozen=True)
class Territory:
    """One code of two letters; `kind` is country, organisation (EP, WO …) or former (SU, DD …)."""

    code: str
    zh: str
    en: str
    kind: str


def territory(code: str) -> Territory | None:
    """The entry of a code, in capitals; None where it is unknown. `NA` is Namibia."""
    return _territories().get(code)


def is_office(code: str) -> bool:
    """Whether ST.3 knows the code."""
    return code in _territories()


def office_name(code: str, language: str = "zh") -> str:
    """Name of an office or country, English where `language` begins with `en`; the code itself where it is unknown."""
    found = territory(code)
    if found is None:
        return code
    return found.en if language.startswith("en") else found.zh


def office_code_of_name(name: str) -> str:
    """Code of a name as this table writes it, in either language and any case; empty where unknown."""
    return _names().get("".join(name.split()).casefold(), "")


@cache
def _territories() -> dict[str, Territory]:
    return {row["code"]: Territory(row["code"], row["zh"], row["en"], row["kind"]) for row in rows("territories.csv")}


@cache
def _names() -> dict[str, str]:
    return {
        "".join(name.split()).casefold(): entry.code
        for entry in _territories().values()
        for name in (entry.zh, entry.en)
    }
