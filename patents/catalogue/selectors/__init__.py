"""Reads of the catalogue."""

from patents.catalogue.selectors.advice import Advice, advice_for
from patents.catalogue.selectors.exports import EXPORT_KIND, KEPT, Export, export_can_read, exports_of
from patents.catalogue.selectors.hits import (
    FACETS,
    FACETS_UP_TO,
    Found,
    Hit,
    counts_of,
    found,
    found_publications,
    hits_of,
    query_of,
    stored_counts_of,
)
from patents.catalogue.selectors.record import PatentView, patent_view
from patents.catalogue.selectors.within import Within, WordsRefused, facet_within
from patents.catalogue.selectors.words import status_tag, value_label, value_labels

__all__ = [
    "Advice",
    "advice_for",
    "EXPORT_KIND",
    "KEPT",
    "Export",
    "export_can_read",
    "exports_of",
    "FACETS",
    "FACETS_UP_TO",
    "Found",
    "Hit",
    "PatentView",
    "Within",
    "WordsRefused",
    "counts_of",
    "facet_within",
    "found",
    "found_publications",
    "hits_of",
    "patent_view",
    "query_of",
    "status_tag",
    "stored_counts_of",
    "value_label",
    "value_labels",
]
