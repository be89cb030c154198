"""What every room's tests share: a sample day, a clean database after transactions, skips that CI refuses."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.utils import translation

from ipplatform import clock

pytest_plugins = ["tests.database", "tests.browser", "tests.ipplatform.search.server", "tests.parallel"]

IN_CI = os.environ.get("CI") == "true"
SAMPLE_DAY = date(2026, 5, 20)  # a Wednesday and a working day


@pytest.fixture(autouse=True)
def _cache_emptied() -> None:
    """What an earlier test's page left would be asked for here once or never, as its minute runs out: counts waver."""
    cache.clear()


@pytest.fixture(autouse=True)
def _language_left() -> Iterator[None]:
    """An English page leaves its language to the thread until the next request; a test without one would speak it."""
    yield
    translation.deactivate()


@pytest.fixture
def sample_day() -> Iterator[date]:
    """The clock stands at 10:00 office time of a fixed working day."""
    with clock.set_to(SAMPLE_DAY):
        yield SAMPLE_DAY


def pytest_configure(config: pytest.Config) -> None:
    """The markers of tests that only one database can answer."""
    config.addinivalue_line("markers", "sqlite: needs SQLite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests of the other database to its own run; browser tests come last (Playwright keeps a loop running).

    What asks no database says the same on PostgreSQL as it said on SQLite: the second run leaves it out.
    """
    vendor = connections["default"].vendor
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[vendor]
    left_out = [item for item in items if item.get_closest_marker(other) and not item.get_closest_marker(vendor)]
    if vendor == "postgresql":
        left_out += [item for item in items if item not in left_out and not asks_database(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    items[:] = sorted(
        (item for item in items if item not in left_out),
        key=lambda item: item.get_closest_marker("browser") is not None,
    )


def asks_database(item: pytest.Item) -> bool:
    """Whether a test is marked for the database, or a fixture of it opens one."""
    opening = {"db", "transactional_db", "live"}
    return item.get_closest_marker("django_db") is not None or bool(opening & set(getattr(item, "fixturenames", ())))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a part that is not there, saying which command gets it."""
    if item.get_closest_marker("browser") and not shutil.which("chromium"):
        pytest.skip("no Chromium; `make browser` installs it")
    if item.get_closest_marker("elasticsearch") and not os.environ.get("TEST_ELASTICSEARCH_URL"):
        pytest.skip("no Elasticsearch; `make services` starts one, then `make test`")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """In CI a skip is a failure: there every part is present."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped in CI: {reason}"
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove the run's scratch directory (its workers' lie inside it)."""
    scratch = Path(settings.DATA_DIR)
    is_worker = hasattr(session.config, "workerinput")
    if not is_worker and scratch.parent == Path(tempfile.gettempdir()) and scratch.name.startswith("ipp-test-"):
        shutil.rmtree(scratch, ignore_errors=True)
