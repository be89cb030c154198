"""The server stopped, paused, and back: nobody waits long, nothing written is lost, it heals by itself."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from ipplatform.search import EngineError, index, services
from ipplatform.search.elasticsearch import engine as engine_file
from ipplatform.search.elasticsearch import server as server_file
from ipplatform.search.models import OutboxEntry
from ipplatform.site import timekeeping
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, book

pytestmark = pytest.mark.elasticsearch

CLOSED = "http://127.0.0.1:9"  # nothing listens there
WAIT = 3.0  # a busy machine writes through within this, and every pause below lasts as long


@pytest.fixture
def engine(elasticsearch_engine, monkeypatch) -> Iterator[engine_file.ElasticsearchEngine]:
    """The engine that services use on the server, with short waits and an index of the books that stands."""
    answering(elasticsearch_engine)  # a test before this one may have paused it
    if not elasticsearch_engine.usable(DECLARATION):
        elasticsearch_engine.rebuild([DECLARATION])
    elasticsearch_engine.delete(DECLARATION, elasticsearch_engine.check(DECLARATION))
    for name in ("SEARCH_SECONDS", "WRITE_SECONDS"):
        monkeypatch.setattr(engine_file, name, WAIT)
    monkeypatch.setattr(server_file, "PAUSE_SECONDS", WAIT)
    chosen = services.engine()
    assert isinstance(chosen, engine_file.ElasticsearchEngine)
    yield chosen
    chosen.server.disconnect()


def answering(engine: engine_file.ElasticsearchEngine) -> None:
    """Wait until the server answers: after a pause it first works off what came in meanwhile."""
    for _ in range(60):
        try:
            with engine.server.asked(10) as client:
                client.cluster.health(wait_for_status="yellow", timeout="5s")
        except EngineError:
            engine.server.disconnect()
            time.sleep(0.5)
        else:
            return
    pytest.fail("the server does not answer")


@contextmanager
def paused(engine: engine_file.ElasticsearchEngine) -> Iterator[None]:
    """The server's process stopped as by a debugger: it takes connections and answers nothing."""
    with engine.server.asked(10) as client:
        nodes = client.nodes.info(metric="process")["nodes"]
    process = next(iter(nodes.values()))["process"]["id"]
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def healed() -> None:
    """Wait until the engine is asked again."""
    time.sleep(WAIT + 0.2)
    for _ in range(40):
        try:
            services.search(ask())
        except EngineError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("the engine is not asked again")


@pytest.mark.django_db(transaction=True)
def test_a_touched_row_is_written_through_at_once(engine):
    with transaction.atomic():
        BOOKS[1] = book(1, "电池")
        services.touch("books", [1])
    assert services.search(ask("电池")).ids == [1]
    assert not OutboxEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_the_server_is_paused_comes_in_order_afterwards(engine):
    BOOKS.update({key: book(key, "初") for key in (1, 2)})
    services.touch("books", BOOKS)
    with paused(engine):
        began = time.monotonic()
        for version in ("甲版", "乙版", "丙版"):
            BOOKS[1] = book(1, version)
            with transaction.atomic():
                services.touch("books", [1])
        del BOOKS[2]
        services.touch("books", [2])
        assert time.monotonic() - began < 4 * WAIT + 3
        assert OutboxEntry.objects.count() == 4
        with pytest.raises(EngineError):
            services.search(ask())
        began = time.monotonic()
        with pytest.raises(EngineError, match="a moment ago"):
            services.search(ask())
        assert time.monotonic() - began < 0.2
    healed()
    timekeeping.catch_up()
    assert not OutboxEntry.objects.exists()
    assert engine.check(index("books")) == {1: BOOKS[1].fingerprint()}
    assert services.search(ask("丙版")).ids == [1] and services.search(ask("甲版")).total == 0


@pytest.mark.django_db(transaction=True)
def test_a_server_that_refuses_connections_and_comes_back_gets_all_with_the_next_touch(engine, settings):
    real = settings.ELASTICSEARCH_URL
    settings.ELASTICSEARCH_URL = CLOSED
    BOOKS.update({key: book(key, "电池") for key in range(1, 4)})
    services.touch("books", [1, 2])
    assert OutboxEntry.objects.count() == 2
    settings.ELASTICSEARCH_URL = real
    time.sleep(WAIT + 0.1)
    services.touch("books", [3])
    assert services.search(ask("电池")).total == 3
    assert not OutboxEntry.objects.exists()


@pytest.mark.django_db
def test_pages_stay_up_with_a_plain_notice(engine):
    client = Client()
    with paused(engine):
        began = time.monotonic()
        answer = client.get("/patents/", {"q": "电池"})
        assert answer.status_code == 503 and "检索暂时不可用" in answer.content.decode()
        for address in ("/patents/export.csv?q=电池", "/patents/?q=电池"):
            answer = client.get(address)
            assert answer.status_code == 503 and "检索暂时不可用" in answer.content.decode()
        assert [client.get(address).status_code for address in ("/", "/offers/", "/healthz")] == [200] * 3
        assert time.monotonic() - began < 3 * WAIT + 10  # the pages themselves take their time on a busy machine


@pytest.mark.django_db
def test_a_paused_server_is_said_by_the_commands(engine):
    with paused(engine), pytest.raises(Exception, match="没有应答"):
        call_command("search_check", "--engine", "elasticsearch")


@pytest.mark.django_db
def test_after_a_silence_one_asks_and_the_others_do_not_wait(engine, settings):
    settings.ELASTICSEARCH_URL = CLOSED
    with pytest.raises(EngineError, match="ConnectionError"):
        engine.search(ask())
    time.sleep(WAIT + 0.1)
    with pytest.raises(EngineError, match="ConnectionError"), engine.server.asked(WAIT) as client:
        with pytest.raises(EngineError, match="a moment ago"):
            engine.search(ask())
        client.cluster.health()


@pytest.mark.django_db
def test_without_an_address_the_engine_says_what_to_set(engine, settings):
    settings.ELASTICSEARCH_URL = ""
    with pytest.raises(EngineError, match="ELASTICSEARCH_URL"):
        services.search(ask(), by="elasticsearch")
    assert services.engine().name == "embedded"
