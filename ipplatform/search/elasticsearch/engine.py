"""The engine on a server: which index is live, what is made and swapped. Queries: reading.py, writes: writing.py."""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from elasticsearch import BadRequestError, Elasticsearch

from ipplatform.search.asked import CountedFacet
from ipplatform.search.declarations import Document, IndexDeclaration
from ipplatform.search.declarations import index as declared
from ipplatform.search.elasticsearch.mapping import (
    alias_of,
    building_alias,
    family_of,
    generation_first,
    generation_new,
    is_alias,
    is_generation,
    settings_and_mapping,
)
from ipplatform.search.elasticsearch.reading import Reader, fingerprints
from ipplatform.search.elasticsearch.server import BUILD_SECONDS, SEARCH_SECONDS, WRITE_SECONDS, Missing, Server
from ipplatform.search.elasticsearch.writing import batches, documents_delete, documents_write, generation_build
from ipplatform.search.engines import SearchResult
from ipplatform.search.errors import EngineError, NeedsRebuild
from ipplatform.search.query import SearchQuery

SCAN_SECONDS = 30.0

T = TypeVar("T")


class ElasticsearchEngine:
    """Engine over the server of settings.ELASTICSEARCH_URL. An index is used by an alias that names its schema."""

    name = "elasticsearch"

    def __init__(self) -> None:
        self.server = Server()

    def search(
        self,
        query: SearchQuery,
        *,
        facets_up_to: int | None = None,
        facets: bool = True,
        counting: Sequence[CountedFacet] = (),
    ) -> SearchResult:
        """One page; see Engine.search."""
        began = time.perf_counter()
        declaration = declared(query.index)
        ask = partial(self._run, declaration, SEARCH_SECONDS)
        whole = query.tree is None and not query.filters
        pending = False
        if facets and facets_up_to is not None and not whole:
            answer = ask(lambda client: Reader(client, declaration, query).answer(facets=False))
            pending = answer.total > facets_up_to
            if not pending:
                answer = ask(lambda client: Reader(client, declaration, query).answer(facets=True, counting=counting))
        else:
            answer = ask(lambda client: Reader(client, declaration, query).answer(facets=facets, counting=counting))
        spent = (time.perf_counter() - began) * 1000
        return SearchResult(answer.ids, answer.total, answer.facets, pending, round(spent, 2), self.name)

    def scan(self, query: SearchQuery) -> Iterator[int]:
        """Every id that fits, ascending; read at once, so that no view is held while the caller walks."""
        declaration = declared(query.index)
        return iter(self._run(declaration, SCAN_SECONDS, lambda client: Reader(client, declaration, query).scan()))

    def index(self, declaration: IndexDeclaration, documents: Iterable[Document]) -> int:
        """Write documents in requests of BATCH, to be found at return; returns how many changed."""
        return sum(
            self._run(declaration, WRITE_SECONDS, partial(documents_write, declaration, batch))
            for batch in batches(documents)
        )

    def delete(self, declaration: IndexDeclaration, ids: Iterable[int]) -> int:
        """Take documents away in requests of BATCH; returns how many were there."""
        return sum(
            self._run(declaration, WRITE_SECONDS, partial(documents_delete, declaration, batch))
            for batch in batches(ids)
        )

    def rebuild(self, declarations: Iterable[IndexDeclaration]) -> int:
        """Build an index for each beside the live ones, then swap all in one step; a failure leaves the live ones.

        What a killed rebuild left is removed first: the caller has the right to write, so nobody else is building.
        """
        built = {generation_new(declaration): declaration for declaration in declarations}
        with self.server.asked(BUILD_SECONDS) as client:
            _leftovers_remove(client, built.values())
            try:
                documents = sum(generation_build(client, declaration, name) for name, declaration in built.items())
                _swap(client, built)
            except BaseException:
                self._remove(built)
                raise
        return documents

    def usable(self, declaration: IndexDeclaration) -> bool:
        """Whether an index of this schema stands."""
        with self.server.asked(SEARCH_SECONDS) as client:
            return bool(client.indices.exists_alias(name=alias_of(declaration)))

    def check(self, declaration: IndexDeclaration) -> dict[int, str]:
        """id -> fingerprint of every document on the server."""
        return self._run(declaration, SCAN_SECONDS, lambda client: fingerprints(client, declaration))

    def close(self) -> None:
        """Nothing is held by a thread: connections are shared by the process."""

    def _run(self, declaration: IndexDeclaration, seconds: float, work: Callable[[Elasticsearch], T]) -> T:
        """Work on an index that stands, or on the empty one that the first of all processes makes."""
        try:
            with self.server.asked(seconds) as client:
                return work(client)
        except Missing:
            pass
        with self.server.asked(seconds) as client:
            _first_make(client, declaration)
            return work(client)

    def _remove(self, names: Iterable[str]) -> None:
        """Take half-built indexes away if the server answers; else the next rebuild does."""
        with contextlib.suppress(EngineError), self.server.asked(SEARCH_SECONDS) as client:
            client.indices.delete(index=list(names), ignore_unavailable=True)


def _generations(client: Elasticsearch, declaration: IndexDeclaration) -> dict[str, bool]:
    """Every index of this name on the server, of any schema -> whether it is live."""
    found = client.indices.get_alias(index=f"{family_of(declaration)}-*")
    return {
        name: any(is_alias(declaration, alias) for alias in entry["aliases"])
        for name, entry in found.items()
        if is_generation(declaration, name)
    }


def _first_make(client: Elasticsearch, declaration: IndexDeclaration) -> None:
    """An empty index where there is none of this name at all; NeedsRebuild when there is one of another schema."""
    if client.indices.exists_alias(name=alias_of(declaration)):
        return
    if _generations(client, declaration):
        raise NeedsRebuild(f"index {declaration.name}: run search_rebuild")
    try:
        client.indices.create(
            index=generation_first(declaration),
            aliases={alias_of(declaration): {}},
            **settings_and_mapping(declaration),
        )
    except BadRequestError as error:
        if error.error != "resource_already_exists_exception":  # another process was first
            raise


def _leftovers_remove(client: Elasticsearch, declarations: Iterable[IndexDeclaration]) -> None:
    left = [name for one in declarations for name, live in _generations(client, one).items() if not live]
    if left:
        client.indices.delete(index=left, ignore_unavailable=True)


def _swap(client: Elasticsearch, built: dict[str, IndexDeclaration]) -> None:
    """One step for all: readers see the old indexes or the new ones, and the old ones are gone."""
    actions: list[dict[str, dict[str, str]]] = []
    for name, declaration in built.items():
        old = [other for other in _generations(client, declaration) if other != name]
        actions += [{"remove_index": {"index": other}} for other in old]
        actions.append({"remove": {"index": name, "alias": building_alias(name)}})
        actions.append({"add": {"index": name, "alias": alias_of(declaration)}})
    client.indices.update_aliases(actions=actions)
