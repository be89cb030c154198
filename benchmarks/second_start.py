"""`make run` the second time, until the home page answers, against what Python and Django alone need to start.

The first start prepares the sample site in a scratch folder (a few minutes). Run: python -m benchmarks.second_start
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STARTS = 3
TARGET = 5.0
FIRST_LIMIT, LIMIT = 1800.0, 120.0


def free_port() -> int:
    """A port of loopback that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: str, limit: float) -> float:
    """Seconds from `make run` until the home page came whole; the site is stopped again."""
    port = free_port()
    environment = os.environ | {"IPP_DATA_DIR": folder}
    began = time.perf_counter()
    command = [shutil.which("make") or "make", "run", f"PORT={port}"]
    site = subprocess.Popen(  # noqa: S603  our own command, no shell
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while time.perf_counter() - began < limit:
            try:
                with opener.open(f"http://127.0.0.1:{port}/", timeout=30) as page:
                    assert b"</html>" in page.read()
                return time.perf_counter() - began
            except OSError:
                if site.poll() is not None:
                    raise SystemExit("make run ended; run it by hand to see why") from None
                time.sleep(0.05)
        raise SystemExit(f"no answer within {limit:.0f} s")
    finally:
        os.killpg(site.pid, signal.SIGTERM)
        site.wait(timeout=60)


def bare(folder: str) -> float:
    """Seconds of Python with Django set up, nothing served."""
    environment = os.environ | {"IPP_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "ipplatform.settings.development"}
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import django; django.setup()"], cwd=ROOT, env=environment, check=True)
    return time.perf_counter() - began


def main() -> None:
    """Prepare, start some times, print the best and the worst."""
    with tempfile.TemporaryDirectory(prefix="ipp-bench-") as folder:
        first = start(folder, FIRST_LIMIT)
        again = sorted(start(folder, LIMIT) for _ in range(STARTS))
        alone = min(bare(folder) for _ in range(STARTS))
    say = sys.stdout.write
    say(f"first start, samples prepared: {first:.0f} s\n")
    say(f"second start until the home page: {again[0]:.1f} to {again[-1]:.1f} s (target <= {TARGET:.0f} s)\n")
    say(f"Python and Django alone: {alone:.1f} s; ratio {again[0] / alone:.1f}\n")


if __name__ == "__main__":
    main()
