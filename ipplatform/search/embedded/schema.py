"""The tables of one index in the file. Sort columns s_*, text columns f_*, facet values as 4-byte numbers."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from ipplatform.search.declarations import IndexDeclaration
from ipplatform.search.embedded.match import MARKS, column

FACET_BITS = 6
"""A value's number ends in its facet's place: 64 facets, no look-up to tell them apart."""
FORMAT = 2


@dataclass(frozen=True)
class Tables:
    """Names of an index's tables; the declaration checked that they are plain identifiers."""

    name: str

    @property
    def words(self) -> str:
        """FTS5: posting lists only, no text."""
        return f"{self.name}_words"

    @property
    def vocabulary(self) -> str:
        """The distinct tokens of `words`."""
        return f"{self.name}_vocabulary"

    @property
    def document(self) -> str:
        """One small row a document: rank, order, facet values."""
        return f"{self.name}_document"

    @property
    def original(self) -> str:
        """What was indexed, compressed: FTS5 needs it to take a document away."""
        return f"{self.name}_original"

    @property
    def value(self) -> str:
        """Facet values with their counts over the whole set, kept ready."""
        return f"{self.name}_value"


def signature(declaration: IndexDeclaration) -> str:
    """The declaration's signature and this file's format."""
    return f"{FORMAT}.{declaration.signature}"


def tables_create(connection: sqlite3.Connection, declaration: IndexDeclaration) -> None:
    """Empty tables for an index; inside the caller's transaction."""
    named = Tables(declaration.name)
    columns = ", ".join([*(column(one.name) for one in declaration.fields), MARKS])
    sorts = "".join(f", s_{one.name}" for one in declaration.sorts)
    connection.execute(
        f"CREATE VIRTUAL TABLE {named.words} USING fts5({columns}, content='', columnsize=0, prefix='1', "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    connection.execute(f"CREATE VIRTUAL TABLE {named.vocabulary} USING fts5vocab({named.words}, 'row')")
    connection.execute(
        f"CREATE TABLE {named.document} "
        f"(id INTEGER PRIMARY KEY, title_terms INTEGER, fingerprint TEXT, marks BLOB{sorts})"
    )
    connection.execute(f"CREATE TABLE {named.original} (id INTEGER PRIMARY KEY, content BLOB)")
    connection.execute(
        f"CREATE TABLE {named.value} (id INTEGER PRIMARY KEY, facet INTEGER, value TEXT, count INTEGER DEFAULT 0, "
        "UNIQUE (facet, value))"
    )
    connection.execute(f"CREATE INDEX {named.value}_order ON {named.value} (facet, count DESC, value)")
    ties = [_order(one) for one in declaration.tie_break]
    if ties:
        connection.execute(f"CREATE INDEX {named.document}_ties ON {named.document} ({', '.join(ties)})")
    connection.execute("INSERT INTO shelf VALUES (?, ?, 0)", (declaration.name, signature(declaration)))


def statistics_refresh(connection: sqlite3.Connection, declarations: Iterable[IndexDeclaration]) -> None:
    """Tell SQLite how large our tables are, and leave FTS5's own to what it knows of them.

    A count taken of an index that is still empty has SQLite read all posting lists at each commit that merges some of
    them: it then takes a scan of two rows for cheaper than the way by the key.
    """
    connection.execute("ANALYZE")
    for declaration in declarations:
        own = f"{Tables(declaration.name).words}_"
        connection.execute("DELETE FROM sqlite_stat1 WHERE substr(tbl, 1, ?) = ?", (len(own), own))


def sort_column(name: str) -> str:
    """The column of a sort field."""
    return f"s_{name}"


def _order(name: str) -> str:
    return f"{sort_column(name.removeprefix('-'))}{' DESC' if name.startswith('-') else ''}"
