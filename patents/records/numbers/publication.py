"""Publication numbers (ST.6), kind codes (ST.16), what a kind says of type and stage (domain.md 4.4)."""

import re
from dataclasses import dataclass

from patents.records.numbers.application import NumberInvalid, compact
from patents.records.reference import is_office

_TAIL = re.compile(r"^([A-Z]{2})(.*\d.*?)([A-Z]\d?)$")
_CUT = str.maketrans("", "", "/()[]")
_ALLOWED = re.compile(r"^[A-Z0-9.\-]+$")
_MAX_LENGTH = 80
_US_APPLICATION = re.compile(r"^US(20\d{2})(\d{6}(?:A\d)?)$")

_CN_TYPES = {"A": "invention", "B": "invention", "C": "invention", "U": "utility_model", "Y": "utility_model"}
_CN_STAGES = {"A": "application", **dict.fromkeys("BCUYSD", "grant")}
_DESIGN_LETTERS = frozenset("SD")
_UTILITY_MODEL_LETTERS = frozenset("UYZ")
_GRANT_LETTERS = frozenset("BCEY")


@dataclass(frozen=True)
class PublicationNumber:
    """The key with its parts; `office` and `kind` are empty where the number does not show them."""

    key: str
    office: str
    kind: str


def publication_key(raw: str) -> str:
    """Upper case, no blanks, slashes, brackets: `CN 104567890 A` -> `CN104567890A`.

    A published US application gets its seven-digit serial back, which the EPO's databases shorten by one zero:
    `US2015056336A1` -> `US20150056336A1`.
    """
    return _US_APPLICATION.sub(r"US\g<1>0\g<2>", compact(raw).translate(_CUT))


def publication_number(raw: str) -> PublicationNumber:
    """Key, office and kind of a publication number.

    Digits may hold letters (`IN2763DELNP2004A`) and are never judged; a text without a digit, with characters outside
    A-Z, 0-9, dot, hyphen (a vendor's remark glued on), or too long raises NumberInvalid. So does a Chinese patent
    number (`ZL…`, patent_number): it is the application number.
    """
    key = publication_key(raw)
    if not key or len(key) > _MAX_LENGTH:
        raise NumberInvalid("length")
    if not _ALLOWED.match(key) or not any(character.isdigit() for character in key):
        raise NumberInvalid("characters")
    if key.startswith("ZL"):
        raise NumberInvalid("patent_number")
    match = _TAIL.match(key)
    office = key[:2] if is_office(key[:2]) else ""
    return PublicationNumber(key, office, match[3] if match and office else "")


def patent_type_of_kind(office: str, kind: str) -> str:
    """Type that a kind code shows, or empty. CN by its table; elsewhere S, D = design and U, Y, Z = utility model."""
    letter = kind[:1]
    if not letter:
        return ""
    if office == "CN":
        return _CN_TYPES.get(letter, "design" if letter in _DESIGN_LETTERS else "")
    if letter == "S" or (letter == "D" and len(kind) == 1):
        return "design"
    if letter in _UTILITY_MODEL_LETTERS:
        return "utility_model"
    return "invention"


def stage_of_kind(office: str, kind: str) -> str:
    """Stage that a kind code shows where the source names none: application, grant or other."""
    letter = kind[:1]
    if not letter:
        return "other"
    if office == "CN":
        return _CN_STAGES.get(letter, "other")
    if office == "WO":
        return "application" if letter == "A" else "other"
    if letter in _GRANT_LETTERS or (letter == "S" and office in {"US", "JP", "KR"}):
        return "grant"
    return "application" if letter == "A" else "other"
