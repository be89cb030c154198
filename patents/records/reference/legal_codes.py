"""What common codes of legal events mean, in our own words (`legal_codes.csv`); sources often give the code alone."""

from functools import cache

from patents.records.reference.files import rows


def legal_code_meaning(office: str, code: str, language: str = "zh") -> str:
    """Meaning of an office's code, English where `language` begins with `en`; empty where we know none."""
    found = _codes().get((office.strip(), code.strip()))
    return "" if found is None else found[1] if language.startswith("en") else found[0]


@cache
def _codes() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["office"], row["code"]): (row["zh"], row["en"]) for row in rows("legal_codes.csv")}
