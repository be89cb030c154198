"""Rows to index: nothing lost, nothing older over newer, whoever dies."""

import threading
import time

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from ipplatform.search import EngineError, index, outbox, services
from ipplatform.search.models import DrainLease, OutboxEntry
from tests.ipplatform.search.contract import another_schema
from tests.ipplatform.search.library import BOOKS, ask, book


@pytest.fixture
def engine(shelf):
    """The engine that services use."""
    return services.engine()


def total(text: str = "") -> int:
    """Hits of a question."""
    return services.search(ask(text)).total


@pytest.mark.django_db(transaction=True)
def test_a_touched_row_is_found_after_the_commit_and_not_before(engine):
    with transaction.atomic():
        BOOKS[1] = book(1, "电池")
        services.touch("books", [1])
        assert total("电池") == 0
    assert total("电池") == 1
    assert not OutboxEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_touch_leaves_nothing(engine):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.touch("books", [1])
        raise ZeroDivisionError
    assert not OutboxEntry.objects.exists()


@pytest.mark.django_db
def test_touching_many_costs_a_query_a_batch(engine):
    with CaptureQueriesContext(connection) as few:
        services.touch("books", range(10))
    with CaptureQueriesContext(connection) as many:
        services.touch("books", list(range(300)) * 2)
    assert len(few) == len(many)
    assert OutboxEntry.objects.count() == 310


@pytest.mark.django_db
def test_touching_an_index_nobody_registered_is_an_error(shelf):
    with pytest.raises(KeyError):
        services.touch("nobody", [1])


@pytest.mark.django_db
def test_a_drain_writes_what_stands_and_deletes_what_is_gone(engine):
    BOOKS.update({key: book(key, "电池") for key in range(1, 4)})
    services.touch("books", [1, 2, 3])
    assert services.drain("books") == outbox.Drained(written=3)
    del BOOKS[2]
    BOOKS[3] = book(3, "电机")
    services.touch("books", [1, 2, 3, 3])
    assert services.drain("books") == outbox.Drained(written=1, deleted=1)
    assert services.drain("books") == outbox.Drained()
    assert (total("电池"), total("电机")) == (1, 1)


@pytest.mark.django_db
def test_more_than_a_batch_is_drained_whole(engine, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 7)
    BOOKS.update({key: book(key) for key in range(1, 31)})
    services.touch("books", BOOKS)
    assert services.drain("books").written == 30 == total()


@pytest.mark.django_db
def test_entries_stay_when_the_engine_fails_and_go_when_it_is_back(engine, monkeypatch):
    BOOKS[1] = book(1)
    services.touch("books", [1])

    def broken(*_):
        raise EngineError("down")

    monkeypatch.setattr(type(engine), "index", broken)
    assert services.drain("books") == outbox.Drained(left=1, failed=True)
    assert DrainLease.objects.get().holder is None
    monkeypatch.undo()
    assert services.drain("books") == outbox.Drained(written=1)


@pytest.mark.django_db(transaction=True)
def test_a_commit_stands_though_the_engine_is_down(engine, monkeypatch):
    def broken(*_):
        raise EngineError("down")

    monkeypatch.setattr(type(engine), "index", broken)
    with transaction.atomic():
        BOOKS[1] = book(1)
        services.touch("books", [1])
    assert OutboxEntry.objects.count() == 1


@pytest.mark.django_db
def test_an_old_index_keeps_its_entries_until_the_rebuild(engine, monkeypatch):
    BOOKS[1] = book(1)
    services.rebuild()
    with monkeypatch.context() as patch:
        another_schema(patch)
        services.touch("books", [1])
        assert services.drain("books").failed
        assert services.rebuild_needed()
        services.rebuild()
        assert not OutboxEntry.objects.exists()
        assert total() == 1


@pytest.mark.django_db
def test_who_does_not_get_the_lease_leaves_the_work_to_the_holder(engine):
    BOOKS[1] = book(1)
    services.touch("books", [1])
    holder = outbox.lease_take("books")
    assert holder is not None
    assert services.drain("books", wait_seconds=0) == outbox.Drained(left=1)
    outbox.lease_release("books", holder)
    assert services.drain("books", wait_seconds=0) == outbox.Drained(written=1)


@pytest.mark.django_db
def test_the_lease_of_a_killed_process_lapses(engine):
    holder = outbox.lease_take("books")
    assert holder is not None and outbox.lease_take("books") is None
    DrainLease.objects.update(until=time.time() - 1)
    assert outbox.lease_take("books") is not None
    with pytest.raises(outbox.LeaseLost):
        outbox.lease_renew("books", holder)


@pytest.mark.django_db
def test_a_drain_that_lost_its_lease_writes_nothing(engine, monkeypatch):
    BOOKS[1] = book(1, "新")
    services.touch("books", [1])

    def lost(name, holder):
        raise outbox.LeaseLost(name)

    monkeypatch.setattr(outbox, "lease_renew", lost)
    assert services.drain("books", wait_seconds=0).left == 1
    assert total() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.scale
def test_writers_side_by_side_end_in_the_last_state_of_every_row(engine):
    def write(first: int) -> None:
        for step in range(10):
            with transaction.atomic():
                for key in range(first, first + 5):
                    BOOKS[key] = book(key, f"第{step}版")
                services.touch("books", range(first, first + 5))
        services.engine().close()
        connections.close_all()

    threads = [threading.Thread(target=write, args=(first,)) for first in (1, 1, 6, 11)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    services.drain("books")
    assert not OutboxEntry.objects.exists()
    assert engine.check(index("books")) == {key: one.fingerprint() for key, one in BOOKS.items()}


@pytest.mark.django_db
def test_a_check_names_what_differs_and_a_rebuild_heals_it(engine):
    BOOKS.update({key: book(key) for key in range(1, 6)})
    services.rebuild()
    assert services.check()["books"] == services.Checked()
    BOOKS[6] = book(6)
    del BOOKS[1]
    BOOKS[2] = book(2, "改")
    assert services.check()["books"] == services.Checked(missing=(6,), extra=(1,), stale=(2,))
    services.rebuild()
    assert services.check()["books"] == services.Checked()


@pytest.mark.django_db
def test_a_check_drains_first(engine):
    services.rebuild()
    BOOKS[1] = book(1)
    services.touch("books", [1])
    assert services.check()["books"] == services.Checked()


def test_an_engine_there_is_none_of_is_said_so(shelf):
    with pytest.raises(EngineError, match="embedded"):
        services.engine("typesense")
