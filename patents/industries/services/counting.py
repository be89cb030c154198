"""Counts of the sets, once a day: of each industry in use and of each of its branches."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import is_system
from ipplatform.moves import NOT_ALLOWED, Refused
from ipplatform.search import QueryError, SearchQuery
from patents.industries.models import Industry, SetCount
from patents.industries.permissions import industry_can_write
from patents.industries.selectors import (
    branch_questions,
    branches_of,
    expression_newest,
    fault_of,
    query_count,
    query_of,
)
from patents.industries.services.telling import broken_tell


def counts_daily(*, by: User, on: date) -> int:
    """Store what is missing for the day; how many counts were new. A second run finds nothing missing.

    A question that cannot be asked is not counted, and who may mend it is told once. Raises EngineError when the index
    does not answer.
    """
    if not is_system(by):
        raise Refused(NOT_ALLOWED)
    industries = Industry.objects.filter(retired_at__isnull=True).order_by("pk")
    return sum(_counted_or_told(industry, on, by) for industry in industries)


def industry_counts_store(*, industry: Industry, by: User, on: date) -> int:
    """Count the set and its branches now, over what the day may hold already; how many counts. Raises Refused."""
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    return _counts_store(industry, on, anew=True)


def _counted_or_told(industry: Industry, on: date, by: User) -> int:
    newest = expression_newest(industry)
    if newest is not None and fault_of(newest.text, newest.filters):
        broken_tell(expression=newest, by=by)
    return _counts_store(industry, on, anew=False)


def _counts_store(industry: Industry, on: date, *, anew: bool) -> int:
    expression = expression_newest(industry)
    if expression is None:
        return 0
    stored = SetCount.objects.filter(industry=industry, on=on).values_list("branch_id", flat=True)
    there = set() if anew else set(stored)
    questions: dict[int | None, SearchQuery | None] = {
        asked.branch.pk: asked.query for asked in branch_questions(expression, branches_of(industry))
    }
    try:
        questions[None] = query_of(expression.text, expression.filters, size=1)
    except QueryError:
        return 0
    counts = {branch: _count(query) for branch, query in questions.items() if branch not in there}
    rows = [
        SetCount(industry=industry, branch_id=branch, on=on, version=expression.version, count=count)
        for branch, count in counts.items()
        if count is not None
    ]
    with transaction.atomic():
        # Two at once: the industry's row keeps them apart, the later one replaces what the earlier one stored.
        Industry.objects.select_for_update().get(pk=industry.pk)
        counted = Q(branch_id__in=[one for one in counts if one])
        if None in counts:
            counted |= Q(branch__isnull=True)
        SetCount.objects.filter(counted, industry=industry, on=on).delete()
        SetCount.objects.bulk_create(rows)
    return len(rows)


def _count(query: SearchQuery | None) -> int | None:
    try:
        return query_count(query) if query is not None else None
    except QueryError:
        return None  # too wide a prefix: shown where the expression stands
