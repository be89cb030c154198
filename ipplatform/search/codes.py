"""Normal forms of codes that are asked whole or by their beginning, never as words. Pure; knows no numbering rules."""

import re
import unicodedata

from ipplatform.search.tokens import kept, normalise
from ipplatform.search.unseen import seen

_NOT_PLAIN = re.compile(r"[\W_]+")
_GROUP = re.compile(r"^[A-Z]\d{2}[A-Z]\d+$")
_LEADING_ZEROS = re.compile(r"^([A-Z]\d{2}[A-Z])0+(?=\d)")
SLASH = "z"
"""Stands for the slash in the token of a symbol: letters and digits only, so that every engine keeps it whole."""


def plain_code(value: str) -> str:
    """A code as a token of lower-case letters and digits: `US 2020/0123456 (A1)` -> us20200123456a1, 審中 -> 审中."""
    return kept(_NOT_PLAIN.sub("", normalise(value)))


def symbol_code(value: str) -> str:
    """A hierarchical symbol with its slash kept as a letter, as a token asked by its beginning.

    `G02B 27/01`, `G02B027/01` -> g02b27z01; a main group without slash is closed, so that G02B27 finds 27/00 and 27/01
    but G06F3 does not find 30/00: g02b27z; a class or subclass stays open: g02b.
    """
    text = _symbol(value)
    if _GROUP.match(text):
        text += "/"
    return _symbol_token(text)


def symbol_beginning(value: str) -> str:
    """The symbol's token as typed before a star: a main group stays open, `G06F3*` finds 3/01 and 30/00."""
    return _symbol_token(_symbol(value))


def _symbol_token(text: str) -> str:
    head, slash, tail = text.partition("/")
    return kept((_NOT_PLAIN.sub("", head) + (SLASH if slash else "") + _NOT_PLAIN.sub("", tail)).lower())


def _symbol(value: str) -> str:
    """Without blanks, in capitals, the main group without leading zeros, which the scheme does not have."""
    return _LEADING_ZEROS.sub(r"\1", re.sub(r"\s+", "", unicodedata.normalize("NFKC", seen(value))).upper())
