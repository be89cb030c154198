"""One meaning on two engines: about 300 questions over the real titles, and an exact scan of these as the truth."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from ipplatform.search import Document, ExpressionError, QueryError
from ipplatform.search.elasticsearch import ElasticsearchEngine
from ipplatform.search.embedded import EmbeddedEngine
from ipplatform.search.engines import Engine
from tests.ipplatform.search.corpus import REAL, documents, exact
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, library
from tests.ipplatform.search.questions import CLASSES, HAN, HANGUL, KANA, MIXED, Drawn, Question
from tests.ipplatform.search.server import PREFIX

# One process: the titles are indexed once for each engine.
pytestmark = pytest.mark.scale
on_server = pytest.mark.elasticsearch


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Document]]:
    """The documents, in an index file of this module, and the settings that name it and the server."""
    library()
    found = documents()
    with override_settings(
        SEARCH_FILE=Path(tmp_path_factory.mktemp("meaning")) / "search.db",
        ELASTICSEARCH_URL=os.environ.get("TEST_ELASTICSEARCH_URL", ""),
        ELASTICSEARCH_PREFIX=f"{PREFIX}-meaning",
    ):
        yield found


def filled(engine: Engine, found: dict[int, Document]) -> None:
    """The engine holds the documents."""
    BOOKS.update(found)
    try:
        assert engine.rebuild([DECLARATION]) == len(found)
    finally:
        BOOKS.clear()


@pytest.fixture(scope="module")
def embedded(corpus) -> Iterator[EmbeddedEngine]:
    """The embedded engine with all documents."""
    engine = EmbeddedEngine()
    filled(engine, corpus)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def served(corpus) -> Iterator[ElasticsearchEngine]:
    """The engine on the server with all documents."""
    engine = ElasticsearchEngine()
    filled(engine, corpus)
    yield engine
    with engine.server.asked(30) as client:
        client.indices.delete(index=list(client.indices.get_alias(index=f"{PREFIX}-meaning-*")))
    engine.server.disconnect()


def titles(corpus: dict[int, Document]) -> list[str]:
    """The titles in the order of their ids."""
    return [str(corpus[key].texts["title"]) for key in sorted(corpus)]


def answer(engine: Engine, question: Question) -> tuple[object, ...]:
    """All that an engine says to a question, or how and where it refuses it."""
    try:
        query = question.query()
    except QueryError as error:
        return ("unreadable", error.code, getattr(error, "position", None))
    try:
        result = engine.search(query)
    except ExpressionError as error:
        return ("refused", error.code, error.position)
    # A page that holds all hits need not be scanned too.
    every = list(engine.scan(query)) if result.total > len(result.ids) else sorted(result.ids)
    return (result.total, result.ids, result.facets, every)


def terms(corpus: dict[int, Document]) -> list[str]:
    """300 terms of 1 to 6 letters from the titles: Han, kana, Hangul, mixed; fewer from invented titles."""
    drawn = Drawn(titles(corpus))
    lengths = (1, 2, 3, 4, 5, 6)
    found = [
        term for kind, count in ((HAN, 120), (KANA, 60), (HANGUL, 60)) for term in drawn.terms(kind, lengths, count)
    ]
    return found + drawn.terms(MIXED, lengths[1:], 300 - len(found))


def recall_and_precision(engine: Engine, corpus: dict[int, Document]) -> tuple[float, float]:
    """Over the hits of all terms together, against an exact scan of the folded titles."""
    folded = dict(zip(sorted(corpus), Drawn(titles(corpus)).folded, strict=True))
    right = found_in_all = true_in_all = 0
    for term in terms(corpus):
        true = {key for key, title in folded.items() if exact(term).search(title)}
        found = set(engine.scan(ask(f'TI="{term}"')))
        right += len(true & found)
        found_in_all += len(found)
        true_in_all += len(true)
    return right / true_in_all, right / found_in_all


def test_the_questions_are_many_and_of_every_class_some_find_something(corpus, embedded):
    drawn = Drawn(titles(corpus))
    asked = {name: list(make(drawn)) for name, make in CLASSES.items()}
    assert all(any(answer(embedded, one)[0] for one in some) for name, some in asked.items())
    if REAL.exists():
        assert 280 <= sum(len(some) for some in asked.values()) <= 340
        assert len(terms(corpus)) == 300


@pytest.mark.parametrize("name", CLASSES)
@on_server
def test_both_engines_say_the_same(corpus, embedded, served, name):
    questions = list(CLASSES[name](Drawn(titles(corpus))))
    different = [one for one in questions if answer(embedded, one) != answer(served, one)]
    assert questions and different == []


def test_recall_and_precision_of_the_embedded_engine(corpus, embedded):
    assert recall_and_precision(embedded, corpus) == (1.0, 1.0)


@on_server
def test_recall_and_precision_on_the_server(corpus, served):
    assert recall_and_precision(served, corpus) == (1.0, 1.0)
