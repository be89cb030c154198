"""Search inside one facet: its values that hold some words, with their counts over the hits.

The index gives a facet's most frequent values only. Asking for documents whose own field holds the words makes the
values wanted the frequent ones, and leaves their counts as they are: a patent counted for a name also holds the name.
"""

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ipplatform.search import ExpressionError, QueryError, SearchQuery
from ipplatform.search.engines import Counts
from ipplatform.search.expression import parse
from ipplatform.search.services import counted_of, search
from ipplatform.search.tokens import normalise
from ipplatform.search.tree import And, Tree
from patents.catalogue.search import DECLARATION
from patents.catalogue.selectors.words import value_label

# Facet -> fields of the expression that hold its values as words or symbols; other facets have few values.
FIELDS = {
    "applicant": ("PA", "AS"), "inventor": ("IN",), "ipc_tree": ("IPC",), "province": ("PROVINCE",), "city": ("CITY",),
}  # fmt: skip
# Places are asked whole or by their beginning, never by what they hold: such values are added to the frequent ones.
PLACES = ("province", "city")


class WordsRefused(QueryError):
    """Words of the search inside a facet that cannot be looked for."""


@dataclass(frozen=True)
class Within:
    """Values by count, then value; `cut`: the index has more than it gave."""

    counts: Counts
    cut: bool


def facet_within(query: SearchQuery, facet: str, words: str) -> Within:
    """The values of a facet, its own filter left out, whose code or words hold `words` (any if empty).

    Raises WordsRefused for words that cannot be looked for, QueryError for the question itself,
    EngineError when there is no answer now.
    """
    wanted = [plain for word in words.split() if (plain := _plain(word))]
    if facet in {one.name for one in DECLARATION.asked}:
        return _asked_within(query, facet, wanted)
    others = tuple((name, values) for name, values in query.filters if name != facet)
    whole = replace(query, filters=others, page=1, size=1)
    limit = next(one.limit for one in DECLARATION.facets if one.name == facet)
    counts = _narrowed(whole, facet, words)
    if facet in PLACES and wanted:
        frequent = search(whole).facets.get(facet, [])
        counts = sorted(
            {*frequent, *counts} if len(frequent) >= limit else frequent, key=lambda pair: (-pair[1], pair[0])
        )
    kept = [pair for pair in counts if _holds(f"{_plain(pair[0])} {_plain(value_label(facet, pair[0]))}", wanted)]
    return Within(kept, len(counts) >= limit)


def _narrowed(whole: SearchQuery, facet: str, words: str) -> Counts:
    """The counts among the documents whose own field holds the words."""
    try:
        extra = _tree(facet, words)
        tree = And((whole.tree, extra)) if whole.tree is not None and extra is not None else whole.tree or extra
        return search(replace(whole, tree=tree)).facets.get(facet, [])
    except ExpressionError as error:
        search(whole, facets=False)  # where the question itself is what cannot be asked, that is said
        raise WordsRefused(error.code, _("请换几个字再查找：太长、太短或太常见的字词不能查。")) from None


def _asked_within(query: SearchQuery, facet: str, wanted: list[str]) -> Within:
    """Values that are questions: those are counted whose code or name holds the words."""
    counting = counted_of(query, only=facet, keep=lambda one: _holds(f"{_plain(one.name)} {_plain(one.label)}", wanted))
    result = search(replace(query, page=1, size=1), counting=counting)
    return Within(result.facets.get(facet, []), facet in result.cut)


def _tree(facet: str, words: str) -> Tree | None:
    """Documents whose fields hold every word, Latin words by their beginning; None where words narrow nothing."""
    codes = [code for code in FIELDS.get(facet, ()) if code in DECLARATION.codes]
    asked = [word for word in re.sub(r'["*]', " ", words).split() if _plain(word)]
    if facet in PLACES:
        asked = [" ".join(asked)] if len(_plain("".join(asked))) > 1 else []
    if not codes or not asked or (facet == "ipc_tree" and not words.isascii()):
        return None
    each = " ".join(f'"{word}"{"*" if len(_plain(word)) > 1 else ""}' for word in asked)
    return parse(" OR ".join(f"{code}=({each})" for code in codes), DECLARATION)


def _holds(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)


def _plain(text: str) -> str:
    return "".join(letter for letter in normalise(text) if letter.isalnum())
