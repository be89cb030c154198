"""Writes of the technology breakdown: branches made, changed, moved, removed. The tree stays three levels deep."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.moves import CHANGED_MEANWHILE, NOT_ALLOWED, Refusal, Refused
from patents.industries.models import MAX_LEVEL, Industry, TechnologyBranch
from patents.industries.permissions import industry_can_write
from patents.industries.selectors import branches_of, fault_of
from patents.industries.services.trail import trail_append

UP, DOWN, IN, OUT = "up", "down", "in", "out"
DIRECTIONS = (UP, DOWN, IN, OUT)
NO_PLACE_THERE = Refusal("no_place_there", _("这个分支已经在头上或末尾，不能再往那边移。"))
TOO_DEEP = Refusal("branch_too_deep", _("移过去会超过三级。请先把下级分支移出来。"))
BRANCH_INVALID = Refusal("branch_expression_invalid", _("分支检索式有误，请按提示改正后再保存。"))


def branch_save(
    *,
    industry: Industry,
    name: str,
    by: User,
    branch: TechnologyBranch | None = None,
    parent: TechnologyBranch | None = None,
    text: str = "",
    precision: Decimal | None = None,
    recall: Decimal | None = None,
    sample_size: int | None = None,
    not_sampled_reason: str = "",
) -> TechnologyBranch:
    """Add a branch as the last one under `parent`, or change `branch` (which stays in its place).

    Raises ValidationError, Refused (not_allowed, branch_expression_invalid with the place).
    """
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    fault = fault_of(text.strip())
    if fault is not None:
        raise Refused(BRANCH_INVALID.with_missing([fault.message]))
    with transaction.atomic():
        tree_claim(industry, None)
        if branch is None:
            last = industry.branches.filter(parent=parent).order_by("-position").first()
            branch = TechnologyBranch(
                industry=industry, parent=parent, level=parent.level + 1 if parent else 1,
                position=last.position + 1 if last else 0,
            )  # fmt: skip
        branch.name, branch.text = name.strip(), text.strip()
        branch.precision, branch.recall, branch.sample_size = precision, recall, sample_size
        branch.not_sampled_reason = not_sampled_reason.strip()
        branch.full_clean()
        branch.save()
        trail_append(industry, "branch_save", by)
    return branch


def branch_move(*, branch: TechnologyBranch, direction: str, by: User, revision: int) -> TechnologyBranch:
    """One step with all below it: `up` and `down` among its siblings, `in` under the sibling before it (as its last),
    `out` to its parent's level (right after the parent).

    `revision`: the industry's `tree_revision` that the person saw. Raises Refused: not_allowed, changed_meanwhile,
    no_place_there, branch_too_deep.
    """
    industry = branch.industry
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        tree_claim(industry, revision)
        rows = branches_of(industry)
        found = next((row for row in rows if row.pk == branch.pk), None)
        if found is None or direction not in DIRECTIONS:
            raise Refused(NO_PLACE_THERE)
        children: dict[int | None, list[TechnologyBranch]] = {}
        for row in rows:
            children.setdefault(row.parent_id, []).append(row)
        _moved(found, direction, children, {row.pk: row for row in rows})
        changed = [row for row in _levelled(children) if row.level <= MAX_LEVEL]
        if len(changed) != len(rows):
            raise Refused(TOO_DEEP)
        TechnologyBranch.objects.bulk_update(changed, ["parent", "level", "position"])
        trail_append(industry, "branch_move", by)
    return found


def branch_delete(*, branch: TechnologyBranch, by: User, revision: int | None = None) -> None:
    """Remove a branch with all below it and their counts; samples and reports keep what they were made with.

    Raises Refused: not_allowed, changed_meanwhile.
    """
    industry = branch.industry
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        tree_claim(industry, revision)
        trail_append(industry, "branch_delete", by)
        branch.delete()


def tree_claim(industry: Industry, revision: int | None) -> None:
    """Take the tree for this write; refused when it is no longer the one the person saw."""
    rows = Industry.objects.filter(pk=industry.pk)
    if revision is not None:
        rows = rows.filter(tree_revision=revision)
    if not rows.update(tree_revision=F("tree_revision") + 1):
        raise Refused(CHANGED_MEANWHILE)


def _moved(
    branch: TechnologyBranch,
    direction: str,
    children: dict[int | None, list[TechnologyBranch]],
    by_key: dict[int, TechnologyBranch],
) -> None:
    """Change the lists of children as the person asked."""
    siblings = children[branch.parent_id]
    place = next(n for n, row in enumerate(siblings) if row.pk == branch.pk)
    if direction in (UP, DOWN):
        other = place + (1 if direction == DOWN else -1)
        if not 0 <= other < len(siblings):
            raise Refused(NO_PLACE_THERE)
        siblings[place], siblings[other] = siblings[other], siblings[place]
        return
    if direction == IN:
        if place == 0:
            raise Refused(NO_PLACE_THERE)
        siblings.pop(place)
        children.setdefault(siblings[place - 1].pk, []).append(branch)
        return
    if branch.parent_id is None:
        raise Refused(NO_PLACE_THERE)
    parent = by_key[branch.parent_id]
    siblings.pop(place)
    uncles = children[parent.parent_id]
    uncles.insert(next(n for n, row in enumerate(uncles) if row.pk == parent.pk) + 1, branch)


def _levelled(
    children: dict[int | None, list[TechnologyBranch]], parent: TechnologyBranch | None = None, level: int = 1
) -> list[TechnologyBranch]:
    """All branches with parent, level and position as the lists say."""
    rows = []
    for position, row in enumerate(children.get(parent.pk if parent else None, [])):
        row.parent, row.level, row.position = parent, level, position
        rows += [row, *_levelled(children, row, level + 1)]
    return rows
