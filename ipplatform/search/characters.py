"""Where what a person sees as one character begins and ends: accents, emoji, flags, Hangul parts, Indic signs. Pure.

The rules of UAX #29 (extended grapheme clusters) by the properties that Python knows. Where in doubt two signs are one.
"""

import unicodedata

_JOINER = "\u200d"
_EXTENDS = ("Mn", "Me", "Mc")
_ALSO_EXTEND = "\u200c\u200d\uff9e\uff9f\u0e33\u0eb3"  # joiners, half-width voicing, the vowels of Thai and Lao
_PICTURES = ("So", "Sm")
_VIRAMA = 9  # the combining class of signs that tie two consonants


def character_start(text: str, at: int) -> int:
    """The place itself, or where the character begins that it would cut."""
    while 0 < at < len(text) and _joined(text, at):
        at -= 1
    return at


def character_end(text: str, at: int) -> int:
    """The place itself, or where the character ends that it would cut."""
    while 0 < at < len(text) and _joined(text, at):
        at += 1
    return at


def _joined(text: str, at: int) -> bool:
    """Whether the letters before and after a place are one character."""
    before, after = text[at - 1], text[at]
    if after.isascii():
        return before == "\r" and after == "\n"
    if unicodedata.category(before) in ("Cc", "Zl", "Zp"):
        return False
    if _extends(after):
        return True
    if before == _JOINER:
        return unicodedata.category(after) in _PICTURES
    if _is_flag_half(after):
        return _flag_halves_before(text, at) % 2 == 1
    if unicodedata.combining(before) == _VIRAMA:
        return after.isalpha()
    return _hangul_joins(before, after)


def _extends(sign: str) -> bool:
    tag_or_tone = "\U0001f3fb" <= sign <= "\U0001f3ff" or "\U000e0020" <= sign <= "\U000e007f"
    return tag_or_tone or sign in _ALSO_EXTEND or unicodedata.category(sign) in _EXTENDS


def _is_flag_half(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _flag_halves_before(text: str, at: int) -> int:
    first = at
    while first and _is_flag_half(text[first - 1]):
        first -= 1
    return at - first


def _hangul_joins(before: str, after: str) -> bool:
    """Leading consonants join what follows; vowels join vowels and tails; tails and full syllables join tails."""
    leads, vowels, tails = ("\u1100", "\u115f"), ("\u1160", "\u11a7"), ("\u11a8", "\u11ff")

    def among(sign: str, span: tuple[str, str]) -> bool:
        return span[0] <= sign <= span[1]

    syllable = among(before, ("\uac00", "\ud7a3"))
    open_syllable = syllable and (ord(before) - 0xAC00) % 28 == 0
    if among(before, leads):
        return among(after, leads) or among(after, vowels) or among(after, ("\uac00", "\ud7a3"))
    if among(before, vowels) or open_syllable:
        return among(after, vowels) or among(after, tails)
    return (among(before, tails) or syllable) and among(after, tails)
