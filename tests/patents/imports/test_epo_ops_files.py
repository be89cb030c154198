"""The real EPO OPS answers: biblio, family, legal, claims, abstract, full cycle; and what is refused of them."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from ipplatform.accounts.models import User
from ipplatform.moves import Refused
from patents.imports.models import ImportRun
from patents.imports.services import import_run_start
from patents.records.models import Citation, Patent, Publication
from tests.factories.patents import IMPORT_DAY
from tests.patents.imports.vendor_files import import_kept
from tests.shared_data import shared_data

pytestmark = pytest.mark.django_db
FILES = (
    "full_cycle_ep1000000", "biblio_ep1000000a1", "biblio_us2006142694a1", "biblio_jp2005533465a",
    "biblio_au2013290010a1", "biblio_us2012116137a1", "abstract_ep1000000a1", "family_1", "legal_1", "legal_2",
    "legal_3", "claims_1", "claims_2",
)  # fmt: skip


@pytest.fixture(scope="module")
def runs(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, ImportRun]]:
    with import_kept(django_db_blocker, *(f"epo_ops/{name}.xml" for name in FILES)) as found:
        yield dict(zip(FILES, found, strict=True))


def test_each_document_is_one_row(runs: dict[str, ImportRun]) -> None:
    rows = {name: (run.rows, run.refused, run.flagged) for name, run in runs.items()}
    more = {"full_cycle_ep1000000": (2, 0, 0), "family_1": (6, 0, 0)}
    assert rows == {name: more.get(name, (1, 0, 0)) for name in FILES}
    assert {run.format for run in runs.values()} == {"epo_ops"}


def test_all_answers_about_one_application_meet(runs: dict[str, ImportRun]) -> None:
    """Eight files speak of EP 99203729: application and grant, events of the fuller list, claims, family, citations."""
    patent = Patent.objects.get(office="EP", application_number="99203729")
    numbers = list(patent.publications.order_by("publication_number").values_list("publication_number", "stage"))
    assert numbers == [("EP1000000A1", "application"), ("EP1000000B1", "grant")]
    assert (str(patent.filing_date), str(patent.grant_date)) == ("1999-11-08", "2003-02-12")
    assert (patent.family_id, patent.family_size, len(patent.family_members)) == ("19768124", 6, 6)
    assert len(patent.legal_event_rows) in (50, 51)
    first = patent.legal_event_rows[0]
    assert (first["code"], first["country"]) == ("PUAI", "EP") and first["text"]
    days = [event["date"] for event in patent.legal_event_rows]
    assert days == sorted(days) and "0001-01-01" not in days
    assert {entry["by"] for entry in patent.citations} == {"search"} and len(patent.citations) == 3
    assert (patent.cites_count, patent.claims_count) == (3, 11)
    assert patent.ipc_main == "B28B1/29" and patent.cpc == ["B28B1/29", "B28B5/022", "B28B7/0064"]
    applicants = patent.parties.filter(role="applicant").values_list("as_written", flat=True)
    assert len(applicants) == 1, "the two data formats are one applicant"


def test_claims_and_abstract_stand_at_their_publication(runs: dict[str, ImportRun]) -> None:
    publication = Publication.objects.get(publication_number="EP1000000A1")
    assert publication.claims.startswith("1. Apparatus") and len(publication.claims.splitlines()) == 11
    assert publication.abstract.startswith("The invention relates")
    assert set(publication.other_titles) == {"de", "fr"}
    assert Publication.objects.get(publication_number="WO2009085664A2").patent.claims_count == 20


def test_citations_classes_and_a_document_without_title(runs: dict[str, ImportRun]) -> None:
    patent = Patent.objects.get(number="US20060142694A1")
    assert len(patent.citations) == patent.cites_count == 99 == Citation.objects.filter(patent=patent).count()
    assert len(patent.us_class) == 9 and patent.us_class[0] == "600/585"
    japanese = Patent.objects.get(number="JP2005533465A")
    assert (japanese.title, japanese.filing_year, len(japanese.ipc_all)) == ("", 2003, 8)
    assert len(japanese.priorities) == 3 and str(japanese.priority_date) == "2002-07-15"
    american = Patent.objects.get(number="US10465445B2")
    assert len(american.legal_event_rows) == 14
    assert "NCS MULTISTAGE" in " ".join(event.get("detail", "") for event in american.legal_event_rows)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("epo_ops/search_15.xml", "xml_numbers_only"),
        ("epo_ops/search_100.xml", "xml_numbers_only"),
        ("epo_ops/description_1.xml", "xml_description_only"),
        ("epo_ops/legal_code_descriptions.xlsx", "number_missing"),
        ("cnipa/titles_abstracts_1.xlsx", "number_missing"),
        ("cnipa/titles_abstracts_2.xlsx", "number_missing"),
    ],
)
def test_what_holds_no_patents_is_refused_by_name(name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        import_run_start(
            file=shared_data(name), format="auto", cutoff=None, by=User.objects.system(), on=IMPORT_DAY
        )  # fmt: skip
    assert refused.value.refusal.code == code
    assert not ImportRun.objects.filter(file_name=name.rpartition("/")[2]).exists()
