"""The real PATENTSCOPE list: 10,000 rows, 9,997 exact numbers, 9,996 keys."""

from collections import Counter
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from patents.imports.models import ImportRun
from patents.records.models import Patent, Publication
from tests.patents.imports.vendor_files import Headings, Raw, differing, expected_of, import_kept

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def run(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[ImportRun]:
    with import_kept(django_db_blocker, "patentscope/pizza_medium.xls") as runs:
        yield runs[0]


def test_every_expected_figure_comes_out_of_the_kept_rows(run: ImportRun) -> None:
    headings = Headings(
        number="Publication Number",
        year=("Publication Date", lambda day: day[-4:]),
        applicants="Applicants",
        inventors="Inventors",
        separator=";",
        ipc="IPC",
        country=("Publication Number", lambda number: number[:2] if number[:2].isupper() else ""),
    )
    assert differing(Raw([run], headings).figures, expected_of("patentscope/pizza_medium_expected.json")) == {}
    assert (run.format, run.rows, run.refused) == ("patentscope", 10_000, 0)


def test_keys_fold_letter_case_and_count_each_publication_once(run: ImportRun) -> None:
    """9,997 exact strings, 9,996 keys: three numbers stand twice, a fourth once more in another letter case."""
    assert (run.patents, run.publications) == (9_996, 9_996)
    keys = Counter(run.records.values_list("publication_number", flat=True))
    assert sum(n - 1 for n in keys.values()) == 4
    exact = {number: {r.raw[0] for r in run.records.filter(publication_number=number)}
             for number, n in keys.items() if n > 1}  # fmt: skip
    assert sorted(len(writings) for writings in exact.values()) == [1, 1, 1, 2]


def test_offices_of_lower_case_and_doubled_prefixes(run: ImportRun) -> None:
    """Keyed: the 495 rows without two capitals get their office too; the three repeated numbers count once."""
    expected = expected_of("patentscope/pizza_medium_expected.json")["per_country"]
    counted = Counter(Publication.objects.values_list("office", flat=True))
    assert "" not in counted and sum(counted.values()) == 9_996
    assert {code: counted[code] for code in ("WO", "CA", "DE", "CN", "PT")} == {
        code: expected[code] for code in ("WO", "CA", "DE", "CN", "PT")
    }
    assert (counted["KR"], counted["ZA"], counted["IL"], counted["MX"], counted["RU"]) == (345, 72, 35, 23, 11)
    assert Publication.objects.filter(publication_number="MXA2008013315").exists()


def test_symbols_of_every_style_are_read_or_flagged(run: ImportRun) -> None:
    subclasses = {symbol[:4] for symbols in Patent.objects.values_list("ipc_all", flat=True) for symbol in symbols}
    expected = expected_of("patentscope/pizza_medium_expected.json")
    assert {name for name, _n in expected["top10_ipc_subclasses"]} <= subclasses
    unread = [r.raw[4] for r in run.records.exclude(flags=[]) if ["IPC", "symbol_unreadable"] in r.flags]
    assert [cell for cell in unread if "146/32" not in cell] == []
    assert len(unread) == 1


def test_priorities_give_country_and_day(run: ImportRun) -> None:
    patent = Patent.objects.get(number="US20090208610")
    assert patent.priorities == [{"country": "ES", "number": "200402236U", "date": "2004-10-01"}]
    assert str(patent.priority_date) == "2004-10-01" and patent.filing_date is None
    comma = [r for r in run.records.all() if any("," in p.get("number", "") for p in r.values.get("priorities", ()))]
    assert comma and all(r.values["priorities"][0]["country"] for r in comma)
