"""The public index of patents with an index file of its own, and short ways to a look, a run and a saved search."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict

from ipplatform.accounts.models import User
from ipplatform.alerts.models import SavedSearch
from ipplatform.alerts.services import alerts_run, search_save, versions_look
from ipplatform.search.services import drain, engine, rebuild, touch
from patents.catalogue.address import Asked
from patents.catalogue.selectors import query_of
from patents.records.models import Patent
from tests.conftest import SAMPLE_DAY

NEXT_DAY = SAMPLE_DAY + timedelta(days=1)
THIRD_DAY = SAMPLE_DAY + timedelta(days=2)


@pytest.fixture(autouse=True)
def own_index(db: None, settings: Any, tmp_path: Path) -> Iterator[None]:
    """The index of other tests holds other patents; an empty one stands, as after the first start."""
    settings.SEARCH_FILE = tmp_path / "search.db"
    rebuild()
    yield
    engine("embedded").close()


def indexed(*patents: Patent) -> None:
    """Bring these patents to the index as they are now."""
    touch("patents", [patent.pk for patent in patents], drain_after=False)
    drain("patents")


def changed(patent: Patent, **values: Any) -> Patent:
    """Another version of a patent, in the index too."""
    Patent.objects.filter(pk=patent.pk).update(**values)
    patent.refresh_from_db()
    indexed(patent)
    return patent


def look(on: date = SAMPLE_DAY) -> int:
    return versions_look(index="patents", on=on)


def run(on: date, **more: Any) -> int:
    """A look and a run, as `daily` does it."""
    look(on)
    return alerts_run(on=on, by=User.objects.system(), **more)


def saved(owner: User, address: str = "q=隔膜", *, alert: bool = True, name: str = "示例检索") -> SavedSearch:
    """A saved search by the query string of a search page."""
    asked = Asked(QueryDict(address))
    query = query_of(asked.text, asked.filters, sort=asked.sort)
    return search_save(owner=owner, query=query, address=asked.question, said="", name=name, alert=alert, by=owner)
