"""Every test has an index file and a folder of private files of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipplatform.search import services


@pytest.fixture(autouse=True)
def places(tmp_path: Path, settings) -> Iterator[None]:
    """Nothing of one test is found by another."""
    settings.SEARCH_FILE = tmp_path / "search.db"
    settings.PRIVATE_FILES_DIR = tmp_path / "private"
    yield
    services.engine("embedded").close()
