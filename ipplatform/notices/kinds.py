"""Notice kinds: each room registers the fixed sentence of its kinds (an opening upward). No content enters one."""

from django.utils.functional import Promise

_kinds: dict[str, str | Promise] = {}


def kind_register(kind: str, sentence: str | Promise) -> None:
    """Called in apps.ready(); the sentence may only name what happened, e.g. `有新的洽询`."""
    _kinds[kind] = sentence


def kind_sentence(kind: str) -> str | Promise:
    """The sentence of a kind. Raises KeyError for a kind that no room registered."""
    return _kinds[kind]


def kind_names() -> frozenset[str]:
    """All registered kinds, for the test that lists the openings upward."""
    return frozenset(_kinds)
