"""Findings drafted from tables: what cannot be computed is left unsaid, never an error."""

import pytest

from analytics.reports.models import Kind
from tests.factories.reports import drafting, frozen, industry, patents_indexed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_day")]


def test_patents_of_one_filing_year_freeze_without_a_growth_rate():
    patents_indexed({2020: 3})
    report = frozen(drafting(Kind.DATA, industry()))
    assert report.dataset is not None
    told = [block["text"] for block in report.sections.get(key="summary").blocks]
    assert told and not any("年均复合增长率" in text for text in told)
