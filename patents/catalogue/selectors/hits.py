"""A search as a page needs it: hits that the person may see, marked; facets with words; nothing is counted twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ipplatform.search import SearchQuery, SearchResult, excerpt, highlight, parse_query
from ipplatform.search.services import counted_of, search
from patents.catalogue.search import DECLARATION, PATENTS
from patents.catalogue.selectors.words import filing_text, stage_tag, status_tag
from patents.offers.selectors import offers_of_patents
from patents.records.models import Patent, Publication
from patents.records.permissions import patents_public
from patents.records.selectors import owner_names, patents_for_rows, publication_counts

FACETS = DECLARATION.filters
FACETS_UP_TO = 20_000
"""Above this number of hits facets are counted after the hits are shown (decision 7)."""


@dataclass(frozen=True)
class Hit:
    """One row of the result page: an application, or one publication of it under its own number and title.

    `owner`, `filed`, `published` and `ipc` are words for a narrow column.
    """

    patent: Patent
    number: str
    title: SafeString
    abstract: SafeString
    meta: str
    tags: tuple[dict[str, Any], ...]
    owner: str
    filed: str
    published: str
    ipc: str


@dataclass(frozen=True)
class Found:
    """The page's rows with the engine's answer, which counts applications.

    `documents`: publications of all hits, None while the facets are pending. `rows`: what the pages hold altogether.
    """

    query: SearchQuery
    result: SearchResult
    hits: tuple[Hit, ...]
    rows: int
    documents: int | None


def query_of(
    text: str, filters: Mapping[str, Sequence[str]], *, sort: str = "", page: int = 1, size: int = 20
) -> SearchQuery:
    """A checked query over the public index. Raises QueryError."""
    return parse_query(text, filters, sort, page, size, index=PATENTS)


def found(query: SearchQuery, *, by: str | None = None, facets_up_to: int | None = None) -> Found:
    """Search, load, mark. Queries: the engine's, one for industries, three for patents, one for offers, however many
    hits and industries there are.

    Above `facets_up_to` hits the facets are left pending.
    """
    result = search(query, by=by, facets_up_to=facets_up_to, counting=counted_of(query))
    hits = _hits(patents_for_rows(result.ids), query)
    return Found(query, result, hits, result.total, None if result.facets_pending else _documents(result))


def found_publications(query: SearchQuery, *, by: str | None = None) -> Found:
    """The same hits with one row a publication: the applications in the order of the question, each publication by day.

    A page of rows lies within as many applications as rows up to its end, for each has a publication: their ids and
    numbers of publications are asked, at most WINDOW. The facets, always counted here, give the exact total.
    One query more than `found`.
    """
    end = query.page * query.size
    result = search(replace(query, page=1, size=end), by=by, counting=counted_of(query))
    many = publication_counts(result.ids)
    taken, place = [], 0
    for patent_id in result.ids:
        first, place = place, place + many.get(patent_id, 0)
        if place > end - query.size and first < end:
            taken.append((patent_id, first))
    shown = [patent_id for patent_id, _first in taken]
    offers = offers_of_patents(shown)
    starts = dict(taken)
    hits = tuple(
        _hit(patent, query, bool(offers.get(patent.pk)), publication)
        for patent in patents_for_rows(shown)
        for row, publication in enumerate(patent.publications.all(), start=starts[patent.pk])
        if end - query.size <= row < end
    )
    documents = _documents(result)
    return Found(query, result, hits, documents, documents)


def hits_of(ids: Sequence[int], query: SearchQuery) -> tuple[Hit, ...]:
    """These patents as rows, in the order given, marked as by a question; what is not public now is left out.

    Queries: one for what is public, three for patents, one for offers.
    """
    public = set(patents_public().filter(pk__in=ids).values_list("pk", flat=True))
    return _hits(patents_for_rows([one for one in ids if one in public]), query)


def counts_of(query: SearchQuery) -> SearchResult:
    """The facets of a question without its hits."""
    return search(replace(query, page=1, size=1), counting=counted_of(query))


def stored_counts_of(query: SearchQuery) -> SearchResult:
    """Of these only the facets that the index holds: nothing is asked anew."""
    return search(replace(query, page=1, size=1))


def _hits(patents: Sequence[Patent], query: SearchQuery) -> tuple[Hit, ...]:
    offers = offers_of_patents([patent.pk for patent in patents])
    return tuple(_hit(patent, query, bool(offers.get(patent.pk))) for patent in patents)


def _documents(result: SearchResult) -> int:
    return sum(int(value) * count for value, count in result.facets.get("documents", []))


def _hit(patent: Patent, query: SearchQuery, offered: bool, publication: Publication | None = None) -> Hit:
    """The row of a patent, or of one of its publications; what a publication does not say its application says."""
    texts = [row.abstract for row in patent.publications.all()]
    abstract = next((text for text in (publication.abstract if publication else "", *texts) if text), "")
    title = (publication.title if publication else "") or patent.title
    number = publication.publication_number if publication else patent.number
    published = f"{publication.publication_date:%Y-%m-%d}" if publication and publication.publication_date else ""
    owners = owner_names(patent)
    owner = owners[0] + (_(" 等 %(n)s 方") % {"n": len(owners)} if len(owners) > 1 else "") if owners else ""
    filed = filing_text(patent)
    ipc = ", ".join(patent.ipc_all[:3])
    parts = [owner, _("公开 %(day)s") % {"day": published} if published else ""]
    parts += [_("申请 %(day)s") % {"day": filed} if filed else "", ipc]
    parts += [_("被引 %(n)s") % {"n": patent.cited_by_count}] if patent.cited_by_count else []
    parts += [_("同族 %(n)s 件") % {"n": patent.family_size}] if (patent.family_size or 0) > 1 else []
    tags = [*([stage_tag(publication)] if publication else []), status_tag(patent)]
    if offered:
        tags.append({"label": _("在本平台供给"), "tone": "warn", "icon": "tag"})
    return Hit(
        patent=patent, number=number, title=highlight(title or number, query, "title"),
        abstract=excerpt(abstract, query, "abstract"), meta=" · ".join(part for part in parts if part),
        tags=tuple(tags), owner=owner, filed=filed, published=published,
        ipc=patent.ipc_all[0] if patent.ipc_all else "",
    )  # fmt: skip
