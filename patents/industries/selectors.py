"""Reads of industries: lists, the newest expression, and the patents that an expression finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, OuterRef, QuerySet, Subquery

from ipplatform.accounts.permissions import AnyUser
from ipplatform.search import SearchQuery, SearchResult, parse_query
from ipplatform.search.services import scan, search
from patents.imports.models import ImportRun
from patents.industries.models import MAX_LEVEL, Industry, IndustryExpression, TechnologyBranch
from patents.industries.permissions import industries_readable_by
from patents.records.models import Patent
from patents.records.permissions import patents_public
from patents.records.selectors import patents_for_rows

INDEX = "patents"
Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Preview:
    """What a question finds now: exact total, first patents, counts per facet value."""

    total: int
    patents: list[Patent]
    facets: dict[str, list[tuple[str, int]]]


def industries_listed(user: AnyUser) -> QuerySet[Industry]:
    """Industries with number, hits and version of their newest expression; one query."""
    newest = IndustryExpression.objects.filter(industry=OuterRef("pk")).order_by("-version")
    return (
        industries_readable_by(user)
        .select_related("created_by")
        .annotate(
            newest_version=Subquery(newest.values("version")[:1]),
            newest_hits=Subquery(newest.values("hits")[:1]),
            newest_text=Subquery(newest.values("text")[:1]),
        )
    )


def industries_all() -> QuerySet[Industry]:
    """All industries by name, for choices."""
    return Industry.objects.order_by("name")


def industry_by_code(code: str) -> Industry | None:
    """The industry of that code, or None."""
    return Industry.objects.filter(code=code).first()


def expression_newest(industry: Industry) -> IndustryExpression | None:
    """The expression in use."""
    return industry.expressions.order_by("-version").first()


def expressions_of(industry: Industry) -> list[IndustryExpression]:
    """All versions, newest first, with who saved them."""
    return list(industry.expressions.select_related("created_by").order_by("-version"))


def version_next(industry: Industry) -> int:
    """Number of the version to be saved."""
    return int(industry.expressions.aggregate(last=Max("version"))["last"] or 0) + 1


def branches_of(industry: Industry) -> list[TechnologyBranch]:
    """The breakdown as a list in reading order (parent before children); one query."""
    rows = list(industry.branches.order_by("level", "position", "pk"))
    children: dict[int | None, list[TechnologyBranch]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)

    def walk(parent: int | None) -> list[TechnologyBranch]:
        return [one for row in children.get(parent, []) for one in (row, *walk(row.pk))]

    return walk(None)


def branch_parents(industry: Industry) -> QuerySet[TechnologyBranch]:
    """Branches that may have one below: the first two levels."""
    return industry.branches.filter(level__lt=MAX_LEVEL).order_by("level", "position", "pk")


def query_of(text: str, filters: Filters, *, size: int = 10) -> SearchQuery:
    """The question to the patent index. Raises ExpressionError or QueryError, whose text says what to mend."""
    return parse_query(text, filters, size=size, index=INDEX)


def preview(text: str, filters: Filters) -> Preview:
    """Hits, first patents and facets of a question; raises what `query_of` and the engine raise."""
    found: SearchResult = search(query_of(text, filters))
    return Preview(found.total, patents_for_rows(found.ids), found.facets)


def industry_patent_ids(expression: IndustryExpression) -> list[int]:
    """Every patent that the expression finds now, ascending, beyond the page window, published ones only."""
    return query_patent_ids(expression.text, expression.filters)


def query_patent_ids(text: str, filters: Filters | None = None) -> list[int]:
    """The same for a question that no industry keeps; raises QueryError, EngineError."""
    found = list(scan(query_of(text, filters or {})))
    public = set(patents_public().values_list("pk", flat=True))
    return [patent_id for patent_id in found if patent_id in public]


def cutoff_newest(sources: Sequence[str] = ()) -> date | None:
    """The latest data cut-off among finished imports (of these sources): what a new industry is offered."""
    runs = ImportRun.objects.filter(finished_at__isnull=False, taken_back_at__isnull=True)
    if sources:
        runs = runs.filter(source__in=sources)
    newest: date | None = runs.aggregate(newest=Max("cutoff"))["newest"]
    return newest
