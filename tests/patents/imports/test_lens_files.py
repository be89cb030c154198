"""Both Lens generations as they were downloaded: every expected figure, and what becomes of the traps."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from patents.imports.models import ImportRun, SourceRecord
from patents.records.models import Patent, Publication
from tests.patents.imports.vendor_files import Headings, Raw, differing, expected_of, import_kept

pytestmark = pytest.mark.django_db
HEADINGS = Headings(
    number="Publication Number",
    year=("Publication Year", str),
    applicants="Applicants",
    inventors="Inventors",
    separator=";;",
    ipc="IPCR Classifications",
    country=("Jurisdiction", str),
)
FILES = ("lens/pizza_lens_1000", "lens/autonomous")


@pytest.fixture(scope="module")
def runs(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, ImportRun]]:
    with import_kept(django_db_blocker, *(f"{name}.csv" for name in FILES)) as found:
        yield dict(zip(FILES, found, strict=True))


@pytest.mark.parametrize("name", FILES)
def test_every_expected_figure_comes_out_of_the_kept_rows(runs: dict[str, ImportRun], name: str) -> None:
    expected = expected_of(f"{name}_expected.json")
    assert differing(Raw([runs[name]], HEADINGS).figures, expected) == {}
    assert (runs[name].format, runs[name].rows, runs[name].refused) == ("lens", expected["rows"], 0)


def test_both_orders_of_the_date_and_the_year_that_rules(runs: dict[str, ImportRun]) -> None:
    """Keyed figures: publications by the year of their day, which is `Publication Year` in every row.

    In 6 and 8 rows the file's day has the year of its week, one too many: set right and flagged.
    """
    for name, wrong in zip(FILES, (6, 8), strict=True):
        numbers = SourceRecord.objects.filter(run=runs[name]).values_list("publication_number", flat=True)
        days = dict(
            Publication.objects.filter(publication_number__in=list(numbers)).values_list(
                "publication_number", "publication_date"
            )
        )
        assert len(days) == runs[name].rows
        counted = Counter(str(day.year) for day in days.values() if day)
        assert counted == expected_of(f"{name}_expected.json")["per_year"]
        flagged = [number for number, codes in flags(runs[name]).items() if "Publication Date year_corrected" in codes]
        assert len(flagged) == wrong
        # Offices publish on fixed weekdays; the US on Tuesdays (grants) and Thursdays (applications)
        assert {days[n].weekday() for n in days if n.startswith("US") and days[n].year > 1980} == {1, 3}


def flags(run: ImportRun) -> dict[str, set[str]]:
    """Publication number -> "column code" of its flags."""
    rows = run.records.exclude(flags=[]).values_list("publication_number", "flags")
    return {number: {" ".join(flag) for flag in found} for number, found in rows}


def test_application_dates_with_the_year_of_their_week(runs: dict[str, ImportRun]) -> None:
    """The own priority (KR, CN) or the publication (US) shows the right year; where nothing does the row is flagged."""
    filed = dict(Patent.objects.values_list("publications__publication_number", "filing_date"))
    assert filed["KR200383759Y1"] == date(2004, 12, 31)
    assert filed["US9187088B1"] == date(2014, 12, 30)
    assert filed["CN105433909A"] == date(2015, 12, 29)
    wanted = {FILES[0]: (11, 0), FILES[1]: (3, 1)}
    for name, counts in wanted.items():
        found = Counter(code for codes in flags(runs[name]).values() for code in codes)
        assert (found["Application Date year_corrected"], found["Application Date year_doubtful"]) == counts
        assert not found["Application Date dates_out_of_order"] and not found["Application Date date_unreadable"]


def test_old_rows_are_not_moved_into_this_century(runs: dict[str, ImportRun]) -> None:
    numbers = SourceRecord.objects.filter(run=runs[FILES[0]]).values("publication_number")
    years = Counter(day.year for day in Publication.objects.filter(
        publication_number__in=numbers).values_list("publication_date", flat=True) if day)  # fmt: skip
    assert sum(n for year, n in years.items() if 1940 <= year <= 1968) == 18
    assert max(years) == 2015


def test_text_of_unknown_encoding_is_read_and_flagged(runs: dict[str, ImportRun]) -> None:
    for run in runs.values():
        doubtful = [
            r for r in run.records.all() if "encoding_doubtful" in {code for _column, code in r.flags}
        ]  # fmt: skip
        assert doubtful and all(any(not cell.isascii() for cell in r.raw) for r in doubtful)
        assert len(doubtful) < run.rows / 4


def test_lists_counts_types_and_applications(runs: dict[str, ImportRun]) -> None:
    patent = Patent.objects.get(publications__publication_number="US20130101709A1")
    assert (patent.office, patent.application_number) == ("US", "201213657122")
    assert (patent.ipc_all, patent.cpc) == (["A23L1/00", "G01N5/00"], ["A23L1/0067", "G01G19/00"])
    assert (patent.us_class, patent.cited_by_count, patent.family_size) == (["426/231", "99/493"], 3, 2)
    assert patent.priorities == [{"country": "US", "number": "201161550506P", "date": "2011-10-24"}]
    designs = Publication.objects.filter(stage_raw="Design right", kind="S1")
    assert designs.count() == 84 and set(designs.values_list("patent__patent_type", flat=True)) == {"design"}
    several = [r for r in runs[FILES[0]].records.all() if len(r.values.get("priorities", [])) > 1]
    assert len(several) == 124


def test_publications_of_one_application_are_one_patent(runs: dict[str, ImportRun]) -> None:
    for name in FILES:
        run = runs[name]
        keys = {(r.office, r.application_number) for r in run.records.exclude(application_number="")}
        assert run.patents <= run.publications == run.rows
        assert run.patents == len(keys) + run.records.filter(application_number="").count()
