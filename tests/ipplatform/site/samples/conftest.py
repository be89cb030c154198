"""The sample content, loaded once for the tests of this folder, and taken back after them.

A folder of its own: while these tests run every test of the process would see the samples. All of them go to one
process of a parallel run (tests.parallel), so that the samples are loaded once.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from ipplatform import clock
from ipplatform.search import services as search
from ipplatform.site.demo.load import demo_load

TODAY = date(2026, 4, 1)  # the plan year is 90 days old: the shortest one there is


@pytest.fixture(scope="package")
def counts(
    django_db_setup: None, django_db_blocker: pytest.FixtureDef, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, int]]:
    """What `demo_load` counted; everything it wrote is rolled back at the end."""
    folder: Path = tmp_path_factory.mktemp("samples")
    places = override_settings(
        SEARCH_FILE=folder / "search.db", PRIVATE_FILES_DIR=folder / "private", AUDIT_HEADS_FILE=folder / "heads.jsonl"
    )
    with places, django_db_blocker.unblock(), clock.set_to(TODAY):  # type: ignore[attr-defined]  # its own class
        search.engine("embedded").close()
        try:
            with transaction.atomic():
                yield demo_load(today=TODAY, tell=lambda name: None)
                transaction.set_rollback(True)
        finally:
            search.engine("embedded").close()
