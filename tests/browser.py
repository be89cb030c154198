"""The site as people meet it: the real web and workers in processes of their own, sample content, Debian's Chromium.

The server is scripts/serve.py itself, with a data directory of its own; tests see it through pages and commands only.
`live.manage("daily")` runs a command beside it; `login(page, "operator@demo.test")` logs in.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from psycopg import sql

from tests.database import sqlite_template

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_PASSWORD = "demo-2026-xj"
SAMPLES_PENDING = "samples-pending"  # prepare's mark of a first start that still owes the sample content
START_LIMIT = 900.0  # the first start loads the sample content
DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass(frozen=True)
class LiveSite:
    """A running site: its address, its data, and commands beside it."""

    url: str
    data_dir: Path
    process: subprocess.Popen[bytes]
    log: Path
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a management command on the site's data; its standard output. A failing command fails the test."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{arguments[0]}: exit {done.returncode}\n{done.stderr}"
        return done.stdout


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def migrated(data_dir: Path) -> Path:
    """A data directory whose database is migrated already."""
    data_dir.mkdir(parents=True)
    template = sqlite_template(anew=False)
    if (template / "keys.json").exists():
        shutil.copy(template / "keys.json", data_dir)
    shutil.copy(template / "template.db", data_dir / "platform.db")
    return data_dir


def site_environment(data_dir: Path, database_url: str = "") -> dict[str, str]:
    """The environment of a site in development settings with its own data directory; on SQLite unless told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "IPP_"))}
    kept.pop("DATABASE_URL", None)
    if database_url:
        kept["DATABASE_URL"] = database_url
    return kept | {
        "IPP_DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "ipplatform.settings.development",
    }


def site_start(data_dir: Path, *arguments: str, database_url: str = "") -> LiveSite:
    """Start web and workers and wait until the site answers. Fails with the log when it does not."""
    data_dir.mkdir(parents=True, exist_ok=True)
    port = free_port()
    log = data_dir / "serve.log"
    environment = site_environment(data_dir, database_url)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "scripts/serve.py", "--port", str(port), *arguments],
            cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    site = LiveSite(f"http://127.0.0.1:{port}", data_dir, process, log, environment)
    until = time.monotonic() + START_LIMIT
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < until and process.poll() is None:
        try:
            opener.open(f"{site.url}/healthz", timeout=2).close()
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
        else:
            return site
    site_stop(site)
    pytest.fail(f"the site did not start:\n{log.read_text()[-4000:]}")


def site_stop(site: LiveSite) -> int:
    """Stop web and workers as Ctrl-C does; the exit code."""
    site.process.terminate()
    try:
        return site.process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        site.process.kill()
        return site.process.wait()


@contextmanager
def empty_database() -> Iterator[str]:
    """An empty database of the PostgreSQL of `make services`, gone after the block."""
    server = urlsplit(os.environ["TEST_DATABASE_URL"])
    name = sql.Identifier(f"ipplatform_live_{os.getpid()}")
    with psycopg.connect(server.geturl(), autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(name))
        try:
            yield server._replace(path=f"/ipplatform_live_{os.getpid()}").geturl()
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(name))


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The site with its sample content, one for all browser tests of a run.

    On SQLite it goes on as a first start that was interrupted after the migrations (tests/ipplatform/site/
    test_prepare.py has the beginning of one); with LIVE_DATABASE=postgresql it is a whole first start on PostgreSQL.
    """
    if os.environ.get("LIVE_DATABASE") == "postgresql":
        with empty_database() as database_url:
            site = site_start(tmp_path_factory.mktemp("live") / "data", database_url=database_url)
            yield site
            site_stop(site)
        return
    data = migrated(tmp_path_factory.mktemp("live") / "data")
    (data / SAMPLES_PENDING).touch()
    site = site_start(data)
    yield site
    site_stop(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    # Playwright keeps an event loop in this thread, by which Django takes plain test code for asynchronous.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS, headless=True
        )
        yield chromium
        chromium.close()


def new_page(browser: Browser, live: LiveSite, viewport: ViewportSize, *, javascript: bool = True) -> Page:
    """A page in a context of its own (nobody logged in); relative addresses go to the live site."""
    context = browser.new_context(
        base_url=live.url,
        viewport=viewport,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        java_script_enabled=javascript,
    )
    context.set_default_timeout(15_000)
    return context.new_page()


@pytest.fixture
def page(browser: Browser, live: LiveSite) -> Iterator[Page]:
    """A desktop page of 1280 px."""
    made = new_page(browser, live, DESKTOP)
    yield made
    made.context.close()


@pytest.fixture
def phone(browser: Browser, live: LiveSite) -> Iterator[Page]:
    """A phone page of 390 px."""
    made = new_page(browser, live, PHONE)
    yield made
    made.context.close()


def login(page: Page, email: str, password: str = SAMPLE_PASSWORD) -> None:
    """Log a sample account in through the log-in page; fails when the page refuses."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("form:has(input[name=password]) [type=submit]").click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def logout(page: Page) -> None:
    """Forget who was logged in."""
    page.context.clear_cookies()
