"""Brings rows to the index: rooms touch ids in their own transaction, one process at a time drains them. Knows no room.

An entry stays until its document is in the index; drained twice it changes nothing.
"""

import logging
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction

from ipplatform.search.declarations import index as declared
from ipplatform.search.engines import Engine
from ipplatform.search.errors import EngineError
from ipplatform.search.models import DrainLease, OutboxEntry

BATCH = 500
LEASE_SECONDS = 20.0
_WAIT_STEP = 0.1

logger = logging.getLogger("ipplatform.search")


@dataclass(frozen=True)
class Drained:
    """What a drain did. `left` entries wait: another process is writing, or the engine failed (`failed`)."""

    written: int = 0
    deleted: int = 0
    left: int = 0
    failed: bool = False


class LeaseLost(EngineError):
    """Another process took the index over because this one was silent too long."""


def outbox_write(index: str, ids: Iterable[int]) -> None:
    """One entry an id, in bulk, in the caller's transaction. KeyError for an index nobody registered."""
    declared(index)
    entries = [OutboxEntry(index=index, object_id=one) for one in dict.fromkeys(ids)]
    OutboxEntry.objects.bulk_create(entries, batch_size=BATCH)


def outbox_drain(index: str, engine: Engine, *, wait_seconds: float = 0.0) -> Drained:
    """Write every waiting entry of an index. With `wait_seconds` another process's drain is waited for."""
    total = Drained()
    deadline = time.monotonic() + wait_seconds
    while OutboxEntry.objects.filter(index=index).exists():
        holder = lease_take(index)
        if holder is None:
            # The holder looks again after it lets go, so what is committed by now is seen by it.
            if time.monotonic() >= deadline:
                break
            time.sleep(_WAIT_STEP)
            continue
        try:
            total = _drain_batches(index, engine, holder, total)
        except EngineError as error:
            logger.warning("search outbox of %s kept: %s", index, error)
            return Drained(total.written, total.deleted, OutboxEntry.objects.filter(index=index).count(), True)
        finally:
            lease_release(index, holder)
    left = OutboxEntry.objects.filter(index=index).count()
    return Drained(total.written, total.deleted, left, False)


def lease_take(index: str) -> uuid.UUID | None:
    """The right to write to an index for LEASE_SECONDS, or None while another process has it.

    Real time, not the site's clock: sample content sets that one back by years.
    """
    holder, now = uuid.uuid4(), time.time()
    lease = DrainLease.objects.filter(index=index)
    if not lease.exists():
        try:
            with transaction.atomic():
                DrainLease.objects.create(index=index, holder=None, until=0)
        except IntegrityError:
            pass  # another process made the row in this moment
    taken = lease.filter(until__lt=now).update(holder=holder, until=now + LEASE_SECONDS)
    return holder if taken else None


def lease_renew(index: str, holder: uuid.UUID) -> None:
    """Hold on for LEASE_SECONDS more; raises LeaseLost."""
    held = DrainLease.objects.filter(index=index, holder=holder)
    if not held.update(until=time.time() + LEASE_SECONDS):
        raise LeaseLost(index)


def lease_release(index: str, holder: uuid.UUID) -> None:
    """Let go, if it is still held."""
    DrainLease.objects.filter(index=index, holder=holder).update(holder=None, until=0)


@contextmanager
def lease_held(index: str, *, wait_seconds: float) -> Iterator[uuid.UUID]:
    """The lease for a longer work, which must renew it; EngineError when another process keeps it too long."""
    deadline = time.monotonic() + wait_seconds
    while (holder := lease_take(index)) is None:
        if time.monotonic() >= deadline:
            raise EngineError(f"index {index}: another process is writing")
        time.sleep(_WAIT_STEP)
    try:
        yield holder
    finally:
        lease_release(index, holder)


def drain_on_commit(index: str, engine: Engine) -> None:
    """Drain after the caller's transaction; a failure there never fails what was committed."""
    transaction.on_commit(partial(_drain_quietly, index, engine), robust=True)


def _drain_quietly(index: str, engine: Engine) -> None:
    outbox_drain(index, engine)


def _drain_batches(index: str, engine: Engine, holder: uuid.UUID, total: Drained) -> Drained:
    declaration = declared(index)
    while True:
        entries = list(OutboxEntry.objects.filter(index=index).order_by("id").values_list("id", "object_id")[:BATCH])
        if not entries:
            return total
        ids = sorted({object_id for _, object_id in entries})
        documents = list(declaration.documents(ids))
        missing = sorted(set(ids) - {document.id for document in documents})
        # Asked after reading the rows and before writing: a process that slept in between must not write old rows.
        lease_renew(index, holder)
        written = engine.index(declaration, documents)
        deleted = engine.delete(declaration, missing) if missing else 0
        OutboxEntry.objects.filter(id__in=[key for key, _ in entries]).delete()
        total = Drained(total.written + written, total.deleted + deleted)
