"""Staff pages of industries, inside Wagtail's admin."""

from patents.industries.staff.branches import branch, branch_remove, branch_step, branches
from patents.industries.staff.counts import count_now, counts
from patents.industries.staff.judgings import judge, judging_remove, quality_take, sample_export
from patents.industries.staff.pages import create, detail, edit, retire, staff_list
from patents.industries.staff.samples import sample, sample_new, sample_remove, samples
from patents.industries.staff.trees import tree_export, tree_take, tree_upload
from patents.industries.staff.versions import expression, restore, versions

__all__ = [
    "branch",
    "branch_remove",
    "branch_step",
    "branches",
    "count_now",
    "counts",
    "create",
    "detail",
    "edit",
    "expression",
    "judge",
    "judging_remove",
    "quality_take",
    "restore",
    "retire",
    "sample",
    "sample_export",
    "sample_new",
    "sample_remove",
    "samples",
    "staff_list",
    "tree_export",
    "tree_take",
    "tree_upload",
    "versions",
]
