"""A search as a page needs it: hits that the person may see, marked; facets with words; nothing is counted twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ipplatform.search import SearchQuery, SearchResult, excerpt, highlight, parse_query
from ipplatform.search.services import search
from patents.catalogue.search import DECLARATION, PATENTS
from patents.catalogue.selectors.words import filing_text, status_tag
from patents.offers.selectors import offers_of_patents
from patents.records.models import Patent
from patents.records.selectors import owner_names, patents_for_rows

FACETS = tuple(facet.name for facet in DECLARATION.facets)
FACETS_UP_TO = 20_000
"""Above this number of hits facets are counted after the hits are shown (decision 7)."""


@dataclass(frozen=True)
class Hit:
    """One row of the result page; `owner`, `filed` and `ipc` are words for a narrow column."""

    patent: Patent
    title: SafeString
    abstract: SafeString
    meta: str
    tags: tuple[dict[str, Any], ...]
    owner: str
    filed: str
    ipc: str


@dataclass(frozen=True)
class Found:
    """The page's hits with the engine's answer."""

    query: SearchQuery
    result: SearchResult
    hits: tuple[Hit, ...]


def query_of(
    text: str, filters: Mapping[str, Sequence[str]], *, sort: str = "", page: int = 1, size: int = 20
) -> SearchQuery:
    """A checked query over the public index. Raises QueryError."""
    return parse_query(text, filters, sort, page, size, index=PATENTS)


def found(query: SearchQuery, *, by: str | None = None, facets_up_to: int | None = None) -> Found:
    """Search, load, mark. Queries: the engine's, three for patents, one for offers, whatever the number of hits.

    Above `facets_up_to` hits the facets are left pending.
    """
    result = search(query, by=by, facets_up_to=facets_up_to)
    patents = patents_for_rows(result.ids)
    offers = offers_of_patents(result.ids)
    return Found(query, result, tuple(_hit(patent, query, bool(offers.get(patent.pk))) for patent in patents))


def counts_of(query: SearchQuery) -> SearchResult:
    """The facets of a question without its hits."""
    return search(replace(query, page=1, size=1))


def _hit(patent: Patent, query: SearchQuery, offered: bool) -> Hit:
    abstract = next((row.abstract for row in patent.publications.all() if row.abstract), "")
    owners = owner_names(patent)
    owner = owners[0] + (_(" 等 %(n)s 方") % {"n": len(owners)} if len(owners) > 1 else "") if owners else ""
    filed = filing_text(patent)
    ipc = ", ".join(patent.ipc_all[:3])
    parts = [owner, _("申请 %(day)s") % {"day": filed} if filed else "", ipc]
    parts += [_("被引 %(n)s") % {"n": patent.cited_by_count}] if patent.cited_by_count else []
    parts += [_("同族 %(n)s 件") % {"n": patent.family_size}] if (patent.family_size or 0) > 1 else []
    tags = [status_tag(patent)]
    if offered:
        tags.append({"label": _("在本平台供给"), "tone": "warn", "icon": "tag"})
    return Hit(
        patent=patent, title=highlight(patent.title or patent.number, query, "title"),
        abstract=excerpt(abstract, query, "abstract"), meta=" · ".join(part for part in parts if part),
        tags=tuple(tags), owner=owner, filed=filed, ipc=patent.ipc_all[0] if patent.ipc_all else "",
    )  # fmt: skip
