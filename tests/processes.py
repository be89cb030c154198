"""A site's data directory and real processes on it that are really killed."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.browser import site_environment

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 600.0  # seconds that a process may take on a busy machine


def until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether a condition comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def manage(data_dir: Path, *arguments: str) -> str:
    """Run a management command on the data to its end; its standard output. A failing command fails the test."""
    with started(data_dir, *arguments) as process:
        out, err = process.communicate(timeout=LIMIT)
    assert process.returncode == 0, f"{arguments[0]}: exit {process.returncode}\n{err}"
    return out


def answer(data_dir: Path, *arguments: str) -> dict[str, Any]:
    """The JSON object that a command prints last."""
    found: dict[str, Any] = json.loads(manage(data_dir, *arguments).splitlines()[-1])
    return found


@contextmanager
def started(data_dir: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A management command as a process; killed at the end of the block where it still runs."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=site_environment(data_dir), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            process.kill()


def asked(data_dir: Path, question: str) -> list[tuple[Any, ...]]:
    """Rows of the data directory's database, beside the processes that write it."""
    with closing(sqlite3.connect(data_dir / "platform.db", timeout=30)) as database:
        return database.execute(question).fetchall()


def told(data_dir: Path, statement: str) -> int:
    """Change rows of the database; how many."""
    with closing(sqlite3.connect(data_dir / "platform.db", timeout=30)) as database, database:
        return database.execute(statement).rowcount
