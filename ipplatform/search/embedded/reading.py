"""Answers queries from the file. One consistent view: the caller holds a reading transaction.

Hits are found once by FTS5 into a temporary table; SQLite orders the page, facets are counted from one packed column.
"""
# ruff: noqa: S608  table and column names are identifiers that the declaration checked

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from ipplatform.search import engines
from ipplatform.search.asked import CountedFacet
from ipplatform.search.declarations import FacetField, IndexDeclaration
from ipplatform.search.embedded.match import MARKS, everything, match, may_be_mark, title_only, title_words
from ipplatform.search.embedded.schema import FACET_BITS, Tables, sort_column
from ipplatform.search.engines import Counts
from ipplatform.search.query import RELEVANCE, SearchQuery

_FACET_MASK = (1 << FACET_BITS) - 1
SCAN_BATCH = 10_000


class _Page(NamedTuple):
    ids: list[int]
    total: int


@dataclass(frozen=True)
class Reader:
    """One query on one connection."""

    connection: sqlite3.Connection
    declaration: IndexDeclaration
    query: SearchQuery

    @property
    def _named(self) -> Tables:
        return Tables(self.declaration.name)

    def page(self) -> _Page:
        """The page's ids and the exact total; leaves the hits in the temporary table, unless all documents are hits."""
        engines.wide_prefixes_refuse(self.query, self._begun)
        expression = self._expression()
        if expression is None:
            total = self._documents()
            source = f"{self._named.document} AS d"
        else:
            total = self._find(expression)
            source = f"temp.hits AS h CROSS JOIN {self._named.document} AS d ON d.id = h.id"
        order, bound = self._order()
        rows = self.connection.execute(
            f"SELECT d.id FROM {source} ORDER BY {order} LIMIT ? OFFSET ?",
            (*bound, self.query.size, (self.query.page - 1) * self.query.size),
        )
        return _Page([key for (key,) in rows.fetchall()], total)

    def facets(self, counting: Sequence[CountedFacet] = ()) -> dict[str, Counts]:
        """Counts of every facet, each without its own filter; to be called after `page` in the same transaction."""
        stored = self._stored()
        # Those with a filter of their own come last: they put other hits into the temporary table.
        own = {name for name, _values in self.query.filters}
        return stored | {one.name: self._asked(one) for one in sorted(counting, key=lambda one: one.name in own)}

    def _stored(self) -> dict[str, Counts]:
        chosen = dict(self.query.filters)
        open_places = [place for place, facet in enumerate(self.declaration.facets) if facet.name not in chosen]
        found: dict[int, Counts] = {}
        if self.query.tree is None and not chosen:
            return {facet.name: self._whole(place, facet) for place, facet in enumerate(self.declaration.facets)}
        if open_places:
            found |= self._counted(
                f"SELECT d.marks FROM temp.hits AS h CROSS JOIN {self._named.document} AS d ON d.id = h.id",
                (),
                open_places,
            )
        for place, facet in enumerate(self.declaration.facets):
            if facet.name in chosen:
                found[place] = self._own_filter_off(place, facet)
        return {facet.name: found[place] for place, facet in enumerate(self.declaration.facets)}

    def scan(self) -> Iterator[int]:
        """Every id that fits, ascending."""
        engines.wide_prefixes_refuse(self.query, self._begun)
        expression = self._expression() or everything()
        rows = self.connection.execute(
            f"SELECT rowid FROM {self._named.words} WHERE {self._named.words} MATCH ? ORDER BY rowid",
            (expression,),
        )
        while batch := rows.fetchmany(SCAN_BATCH):
            yield from (key for (key,) in batch)

    def _expression(self, but: str = "") -> str | None:
        """The question without the filter of one facet; None for all documents."""
        trees = [*([self.query.tree] if self.query.tree is not None else []), *self.query.conditions(but)]
        parts = [match(tree, self.declaration, self._value_numbers) for tree in trees]
        return " AND ".join(f"({part})" for part in parts) if parts else None

    def _find(self, expression: str) -> int:
        self.connection.execute("DELETE FROM temp.hits")
        found = self.connection.execute(
            f"INSERT INTO temp.hits SELECT rowid FROM {self._named.words} WHERE {self._named.words} MATCH ?",
            (expression,),
        )
        return found.rowcount

    def _order(self) -> tuple[str, tuple[str, ...]]:
        ties = [self._by(one) for one in self.declaration.tie_break] + ["d.id"]
        if self.query.sort != RELEVANCE:
            return ", ".join([self._by(self.query.sort), *ties]), ()
        words = title_words(self.query.tree, self.declaration)
        if not words:
            return ", ".join(ties), ()
        shortest = ["d.title_terms", *ties]
        if title_only(self.query.tree, self.declaration.title):
            return ", ".join(shortest), ()
        has = f"(d.id IN (SELECT rowid FROM {self._named.words} WHERE {self._named.words} MATCH ?))"
        return ", ".join([f"{' + '.join([has] * len(words))} DESC", *shortest]), tuple(words)

    def _by(self, name: str) -> str:
        """Descending puts NULL last by itself, and so can walk the index."""
        column = f"d.{sort_column(name.removeprefix('-'))}"
        return f"{column} DESC" if name.startswith("-") else f"{column} NULLS LAST"

    def _documents(self) -> int:
        (documents,) = self.connection.execute(
            "SELECT documents FROM shelf WHERE name = ?", (self.declaration.name,)
        ).fetchone()
        return int(documents)

    def _whole(self, place: int, facet: FacetField) -> Counts:
        """The counts over all documents, kept ready by the writer."""
        rows = self.connection.execute(
            f"SELECT value, count FROM {self._named.value} WHERE facet = ? AND count > 0 "
            "ORDER BY count DESC, value LIMIT ?",
            (place, facet.limit),
        )
        return [(str(value), int(count)) for value, count in rows]

    def _own_filter_off(self, place: int, facet: FacetField) -> Counts:
        expression = self._expression(but=facet.name)
        if expression is None:
            return self._whole(place, facet)
        words = self._named.words
        rows = f"SELECT d.marks FROM {words} CROSS JOIN {self._named.document} AS d ON d.id = {words}.rowid "
        return self._counted(f"{rows} WHERE {words} MATCH ?", (expression,), [place])[place]

    def _asked(self, facet: CountedFacet) -> Counts:
        """How many hits, its own filter left out, each question of a facet finds."""
        expression = self._expression(but=facet.name)
        if expression is not None and self.query.values(facet.name):
            self._find(expression)
        words = self._named.words
        inside = "" if expression is None else f"CROSS JOIN temp.hits AS h ON h.id = {words}.rowid"
        counts = []
        for value, tree in engines.questions_narrow(facet, self._begun):
            asked = match(tree, self.declaration, self._value_numbers)
            rows = self.connection.execute(f"SELECT count(*) FROM {words} {inside} WHERE {words} MATCH ?", (asked,))
            counts.append((value, int(rows.fetchone()[0])))
        return engines.counts_ordered(counts)

    def _counted(self, rows: str, bound: tuple[str, ...], places: list[int]) -> dict[int, Counts]:
        packed = array("I")
        packed.frombytes(b"".join([blob for (blob,) in self.connection.execute(rows, bound).fetchall()]))
        by_place: dict[int, dict[int, int]] = {place: {} for place in places}
        for number, count in Counter(packed).items():
            counts = by_place.get(number & _FACET_MASK)
            if counts is not None:
                counts[number] = count
        return {place: self._named_counts(place, counts) for place, counts in by_place.items()}

    def _named_counts(self, place: int, counts: dict[int, int]) -> Counts:
        limit = self.declaration.facets[place].limit
        if len(counts) > limit:
            # Values that cannot be among the first `limit` are not looked up; ties at the edge are.
            edge = sorted(counts.values(), reverse=True)[limit - 1]
            counts = {number: count for number, count in counts.items() if count >= edge}
        rows = self.connection.execute(
            f"SELECT value, id FROM {self._named.value} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(counts)),),
        )
        pairs = ((str(value), counts[number]) for value, number in rows)
        return nsmallest(limit, pairs, key=lambda pair: (-pair[1], pair[0]))

    def _value_numbers(self, facet: str, values: Sequence[str]) -> list[int]:
        place = next(place for place, one in enumerate(self.declaration.facets) if one.name == facet)
        rows = self.connection.execute(
            f"SELECT id FROM {self._named.value} WHERE facet = ? AND value IN (SELECT value FROM json_each(?))",
            (place, json.dumps(list(values))),
        )
        return [number for (number,) in rows]

    def _begun(self, beginning: str) -> int:
        terms = f"SELECT 1 FROM {self._named.vocabulary} WHERE term >= ? AND term < ?"
        if may_be_mark(beginning):
            # The marks of facet values begin so too and are no words: here the columns of each token are asked for.
            by_column = f"temp.{self._named.vocabulary}_columns"
            self.connection.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {by_column} USING fts5vocab(main, {self._named.words}, 'col')"
            )
            terms = f"SELECT DISTINCT term FROM {by_column} WHERE term >= ? AND term < ? AND col <> '{MARKS}'"
        (many,) = self.connection.execute(
            f"SELECT count(*) FROM ({terms} LIMIT ?)",
            (beginning, beginning + "\U0010ffff", engines.PREFIX_LIMIT + 1),
        ).fetchone()
        return int(many)
