"""Reads of industries: lists, questions and what they find, the technology breakdown."""

from patents.industries.selectors.branches import branch_parents, branches_of
from patents.industries.selectors.expressions import (
    Fault,
    Filters,
    Preview,
    expression_newest,
    expressions_of,
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
    industries_listed,
    industry_by_code,
)
from patents.industries.selectors.sets import cutoff_newest, industry_patent_ids, query_patent_ids

__all__ = [
    "ACTIVE",
    "ALL",
    "RETIRED",
    "Fault",
    "Filters",
    "Preview",
    "branch_parents",
    "branches_of",
    "cutoff_newest",
    "expression_newest",
    "expressions_of",
    "fault_of",
    "fault_told",
    "industries_all",
    "industries_listed",
    "industry_by_code",
    "industry_patent_ids",
    "preview",
    "query_of",
    "query_patent_ids",
    "version_next",
]
