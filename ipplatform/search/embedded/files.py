"""Where the index lies on disk: SEARCH_FILE is a link to one generation's file; a rebuild swaps the link in one step.

A plain rename over an open WAL database would leave its old log beside the new file; each generation has its own names.
"""

import os
import sqlite3
import time
import uuid
from pathlib import Path

STALE_BUILD_SECONDS = 3600


def generation_new(link: Path) -> Path:
    """The path of a file to build in; nothing is made."""
    return link.with_name(f"{link.name}.{uuid.uuid4().hex[:12]}")


def generation_current(link: Path) -> Path | None:
    """The file that the link names, or None when there is no index yet."""
    try:
        target = link.with_name(os.readlink(link))
    except OSError:
        return None
    return target if target.exists() else None


def generation_publish(link: Path, built: Path, *, replace: bool) -> Path:
    """Make a built file the current one. Without `replace` an index that another process published first wins."""
    if not replace:
        if not link.is_symlink() and not link.exists():
            try:
                link.symlink_to(built.name)
            except FileExistsError:
                pass
            else:
                return built
        standing = generation_current(link)
        if standing is not None:
            generation_remove(built)
            return standing
    old = generation_current(link)
    fresh = link.with_name(f"{link.name}.{uuid.uuid4().hex[:12]}.link")
    fresh.symlink_to(built.name)
    os.replace(fresh, link)
    if old is not None:
        generation_remove(old)
    return built


def generation_remove(file: Path) -> None:
    """Remove a generation with its log; whoever has it open reads on until it looks again."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def stale_builds_remove(link: Path) -> None:
    """Remove what a killed rebuild left."""
    current = generation_current(link)
    edge = time.time() - STALE_BUILD_SECONDS
    for file in link.parent.glob(f"{link.name}.*"):
        if current is not None and file.name.startswith(current.name):
            continue
        if file.lstat().st_mtime < edge:
            file.unlink(missing_ok=True)


def connect(file: Path) -> sqlite3.Connection:
    """A connection in manual transaction mode to a file that exists; sqlite3.OperationalError when it is gone."""
    connection = sqlite3.connect(f"file:{file}?mode=rw", uri=True, timeout=20, isolation_level=None)
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA synchronous=NORMAL")
    # Made once, outside any transaction: making it for each query would have every statement prepared anew.
    connection.execute("CREATE TEMP TABLE hits (id INTEGER PRIMARY KEY)")
    return connection


def create(file: Path) -> sqlite3.Connection:
    """A new file to build in, fast and unsafe until `settle`: nobody else sees it yet."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600, exist_ok=False)
    connection = connect(file)
    connection.execute("PRAGMA journal_mode=MEMORY")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("CREATE TABLE shelf (name TEXT PRIMARY KEY, signature TEXT, documents INTEGER)")
    return connection


def settle(connection: sqlite3.Connection) -> None:
    """Turn a built file into one that many processes may open, and close it."""
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
