"""Writes documents into the file in short transactions; text is prepared before the lock is taken. Reads no query."""
# ruff: noqa: S608  table and column names are identifiers that the declaration checked

import json
import sqlite3
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from ipplatform.search.declarations import Document, Field, IndexDeclaration, SortValue, TextField, values_of
from ipplatform.search.embedded.match import EVERYTHING, mark
from ipplatform.search.embedded.schema import FACET_BITS, Tables
from ipplatform.search.tokens import GAP, stream

BATCH = 500
"""Rows in one transaction: another writer of the file waits for one batch at most."""

_BETWEEN = f" {GAP} "

T = TypeVar("T")


@dataclass(frozen=True)
class _Prepared:
    """A document ready to write: one stream a field, its facet values by place, its order values."""

    id: int
    fingerprint: str
    streams: tuple[str, ...]
    values: tuple[tuple[int, str], ...]
    title_terms: int
    sorts: tuple[SortValue, ...]
    content: bytes


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One writing transaction; rolled back when anything is raised."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Lists of at most `size` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def documents_write(
    connection: sqlite3.Connection, declaration: IndexDeclaration, documents: Sequence[Document]
) -> int:
    """Write one batch over what is there; unchanged documents cost a look only. Returns how many changed."""
    named = Tables(declaration.name)
    by_id = {document.id: document for document in documents}
    standing = _fingerprints(connection, named, by_id)
    fresh = {key: document.fingerprint() for key, document in by_id.items()}
    prepared = [
        _prepare(document, fresh[key], declaration)
        for key, document in by_id.items()
        if standing.get(key) != fresh[key]
    ]
    if not prepared:
        return 0
    with transaction(connection):
        changes: Counter[int] = Counter()
        gone = _take_away(connection, named, declaration, [one.id for one in prepared], changes)
        numbers = _value_numbers(connection, named, {value for one in prepared for value in one.values})
        rows, words = [], []
        for one in prepared:
            marks = array("I", sorted(numbers[value] for value in one.values))
            changes.update(marks)
            rows.append((one.id, one.title_terms, one.fingerprint, marks.tobytes(), *one.sorts))
            words.append((one.id, *one.streams, _marks_stream(marks)))
        places = ", ".join("?" * (len(declaration.fields) + 2))
        connection.executemany(f"INSERT INTO {named.words} (rowid, {_columns(declaration)}) VALUES ({places})", words)
        places = ", ".join("?" * (4 + len(declaration.sorts)))
        connection.executemany(f"INSERT INTO {named.document} VALUES ({places})", rows)
        connection.executemany(
            f"INSERT INTO {named.original} VALUES (?, ?)",
            [(one.id, one.content) for one in prepared],
        )
        _counts_change(connection, named, declaration, changes, len(prepared) - gone)
    return len(prepared)


def documents_delete(connection: sqlite3.Connection, declaration: IndexDeclaration, ids: Sequence[int]) -> int:
    """Take one batch away; returns how many were there."""
    named = Tables(declaration.name)
    with transaction(connection):
        changes: Counter[int] = Counter()
        gone = _take_away(connection, named, declaration, ids, changes)
        _counts_change(connection, named, declaration, changes, -gone)
    return gone


def _prepare(document: Document, fingerprint: str, declaration: IndexDeclaration) -> _Prepared:
    originals = [list(values_of(document.texts.get(one.name, ()))) for one in declaration.fields]
    streams = _streams(originals, declaration)
    title = [one.name for one in declaration.fields].index(declaration.title)
    values = {
        (place, value)
        for place, facet in enumerate(declaration.facets)
        for value in document.keywords.get(facet.name, ())
    }
    return _Prepared(
        id=document.id,
        fingerprint=fingerprint,
        streams=streams,
        values=tuple(values),
        title_terms=len(streams[title].split()),
        sorts=tuple(document.sorts.get(one.name) for one in declaration.sorts),
        content=zlib.compress(json.dumps(originals, ensure_ascii=False, separators=(",", ":")).encode(), 1),
    )


def _streams(originals: list[list[str]], declaration: IndexDeclaration) -> tuple[str, ...]:
    return tuple(
        _stream(field, values) if values else "" for field, values in zip(declaration.fields, originals, strict=True)
    )


def _stream(field: Field, values: list[str]) -> str:
    if isinstance(field, TextField):
        return stream(values)
    return _BETWEEN.join([token for value in values for token in field.stored(value)])


def _marks_stream(marks: Iterable[int]) -> str:
    return " ".join([EVERYTHING, *map(mark, marks)])


def _columns(declaration: IndexDeclaration) -> str:
    return ", ".join([*(f"f_{one.name}" for one in declaration.fields), "marks"])


def _fingerprints(connection: sqlite3.Connection, named: Tables, ids: Iterable[int]) -> dict[int, str]:
    rows = connection.execute(
        f"SELECT id, fingerprint FROM {named.document} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return dict(rows.fetchall())


def _take_away(
    connection: sqlite3.Connection,
    named: Tables,
    declaration: IndexDeclaration,
    ids: Sequence[int],
    changes: "Counter[int]",
) -> int:
    """Delete what stands of these ids; `changes` collects the facet counts to lower."""
    found = connection.execute(
        f"SELECT id, marks, content FROM {named.document} JOIN {named.original} USING (id) "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchall()
    if not found:
        return 0
    rows = []
    for key, blob, content in found:
        marks = array("I", blob)
        changes.subtract(marks)
        rows.append((key, *_streams(json.loads(zlib.decompress(content)), declaration), _marks_stream(marks)))
    places = ", ".join("?" * (len(declaration.fields) + 2))
    connection.executemany(
        f"INSERT INTO {named.words} ({named.words}, rowid, {_columns(declaration)}) VALUES ('delete', {places})",
        rows,
    )
    keys = [(row[0],) for row in rows]
    connection.executemany(f"DELETE FROM {named.document} WHERE id = ?", keys)
    connection.executemany(f"DELETE FROM {named.original} WHERE id = ?", keys)
    return len(rows)


def _value_numbers(
    connection: sqlite3.Connection, named: Tables, values: set[tuple[int, str]]
) -> dict[tuple[int, str], int]:
    """The numbers of facet values; new ones get the next numbers, which are never used again."""
    rows = connection.execute(
        f"SELECT v.facet, v.value, v.id FROM json_each(?) AS j CROSS JOIN {named.value} AS v "
        "ON v.facet = json_extract(j.value, '$[0]') AND v.value = json_extract(j.value, '$[1]')",
        (json.dumps(sorted(values)),),
    )
    numbers = {(facet, value): number for facet, value, number in rows}
    (last,) = connection.execute(f"SELECT coalesce(max(id), 0) >> {FACET_BITS} FROM {named.value}").fetchone()
    new = [
        ((last + step) << FACET_BITS | facet, facet, value)
        for step, (facet, value) in enumerate(sorted(values - numbers.keys()), start=1)
    ]
    connection.executemany(f"INSERT INTO {named.value} (id, facet, value) VALUES (?, ?, ?)", new)
    numbers.update({(facet, value): number for number, facet, value in new})
    return numbers


def _counts_change(
    connection: sqlite3.Connection,
    named: Tables,
    declaration: IndexDeclaration,
    changes: "Counter[int]",
    documents: int,
) -> None:
    connection.executemany(
        f"UPDATE {named.value} SET count = count + ? WHERE id = ?",
        [(change, number) for number, change in changes.items() if change],
    )
    connection.execute("UPDATE shelf SET documents = documents + ? WHERE name = ?", (documents, declaration.name))
