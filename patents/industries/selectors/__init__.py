"""Reads of industries: lists, questions and what they find, the technology breakdown."""

from patents.industries.selectors.branches import branch_parents, branches_of
from patents.industries.selectors.counts import CHANGE_DAYS, Standing, counts_series, counts_standing
from patents.industries.selectors.expressions import (
    Fault,
    Filters,
    Preview,
    expression_newest,
    expressions_of,
    fault_known,
    fault_of,
    fault_told,
    preview,
    query_of,
    version_next,
)
from patents.industries.selectors.industries import (
    ACTIVE,
    ALL,
    RETIRED,
    industries_all,
    industries_asked,
    industries_listed,
    industry_by_code,
    industry_names,
)
from patents.industries.selectors.numbers import numbers_known, numbers_of
from patents.industries.selectors.proposals import sample_proposal
from patents.industries.selectors.samples import (
    Disputed,
    Figures,
    Quality,
    disputed_of,
    figures_of,
    judged_last,
    quality_of,
    sample_sheet,
    samples_of,
)
from patents.industries.selectors.sets import cutoff_newest, industry_patent_ids, query_patent_ids
from patents.industries.selectors.within import Asked, branch_questions, query_count, query_ids

__all__ = [
    "ACTIVE",
    "ALL",
    "CHANGE_DAYS",
    "RETIRED",
    "Asked",
    "Disputed",
    "Fault",
    "Figures",
    "Filters",
    "Preview",
    "Quality",
    "Standing",
    "branch_parents",
    "branch_questions",
    "branches_of",
    "counts_series",
    "counts_standing",
    "cutoff_newest",
    "disputed_of",
    "expression_newest",
    "expressions_of",
    "fault_known",
    "fault_of",
    "fault_told",
    "figures_of",
    "industries_all",
    "industries_asked",
    "industries_listed",
    "industry_by_code",
    "industry_names",
    "industry_patent_ids",
    "judged_last",
    "numbers_known",
    "numbers_of",
    "preview",
    "quality_of",
    "query_count",
    "query_ids",
    "query_of",
    "query_patent_ids",
    "sample_proposal",
    "sample_sheet",
    "samples_of",
    "version_next",
]
