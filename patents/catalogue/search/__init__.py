"""The public index of patents: its documents, its fields with all their names, the spellings of its values."""

from patents.catalogue.search.declaration import DECLARATION
from patents.catalogue.search.document import NOT_ON_OFFER, ON_OFFER, PATENTS, distinct

__all__ = ["DECLARATION", "NOT_ON_OFFER", "ON_OFFER", "PATENTS", "distinct"]
