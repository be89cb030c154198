"""A question in words, for a search that is saved and for the list of recent ones."""

from patents.catalogue.address import Asked
from patents.catalogue.presenters.heads import chips

NAME_SHOWN = 40
SAID_MOST = 20


def said(asked: Asked) -> str:
    """The chosen filters in words; beyond SAID_MOST only that there are more."""
    found = [f"{chip['facet']}：{chip['label']}" for chip in chips(asked)]
    return "；".join(found[:SAID_MOST]) + ("；……" if len(found) > SAID_MOST else "")


def name_offered(asked: Asked) -> str:
    """A name to begin with: the expression, else the filters, cut."""
    words = " ".join(asked.text.split()) or " ".join(chip["label"] for chip in chips(asked))
    return words if len(words) <= NAME_SHOWN else f"{words[: NAME_SHOWN - 1]}…"
