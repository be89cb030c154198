"""One patent as its page shows it."""

from patents.catalogue.selectors.record.view import PatentView, patent_view

__all__ = ["PatentView", "patent_view"]
