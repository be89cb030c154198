"""Branches as questions inside the industry's set: what is asked, what is wrong with it, how many it finds.

A branch's expression counts inside the industry's set only (the set AND the branch), not inside its parent's. A branch
without an expression of its own is a heading: it holds what the branches below it hold together, and while one of them
cannot be read it asks nothing, for the others alone would be another set under its name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ipplatform.search import QueryError, SearchQuery
from ipplatform.search.services import scan, search
from ipplatform.search.tree import And, Or, Tree
from patents.industries.models import IndustryExpression, TechnologyBranch
from patents.industries.selectors.expressions import Fault, fault_told, query_of
from patents.records.permissions import patents_public


@dataclass(frozen=True)
class Asked:
    """What a branch asks: a query, or its fault, or neither (a heading with nothing below it)."""

    branch: TechnologyBranch
    query: SearchQuery | None = None
    fault: Fault | None = None


def branch_questions(expression: IndustryExpression | None, branches: Sequence[TechnologyBranch]) -> list[Asked]:
    """For branches in reading order what each asks inside the set. Asks no database.

    Asks the index for the words of vendors alone; raises EngineError where it does not answer.
    """
    try:
        whole = query_of(expression.text, expression.filters, size=1) if expression else None
    except QueryError:
        whole = None  # said where the industry's own expression stands
    trees: dict[int, Tree | None] = {}
    faults: dict[int, Fault] = {}
    below: dict[int, list[Tree]] = {}
    incomplete: set[int] = set()
    for branch in reversed(branches):
        tree: Tree | None = None
        if branch.text:
            try:
                tree = query_of(branch.text, {}, size=1).tree
            except QueryError as wrong:
                faults[branch.pk] = fault_told(wrong)
        elif branch.pk in incomplete:
            faults[branch.pk] = Fault(_("下面有分支的检索式有误；改好之前，这个标题不合计。"))
        else:
            parts = below.get(branch.pk, [])
            tree = Or(tuple(reversed(parts))) if len(parts) > 1 else parts[0] if parts else None
        trees[branch.pk] = tree
        if branch.parent_id and branch.pk in faults:
            incomplete.add(branch.parent_id)
        elif branch.parent_id and tree is not None:
            below.setdefault(branch.parent_id, []).append(tree)
    return [Asked(row, _within(whole, trees[row.pk], row.text), faults.get(row.pk)) for row in branches]


def query_count(query: SearchQuery) -> int:
    """How many patents a question finds now. Raises ExpressionError (a prefix too wide), EngineError."""
    return search(query, facets=False).total


def query_ids(query: SearchQuery) -> list[int]:
    """All of them that are public, ascending."""
    public = set(patents_public().values_list("pk", flat=True))
    return [patent_id for patent_id in scan(query) if patent_id in public]


def _within(whole: SearchQuery | None, tree: Tree | None, text: str) -> SearchQuery | None:
    if whole is None or tree is None:
        return None
    both = tree if whole.tree is None else And((whole.tree, tree))
    return replace(whole, tree=both, text=f"({whole.text}) AND ({text})")
