"""Letters that nobody sees: they are typed and pasted unknowingly, so neither an index nor a question holds them. Pure.

Soft hyphens, joiners, blanks of no width, marks of direction, tags, and what chooses the shape of the letter before.
Written out and not asked of Python's own tables: another Python may not give another token stream.
"""

import re
from functools import lru_cache

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f\U000e0100-\U000e01ef]+"
)


def seen(text: str) -> str:
    """The text without letters that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def is_unseen(letter: str) -> bool:
    """Whether nobody sees it."""
    return _UNSEEN.match(letter) is not None


def span_typed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of what is seen of a text -> the span in the text as typed, without what stands unseen at its edges."""
    places = _places_seen(text)
    if start == end:
        at = places[start] if start < len(places) else len(text)
        return at, at
    return places[start], places[end - 1] + 1


@lru_cache(maxsize=8)
def _places_seen(text: str) -> tuple[int, ...]:
    """Where the seen letters stand. Remembered: every word of an expression asks."""
    return tuple(at for at, letter in enumerate(text) if not is_unseen(letter))
