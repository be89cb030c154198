"""Our engine on Elasticsearch against the raw client, on the same index of the same invented documents.

Two ratios: documents a second of a rebuild against `parallel_bulk` of prepared documents; p95 over the mix of
40 queries (6 facets, 20 hits) against one hand-written request: a phrase over both fields, newest first, six `terms`.
Run: python -m benchmarks.search_elasticsearch [DOCUMENTS] [INDEXED]  (1,000,000 and 200,000 unless told)
"""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

import django
from django.conf import settings
from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk

from benchmarks.search_embedded import FACETS, Asked, declaration, documents, mix, row, timed
from ipplatform import search
from ipplatform.search.declarations import IndexDeclaration
from ipplatform.search.elasticsearch import ElasticsearchEngine
from ipplatform.search.elasticsearch.mapping import alias_of, body_of, settings_and_mapping
from ipplatform.search.tokens import query_tokens

RAW = "ipp-bench-raw"
TARGET_QUERY, TARGET_INDEXING = 1.5, 0.7


def raw_indexing(client: Elasticsearch, shape: IndexDeclaration, count: int) -> float:
    """Documents a second of `parallel_bulk`, 4 threads, 1,000 a request; texts are prepared before the clock starts."""
    prepared = [body_of(one, one.fingerprint(), shape) for one in documents(count)]
    client.indices.delete(index=RAW, ignore_unavailable=True)
    client.indices.create(index=RAW, **settings_and_mapping(shape))
    began = time.perf_counter()
    actions = ({"_index": RAW, "_id": str(body["id"]), "_source": body} for body in prepared)
    for done, _result in parallel_bulk(client, actions, thread_count=4, chunk_size=1000):
        assert done
    client.indices.refresh(index=RAW)
    spent = time.perf_counter() - began
    client.indices.delete(index=RAW)
    return count / spent


def our_indexing(engine: ElasticsearchEngine, shape: IndexDeclaration, count: int) -> float:
    """Documents a second of a rebuild: reading, preparing, sending, the swap."""
    began = time.perf_counter()
    engine.rebuild([shape])
    return count / (time.perf_counter() - began)


def by_hand(asked: Asked) -> Mapping[str, Any]:
    """The request that a person would write for a question of the mix."""
    fields = ["t_title"] if asked.title else ["t_title", "t_summary"]
    found = [_words(word, fields) for word in asked.words]
    if asked.office:
        found.append({"term": {"k_office": asked.office}})
    return {
        "query": {"bool": {"filter": found}} if found else {"match_all": {}},
        "sort": [{"s_date": "desc"}],
        "size": 20,
        "track_total_hits": True,
        "_source": False,
        "aggs": {name: {"terms": {"field": f"k_{name}", "size": 100}} for name in FACETS},
    }


def _words(word: str, fields: list[str]) -> dict[str, Any]:
    phrase = query_tokens(word)
    if phrase.prefix:
        return {"bool": {"should": [{"prefix": {name: phrase.tokens[-1]}} for name in fields]}}
    return {"multi_match": {"query": " ".join(phrase.tokens), "fields": fields, "type": "phrase"}}


def queries(engine: ElasticsearchEngine, client: Elasticsearch, index: str) -> Iterator[str]:
    """The table's lines. Ends when the two do not find the same number."""

    def ours(asked: Asked) -> int:
        text = " ".join(f"TI={word}" if asked.title else word for word in asked.words)
        filters = {"office": [asked.office]} if asked.office else {}
        return engine.search(search.parse_query(text, filters, index="benchmark")).total

    def raw(asked: Asked) -> int:
        return int(client.search(index=index, body=dict(by_hand(asked)))["hits"]["total"]["value"])

    asked = mix()
    different = [one for one in asked if ours(one) != raw(one)]
    if different:
        raise SystemExit(f"The two do not find the same: {different}")
    fast, hand = timed(ours, asked), timed(raw, asked)
    yield row("our engine: hits, rank, total, 6 facets", fast)
    yield row("one raw request: page by date, 6 terms", hand)
    yield f"ratio of p95, ours / raw: {fast[37] / hand[37]:.2f} (target <= {TARGET_QUERY})"


def main(count: int, indexed: int) -> None:
    """Index by both ways, ask by both ways, print the ratios; the server is left as it was."""
    say = sys.stdout.write
    if not settings.ELASTICSEARCH_URL:
        say("not run: no Elasticsearch; `make services` starts one\n")
        return
    engine = ElasticsearchEngine()
    search.index_register(declaration(count))
    shape, smaller = search.index("benchmark"), declaration(indexed)
    with engine.server.asked(300.0) as client:
        try:
            raw = raw_indexing(client, smaller, indexed)
            ours = our_indexing(engine, smaller, indexed)
            say(f"indexing {indexed}: ours {ours:.0f} a second, parallel_bulk of prepared documents {raw:.0f}\n")
            say(f"ratio of rates, ours / raw: {ours / raw:.2f} (target >= {TARGET_INDEXING})\n")
            if count != indexed:
                engine.rebuild([shape])
            say(f"{count} documents\n")
            for line in queries(engine, client, alias_of(shape)):
                say(line + "\n")
        finally:
            names = list(client.indices.get_alias(index=f"{settings.ELASTICSEARCH_PREFIX}-*"))
            client.indices.delete(index=[*names, RAW], ignore_unavailable=True)
    engine.server.disconnect()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipplatform.settings.test")
    django.setup()
    settings.ELASTICSEARCH_URL = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    settings.ELASTICSEARCH_PREFIX = "ipp-bench"
    asked = [int(one) for one in sys.argv[1:]]
    main(asked[0] if asked else 1_000_000, asked[1] if len(asked) > 1 else 200_000)
