"""Writes of the technology breakdown."""

from decimal import Decimal

from django.db import transaction

from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refused
from patents.industries.models import Industry, TechnologyBranch
from patents.industries.permissions import industry_can_write
from patents.industries.services.trail import trail_append


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
    """Add a branch under `parent`, or change `branch` (which stays in its place). Raises ValidationError, Refused."""
    if not industry_can_write(by, industry):
        raise Refused(NOT_ALLOWED)
    if branch is None:
        siblings = industry.branches.filter(parent=parent).count()
        branch = TechnologyBranch(
            industry=industry, parent=parent, level=parent.level + 1 if parent else 1, position=siblings
        )
    branch.name, branch.text = name.strip(), text.strip()
    branch.precision, branch.recall, branch.sample_size = precision, recall, sample_size
    branch.not_sampled_reason = not_sampled_reason.strip()
    branch.full_clean()
    with transaction.atomic():
        branch.save()
        trail_append(industry, "branch_save", by)
    return branch


def branch_delete(*, branch: TechnologyBranch, by: User) -> None:
    """Remove a branch with all below it; reports keep the breakdown they were frozen with."""
    if not industry_can_write(by, branch.industry):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        trail_append(branch.industry, "branch_delete", by)
        branch.delete()
