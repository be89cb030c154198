"""Sumobrain as it was downloaded, and how it meets Lens."""

from collections import Counter
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from patents.imports.models import ImportRun
from patents.records.models import Patent, PatentParty, Publication
from tests.factories.patents import imported
from tests.patents.imports.vendor_files import Headings, Raw, differing, expected_of, import_kept
from tests.shared_data import shared_data

pytestmark = pytest.mark.django_db
SUMOBRAIN = ("sumobrain/autonomous_1.xlsx", "sumobrain/autonomous_2.xls")


@pytest.fixture(scope="module")
def sumobrain(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[ImportRun]]:
    with import_kept(django_db_blocker, *SUMOBRAIN) as runs:
        yield runs


def test_sumobrain_every_expected_figure_comes_out_of_the_kept_rows(sumobrain: list[ImportRun]) -> None:
    headings = Headings(
        number="Document Number",
        year=("Publication Date", lambda day: day[:4]),
        applicants="Assignee",
        inventors="Inventor Name",
        separator="[;\n]",
        ipc="",
        country=("Document Type", str),
    )
    expected = expected_of("sumobrain/autonomous_expected.json")
    assert differing(Raw(sumobrain, headings).figures, expected) == {}
    assert [(run.format, run.rows, run.refused) for run in sumobrain] == [("sumobrain", 250, 0), ("sumobrain", 249, 0)]


def test_sumobrain_keyed_names_have_no_address_and_offices_a_code(sumobrain: list[ImportRun]) -> None:
    """Keyed: the raw ranking splits Google by its addresses; without them one spelling leads it."""
    names = Counter(PatentParty.objects.values_list("as_written", flat=True))
    assert not [name for name in names if name.endswith(")") and ", " in name.split("(")[-1]]
    assert names.most_common(1)[0] == ("Google Inc.", 163)
    counted = Counter(Publication.objects.values_list("office", flat=True))
    assert counted == {"US": 243 + 153, "WO": 51, "JP": 27, "EP": 25}


def test_sumobrain_abstracts_lose_the_glued_notice(sumobrain: list[ImportRun]) -> None:
    records = [record for run in sumobrain for record in run.records.all()]
    glued = [r for r in records if r.raw[4].startswith("Abstract ")]
    assert len(glued) == 14
    assert all(r.values["abstract"] and "Abstract" not in r.values["abstract"] for r in glued)
    assert all(r.raw[4].endswith(r.values["abstract"]) for r in glued)
    assert sum("abstract" not in r.values for r in records) == 8


def test_sumobrain_and_lens_meet_in_the_application(sumobrain: list[ImportRun]) -> None:
    """Neither names the other's publication (one has no kind codes), but both name the same applications."""
    imported(shared_data("lens/autonomous.csv"))
    met = [p for p in Patent.objects.all() if p.sources == ["lens", "sumobrain"]]
    assert len(met) == 306
    one = Patent.objects.get(publications__publication_number="US20140330478")
    assert sorted(one.publications.values_list("publication_number", flat=True))[:2] == [
        "US20140330478", "US20140330478A1",
    ]  # fmt: skip
