"""Runs the site on one machine: prepares the database, then web and both task workers together, until told to stop.

A child that ends by itself is started again after a pause that doubles with each quick death. Ctrl-C or SIGTERM stops
all; a child also stops when this process is killed. Knows nothing of Django, so that it stays small.
"""

import argparse
import ctypes
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
MANAGE = (sys.executable, str(ROOT / "manage.py"))
PR_SET_PDEATHSIG = 1

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
LIVED_WELL = 60.0  # a child that lived this long starts again at once
WEB_START_LIMIT = 60.0
STOP_LIMIT = 20.0  # a worker finishes its task; then it is told to give it up
LAST_LIMIT = 5.0

SAMPLE_PASSWORD = "demo-2026-xj"  # noqa: S105  the published password of the sample accounts
SAMPLE_ACCOUNTS = (
    ("enterprise@demo.test", "企业（新区内）"),
    ("seller@demo.test", "企业（供给方）"),
    ("respondent@demo.test", "企业（被申请人）"),
    ("mediator@demo.test, mediator2@demo.test", "调解员"),
    ("coordinator@demo.test", "调解协调员"),
    ("operator@demo.test", "运营专员"),
    ("general@demo.test, general2@demo.test", "综合科（起草与审批）"),
    ("editor@demo.test", "编辑"),
    ("administrator@demo.test", "管理员"),
)


def say(text: str) -> None:
    """One line for the person at the terminal, at once."""
    print(text, flush=True)  # noqa: T201  this is what the person at the terminal reads


def die_with_parent() -> None:
    """In the child, before it runs: the kernel sends SIGTERM when this supervisor dies, even by SIGKILL (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A process that is kept running."""

    name: str
    command: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    start_at: float = field(default=0.0)

    def start(self) -> None:
        """In a session of its own: Ctrl-C reaches the supervisor only, which then stops the children in order."""
        self.process = subprocess.Popen(  # noqa: S603  our own commands, no shell
            self.command,
            cwd=ROOT,
            start_new_session=True,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )
        self.started = time.monotonic()

    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def keep(self) -> None:
        """Start the process when it is due; when it has ended, set when it is due again."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.pause = FIRST_PAUSE if now - self.started >= LIVED_WELL else min(self.pause * 2, LONGEST_PAUSE)
        say(f"{self.name} ended ({ending(code)}); starting it again in {self.pause:g} s")
        self.process = None
        self.start_at = now + self.pause

    def send(self, number: signal.Signals) -> None:
        """Signal the process; SIGKILL goes to its whole session."""
        if not self.alive() or self.process is None:
            return
        if number == signal.SIGKILL:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)


def ending(code: int) -> str:
    """How a process ended, in words."""
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit {code}"


class Supervisor:
    """Web and workers, kept running until a signal says stop."""

    def __init__(self, children: tuple[Child, ...]) -> None:
        self.children = children
        self.stopping = False

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Signal handler."""
        self.stopping = True

    def stop(self) -> None:
        """SIGTERM, then SIGTERM again (a worker gives up its task), then SIGKILL."""
        for number, limit in (
            (signal.SIGTERM, STOP_LIMIT),
            (signal.SIGTERM, LAST_LIMIT),
            (signal.SIGKILL, LAST_LIMIT),
        ):
            for child in self.children:
                child.send(number)
            until = time.monotonic() + limit
            while any(child.alive() for child in self.children) and time.monotonic() < until:
                time.sleep(0.05)
            if not any(child.alive() for child in self.children):
                return

    def watch(self) -> None:
        """Keep the children until a signal says stop."""
        while not self.stopping:
            for child in self.children:
                child.keep()
            time.sleep(0.2)


def children_for(host: str, port: int) -> tuple[Child, ...]:
    """The processes of one machine: web, the worker for all work, and one for mail, which never waits for imports."""
    web = (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "8", "--respawn-failed-workers"),
        *("--workers-kill-timeout", "10", "--log-level", "warning", "ipplatform.wsgi:application"),
    )
    worker = (*MANAGE, "db_worker", "--no-reload", "--queue-name")
    return (
        Child("web", web),
        Child("work worker", (*worker, "work")),
        Child("mail worker", (*worker, "mail")),
        Child("timekeeper", (*MANAGE, "timekeeper")),
    )


def port_free(host: str, port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def prepared_stamp() -> str:
    """What a prepared SQLite database was prepared from: its file, our migrations and seeds, the packages.

    Empty when nothing can be said: no file yet, another database, or an interrupted first start.
    """
    data_dir = Path(os.environ.get("IPP_DATA_DIR", ROOT / "var"))
    database = data_dir / "platform.db"
    if "DATABASE_URL" in os.environ or not database.exists() or (data_dir / "samples-pending").exists():
        return ""
    digest = hashlib.sha256(f"{sys.version} {database.stat().st_ino}".encode())
    patterns = ("requirements.txt", "*/*/migrations/*.py", "*/*/seed*.py", "*/*/apps.py", "ipplatform/settings/*.py")
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def prepare(*, samples: bool) -> bool:
    """Migrate, and fill a new database; skipped where nothing changed since the last time (it takes seconds)."""
    stamp_file = Path(os.environ.get("IPP_DATA_DIR", ROOT / "var")) / "prepared"
    stamp = prepared_stamp()
    if stamp and stamp_file.exists() and stamp_file.read_text() == stamp:
        return True
    command = (*MANAGE, "prepare", *([] if samples else ["--without-samples"]))
    child = Child("prepare", command)
    child.start()
    try:
        prepared = child.process is not None and child.process.wait() == 0
    except KeyboardInterrupt:
        Supervisor((child,)).stop()
        return False
    if not prepared:
        return False
    stamp_file.write_text(prepared_stamp())
    return True


def answers(url: str) -> bool:
    """Whether the site answers at all; a refusal is an answer."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(url, timeout=2).close()
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
    return True


def wait_for_web(supervisor: Supervisor, url: str) -> bool:
    """Wait until the site answers; False when web ended, the time is up or a signal came."""
    web = supervisor.children[0]
    until = time.monotonic() + WEB_START_LIMIT
    while time.monotonic() < until and web.alive() and not supervisor.stopping:
        if answers(url):
            return True
        time.sleep(0.1)
    return False


def greet(url: str) -> None:
    """The address and who can log in."""
    say(f"\n  {url}\n")
    if os.environ["DJANGO_SETTINGS_MODULE"] == "ipplatform.settings.development":
        say(f"  Sample accounts, password {SAMPLE_PASSWORD}:")
        for accounts, role in SAMPLE_ACCOUNTS:
            say(f"    {accounts:<42}{role}")
    say("\n  Ctrl-C stops web and workers.")


def arguments() -> argparse.Namespace:
    """Host, port and whether a new database gets the sample content."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--without-samples", action="store_true", help="leave a new database without sample content")
    return parser.parse_args()


def main() -> int:
    """0 after a clean stop, 1 when the site could not start."""
    options = arguments()
    url = f"http://{options.host}:{options.port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipplatform.settings.development")
    os.environ.setdefault("PUBLIC_BASE_URL", url)
    if not port_free(options.host, options.port):
        say(f"Port {options.port} is in use. Choose another: make run PORT={options.port + 1}")
        return 1

    if not prepare(samples=not options.without_samples):
        say("The database could not be prepared; see above.")
        return 1

    supervisor = Supervisor(children_for(options.host, options.port))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.ask_to_stop)
    try:
        # Web alone first: on two cores the workers would make people wait for their page.
        supervisor.children[0].start()
        if not wait_for_web(supervisor, f"{url}/healthz"):
            if not supervisor.stopping:
                say(f"The site does not answer on {url}; see above.")
            return 0 if supervisor.stopping else 1
        greet(url)
        supervisor.watch()
        say("Stopping web and workers")
    finally:
        supervisor.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
