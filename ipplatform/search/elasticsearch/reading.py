"""Answers one query: its page, total and facets in one request, two with a filter; a scan in one consistent view."""

import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import A, Search

from ipplatform.search import engines
from ipplatform.search.asked import CountedFacet
from ipplatform.search.declarations import IndexDeclaration
from ipplatform.search.elasticsearch.mapping import alias_of, facet_field
from ipplatform.search.elasticsearch.match import all_of, match, ranked, title_only, title_words
from ipplatform.search.elasticsearch.server import SEARCH_SECONDS, Missing
from ipplatform.search.engines import Counts
from ipplatform.search.errors import EngineError
from ipplatform.search.query import RELEVANCE, SearchQuery

SCAN_BATCH = 10_000
_KEEP = "1m"
_WIDTHS_KEPT = 600.0
"""Seconds."""
_WIDTHS_MOST = 10_000
_widths: dict[tuple[str, str], tuple[float, int]] = {}
"""Alias and beginning -> until when it is remembered, and how many words begin so."""
_PATIENCE = f"{int(SEARCH_SECONDS) - 1}s"


@dataclass(frozen=True)
class Answer:
    """A page's ids, the exact total, and the facets that were asked for."""

    ids: list[int]
    total: int
    facets: dict[str, Counts]


@dataclass(frozen=True)
class Reader:
    """One query through one client."""

    client: Elasticsearch
    declaration: IndexDeclaration
    query: SearchQuery

    def answer(self, *, facets: bool, counting: Sequence[CountedFacet] = ()) -> Answer:
        """The page; with `facets` the counts of each and of `counting`, without its own filter."""
        engines.wide_prefixes_refuse(self.query, self._begun)
        filtered = dict(self.query.filters) if facets else {}
        every = self._aggregations(counting) if facets else {}
        named = [*every, *(facet.name for facet in counting if facets and facet.name not in every)]
        page = self._page({name: each for name, each in every.items() if name not in filtered})
        others = [self._counts_alone(name, each) for name, each in every.items() if name in filtered]
        first, *rest = self._ask([page, *others])
        counts = {name: counts for one in (first, *rest) for name, counts in _counts(one).items()}
        # The last key of the order is the id itself.
        ids = [hit["sort"][-1] for hit in first["hits"]["hits"]]
        return Answer(ids, first["hits"]["total"]["value"], {name: counts.get(name, []) for name in named})

    def scan(self) -> "array[int]":
        """Every id that fits, ascending."""
        engines.wide_prefixes_refuse(self.query, self._begun)
        found = Search().query(self._found()).source(False)
        return array("q", (hit["sort"][0] for hit in _walk(self.client, self.declaration, found)))

    def _ask(self, asked: Sequence[Search]) -> list[Mapping[str, Any]]:
        index = alias_of(self.declaration)
        if len(asked) == 1:
            whole = self.client.search(index=index, body=asked[0].to_dict(), allow_partial_search_results=False)
            answers = [whole.body]
        else:
            place = {"index": index, "allow_partial_search_results": False}
            lines = [line for one in asked for line in (place, one.to_dict())]
            answers = self.client.msearch(searches=lines).body["responses"]
        for one in answers:
            if "error" in one:
                if one["status"] == 404:
                    raise Missing("elasticsearch: no such index")
                raise EngineError(f"elasticsearch: {one['error'].get('type')}")
            if one["timed_out"]:
                raise EngineError("elasticsearch: the query took too long")
        return answers

    def _aggregations(self, counting: Sequence[CountedFacet]) -> dict[str, Any]:
        """Facet -> what counts it: values of a field, or one filter a question."""
        order = [{"_count": "desc"}, {"_key": "asc"}]
        stored = {
            facet.name: A("terms", field=facet_field(facet.name), size=facet.limit, order=order)
            for facet in self.declaration.facets
        }
        asked = {facet.name: engines.questions_narrow(facet, self._begun_remembered) for facet in counting}
        return stored | {
            name: A("filters", filters={value: match(tree, self.declaration) for value, tree in questions})
            for name, questions in asked.items()
            if questions
        }

    def _page(self, open_facets: Mapping[str, Any]) -> Search:
        order, words = self._order()
        found = self._found()
        asked = (
            Search()
            .query(ranked(found, words) if words else found)
            .extra(track_total_hits=True, timeout=_PATIENCE, stored_fields="_none_")
            .sort(*order)
        )
        first = (self.query.page - 1) * self.query.size
        return _with_counts(asked[first : first + self.query.size], open_facets)

    def _counts_alone(self, name: str, counted: Any) -> Search:
        asked = Search().query(self._found(but=name)).extra(track_total_hits=False, timeout=_PATIENCE)
        return _with_counts(asked[0:0], {name: counted})

    def _found(self, but: str = "") -> Any:
        trees = [*([self.query.tree] if self.query.tree is not None else []), *self.query.conditions(but)]
        return all_of(match(tree, self.declaration) for tree in trees)

    def _order(self) -> tuple[list[Any], list[Any]]:
        """The keys of the order, and the queries whose hits are counted for the rank."""
        ties = [key for name in self.declaration.tie_break for key in _keys(name)] + ["id"]
        if self.query.sort != RELEVANCE:
            return [*_keys(self.query.sort), *ties], []
        words = title_words(self.query.tree, self.declaration)
        if not words:
            return ties, []
        if title_only(self.query.tree, self.declaration.title):
            return ["title_terms", *ties], []
        return [{"_score": "desc"}, "title_terms", *ties], words

    def _begun(self, beginning: str) -> int:
        """EngineError when the server could not count and found no more than is allowed."""
        known = self.client.terms_enum(
            index=alias_of(self.declaration),
            field="words",
            string=beginning,
            size=engines.PREFIX_LIMIT + 1,
            timeout=_PATIENCE,
        )
        found = len(known["terms"])
        if found <= engines.PREFIX_LIMIT and not known["complete"]:
            raise EngineError("elasticsearch: the words could not be counted")
        return found

    def _begun_remembered(self, beginning: str) -> int:
        """The same, asked once in a while for each beginning: here it bounds what counting costs, not what is found."""
        key, now = (alias_of(self.declaration), beginning), time.monotonic()
        until, found = _widths.get(key, (0.0, 0))
        if until < now:
            found = self._begun(beginning)
            if len(_widths) >= _WIDTHS_MOST:
                _widths.clear()
            _widths[key] = (now + _WIDTHS_KEPT, found)
        return found


def fingerprints(client: Elasticsearch, declaration: IndexDeclaration) -> dict[int, str]:
    """id -> fingerprint of every document."""
    client.indices.refresh(index=alias_of(declaration))
    asked = Search().source(False).extra(docvalue_fields=["fingerprint"])
    return {hit["sort"][0]: hit["fields"]["fingerprint"][0] for hit in _walk(client, declaration, asked)}


def _walk(client: Elasticsearch, declaration: IndexDeclaration, found: Search) -> Iterator[Mapping[str, Any]]:
    """Every hit in one consistent view, ascending by id."""
    with _view(client, declaration) as view:
        asked = found.sort("id").extra(size=SCAN_BATCH, track_total_hits=False)
        while True:
            body = asked.to_dict() | {"pit": {"id": view, "keep_alive": _KEEP}}
            hits = client.search(body=body, allow_partial_search_results=False).body["hits"]["hits"]
            yield from hits
            if len(hits) < SCAN_BATCH:
                return
            asked = asked.extra(search_after=hits[-1]["sort"])


@contextmanager
def _view(client: Elasticsearch, declaration: IndexDeclaration) -> Iterator[str]:
    opened = client.open_point_in_time(index=alias_of(declaration), keep_alive=_KEEP)["id"]
    try:
        yield opened
    finally:
        client.close_point_in_time(id=opened)


def _keys(name: str) -> list[dict[str, Any]]:
    """Documents without the value come last; numbers before texts, as the embedded engine has them."""
    field, order = name.removeprefix("-"), "desc" if name.startswith("-") else "asc"
    kinds = ("s", "n") if order == "desc" else ("n", "s")
    return [{f"{kind}_{field}": {"order": order, "missing": "_last"}} for kind in kinds]


def _with_counts(asked: Search, facets: Mapping[str, Any]) -> Search:
    for name, counted in facets.items():
        asked.aggs.bucket(name, counted)
    return asked


def _counts(answer: Mapping[str, Any]) -> dict[str, Counts]:
    return {name: _bucket_counts(found["buckets"]) for name, found in answer.get("aggregations", {}).items()}


def _bucket_counts(buckets: Any) -> Counts:
    """Values come as a list in their order, questions by name."""
    if isinstance(buckets, Mapping):
        return engines.counts_ordered((name, bucket["doc_count"]) for name, bucket in buckets.items())
    return [(bucket["key"], bucket["doc_count"]) for bucket in buckets]
