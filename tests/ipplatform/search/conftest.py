"""An index file of its own for every test, and the invented index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipplatform.search import IndexDeclaration, services
from tests.ipplatform.search.library import BOOKS, library


@pytest.fixture
def shelf(tmp_path: Path, settings) -> Iterator[IndexDeclaration]:
    """The registered invented index over an empty library and an index file of this test."""
    settings.SEARCH_FILE = tmp_path / "search.db"
    BOOKS.clear()
    yield library()
    BOOKS.clear()
    services.engine("embedded").close()
