"""Nouns of this room: industries with their expressions, technology branches."""

from patents.industries.models.branch import MAX_LEVEL, TechnologyBranch
from patents.industries.models.industry import Industry, IndustryExpression

__all__ = ["MAX_LEVEL", "Industry", "IndustryExpression", "TechnologyBranch"]
