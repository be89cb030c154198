"""Rows of the technology breakdown."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from patents.industries.models import MAX_LEVEL, TechnologyBranch
from patents.industries.selectors import Asked, Standing


def branch_rows(asked: Sequence[Asked], standing: Mapping[int | None, Standing]) -> list[dict[str, Any]]:
    """Branches in reading order with number (1.2.1), newest count, fault, and the steps that are open to each."""
    rows: list[dict[str, Any]] = []
    siblings: dict[int | None, list[int]] = {}
    for one in asked:
        siblings.setdefault(one.branch.parent_id, []).append(one.branch.pk)
    depth = _depths([one.branch for one in asked])
    numbers: dict[int | None, str] = {None: ""}
    for one in asked:
        branch = one.branch
        row_of = siblings[branch.parent_id]
        place = row_of.index(branch.pk)
        numbers[branch.pk] = f"{numbers[branch.parent_id]}{place + 1}."
        found = standing.get(branch.pk)
        rows.append({
            "branch": branch, "number": numbers[branch.pk].rstrip("."), "fault": one.fault,
            "is_heading": not branch.text, "count": f"{found.count:,}" if found else "—",
            "change": changed(found), "quality": quality(branch),
            "up": place > 0, "down": place < len(row_of) - 1,
            "in": place > 0 and branch.level + depth[branch.pk] <= MAX_LEVEL, "out": branch.parent_id is not None,
        })  # fmt: skip
    return rows


def changed(standing: Standing | None) -> str:
    """The change in 30 days in words, or nothing."""
    if standing is None or standing.change is None:
        return ""
    return _("30 天 %(change)s") % {"change": f"{standing.change:+,}" if standing.change else "±0"}


def quality(branch: TechnologyBranch) -> str:
    """Precision and recall as recorded, or why not; empty when neither is."""
    if branch.sample_size:
        return f"{branch.precision} / {branch.recall}（{branch.sample_size:,}）"
    return _("未抽样：%(reason)s") % {"reason": branch.not_sampled_reason} if branch.not_sampled_reason else ""


def _depths(branches: Sequence[TechnologyBranch]) -> dict[int, int]:
    """Branch id -> levels that it takes with all below it, itself included."""
    depths: dict[int, int] = {}
    for branch in reversed(branches):
        depths.setdefault(branch.pk, 1)
        if branch.parent_id:
            depths[branch.parent_id] = max(depths.get(branch.parent_id, 1), depths[branch.pk] + 1)
    return depths
