"""Notice kinds: each room registers the fixed sentence of its kinds (an opening upward). No content enters a notice.

A kind about public records may give its mail a letter: text that the room writes when the mail is sent, stored nowhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from ipplatform.notices.models import Notice


@dataclass(frozen=True)
class Letter:
    """What a mail says below its first line, and headers beside the usual ones."""

    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


LetterWriter = Callable[[Notice], Letter | None]

_kinds: dict[str, str | Promise] = {}
_letters: dict[str, LetterWriter] = {}


def kind_register(kind: str, sentence: str | Promise, *, letter: LetterWriter | None = None) -> None:
    """Called in apps.ready(); the sentence may only name what happened, e.g. `有新的洽询`.

    `letter` is for kinds whose matter is public; it returns None when there is nothing left to say.
    """
    _kinds[kind] = sentence
    if letter is not None:
        _letters[kind] = letter


def kind_sentence(kind: str) -> str | Promise:
    """The sentence of a kind. Raises KeyError for a kind that no room registered."""
    return _kinds[kind]


def kind_letter(notice: Notice) -> Letter | None:
    """The letter of a notice, for the few kinds that have one."""
    writer = _letters.get(notice.kind)
    return writer(notice) if writer else None


def kind_names() -> frozenset[str]:
    """All registered kinds, for the test that lists the openings upward."""
    return frozenset(_kinds)
