"""Writes documents over what stands, and builds whole indexes beside the live ones. Reads no query.

A write names the state of the document it goes over, so that one that lay in a stopped server's hands cannot land on a
newer one: it is refused, and the newer one is what the outbox brings.
"""

import json
import logging
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any, NamedTuple, TypeVar, cast

from elasticsearch import Elasticsearch

from ipplatform.search.declarations import Document, IndexDeclaration
from ipplatform.search.elasticsearch.mapping import alias_of, body_of, building_alias, settings_and_mapping
from ipplatform.search.elasticsearch.server import Missing
from ipplatform.search.errors import EngineError

BATCH = 500
BUILD_BATCH = 1000
REQUEST_LETTERS = 10_000_000
"""A server takes requests of 100 MB; a letter may be three bytes."""
SENDERS = 2
"""Batches under way at a time while an index is built; texts are prepared meanwhile."""

logger = logging.getLogger("ipplatform.search")
T = TypeVar("T")


class _Standing(NamedTuple):
    fingerprint: str
    seq_no: int
    primary_term: int


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Lists of at most `size` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def documents_write(declaration: IndexDeclaration, documents: Sequence[Document], client: Elasticsearch) -> int:
    """Write one batch over what is there; unchanged documents cost a look only. Returns how many changed."""
    by_id = {document.id: document for document in documents}
    standing = _standing(client, declaration, by_id)
    operations: list[str] = []
    for key, document in by_id.items():
        fingerprint = document.fingerprint()
        there = standing.get(key)
        if there is None:
            operations.append(_operation("create", key, body_of(document, fingerprint, declaration)))
        elif there.fingerprint != fingerprint:
            operations.append(_operation("index", key, body_of(document, fingerprint, declaration), there))
    return _send(client, alias_of(declaration), operations, refresh=True)


def documents_delete(declaration: IndexDeclaration, ids: Sequence[int], client: Elasticsearch) -> int:
    """Take one batch away; returns how many were there."""
    standing = _standing(client, declaration, ids)
    operations = [_operation("delete", key, over=there) for key, there in standing.items()]
    return _send(client, alias_of(declaration), operations, refresh=True)


def generation_build(client: Elasticsearch, declaration: IndexDeclaration, name: str) -> int:
    """Make an index and write all documents into it; returns how many. The caller swaps it in or removes it.

    It is written under a name that only an existing index can carry: one that another process took away in the
    meantime must not come back without its mapping.
    """
    building = building_alias(name)
    client.indices.create(index=name, aliases={building: {}}, **settings_and_mapping(declaration))
    written = 0
    with ThreadPoolExecutor(SENDERS) as senders:
        under_way: deque[Future[int]] = deque()
        for batch in batches(declaration.documents(None), BUILD_BATCH):
            operations = [
                _operation("index", document.id, body_of(document, document.fingerprint(), declaration))
                for document in batch
            ]
            if len(under_way) > SENDERS:
                written += under_way.popleft().result()
            under_way.append(senders.submit(_send, client, building, operations))
        written += sum(one.result() for one in under_way)
    client.indices.refresh(index=name)
    return written


def _standing(client: Elasticsearch, declaration: IndexDeclaration, ids: Iterable[int]) -> dict[int, _Standing]:
    keys = [str(key) for key in ids]
    if not keys:
        return {}
    found = client.mget(index=alias_of(declaration), ids=keys, source_includes=["fingerprint"])["docs"]
    kinds = {one["error"]["type"] for one in found if "error" in one}
    if kinds == {"index_not_found_exception"}:
        raise Missing("elasticsearch: no such index")
    if kinds:
        raise EngineError(f"elasticsearch: {' '.join(sorted(kinds))}")
    return {
        int(one["_id"]): _Standing(one["_source"]["fingerprint"], one["_seq_no"], one["_primary_term"])
        for one in found
        if one["found"]
    }


def _send(client: Elasticsearch, alias: str, operations: Sequence[str], *, refresh: bool = False) -> int:
    """Bulk requests of at most REQUEST_LETTERS; returns how many documents changed."""
    done = 0
    first, letters = 0, 0
    for place, operation in enumerate(operations):
        if letters and letters + len(operation) > REQUEST_LETTERS:
            done += _request(client, alias, operations[first:place], refresh=refresh)
            first, letters = place, 0
        letters += len(operation)
    return done + _request(client, alias, operations[first:], refresh=refresh) if operations else 0


def _request(client: Elasticsearch, alias: str, operations: Sequence[str], *, refresh: bool) -> int:
    """One bulk request. What the server will never take is logged and passed over.

    A document that waits for ever would keep all behind it waiting; `search_check` counts it as missing.
    """
    answer = client.bulk(index=alias, operations=cast(Any, operations), require_alias=True, refresh=refresh)
    done = 0
    for item in answer["items"]:
        ((_, result),) = item.items()
        error: Mapping[str, Any] = result.get("error") or {}
        if not error:
            done += 1
        elif error["type"] == "index_not_found_exception":
            raise Missing("elasticsearch: no such index")
        elif result["status"] == 400:
            logger.error("search: document %s of %s refused: %s", result["_id"], alias, error["type"])
        else:
            raise EngineError(f"elasticsearch: {result['status']} {error['type']}")
    return done


def _operation(action: str, key: int, body: Mapping[str, Any] | None = None, over: _Standing | None = None) -> str:
    """The lines of one operation; `over` is the state it is meant for."""
    place: dict[str, Any] = {"_id": str(key)}
    if over is not None:
        place |= {"if_seq_no": over.seq_no, "if_primary_term": over.primary_term}
    lines = [{action: place}] if body is None else [{action: place}, body]
    return "\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
