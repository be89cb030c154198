"""Names of applicants and holders: the normal form that identifies a writing, the coarser form that groups writings."""

from patents.records.names.grouping import GROUPING_VERSION, name_grouped
from patents.records.names.identity import NORMALISER_VERSION, name_normalised

__all__ = ["GROUPING_VERSION", "NORMALISER_VERSION", "name_grouped", "name_normalised"]
