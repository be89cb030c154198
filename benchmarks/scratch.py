"""A site of its own for one benchmark: scratch folder, migrated database, CPU time, and another writer that waits."""

import importlib
import multiprocessing
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connections

DAY = date(2026, 5, 20)  # of every import here, and the cut-off of its data
WRITER_PAUSE = 0.01  # seconds between two writes of the other writer


@contextmanager
def scratch_site() -> Iterator[Path]:
    """Set Django up on a new folder with migrated tables (SQLite as shipped, or DATABASE_URL). Once a process."""
    with tempfile.TemporaryDirectory(prefix="ipp-bench-") as folder:
        os.environ["IPP_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipplatform.settings.test")
        django.setup()
        call_command("migrate", verbosity=0)
        yield Path(folder)
        connections.close_all()


def index_ready() -> None:
    """An empty search index, so that none is made while the clock runs."""
    importlib.import_module("ipplatform.search.services").rebuild()


def file_import(path: Path, progress: Callable[[int, int], None] | None = None) -> Any:
    """Import a patent file, index and all, as the system account does; the finished run.

    Models and what stands on them can be imported only after the scratch site is set up.
    """
    system = importlib.import_module("ipplatform.accounts.models").User.objects.system()
    services = importlib.import_module("patents.imports.services")
    run = services.import_run_start(file=path, name=path.name, format="auto", cutoff=DAY, by=system, on=DAY)
    return services.import_run_execute(run=run, by=system, on=DAY, progress=progress)


def lines_print(lines: Iterable[str]) -> None:
    """Each line as soon as it is measured."""
    for line in lines:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


@dataclass
class Spent:
    """What a piece of work took: seconds on the wall and of processor time, children included."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def measured() -> Iterator[Spent]:
    """Fill a `Spent` with what the block took."""
    spent, wall, cpu = Spent(), time.perf_counter(), _cpu()
    yield spent
    spent.wall, spent.cpu = time.perf_counter() - wall, _cpu() - cpu


def _cpu() -> float:
    found = os.times()
    return found.user + found.system + found.children_user + found.children_system


def peak_mib() -> tuple[float, float]:
    """The largest memory so far of this process and of its largest ended child, in MiB (Linux counts in KiB)."""
    own, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own, child


@contextmanager
def other_writer(database: Path) -> Iterator[list[float]]:
    """A second process that writes one row again and again; at the end the list holds its waits in milliseconds."""
    waits: list[float] = []
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    writer = multiprocessing.get_context("spawn").Process(target=_write, args=(str(database), theirs), daemon=True)
    writer.start()
    ours.recv()
    try:
        yield waits
    finally:
        ours.send("stop")
        waits += ours.recv()
        writer.join()


def _write(database: str, told: Connection) -> None:
    connection = sqlite3.connect(database, timeout=60, isolation_level=None)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("CREATE TABLE IF NOT EXISTS bench_writer (id INTEGER PRIMARY KEY, n INTEGER)")
    connection.execute("INSERT OR IGNORE INTO bench_writer VALUES (1, 0)")
    told.send("ready")
    waits = []
    while not told.poll(WRITER_PAUSE):
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE bench_writer SET n = n + 1 WHERE id = 1")
        connection.execute("COMMIT")
        waits.append((time.perf_counter() - began) * 1000)
    connection.close()
    told.send(waits)


def waits_line(waits: list[float], target: float) -> str:
    """One line on how long the other writer waited."""
    waits = sorted(waits)
    middle, high = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    return (
        f"another writer: {len(waits)} writes, p50 {middle:.1f} ms, p99 {high:.1f} ms, "
        f"longest {waits[-1]:.0f} ms (target <= {target:.0f} ms)"
    )
