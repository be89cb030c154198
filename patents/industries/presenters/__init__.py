"""Words, tags and rows of the industry pages; no rules, no queries."""

from patents.industries.presenters.branches import branch_rows, changed
from patents.industries.presenters.charts import count_chart, count_rows
from patents.industries.presenters.pages import difference, industry_tags, list_row, spoken, tabs, version_row
from patents.industries.presenters.samples import (
    disputed_rows,
    explained,
    figure_facts,
    kappa_spoken,
    quality_rows,
    sample_facts,
    sample_row,
    sample_tags,
    share_spoken,
)

__all__ = [
    "branch_rows",
    "changed",
    "count_chart",
    "count_rows",
    "difference",
    "disputed_rows",
    "explained",
    "figure_facts",
    "industry_tags",
    "kappa_spoken",
    "list_row",
    "quality_rows",
    "sample_facts",
    "sample_row",
    "sample_tags",
    "share_spoken",
    "spoken",
    "tabs",
    "version_row",
]
