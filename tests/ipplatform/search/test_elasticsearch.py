"""The engine on a real server: the contract, names of indexes, rebuilds that fail or are killed."""

import pytest

from ipplatform.search import Document, NeedsRebuild, services
from ipplatform.search.elasticsearch import mapping
from tests.ipplatform.search.contract import EngineContract, another_schema, fill, ids
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, book

# One process, so that the index on the server is made once.
pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def engine(elasticsearch_engine):
    """The engine on the server."""
    return elasticsearch_engine


class TestElasticsearch(EngineContract):
    """The engine on a server."""


def generations(engine) -> list[str]:
    """All indexes of the books on the server."""
    with engine.server.asked(10) as client:
        return sorted(client.indices.get_alias(index=f"{mapping.family_of(DECLARATION)}-*"))


def test_the_first_search_on_a_fresh_server_finds_nothing(engine, settings):
    settings.ELASTICSEARCH_PREFIX += "-fresh"
    assert engine.search(ask()).total == 0
    assert engine.index(DECLARATION, [book(1)]) == 1
    assert generations(engine) == [mapping.generation_first(DECLARATION)]
    with engine.server.asked(10) as client:
        client.indices.delete(index=generations(engine))


def test_a_rebuild_that_fails_leaves_the_old_index_and_no_rubbish(engine):
    fill(engine, 10)
    before = generations(engine)
    object.__setattr__(BOOKS[5], "keywords", None)
    with pytest.raises(AttributeError):
        engine.rebuild([DECLARATION])
    assert engine.search(ask()).total == 10
    assert generations(engine) == before


def test_what_a_killed_rebuild_left_is_removed_by_the_next_and_the_live_one_served_meanwhile(engine):
    fill(engine, 10)
    left = mapping.generation_new(DECLARATION)
    with engine.server.asked(10) as client:
        client.indices.create(
            index=left,
            aliases={mapping.building_alias(left): {}},
            **mapping.settings_and_mapping(DECLARATION),
        )
    assert engine.search(ask()).total == 10
    BOOKS[11] = book(11)
    assert engine.rebuild([DECLARATION]) == 11
    assert engine.search(ask()).total == 11
    assert left not in generations(engine) and len(generations(engine)) == 1


def test_another_schema_has_another_name_and_the_old_one_is_served_until_the_swap(engine, monkeypatch):
    fill(engine, 3)
    with monkeypatch.context() as patch:
        another_schema(patch)
        with pytest.raises(NeedsRebuild):
            engine.search(ask())
    assert engine.search(ask()).total == 3
    with monkeypatch.context() as patch:
        another_schema(patch)
        engine.rebuild([DECLARATION])
        assert engine.search(ask()).total == 3
    with pytest.raises(NeedsRebuild):
        engine.search(ask())


def test_values_that_no_index_takes_keep_no_other_document_waiting(engine, caplog):
    fill(engine)
    endless, letters = "x" * 40_000, "电" * 40_000
    BOOKS[1] = book(1, f"头 {endless} 尾", owner=[letters], number=[f"CN{endless}"])
    BOOKS[2] = Document(id=2, texts={"title": "坏"}, sorts={"number": 2**70})
    BOOKS[3] = book(3, "好")
    assert engine.index(DECLARATION, BOOKS.values()) == 2
    assert ids(engine, "") == {1, 3} and ids(engine, "头") == {1}
    assert ids(engine, f'PA="{letters[:90]}"') == {1}
    assert "document 2" in caplog.text and "坏" not in caplog.text


@pytest.mark.django_db
def test_a_check_names_what_differs_on_the_server(engine):
    fill(engine)
    BOOKS.update({key: book(key) for key in range(1, 6)})
    services.rebuild()
    assert services.check()["books"] == services.Checked()
    BOOKS[6] = book(6)
    del BOOKS[1]
    BOOKS[2] = book(2, "改")
    assert services.check()["books"] == services.Checked(missing=(6,), extra=(1,), stale=(2,))
