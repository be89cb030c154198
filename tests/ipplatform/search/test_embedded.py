"""The embedded engine: the contract, and what only a file can get wrong."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ipplatform.search import EngineError, ExpressionError
from ipplatform.search.embedded import EmbeddedEngine, files
from tests.ipplatform.search.contract import EngineContract, fill, ids
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, book


@pytest.fixture
def engine(shelf):
    """An embedded engine on this test's file."""
    engine = EmbeddedEngine()
    yield engine
    engine.close()


class TestEmbedded(EngineContract):
    """The engine without a server."""


def test_the_first_search_on_a_fresh_machine_finds_nothing(engine, settings):
    assert engine.search(ask()).total == 0
    assert Path(settings.SEARCH_FILE).is_symlink()


def test_a_rebuild_leaves_one_generation_and_open_readers_see_the_new_one(engine, settings):
    fill(engine, 10)
    other = EmbeddedEngine()
    assert other.search(ask()).total == 10
    BOOKS[11] = book(11)
    engine.rebuild([DECLARATION])
    assert other.search(ask()).total == 11
    other.close()
    engine.close()
    link = Path(settings.SEARCH_FILE)
    generations = {one.name.split("-")[0] for one in link.parent.iterdir()} - {link.name}
    assert generations == {link.resolve().name}


def test_a_rebuild_that_fails_leaves_the_old_index_and_no_rubbish(engine, settings):
    fill(engine, 10)
    object.__setattr__(BOOKS[5], "keywords", None)
    with pytest.raises(AttributeError):
        engine.rebuild([DECLARATION])
    assert engine.search(ask()).total == 10
    assert len(list(Path(settings.SEARCH_FILE).parent.glob("search.db.*"))) <= 3  # the generation and its log


def test_what_a_killed_rebuild_left_is_removed_by_the_next(engine, settings, monkeypatch):
    fill(engine, 3)
    left = files.generation_new(Path(settings.SEARCH_FILE))
    left.write_bytes(b"half")
    engine.rebuild([DECLARATION])
    assert left.exists()  # fresh: another process may be building it
    monkeypatch.setattr(files, "STALE_BUILD_SECONDS", -1)
    engine.rebuild([DECLARATION])
    assert not left.exists()
    assert engine.search(ask()).total == 3


def test_a_link_without_its_file_is_begun_anew(engine, settings):
    fill(engine, 3)
    engine.close()
    files.generation_remove(Path(settings.SEARCH_FILE).resolve())
    assert engine.search(ask()).total == 0
    assert engine.index(DECLARATION, BOOKS.values()) == 3


def test_a_broken_file_is_an_engine_error_without_content(engine, settings):
    fill(engine, 3)
    engine.close()
    Path(settings.SEARCH_FILE).resolve().write_bytes(b"no database at all" * 1000)
    with pytest.raises(EngineError) as caught:
        engine.search(ask("机密词"))
    assert "机密词" not in str(caught.value) and caught.value.__suppress_context__


def test_facet_counts_kept_ready_equal_a_count_from_nothing(engine):
    fill(engine, 200)
    for key in range(1, 60):
        BOOKS[key] = book(key, "换", owner=["示例公司X"], office="KR")
    engine.index(DECLARATION, [BOOKS[key] for key in range(1, 60)])
    engine.delete(DECLARATION, range(100, 130))
    kept = engine.search(ask()).facets
    for key in range(100, 130):
        del BOOKS[key]
    engine.rebuild([DECLARATION])
    assert engine.search(ask()).facets == kept


def test_taking_all_away_empties_the_posting_lists(engine, settings):
    fill(engine, 100)
    engine.delete(DECLARATION, list(BOOKS))
    connection = sqlite3.connect(settings.SEARCH_FILE)
    assert connection.execute("SELECT count(*) FROM books_vocabulary").fetchone() == (0,)
    connection.execute("INSERT INTO books_words (books_words) VALUES ('integrity-check')")
    connection.close()


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='电池a1G02B*=()" /（）TIPNAORDE5，', max_size=50))
def test_whatever_is_read_is_answered(engine, text):
    if not BOOKS:
        fill(engine, 20)
    try:
        query = ask(text)
    except ExpressionError:
        return
    assert engine.search(query).total == len(ids(engine, text)) <= 20


def _write_many(first: int, path: str) -> None:
    """What a child process does, on the test's file."""
    django_settings.SEARCH_FILE = Path(path)
    EmbeddedEngine().index(DECLARATION, [book(key, f"进程{key}") for key in range(first, first + 100)])


@pytest.mark.scale
def test_processes_write_side_by_side(engine, settings):
    fill(engine)
    engine.close()
    context = multiprocessing.get_context("fork")
    children = [
        context.Process(target=_write_many, args=(first, str(settings.SEARCH_FILE))) for first in (1, 101, 201, 301)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0] * 4
    result = engine.search(ask("进程"))
    assert result.total == 400 == dict(result.facets["office"])["CN"]


def test_an_index_that_was_built_empty_merges_posting_lists_by_their_keys(engine, settings):
    """FTS5 takes merged lists away by a range of keys; statistics of the empty file would make that a scan of all."""
    engine.rebuild([DECLARATION])
    link = Path(settings.SEARCH_FILE)
    with sqlite3.connect(link.resolve()) as connection:
        taken = f"DELETE FROM {DECLARATION.name}_words_data WHERE id >= 1 AND id <= 2"
        plan = connection.execute(f"EXPLAIN QUERY PLAN {taken}").fetchall()
        counted = {name for (name,) in connection.execute("SELECT tbl FROM sqlite_stat1")}
    assert [step[3].split()[0] for step in plan] == ["SEARCH"], plan
    assert not {name for name in counted if "_words_" in name}
