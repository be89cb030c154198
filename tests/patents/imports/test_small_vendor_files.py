"""Espacenet and Google Patents as they were downloaded."""

from collections import Counter

import pytest

from patents.records.models import Patent, PatentParty, Publication
from tests.factories.patents import imported
from tests.shared_data import shared_data

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["espacenet/pizza_small.xls", "espacenet/pizza_small.csv"])
def test_espacenet_both_files_say_the_same(name: str) -> None:
    run = imported(shared_data(name))
    assert (run.format, run.rows, run.patents, run.publications, run.flagged) == ("espacenet", 25, 25, 26, 0)
    both = Patent.objects.get(publications__publication_number="KR200475295Y1")
    rows = both.publications.values_list("publication_number", "stage", "publication_date__year")
    assert sorted(rows) == [("KR200475295Y1", "grant", None), ("KR20140005675U", "other", 2014)]
    assert [r.part for r in run.records.filter(row=run.records.get(part=1).row).order_by("part")] == [0, 1]
    cited = Counter(entry["by"] for p in Patent.objects.all() for entry in p.citations)
    assert cited == {"search": 28, "examination": 2}
    assert sum(1 for p in Patent.objects.all() if not p.inventors) == 13
    owner = PatentParty.objects.filter(as_written="ELWHA LLC")
    assert owner.count() == owner.values("patent").distinct().count() == 2
    assert Patent.objects.exclude(parties__isnull=False).count() == 12


def test_google_patents_names_keep_their_legal_form() -> None:
    run = imported(shared_data("google_patents/autonomous.csv"))
    assert (run.format, run.rows, run.refused, run.patents) == ("google_patents", 316, 0, 316)
    names = Counter(PatentParty.objects.values_list("as_written", flat=True))
    assert names["Ford Global Technologies, Llc"] == 69
    assert not {"Llc", "Inc.", "Ltd", "LLC"} & set(names)
    assert sum("grant_date" in record.values for record in run.records.all()) == 149
    assert Patent.objects.filter(priority_date=None).count() == 1
    assert Patent.objects.filter(number="US5686888A", grant_date="1997-11-11", filing_year=1995).exists()
    assert not [p.title for p in Patent.objects.all() if p.title != p.title.strip()]
    assert all(p.filing_date <= q.publication_date for q in Publication.objects.select_related("patent")
               if (p := q.patent).filing_date and q.publication_date)  # fmt: skip
