"""Reads of the technology breakdown."""

from django.db.models import QuerySet

from patents.industries.models import MAX_LEVEL, Industry, TechnologyBranch


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
