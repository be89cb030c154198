"""What every engine promises; tests/ipplatform/search/contract holds engines to it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Protocol

from django.utils.translation import gettext as _g

from ipplatform.search.asked import CountedFacet
from ipplatform.search.declarations import Document, IndexDeclaration
from ipplatform.search.errors import ErrorCode, ExpressionError, QueryError
from ipplatform.search.query import WINDOW, SearchQuery
from ipplatform.search.tree import Code, Term, Tree, leaves

RANK_WORDS = 8
"""Only the first words of a query that ask the title are counted for the rank; the same on every engine."""
PREFIX_LIMIT = 5000
"""A starred word that begins more different words than this is refused."""

Counts = list[tuple[str, int]]


@dataclass(frozen=True)
class SearchResult:
    """One page of ids in order, the exact total, and for each facet (value, count) by count, then value.

    A facet's counts ignore its own filter. `facets_pending`: there are more hits than asked for, so facets are
    empty and are to be loaded after the hits. `cut`: facets with more values than were counted.
    """

    ids: list[int]
    total: int
    facets: dict[str, Counts] = field(default_factory=dict)
    facets_pending: bool = False
    milliseconds: float = 0.0
    engine: str = ""
    cut: frozenset[str] = frozenset()

    def pages(self, size: int) -> int:
        """Pages that can be opened: hits end at the window."""
        return ceil(min(self.total, WINDOW) / size)

    @property
    def beyond_window(self) -> bool:
        """There are hits that no page shows: advise to narrow the question or to export."""
        return self.total > WINDOW


Begun = Callable[[str], int]
"""Counts the engine's different words with a beginning; it may stop counting above PREFIX_LIMIT."""


def wide_prefixes_refuse(query: SearchQuery, begun: Begun) -> None:
    """Refuse a starred word that begins too many others: ExpressionError at its place, QueryError for a filter's."""
    wide = _wide(query.tree, begun)
    if wide is not None:
        raise ExpressionError(ErrorCode.PREFIX_WIDE, _too_wide(wide), wide.start)
    for condition in query.conditions():
        wide = _wide(condition, begun)
        if wide is not None:
            raise QueryError(ErrorCode.PREFIX_WIDE, _too_wide(wide))


def questions_narrow(facet: CountedFacet, begun: Begun) -> list[tuple[str, Tree]]:
    """The questions of a facet that can be asked."""
    return [(value, tree) for value, tree in facet.questions if _wide(tree, begun) is None]


def counts_ordered(counts: Iterable[tuple[str, int]]) -> Counts:
    """By count, then value; what no hit has is left out."""
    return sorted(((value, count) for value, count in counts if count), key=lambda pair: (-pair[1], pair[0]))


def _wide(tree: Tree | None, begun: Begun) -> Term | Code | None:
    for leaf in leaves(tree):
        if not (isinstance(leaf, Term | Code) and leaf.starred):
            continue
        beginning = leaf.token if isinstance(leaf, Code) else leaf.phrase.tokens[-1]
        if begun(beginning) > PREFIX_LIMIT:
            return leaf
    return None


def _too_wide(leaf: Term | Code) -> str:
    message = _g("以“%(word)s”开头的词超过 %(most)d 个，请在星号前多写几个字母或数字。")
    return message % {"word": leaf.text, "most": PREFIX_LIMIT}


class Engine(Protocol):
    """Ranks by title hits (how many of the asked words, at most RANK_WORDS, are in the title), then fewer terms in the
    title, then the declared tie break; a chosen order comes first, then the tie break. Totals and facets are exact.

    Every method raises EngineError when the engine cannot answer, NeedsRebuild when its index is of another schema.
    """

    name: str

    def search(
        self,
        query: SearchQuery,
        *,
        facets_up_to: int | None = None,
        facets: bool = True,
        counting: Sequence[CountedFacet] = (),
    ) -> SearchResult:
        """One page. Above `facets_up_to` hits facets are left pending. ExpressionError: a prefix is too wide.

        With the facets come those of `counting`: for each of its questions how many hits it finds among these.
        """

    def scan(self, query: SearchQuery) -> Iterator[int]:
        """Every id that fits, ascending, beyond the window; one consistent view."""

    def index(self, declaration: IndexDeclaration, documents: Iterable[Document]) -> int:
        """Write documents over what is there; returns how many changed. Idempotent."""

    def delete(self, declaration: IndexDeclaration, ids: Iterable[int]) -> int:
        """Take documents away; ids that are not there are no error. Returns how many were."""

    def rebuild(self, declarations: Iterable[IndexDeclaration]) -> int:
        """Build all of them beside the old ones and swap at once; readers see the old or the new, never half."""

    def usable(self, declaration: IndexDeclaration) -> bool:
        """Whether an index of this schema stands."""

    def check(self, declaration: IndexDeclaration) -> dict[int, str]:
        """id -> fingerprint of every document that is there."""

    def close(self) -> None:
        """Give back what this thread holds open; the next call opens it again."""
