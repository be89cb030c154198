"""What a pass over a whole file must remember and memory must not: in temporary databases, gone with the object."""

import json
import sqlite3
from collections.abc import Iterator

from patents.imports.raw import RowRefused

_CACHE_KIB = 8192


def _table(columns: str) -> sqlite3.Connection:
    """SQLite's temporary database: in memory up to the cache, on disk beyond it."""
    connection = sqlite3.connect("", isolation_level=None)
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute(f"CREATE TABLE kept ({columns})")
    return connection


class Seen:
    """A set of texts of any size."""

    def __init__(self) -> None:
        self._table = _table("text TEXT PRIMARY KEY")
        self._size = 0

    def add(self, text: str) -> None:
        """Remember a text."""
        self._size += self._table.execute("INSERT OR IGNORE INTO kept VALUES (?)", (text,)).rowcount

    def __contains__(self, text: object) -> bool:
        return self._table.execute("SELECT 1 FROM kept WHERE text = ?", (text,)).fetchone() is not None

    def __len__(self) -> int:
        return self._size


class Refusals:
    """Refused rows in order, any number of them."""

    def __init__(self) -> None:
        self._table = _table("id INTEGER PRIMARY KEY, line TEXT")
        self._size = 0

    def append(self, row: RowRefused) -> None:
        """Keep one more."""
        line = json.dumps([row.row, row.column, row.reason, row.raw_value])
        self._table.execute("INSERT INTO kept (line) VALUES (?)", (line,))
        self._size += 1

    def __iter__(self) -> Iterator[RowRefused]:
        for (line,) in self._table.execute("SELECT line FROM kept ORDER BY id"):
            yield RowRefused(*json.loads(line))

    def __len__(self) -> int:
        return self._size
