"""The embedded engine: connections, transactions, errors; queries lie in reading.py, writes in writing.py."""
# ruff: noqa: S608  table and column names are identifiers that the declaration checked

import os
import sqlite3
import threading
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from ipplatform.search.asked import CountedFacet
from ipplatform.search.declarations import Document, IndexDeclaration, indexes
from ipplatform.search.declarations import index as declared
from ipplatform.search.embedded import files
from ipplatform.search.embedded.reading import Reader
from ipplatform.search.embedded.schema import Tables, signature, statistics_refresh, tables_create
from ipplatform.search.embedded.writing import BATCH, batches, documents_delete, documents_write, transaction
from ipplatform.search.engines import SearchResult
from ipplatform.search.errors import EngineError, NeedsRebuild
from ipplatform.search.query import SearchQuery

REBUILD_BATCH = 2000
_TRIES = 5


class EmbeddedEngine:
    """Engine over SQLite FTS5 in settings.SEARCH_FILE; one connection a thread, opened again after a swap."""

    name = "embedded"

    def __init__(self) -> None:
        self._local = threading.local()

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
        with self._reading(query) as reader:
            ids, total = reader.page()
            whole = query.tree is None and not query.filters
            pending = facets and not whole and facets_up_to is not None and total > facets_up_to
            counts = reader.facets(counting) if facets and not pending else {}
        spent = (time.perf_counter() - began) * 1000
        return SearchResult(ids, total, counts, pending, round(spent, 2), self.name)

    def scan(self, query: SearchQuery) -> Iterator[int]:
        """Every id that fits, ascending; read at once, so that the caller may search while it walks."""
        with self._reading(query) as reader:
            return iter(array("q", reader.scan()))

    def index(self, declaration: IndexDeclaration, documents: Iterable[Document]) -> int:
        """Write documents in transactions of BATCH rows; returns how many changed."""
        with self._errors():
            connection = self._connection()
            self._check_signature(connection, declaration)
            return sum(documents_write(connection, declaration, batch) for batch in batches(documents, BATCH))

    def delete(self, declaration: IndexDeclaration, ids: Iterable[int]) -> int:
        """Take documents away in transactions of BATCH rows; returns how many were there."""
        with self._errors():
            connection = self._connection()
            self._check_signature(connection, declaration)
            return sum(documents_delete(connection, declaration, batch) for batch in batches(ids, BATCH))

    def rebuild(self, declarations: Iterable[IndexDeclaration]) -> int:
        """Build a new file with all of them and swap the link; a failure leaves the old file as it was."""
        link = self._link()
        built = files.generation_new(link)
        documents = 0
        try:
            with self._errors():
                files.stale_builds_remove(link)
                documents = self._build(built, declarations)
                files.generation_publish(link, built, replace=True)
        except BaseException:
            files.generation_remove(built)
            raise
        return documents

    def usable(self, declaration: IndexDeclaration) -> bool:
        """Whether the file holds this index in this schema."""
        if files.generation_current(self._link()) is None:
            return False
        with self._errors():
            return self._signature(self._connection(), declaration) == signature(declaration)

    def check(self, declaration: IndexDeclaration) -> dict[int, str]:
        """id -> fingerprint of every document in the file."""
        with self._errors():
            connection = self._connection()
            self._check_signature(connection, declaration)
            rows = connection.execute(f"SELECT id, fingerprint FROM {Tables(declaration.name).document}")
            return dict(rows.fetchall())

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        self._local.connection = None
        if connection is not None:
            connection.close()

    def _build(self, built: Path, declarations: Iterable[IndexDeclaration]) -> int:
        documents, declarations = 0, list(declarations)
        connection = files.create(built)
        try:
            for declaration in declarations:
                with transaction(connection):
                    tables_create(connection, declaration)
                for batch in batches(declaration.documents(None), REBUILD_BATCH):
                    documents += documents_write(connection, declaration, batch)
                words = Tables(declaration.name).words
                connection.execute(f"INSERT INTO {words} ({words}) VALUES ('optimize')")
            statistics_refresh(connection, declarations)
        except BaseException:
            connection.close()
            raise
        files.settle(connection)
        return documents

    @contextmanager
    def _reading(self, query: SearchQuery) -> Iterator[Reader]:
        declaration = declared(query.index)
        with self._errors():
            connection = self._connection()
            connection.execute("BEGIN")
            try:
                self._check_signature(connection, declaration)
                yield Reader(connection, declaration, query)
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """SQLite's errors as EngineError; their text may hold the query and is left behind."""
        try:
            yield
        except sqlite3.Error as error:
            raise EngineError(f"embedded search: {type(error).__name__}") from None

    def _check_signature(self, connection: sqlite3.Connection, declaration: IndexDeclaration) -> None:
        if self._signature(connection, declaration) != signature(declaration):
            raise NeedsRebuild(f"index {declaration.name}: run search_rebuild")

    def _signature(self, connection: sqlite3.Connection, declaration: IndexDeclaration) -> str | None:
        row = connection.execute("SELECT signature FROM shelf WHERE name = ?", (declaration.name,)).fetchone()
        return row[0] if row else None

    def _link(self) -> Path:
        return Path(settings.SEARCH_FILE)

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection to the current file; the first of all processes makes an empty one."""
        link = self._link()
        for _try in range(_TRIES):
            current = files.generation_current(link) or self._empty(link)
            mine = (current, os.getpid())
            if getattr(self._local, "opened", None) == mine and self._local.connection is not None:
                return self._local.connection
            self.close()
            try:
                self._local.connection = files.connect(current)
            except sqlite3.OperationalError:
                continue  # swapped and removed between the look and the opening
            self._local.opened = mine
            return self._local.connection
        raise EngineError("embedded search: the index file cannot be opened")

    def _empty(self, link: Path) -> Path:
        built = files.generation_new(link)
        connection = files.create(built)
        for declaration in indexes():
            with transaction(connection):
                tables_create(connection, declaration)
        files.settle(connection)
        return files.generation_publish(link, built, replace=link.is_symlink() or link.exists())
