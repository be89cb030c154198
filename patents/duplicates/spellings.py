"""Numbers and titles without what sources spell differently. For proposals only: two that fall together may be two.

Shapes seen in vendor files: `US 2013/0101709 A1`, `US20130101709`, `US2013101709A1`; `US201113273644`, `13/273,644`;
`EP 99123456.7`, `EP19990123456`; `PCT/US2013/012345`, `US2013012345W`, `WO2013US12345`; `10-2014-0012345`.
"""

import re
import unicodedata

_PUNCTUATION = re.compile(r"[^A-Z0-9]")
_PCT = (
    re.compile(r"^(?:PCT)?(?P<office>[A-Z]{2})(?P<year>(?:19|20)\d{2}|\d{2})(?P<serial>\d{5,6})W?$"),
    re.compile(r"^WO(?P<year>(?:19|20)\d{2})(?P<office>[A-Z]{2})(?P<serial>\d{5,6})W?$"),
)
_FIRST_PCT_YEAR = 78


def publication_spelled(number: str, kind: str) -> str:
    """A publication number (a key of `numbers.publication_key`) without kind, with year and serial in one form."""
    text = number.removesuffix(kind) if kind else number
    office, rest = text[:2], text[2:]
    if office == "WO" and rest.isdigit():
        year, serial = (rest[:4], rest[4:]) if len(rest) >= 9 else (_century(rest[:2]), rest[2:])
        return f"WO{year}{int(serial or 0)}"
    if office == "US" and rest.isdigit() and rest[:2] in ("19", "20") and len(rest) in (10, 11):
        return f"US{rest[:4]}-{int(rest[4:])}"
    if office == "KR" and rest.isdigit() and len(rest) == 13 and rest[:2] in ("10", "20", "30"):
        rest = rest[2:]
    letters = re.match(r"[A-Z]*", rest)
    head = letters[0] if letters else ""
    return f"{office}{head}{rest[len(head) :].lstrip('0')}"


def application_spelled(office: str, number: str) -> str:
    """An application number without office, punctuation, check digit and kind, the year in one form."""
    text = number.upper()
    if office == "CN":
        return text.partition(".")[0]
    if office == "EP":
        text = re.sub(r"\.\d$", "", text)
    plain = _PUNCTUATION.sub("", text)
    for shape in _PCT if office == "WO" or plain.startswith("PCT") else ():
        if found := shape.match(plain):
            year = found["year"] if len(found["year"]) == 4 else _century(found["year"])
            return f"PCT{found['office']}{year}{int(found['serial'])}"
    plain = re.sub(r"(?<=\d)[A-Z]\d?$", "", plain.removeprefix(office))
    if not plain.isdigit():
        return plain
    if office == "US" and len(plain) == 12 and plain[:2] in ("19", "20"):
        return plain[4:]
    if office == "EP" and len(plain) in (10, 11) and plain[:2] in ("19", "20"):
        return plain[2:4] + plain[4:].zfill(6)[-6:]
    if office == "KR" and len(plain) == 13 and plain[:2] in ("10", "20", "30"):
        plain = plain[2:]
    return plain.lstrip("0")


def title_spelled(title: str) -> str:
    """A title's letters and digits: NFKC, case folded."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return "".join(letter for letter in text if letter.isalnum())


def _century(year: str) -> str:
    return f"{19 if int(year) >= _FIRST_PCT_YEAR else 20}{year}"
