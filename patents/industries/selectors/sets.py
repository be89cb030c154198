"""The patents that a question finds, beyond the page window: what reports freeze, samples are drawn from."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from ipplatform.search.services import scan
from patents.imports.models import ImportRun
from patents.industries.models import IndustryExpression
from patents.industries.selectors.expressions import Filters, query_of
from patents.records.permissions import patents_public


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
