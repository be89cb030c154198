"""The supervisor of web and workers, with real processes that are really killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.serve import Child, Supervisor, ending
from tests.browser import LiveSite, free_port, migrated, site_environment, site_start, site_stop
from tests.processes import until

ROOT = Path(__file__).resolve().parent.parent.parent


def children_of(pid: int) -> dict[int, str]:
    """Process id -> command line of the direct children of a process (Linux)."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
            if parent == pid:
                found[int(stat.parent.name)] = (stat.parent / "cmdline").read_text().replace("\0", " ")
        except (OSError, ValueError):
            continue
    return found


def worker_of(site: LiveSite, queue: str) -> int | None:
    """Process id of a site's worker of a queue."""
    pids = [
        pid
        for pid, line in children_of(site.process.pid).items()
        if "db_worker" in line and f"--queue-name {queue}" in line
    ]
    return pids[0] if pids else None


def gone(pid: int) -> bool:
    """Whether no such process runs any more (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def sleeper(script: str = "import time; time.sleep(60)") -> Child:
    """A child that runs a line of Python."""
    return Child("sleeper", (sys.executable, "-c", script))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """An empty site with web and both workers."""
    started = site_start(migrated(tmp_path_factory.mktemp("serve") / "data"), "--without-samples")
    yield started
    site_stop(started)


def test_a_killed_child_is_started_again_after_a_pause_that_doubles() -> None:
    child = sleeper("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    child.keep()
    pauses: list[float] = []
    while len(pauses) < 2:
        assert until(lambda: not child.alive())
        child.keep()
        pauses.append(child.pause)
        assert not child.alive()
        assert until(lambda: child.start_at <= time.monotonic())
        child.keep()
        assert child.process is not None
    assert until(lambda: not child.alive())
    assert pauses == [1.0, 2.0]


def test_a_child_that_ignores_sigterm_is_killed_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.serve.STOP_LIMIT", 0.3)
    monkeypatch.setattr("scripts.serve.LAST_LIMIT", 0.3)
    child = sleeper(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    child.start()
    time.sleep(0.5)
    Supervisor((child,)).stop()
    assert child.process is not None
    assert child.process.wait() == -signal.SIGKILL


def test_an_ending_is_told_in_words() -> None:
    assert ending(3) == "exit 3"
    assert ending(-9) == "signal SIGKILL"


@pytest.mark.scale
@pytest.mark.parametrize("queue", ["work", "mail"])
def test_a_killed_worker_is_replaced(site: LiveSite, queue: str) -> None:
    assert until(lambda: worker_of(site, queue) is not None)
    first = worker_of(site, queue)
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert until(lambda: worker_of(site, queue) not in (None, first))
    assert f"{queue} worker ended (signal SIGKILL)" in site.log.read_text()


@pytest.mark.scale
def test_a_taken_port_is_refused_with_advice(site: LiveSite) -> None:
    port = site.url.rsplit(":", 1)[1]
    done = subprocess.run(
        [sys.executable, "scripts/serve.py", "--port", port],
        cwd=ROOT, env=site.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stdout


@pytest.mark.scale
def test_sigterm_stops_all_and_a_killed_supervisor_leaves_nothing_behind(tmp_path: Path) -> None:
    data = migrated(tmp_path / "data")
    first = site_start(data, "--without-samples")
    try:
        assert until(lambda: len(children_of(first.process.pid)) == 4)
        family = list(children_of(first.process.pid))
    finally:
        code = site_stop(first)
    assert code == 0
    assert all(gone(pid) for pid in family)

    second = site_start(data, "--without-samples")
    try:
        assert until(lambda: len(children_of(second.process.pid)) == 4)
        family = list(children_of(second.process.pid))
    finally:
        second.process.kill()
        second.process.wait()
    assert until(lambda: all(gone(pid) for pid in family))


@pytest.mark.scale
def test_a_site_that_cannot_start_says_so_and_ends(tmp_path: Path) -> None:
    environment = site_environment(tmp_path) | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    done = subprocess.run(
        [sys.executable, "scripts/serve.py", "--port", str(free_port())],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "could not be prepared" in done.stdout
