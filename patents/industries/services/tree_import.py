"""The technology breakdown from a sheet: all of it or nothing."""

from collections.abc import Sequence

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refused
from patents.industries.models import Industry, TechnologyBranch
from patents.industries.permissions import industry_can_write
from patents.industries.selectors import branches_of
from patents.industries.services.branches import tree_claim
from patents.industries.services.trail import trail_append
from patents.industries.treefile import TreePlan, TreeRow, branch_paths, reason_kept, tree_plan


def branches_import(
    *, industry: Industry, rows: Sequence[TreeRow], remove_absent: bool, by: User, revision: int
) -> TreePlan:
    """Make the breakdown what the sheet says, in its order. Branches of the same path keep their samples and counts;
    those the sheet lacks go only with `remove_absent`, else they stay after the others.

    Raises Refused (not_allowed, changed_meanwhile), ValidationError.
    """
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        tree_claim(industry, revision)
        standing = branches_of(industry)
        plan = tree_plan(standing, rows)
        paths = branch_paths(standing)
        there = {paths[branch.pk]: branch for branch in standing}
        wanted = {row.path for row in rows}
        made: dict[tuple[str, ...], TechnologyBranch] = {}
        for level in (1, 2, 3):
            _level_store(industry, [row for row in rows if len(row.path) == level], there, made)
        absent = [branch for path, branch in there.items() if path not in wanted]
        if remove_absent:
            TechnologyBranch.objects.filter(pk__in=[branch.pk for branch in absent]).delete()
        else:
            for place, branch in enumerate(absent):
                branch.position = len(rows) + place
            TechnologyBranch.objects.bulk_update(absent, ["position"])
        trail_append(industry, "branches_import", by)
    return plan


def _level_store(
    industry: Industry,
    rows: Sequence[TreeRow],
    there: dict[tuple[str, ...], TechnologyBranch],
    made: dict[tuple[str, ...], TechnologyBranch],
) -> None:
    """Branches of one level, in the sheet's order: their parents are stored by now."""
    new, changed = [], []
    for position, row in enumerate(rows):
        branch = there.get(row.path)
        if branch is None:
            branch = TechnologyBranch(
                industry=industry, parent=made.get(row.path[:-1]), level=len(row.path), name=row.path[-1]
            )
            new.append(branch)
        else:
            changed.append(branch)
        branch.text, branch.position = row.text, position
        branch.not_sampled_reason = reason_kept(branch, row)
        branch.clean_fields(exclude=["industry", "parent"])
        made[row.path] = branch
    TechnologyBranch.objects.bulk_create(new)
    TechnologyBranch.objects.bulk_update(changed, ["text", "position", "not_sampled_reason"])
