"""Every write of an industry: itself, its expression versions, its technology branches, its counts, samples."""

from patents.industries.services.branches import DIRECTIONS, branch_delete, branch_move, branch_save
from patents.industries.services.counting import counts_daily, industry_counts_store
from patents.industries.services.expressions import (
    SEARCH_AWAY,
    industry_expression_restore,
    industry_expression_set,
)
from patents.industries.services.industries import industry_create, industry_resume, industry_retire, industry_update
from patents.industries.services.judging import branch_quality_take, judging_delete, judging_record, share_percent
from patents.industries.services.sampling import (
    MOST_DRAWN,
    QUESTION_INVALID,
    sample_delete,
    sample_draw,
    sample_known,
)
from patents.industries.services.tree_import import branches_import

__all__ = [
    "DIRECTIONS",
    "MOST_DRAWN",
    "QUESTION_INVALID",
    "SEARCH_AWAY",
    "branch_delete",
    "branch_move",
    "branch_quality_take",
    "branch_save",
    "branches_import",
    "counts_daily",
    "industry_counts_store",
    "industry_create",
    "industry_expression_restore",
    "industry_expression_set",
    "industry_resume",
    "industry_retire",
    "industry_update",
    "judging_delete",
    "judging_record",
    "sample_delete",
    "sample_draw",
    "sample_known",
    "share_percent",
]
