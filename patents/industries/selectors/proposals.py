"""How many patents to draw for the interval that a person wants."""

import math
from decimal import Decimal
from typing import Any

from patents.industries.models import Industry, TechnologyBranch
from patents.industries.quality import sample_size
from patents.industries.selectors.branches import branches_of
from patents.industries.selectors.expressions import expression_newest, query_of
from patents.industries.selectors.within import branch_questions, query_count, query_ids


def sample_proposal(
    industry: Industry,
    branch: TechnologyBranch | None,
    *,
    half_width: Decimal,
    expected: Decimal,
    pool_text: str = "",
    relevant: Decimal | None = None,
) -> dict[str, Any] | None:
    """{population, size} for a share near `expected` within ± `half_width` (all in per cent).

    None for a branch that cannot be asked: any other count would stand under its name.

    For recall the population is what the set or the broader expression finds, and the size is divided by the share
    `relevant` of it: only relevant cases tell of recall. Raises QueryError, EngineError.
    """
    expression = expression_newest(industry)
    if expression is None:
        return {"population": 0, "size": 0}
    query = query_of(expression.text, expression.filters, size=1)
    if branch is not None:
        asked = branch_questions(expression, branches_of(industry))
        own = next((one.query for one in asked if one.branch.pk == branch.pk), None)
        if own is None:
            return None
        query = own
    if pool_text.strip():
        population = len({*query_ids(query), *query_ids(query_of(pool_text.strip(), {}, size=1))})
    else:
        population = query_count(query)
    if not population:
        return {"population": 0, "size": 0}
    half, near = float(half_width) / 100, float(expected) / 100
    if not pool_text.strip():
        return {"population": population, "size": sample_size(population, half, near)}
    share = float(relevant or 100) / 100
    wanted = sample_size(max(1, round(population * share)), half, near)
    return {"population": population, "size": min(population, math.ceil(wanted / share))}
