"""What a searcher probably meant: the nearest name, and an expression corrected until it can be read. Pure."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from ipplatform.search.errors import ExpressionError
from ipplatform.search.tokens import is_cjk, normalise

MAX_STEPS = 20
MAX_READ = 20_000
"""Letters that are read for one correction: a long text is given up after fewer steps."""
MAX_COMPARED = 2000


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name that differs least (letters added, dropped, changed, two exchanged); None when none is near.

    Near is one letter in three, at least one; else a name that holds the word or is held by it.
    """
    asked = normalise(word).strip()
    best: tuple[int, str] | None = None
    held: str | None = None
    for name, _place in zip(names, range(MAX_COMPARED), strict=False):
        other = normalise(name).strip()
        distance = _distance(asked, other)
        if distance <= max(1, max(len(asked), len(other)) // 3) and distance < max(len(asked), len(other)):
            best = min(best, (distance, name), key=lambda pair: pair[0]) if best else (distance, name)
        elif held is None and len(other) > 1 and len(asked) > 1 and (asked in other or other in asked):
            held = name
    return best[1] if best else held


@lru_cache(maxsize=512)
def nearest_field(name: str, names: tuple[str, ...]) -> str | None:
    """The nearest name of a field. Remembered: each step of a correction reads the whole text again."""
    return nearest(name, names)


def field_meant(name: str, known: tuple[str, ...]) -> str | None:
    """The nearest name of a field; `电池TI` is a word with the field's code right behind it: `电池 TI`."""
    place = field_within(name, known)
    return f"{name[:place]} {name[place:]}" if place else nearest_field(name, known)


def field_within(name: str, known: Iterable[str]) -> int | None:
    """Where a field's name begins behind a word that it touches: `电池PA`, `电池申请人`, never within Latin letters."""
    plain = normalise(name).upper()
    names = {normalise(one).upper() for one in known}
    if len(plain) != len(name):
        return None
    apart = (at for at in range(1, len(name)) if is_cjk(plain[at - 1]) or is_cjk(plain[at]))
    return next((at for at in apart if plain[at:] in names), None)


def corrected(text: str, error: ExpressionError, read: Callable[[str], object]) -> str | None:
    """The text after the edits of its errors, one after the other, until `read` takes it; None when that fails."""
    for _step in range(max(2, min(MAX_STEPS, MAX_READ // max(len(text), 1)))):
        if error.edit is None:
            return None
        start, end, put = error.edit
        text = text[:start] + put + text[end:]
        try:
            return text.strip() if read(text) is not None else None
        except ExpressionError as another:
            error = another
    return None


def quoted(value: str) -> str:
    """The value as it can be typed after `=`: in quotes where it holds a blank or a sign of the grammar."""
    plain = value.replace('"', " ")
    return plain if plain.isalnum() else f'"{plain}"'


def _distance(one: str, other: str) -> int:
    """Optimal string alignment distance."""
    if abs(len(one) - len(other)) > max(len(one), len(other)) // 3 + 1:
        return max(len(one), len(other))
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        fresh = [at]
        for place, another in enumerate(other, start=1):
            cost = min(row[place] + 1, fresh[place - 1] + 1, row[place - 1] + (letter != another))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == another:
                cost = min(cost, earlier[place - 2] + 1)
            fresh.append(cost)
        earlier, row = row, fresh
    return row[-1]
