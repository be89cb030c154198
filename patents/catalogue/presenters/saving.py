"""A question in words, for a search that is saved and for the list of recent ones."""

from collections.abc import Iterable, Mapping

from patents.catalogue.address import Asked

NAME_SHOWN = 40
SAID_MOST = 20

Chips = Iterable[Mapping[str, str]]


def said(chips: Chips) -> str:
    """The chosen filters in words; beyond SAID_MOST only that there are more."""
    found = [f"{chip['facet']}：{chip['label']}" for chip in chips]
    return "；".join(found[:SAID_MOST]) + ("；……" if len(found) > SAID_MOST else "")


def name_offered(asked: Asked, chips: Chips) -> str:
    """A name to begin with: the expression, else the filters, cut."""
    words = " ".join(asked.text.split()) or " ".join(chip["label"] for chip in chips)
    return words if len(words) <= NAME_SHOWN else f"{words[: NAME_SHOWN - 1]}…"
