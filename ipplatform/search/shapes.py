"""Numbers and symbols that are typed with blanks inside, each between blanks, brackets, `=` or the ends. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_VALUES = re.compile(r"(?<!\w)(?P<name>[^\W\d]\w*)\s*=\s*(?P<bracket>\([^()]*)?")
_WORD = re.compile(r'[^\s()"|]*')


@dataclass(frozen=True)
class Shape:
    """What a value looks like; `named`, where given, says behind which names of fields it is looked for.

    The group `number` of the pattern is the value itself, without what may lead it or follow it in people's writing.
    """

    pattern: re.Pattern[str]
    named: Callable[[str], bool] | None = None

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where such values stand in a text with plain signs."""
        if self.named is None:
            yield from self.pattern.finditer(text)
            return
        for values in _VALUES.finditer(text):
            if not self.named(values["name"]):
                continue
            if values["bracket"]:
                yield from self.pattern.finditer(text, *values.span("bracket"))
            else:
                yield from self._barred(text, values.end())

    def _barred(self, text: str, at: int) -> Iterator[re.Match[str]]:
        """The values of `a|b|c` that begins at a place."""
        while True:
            match = self.pattern.match(text, at)
            if match is not None:
                yield match
            end = match or _WORD.match(text, at)
            at = end.end() if end else at
            if text[at : at + 1] != "|":
                return
            at += 1


def shape_of(expression: str, named: Callable[[str], bool] | None = None, *, led: str = "", closed: str = "") -> Shape:
    """The shape of regular expressions that a room gives: of the value, and of words right before and behind it."""
    bar = "|" if named else ""
    lead = rf"(?:(?<!=)(?:{led}))?" if led else ""
    return Shape(
        re.compile(rf"(?<![^\s(={bar}]){lead}(?P<number>(?=\S)(?:{expression}))(?:{closed})?(?=[\s)*{bar}]|$)"),
        named,
    )
