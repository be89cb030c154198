"""What other rooms call: search, scan, touch, drain, rebuild, check. Chooses the engine; knows no room."""

import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _g

from ipplatform.search.asked import CountedFacet, facet_counted
from ipplatform.search.declarations import Document, Expansion, IndexDeclaration, indexes
from ipplatform.search.declarations import index as declared
from ipplatform.search.engines import Engine, SearchResult
from ipplatform.search.errors import EngineError, ExpressionError
from ipplatform.search.outbox import Drained, drain_on_commit, lease_held, lease_renew, outbox_drain, outbox_write
from ipplatform.search.query import WINDOW, SearchQuery

WAIT_SECONDS = 120.0
_RENEW_EVERY = 500

ENGINES = {
    "embedded": "ipplatform.search.embedded.EmbeddedEngine",
    "elasticsearch": "ipplatform.search.elasticsearch.ElasticsearchEngine",
}
"""All engines by the name that commands take. Loaded when first asked: the client of a server takes half a second."""


@dataclass(frozen=True)
class Rebuilt:
    """Documents in the new index and seconds it took."""

    documents: int
    seconds: float


@dataclass(frozen=True)
class Checked:
    """Ids in the database and not in the index, the other way round, and of another content."""

    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()


def engine(name: str | None = None) -> Engine:
    """The engine by name, or the one this installation uses. EngineError for a name there is none of."""
    chosen = name or ("elasticsearch" if settings.ELASTICSEARCH_URL else "embedded")
    if chosen not in ENGINES:
        message = _g("没有检索引擎 %(name)s。可用：%(known)s。") % {"name": chosen, "known": " ".join(ENGINES)}
        raise EngineError(message)
    return _engine(chosen)


def search(
    query: SearchQuery,
    *,
    facets_up_to: int | None = None,
    facets: bool = True,
    counting: Sequence[CountedFacet] = (),
    by: str | None = None,
) -> SearchResult:
    """One page of ids, the exact total, the facets, and those of `counting` (`counted_of`). `by` names an engine.

    Raises ExpressionError for a prefix that is too wide (QueryError where a chosen value asks it), EngineError when
    there is no answer now.
    """
    try:
        result = engine(by).search(query, facets_up_to=facets_up_to, facets=facets, counting=counting)
    except ExpressionError as error:
        error.text = error.text or query.text
        raise
    cut = frozenset(one.name for one in counting if one.cut and one.name in result.facets)
    return replace(result, cut=cut) if cut else result


def counted_of(
    query: SearchQuery, *, keep: Callable[[Expansion], bool] | None = None, only: str = ""
) -> tuple[CountedFacet, ...]:
    """The facets whose values are questions (only that one, if named), for `search(counting=…)`; a read each.

    `keep` chooses among the values that are offered; those chosen by the query are counted always.
    """
    declaration = declared(query.index)
    return tuple(
        facet_counted(declaration, one, query.values(one.name), keep)
        for one in declaration.asked
        if only in ("", one.name)
    )


def first_ids(query: SearchQuery, most: int) -> list[int]:
    """The first ids in the order of the question, whatever its page, in one view: at most `most`, and WINDOW.

    Raises as `search` does.
    """
    return search(replace(query, page=1, size=min(most, WINDOW)), facets=False).ids


def scan(query: SearchQuery) -> Iterator[int]:
    """Every id that fits, ascending, beyond the page window: exports, industries."""
    return engine().scan(query)


def touch(index: str, ids: Iterable[int], *, drain_after: bool = True) -> None:
    """Have these documents read again. In the caller's transaction, in bulk; drained on commit.

    An import that calls `drain` itself passes `drain_after=False`.
    """
    outbox_write(index, ids)
    if drain_after:
        drain_on_commit(index, engine())


def drain(index: str, *, wait_seconds: float = WAIT_SECONDS) -> Drained:
    """Bring all touched documents to the index now, waiting for another process that is at it. Idempotent."""
    return outbox_drain(index, engine(), wait_seconds=wait_seconds)


def catch_up() -> Drained:
    """Bring what still waits to every index, unless another process is at it: after a silence of the engine."""
    done = [outbox_drain(one.name, engine()) for one in indexes()]
    return Drained(
        sum(one.written for one in done),
        sum(one.deleted for one in done),
        sum(one.left for one in done),
        any(one.failed for one in done),
    )


def rebuild(*, by: str | None = None) -> Rebuilt:
    """Build every index anew beside the old one and swap. EngineError when another process is writing for too long."""
    began = time.monotonic()
    with ExitStack() as leases:
        declarations = [
            _renewing(one, leases.enter_context(lease_held(one.name, wait_seconds=WAIT_SECONDS))) for one in indexes()
        ]
        documents = engine(by).rebuild(declarations)
    for one in indexes():
        outbox_drain(one.name, engine(by), wait_seconds=WAIT_SECONDS)
    return Rebuilt(documents, round(time.monotonic() - began, 2))


def rebuild_needed(*, by: str | None = None) -> bool:
    """An index is not there, or was made for another schema or token stream."""
    return any(not engine(by).usable(one) for one in indexes())


def check(*, by: str | None = None) -> dict[str, Checked]:
    """For each index what differs between database and index, after a drain; suspects are looked at twice."""
    return {one.name: _check(one, engine(by)) for one in indexes()}


def standing(index: str) -> dict[int, str]:
    """id -> fingerprint of every document that stands in an index now. EngineError when there is no answer."""
    return engine().check(declared(index))


def _renewing(declaration: IndexDeclaration, holder: uuid.UUID) -> IndexDeclaration:
    """The declaration with documents that keep the lease alive as they are read."""

    def documents(ids: Sequence[int] | None) -> Iterator[Document]:
        for place, document in enumerate(declaration.documents(ids)):
            if place % _RENEW_EVERY == 0:
                lease_renew(declaration.name, holder)
            yield document
        lease_renew(declaration.name, holder)

    return replace(declaration, documents=documents)


def _check(declaration: IndexDeclaration, asked: Engine) -> Checked:
    outbox_drain(declaration.name, asked, wait_seconds=WAIT_SECONDS)
    first = _differences(declaration, asked, None)
    suspects = sorted({*first.missing, *first.extra, *first.stale})
    if not suspects:
        return first
    # A row that changed between the two looks is no difference; one that stands in the outbox will be drained.
    outbox_drain(declaration.name, asked, wait_seconds=WAIT_SECONDS)
    return _differences(declaration, asked, suspects)


def _differences(declaration: IndexDeclaration, asked: Engine, ids: Sequence[int] | None) -> Checked:
    standing = asked.check(declaration)
    if ids is not None:
        standing = {one: standing[one] for one in ids if one in standing}
    missing, stale = [], []
    for document in declaration.documents(ids):
        fingerprint = standing.pop(document.id, None)
        if fingerprint is None:
            missing.append(document.id)
        elif fingerprint != document.fingerprint():
            stale.append(document.id)
    return Checked(tuple(sorted(missing)), tuple(sorted(standing)), tuple(sorted(stale)))


@cache
def _engine(name: str) -> Engine:
    made: Engine = import_string(ENGINES[name])()
    return made
