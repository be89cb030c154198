"""In which ways a stored number or value may be asked. Pure; what a searcher types is folded by the engine's ground."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from django.utils.translation import override

from patents.imports.models import Source
from patents.records.legal_status import ENDED_LABELS, LABELS
from patents.records.models import LegalStatus, PatentType
from patents.records.numbers import OFFICES
from patents.records.reference import region_by_name

# Offices whose numbers are typed with blanks, commas or slashes inside; the kind may follow in brackets.
_OFFICES = "|".join(sorted(OFFICES))
PUBLICATION_SHAPE = rf"(?i:{_OFFICES})\s*[HST]?\d(?:[\s,./-]?\d){{5,}}(?:[\s.]?(?:\([A-Za-z]\d?\)|[A-Za-z]\d?))?"
APPLICATION_SHAPE = r"(?i:CN|ZL)?\s*(?:19|20)\d{2}\s*[12389]\s*\d{7}\s*\.?\s*[\dXx]"
# `专利号：ZL…`, `公开（公告）号CN…`, `中国发明专利第…号`: words that only say what the number is. Before a blank they
# end in 号 or 第: `专利 CN104567890A` is a word and a number. Brackets stand here as the grammar has them.
_KIND = r"(?:中[国國])?(?:[发發]明|[实實]用新型|外[观觀][设設][计計])?"
_MARK = r"[专專]利|申[请請]|公[开開告布佈]|授[权權]|\(公告\)"
NUMBER_LED = rf"{_KIND}(?:{_MARK})*(?:[号號][码碼]?[为為是]?[\s:]*(?:第\s*)?|第\s*|(?=\S))"
NUMBER_CLOSED = rf"[号號]{_KIND}(?:[专專]利)?(?:申[请請])?"
# A symbol with blanks before its group, around its slash, before its edition or between all its parts (`H 01 M 10/05`).
# A lone number of four digits may be a year: it is a group only with a slash behind it.
SYMBOL_SHAPE = (
    r"(?i:[A-HY]\s*\d{2}\s*[A-Z])\s*[-\u2010-\u2015\u2212]?\s*(?:\d{1,4}\s*/(?:\s*\d{1,8})?|\d{1,3})"
    r"(?:\s*\((?:19|20)\d{2}(?:\.\d{2})?\))?|(?i:[A-HY]\s+\d{2}(?:\s*[A-Z])?)"
)

_PUBLISHED = re.compile(r"^([A-Z]{2})([A-Z]?\d.*?)([A-Z]\d?)?$")
_US_APPLICATION = re.compile(r"^(\d{4})0(\d{6})$")
_CN_APPLICATION = re.compile(r"^(?:ZL)?(\d{12}|\d{8})\.([\dX])$")
_ENDED = {
    LegalStatus.EXPIRED, LegalStatus.LAPSED_FEE, LegalStatus.LAPSED_OTHER, LegalStatus.ABANDONED, LegalStatus.REJECTED,
    LegalStatus.WITHDRAWN, LegalStatus.INVALIDATED,
}  # fmt: skip
_STATUSES, _SOURCES = frozenset(LegalStatus.values), frozenset(Source.values)
_TYPES = {PatentType.INVENTION: ("发明",), PatentType.UTILITY_MODEL: ("新型",), PatentType.DESIGN: ("外观",)}


def publication_spellings(value: str) -> Iterator[str]:
    """`CN104567890A` also without its kind, in China without its office; a US year-number also as vendors cut it."""
    yield value
    match = _PUBLISHED.match(value)
    if match is None:
        return
    office, number, kind = match[1], match[2], match[3] or ""
    yield f"{office}{number}"
    if office == "CN":
        yield from (f"{number}{kind}", number)
    short = _US_APPLICATION.match(number) if office == "US" else None
    if short is not None:
        yield from (f"US{short[1]}{short[2]}{kind}", f"US{short[1]}{short[2]}")


def application_spellings(value: str) -> Iterator[str]:
    """A Chinese number with and without check character, and with `CN` before it; others as they are written."""
    yield value
    match = _CN_APPLICATION.match(value)
    if match is not None and value.startswith("ZL"):
        yield f"ZL{match[1]}"
    elif match is not None:
        yield from (match[1], f"CN{match[1]}", f"CN{value}")


def office_spellings(value: str) -> tuple[str, ...]:
    """A code and all names of the office."""
    return (value, *OFFICES.get(value, ()))


def status_spellings(value: str) -> tuple[str, ...]:
    """A code, its label, and for each ended right the word that says only that it ended."""
    if value not in _STATUSES:
        return (value,)
    return (value, _labels()[value], *(("失效",) if LegalStatus(value) in _ENDED else ()))


def type_spellings(value: str) -> tuple[str, ...]:
    """A code, its label and its short word; a vendor's own label as it is."""
    return (value, _labels()[value], *_TYPES[PatentType(value)]) if value in _TYPES else (value,)


def source_spellings(value: str) -> tuple[str, ...]:
    """A source's code and name, and each half of a name in two scripts: 智慧芽 PatSnap."""
    if value not in _SOURCES:
        return (value,)
    label = _labels()[value]
    halves = label.split()
    two = len(halves) == 2 and halves[0].isascii() != halves[1].isascii()
    return (value, label, *(halves if two else ()))


@lru_cache(maxsize=5000)
def place_spellings(value: str) -> tuple[str, ...]:
    """A place as written, with and without its rank (广东, 广东省), and its GB/T 2260 code."""
    found = region_by_name(value)
    return (value, found.short, found.name, found.code) if found else (value,)


@cache
def statuses() -> tuple[str, ...]:
    """What STATUS= takes, the words first."""
    words = ["有效", "审中", "失效", *(_labels()[one] for one in LegalStatus.values), *sorted(ENDED_LABELS)]
    return tuple(dict.fromkeys([*words, *LegalStatus.values, *LABELS]))


@cache
def types() -> tuple[str, ...]:
    """What TYPE= takes."""
    words = ["发明申请", "授权发明", *(word for one in PatentType for word in type_spellings(one)[1:])]
    return tuple(dict.fromkeys([*words, *PatentType.values]))


@cache
def offices() -> tuple[str, ...]:
    """What OFFICE= takes, the largest offices first."""
    first = ("CN", "US", "EP", "JP", "KR", "WO")
    return tuple(word for code in (*first, *(one for one in OFFICES if one not in first)) for word in _named(code))


@cache
def sources() -> tuple[str, ...]:
    """What SOURCE= takes."""
    return tuple(word for one in Source for word in source_spellings(one))


def _named(code: str) -> tuple[str, ...]:
    return office_spellings(code)


@cache
def _labels() -> dict[str, str]:
    """The Chinese labels, whatever the language of the page: what is indexed may not depend on it."""
    with override(None):
        return {code: str(label) for choices in (LegalStatus, PatentType, Source) for code, label in choices.choices}
