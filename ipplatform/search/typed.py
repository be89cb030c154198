"""A text as typed, as the checks of foreign writing look at it. Pure."""

import re
from dataclasses import dataclass
from functools import cached_property

from ipplatform.search.declarations import AnyField, IndexDeclaration, plain_name
from ipplatform.search.grammar import quotes_masked

_QUOTES = dict.fromkeys(map(ord, "“”„＂「」『』"), '"')
WIDE = {ord(sign) + 0xFEE0: sign for sign in map(chr, range(0x21, 0x7F))} | _QUOTES | {0x3000: " "}
NAME = r"(?<![\w.\-/])(?P<name>[^\W\d]\w*)"
FIELD_BEFORE = re.compile(r"[^\W\d]\w*\s*=\s*$")
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"
"""All that people and programs write for a minus; `-` first, for sets of regular expressions."""
_WORD_END, _WORD_START = re.compile(r'[^\s()"=]*'), re.compile(r'[^\s()"=]*$')


@dataclass(frozen=True)
class Typed:
    """A text as typed; `signs` with full-width signs as ASCII, `masked` with quotes for all that stands in quotes."""

    text: str
    declaration: IndexDeclaration

    @cached_property
    def signs(self) -> str:
        return self.text.translate(WIDE)

    @cached_property
    def masked(self) -> str:
        return quotes_masked(self.signs)

    def field(self, name: str | None) -> AnyField | None:
        return self.declaration.codes.get(plain_name(name)) if name else None

    def blanks_around(self, start: int, end: int) -> tuple[int, int]:
        """The span with the blanks on both sides."""
        return len(self.masked[:start].rstrip()), len(self.text) - len(self.masked[end:].lstrip())

    def word_around(self, start: int, end: int) -> tuple[int, int]:
        """Where the word begins and ends that a sign stands in."""
        before, after = _WORD_START.search(self.masked[:start]), _WORD_END.match(self.masked, end)
        return before.start() if before else start, after.end() if after else end
