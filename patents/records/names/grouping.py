"""The coarse form of a name, under which writings of one body fall together without anybody's word.

Cut: case, width, accents, punctuation, a country code or address in brackets at the end, the legal form (house rule; a
ranking that counts by it says so). Coarser than `name_normalised`, so it gives nobody any right.
"""

import re
import unicodedata
from functools import lru_cache

from patents.records.names.identity import name_normalised
from patents.records.names.legal_forms import (
    BRACKETED,
    HAN_BEGINNINGS,
    HAN_ENDINGS,
    HAN_WHOLE_ENDINGS,
    LATIN_JOINTS,
    LATIN_PHRASES,
    LATIN_WORDS,
)

GROUPING_VERSION = 1
_MAX_LENGTH = 300
_COUNTRY = re.compile(r"\s*\[[a-z]{2}\]\s*$")
_LAST_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_ADDRESS = re.compile(r"[,，、;；\d]|^[a-z]{2}$|(?:省|市).*(?:区|區|县|縣|市|路|街|号|號)")
_INITIALS = re.compile(r"(?<!\w)(?:[a-z]\.\s?){2,}")
_FORM_IN_BRACKETS = re.compile(rf"\((?:{'|'.join(BRACKETED)})\)")
_SEPARATORS = re.compile(r"[\W_]+")


@lru_cache(maxsize=50_000)
def name_grouped(as_written: str) -> str:
    """The grouping form, at most 300 characters. A name that is nothing but a legal form keeps its normal form.

    >>> name_grouped("Example Motors, Inc. (Palo Alto, CA, US)") == name_grouped("EXAMPLE MOTORS LLC [US]")
    True
    """
    text = _without_accents(unicodedata.normalize("NFKC", as_written).casefold())
    text = _FORM_IN_BRACKETS.sub(" ", _without_place(text))
    text = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", text)
    words = [word for word in _SEPARATORS.split(text) if word]
    cut = _without_forms(words)
    return unicodedata.normalize("NFKC", "".join(cut))[:_MAX_LENGTH] or name_normalised(as_written)


def _without_accents(text: str) -> str:
    """Marks on Latin letters go; those of kana and Hangul are part of the letter."""
    if text.isascii():
        return text
    kept: list[str] = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        kept.append(parts[0] if parts[0].isascii() else letter)
    return "".join(kept)


def _without_place(text: str) -> str:
    while True:
        shorter = _COUNTRY.sub("", text)
        found = _LAST_BRACKET.search(shorter)
        if found and _ADDRESS.search(found[1].strip()) and found.start() > 0:
            shorter = shorter[: found.start()]
        if shorter == text or not shorter.strip():
            return text
        text = shorter


def _without_forms(words: list[str]) -> list[str]:
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while True:
        shorter = _cut_once(words)
        if shorter is None:
            return words
        words = shorter


def _cut_once(words: list[str]) -> list[str] | None:
    """One form less at either end, None where there is none or nothing would be left."""
    for phrase in LATIN_PHRASES:
        n = len(phrase)
        if len(words) > n and tuple(words[-n:]) == phrase:
            return words[:-n]
        if len(words) > n and tuple(words[:n]) == phrase:
            return words[n:]
    if len(words) > 1 and words[-1] in LATIN_WORDS:
        left = words[:-1]
        return left[:-1] if len(left) > 1 and left[-1] in LATIN_JOINTS else left
    if not words or words[-1].isascii() and words[0].isascii():
        return None
    last = words[-1]
    ending = next((form for form in HAN_ENDINGS if last.endswith(form)), "")
    if ending and not last.endswith(HAN_WHOLE_ENDINGS) and (len(last) > len(ending) + 1 or len(words) > 1):
        return [*words[:-1], last.removesuffix(ending)] if last != ending else words[:-1]
    beginning = next((form for form in HAN_BEGINNINGS if words[0].startswith(form)), "")
    if beginning and (len(words[0]) > len(beginning) or len(words) > 1):
        return [words[0].removeprefix(beginning), *words[1:]] if words[0] != beginning else words[1:]
    return None
