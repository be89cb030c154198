"""Application numbers: ZC 0006-2003 for China (domain.md 4.2), ZL numbers (4.3), the ST.13 pattern (4.4)."""

import re
import unicodedata
from dataclasses import dataclass

CN_TYPE_DIGITS = {"1": "invention", "2": "utility_model", "3": "design", "8": "invention", "9": "utility_model"}
_NEW_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_OLD_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9)
_OLD_YEARS = frozenset({f"{year:02d}" for year in range(85, 100)} | {"00", "01", "02", "03"})
_ST13 = re.compile(r"^[A-Z]{2}\d{2}\d{4}\d{9}$")
_MAX_LENGTH = 60


class NumberInvalid(ValueError):
    """The number breaks a rule.

    `code` is one of length, characters, type_digit, year, check_digit, incomplete, patent_number.
    """

    def __init__(self, code: str, expected: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.expected = expected


@dataclass(frozen=True)
class ApplicationNumber:
    """Canonical form. `check_computed`: the source left the check digit out and it was computed."""

    value: str
    check_computed: bool = False
    patent_type: str = ""


def compact(raw: str) -> str:
    """NFKC, no blanks of any kind, upper case: the first step for every identifier."""
    plain = raw if raw.isascii() else unicodedata.normalize("NFKC", raw)
    return "".join(plain.split()).upper()


def cn_check_character(serial: str) -> str:
    """Check character of 12 (new form) or 8 (old form) digits: weighted sum mod 11, 10 is `X`."""
    weights = _NEW_WEIGHTS if len(serial) == 12 else _OLD_WEIGHTS
    remainder = sum(int(digit) * weight for digit, weight in zip(serial, weights, strict=True)) % 11
    return "X" if remainder == 10 else str(remainder)


def cn_application_number(raw: str, *, compute_check: bool = False) -> ApplicationNumber:
    """Canonical `201310699744.2` or `95115608.X` of a Chinese application number with optional `CN` and dot.

    Raises NumberInvalid. A number without its check character is `incomplete`, unless `compute_check` (imports): then
    the character is computed and marked.
    """
    text = compact(raw).removeprefix("CN")
    serial, dot, check = text.partition(".")
    if not dot and len(text) in (9, 13):
        serial, check = text[:-1], text[-1]
    if len(serial) not in (8, 12) or len(check) > 1 or (dot and not check):
        raise NumberInvalid("length")
    if not (serial.isascii() and serial.isdigit()) or (check and check not in "0123456789X"):
        raise NumberInvalid("characters")
    if len(serial) == 8 and serial[:2] not in _OLD_YEARS:
        raise NumberInvalid("year")
    type_digit = serial[4] if len(serial) == 12 else serial[2]
    if type_digit not in CN_TYPE_DIGITS:
        raise NumberInvalid("type_digit")
    expected = cn_check_character(serial)
    if not check and not compute_check:
        raise NumberInvalid("incomplete", expected)
    if check and check != expected:
        raise NumberInvalid("check_digit", expected)
    return ApplicationNumber(f"{serial}.{expected}", check_computed=not check, patent_type=CN_TYPE_DIGITS[type_digit])


def application_number(office: str, raw: str, *, compute_check: bool = False) -> ApplicationNumber:
    """Canonical application number of an office (ST.3). Outside China: compact text as the source gives it.

    A `CN` number may end in a kind letter in vendor files (`CN201410522673A`) and begin with `ZL` as a certificate has
    it (`ZL 2013 1 0699744.2`); both are cut. Raises NumberInvalid.
    """
    text = compact(raw)
    if office == "CN":
        text = re.sub(r"(?<=\d)[ABCUYSD]$", "", text.removeprefix("ZL"))
        return cn_application_number(text, compute_check=compute_check)
    if not text or len(text) > _MAX_LENGTH:
        raise NumberInvalid("length")
    if not text.isascii() or not any(character.isdigit() for character in text):
        raise NumberInvalid("characters")
    return ApplicationNumber(text)


def patent_number_like(raw: str) -> bool:
    """Whether a text begins as a Chinese patent number does: `ZL` and a digit."""
    text = compact(raw)
    return text.startswith("ZL") and text[2:3].isdecimal()


def patent_number_input(raw: str) -> str | None:
    """The canonical application number inside a `ZL` number; None where the text is none. Raises NumberInvalid."""
    text = compact(raw)
    return cn_application_number(text.removeprefix("ZL")).value if text.startswith("ZL") else None


def st13_valid(raw: str) -> bool:
    """Whether the text has the ST.13 shape: office, type code, year, nine-digit serial."""
    return _ST13.fullmatch(compact(raw)) is not None
