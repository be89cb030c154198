"""Every write of an industry: itself, its expression versions, its technology branches."""

from patents.industries.services.branches import branch_delete, branch_save
from patents.industries.services.expressions import industry_expression_restore, industry_expression_set
from patents.industries.services.industries import industry_create, industry_resume, industry_retire, industry_update

__all__ = [
    "branch_delete",
    "branch_save",
    "industry_create",
    "industry_expression_restore",
    "industry_expression_set",
    "industry_resume",
    "industry_retire",
    "industry_update",
]
