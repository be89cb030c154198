"""Reads of the catalogue."""

from patents.catalogue.selectors.hits import (
    FACETS,
    SHOWN,
    Found,
    Hit,
    found,
    query_of,
    status_tag,
    value_label,
    year_span,
)
from patents.catalogue.selectors.record import PatentView, patent_view

__all__ = [
    "FACETS",
    "SHOWN",
    "Found",
    "Hit",
    "PatentView",
    "found",
    "patent_view",
    "query_of",
    "status_tag",
    "value_label",
    "year_span",
]
