"""A search index and private files of its own for every test of the catalogue."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from ipplatform.search.services import drain, engine, touch
from patents.records.models import Patent

Read = Callable[..., BeautifulSoup]


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Path) -> Iterator[None]:
    """The index of other tests holds other patents."""
    settings.SEARCH_FILE, settings.PRIVATE_FILES_DIR = tmp_path / "search.db", tmp_path / "private"
    yield
    engine("embedded").close()


@pytest.fixture
def read(client: Client) -> Read:
    """A page as a tree; parameters as keywords, a list for several values; `expect` is what it must answer."""

    def page(path: str = "/patents/", expect: int = 200, **params: Any) -> BeautifulSoup:
        answer = client.get(path, params)
        assert answer.status_code == expect, answer.status_code
        return BeautifulSoup(answer.content, "html.parser")

    return page


def indexed(*patents: Patent) -> None:
    """Bring these patents to the index."""
    touch("patents", [patent.pk for patent in patents], drain_after=False)
    drain("patents")


def total(page: BeautifulSoup) -> int:
    """The number of hits that a page says."""
    found = page.select_one(".hit-count")
    assert found is not None
    return int(found.get_text())


def counts(page: BeautifulSoup, name: str) -> dict[str, int]:
    """Value -> count of a facet's boxes, in the order of the page."""
    boxes = page.select(f'input[type="checkbox"][name="{name}"]')
    rows = [(box, box.find_parent("label")) for box in boxes]
    return {str(box["value"]): int(row.select_one(".facet-count").contents[0]) for box, row in rows}
