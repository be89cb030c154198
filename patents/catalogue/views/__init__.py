"""Public pages of the catalogue: the search, its facets and exports, a patent's record."""

from patents.catalogue.views.exports import export, export_start, exports
from patents.catalogue.views.facets import facet, filters
from patents.catalogue.views.form import form
from patents.catalogue.views.hits import search
from patents.catalogue.views.record import patent
from patents.catalogue.views.saved import found_by_alert, save

__all__ = [
    "export",
    "export_start",
    "exports",
    "facet",
    "filters",
    "form",
    "found_by_alert",
    "patent",
    "save",
    "search",
]
