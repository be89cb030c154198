"""Nouns of this room: industries with their expressions, branches, samples, counts."""

from patents.industries.models.branch import MAX_LEVEL, TechnologyBranch
from patents.industries.models.count import SetCount
from patents.industries.models.industry import Industry, IndustryExpression
from patents.industries.models.sample import Judging, Sample, SampleItem, Verdict

__all__ = [
    "MAX_LEVEL",
    "Industry",
    "IndustryExpression",
    "Judging",
    "Sample",
    "SampleItem",
    "SetCount",
    "TechnologyBranch",
    "Verdict",
]
