"""The engine without a server: SQLite FTS5 in its own file, one machine, several processes."""

from ipplatform.search.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
