"""Staff pages of industries, inside Wagtail's admin."""

from patents.industries.staff.branches import branch, branch_remove, branches
from patents.industries.staff.pages import create, detail, edit, retire, staff_list
from patents.industries.staff.versions import expression, restore, versions

__all__ = [
    "branch",
    "branch_remove",
    "branches",
    "create",
    "detail",
    "edit",
    "expression",
    "restore",
    "retire",
    "staff_list",
    "versions",
]
