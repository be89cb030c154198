"""search_rebuild and search_check as scripts call them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ipplatform.search import EngineError, services
from tests.ipplatform.search.contract import another_schema
from tests.ipplatform.search.library import BOOKS, ask, book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def run(name: str, *arguments: str) -> str:
    """The standard output of a command."""
    out = StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def last_line(name: str, *arguments: str) -> dict:
    """The JSON object a command ends with."""
    return json.loads(run(name, *arguments, "--json").splitlines()[-1])


def own() -> int:
    """Documents of the other rooms' indexes, counted beside the invented one."""
    return sum(len(list(one.documents(None))) for one in services.indexes() if one.name != "books")


def test_rebuild_tells_documents_and_seconds():
    BOOKS.update({key: book(key) for key in range(1, 4)})
    told = last_line("search_rebuild", "--engine", "embedded")
    assert told["documents"] == 3 + own()
    assert told["seconds"] >= 0
    assert services.search(ask()).total == 3
    assert "用时" in run("search_rebuild")


def test_rebuild_if_needed_does_nothing_the_second_time():
    BOOKS[1] = book(1)
    assert last_line("search_rebuild", "--if-needed")["documents"] == 1 + own()
    assert last_line("search_rebuild", "--if-needed")["documents"] == 0
    assert services.search(ask()).total == 1


def test_check_is_all_zero_when_they_agree_and_counts_when_not():
    last_line("search_rebuild")
    assert last_line("search_check") == {"missing": 0, "extra": 0, "stale": 0}
    BOOKS[1] = book(1)
    assert last_line("search_check") == {"missing": 1, "extra": 0, "stale": 0}
    assert "缺 1 件" in run("search_check")


@pytest.mark.parametrize("name", ["search_rebuild", "search_check"])
def test_a_silent_engine_is_a_refusal_with_advice(name, monkeypatch):
    def silent(*_, **__):
        raise EngineError("down")

    monkeypatch.setattr(services, "rebuild", silent)
    monkeypatch.setattr(services, "check", silent)
    with pytest.raises(CommandError, match="请"):
        run(name)


def test_check_of_an_old_index_advises_the_rebuild(monkeypatch):
    last_line("search_rebuild")
    another_schema(monkeypatch)
    with pytest.raises(CommandError, match="search_rebuild"):
        run("search_check")
