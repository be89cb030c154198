"""This room's answers to the plan (domain.md section 9)."""

from patents.deals.measures.introduced import introduced_patents
from patents.deals.measures.landed import landed_share

__all__ = ["introduced_patents", "landed_share"]
