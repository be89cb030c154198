"""The real PatSnap export: rows, refusals and every expected count, from the database."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from patents.imports.models import ImportRun, RefusedRow
from patents.records.models import Patent, PatentParty, Publication
from patents.records.numbers import office_code
from tests.factories.patents import imported
from tests.patents.imports.vendor_files import Headings, Raw, differing, import_kept
from tests.shared_data import shared_data

REFUSED = 2
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def run(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[ImportRun]:
    """One import for all tests of this module."""
    with import_kept(django_db_blocker, "patsnap/ar_glasses.xlsx") as runs:
        yield runs[0]


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared_data("patsnap/ar_glasses_expected.json").read_text("utf-8"))
    return found


def test_rows_records_and_refusals(run: ImportRun, expected: dict[str, Any]) -> None:
    assert (run.rows, run.created, run.updated, run.unchanged, run.refused) == (17_113, 17_111, 0, 0, REFUSED)
    assert run.rows == expected["rows"]
    assert (run.patents, run.publications) == (17_111, 17_111)
    assert Publication.objects.count() == Patent.objects.filter(application_number=None).count() == 17_111
    refused = list(RefusedRow.objects.order_by("row").values_list("row", "column", "reason", "raw_value"))
    assert refused == [
        (13119, "公开(公告)号", "vendor_note", "IR90762B-该数据不支持导出"),
        (13125, "公开(公告)号", "vendor_note", "IR74708B-该数据不支持导出"),
    ]


def test_every_expected_figure_comes_out_of_the_kept_rows(run: ImportRun, expected: dict[str, Any]) -> None:
    """The expected figures count the two refused rows too: they come out with what the refusals keep of them."""
    headings = Headings(
        number="公开(公告)号",
        year=("申请年", str),
        applicants="[标]当前申请(专利权)人",
        inventors="发明人",
        separator=r" \| ",
        ipc="IPC分类号",
        country=("受理局", str),
        empty="-",
    )
    raw = Raw([run], headings, refused=True)
    figures = raw.figures | {
        "per_patent_type": raw.counted("专利类型"),
        "per_simple_legal_status": raw.counted("简单法律状态"),
        "per_province": raw.counted("当前申请(专利权)人州/省", 30),
    }
    # The file lists the 40 most frequent offices; six more have one row each.
    offices = raw.counted("受理局")
    figures["per_country"] = {name: n for name, n in offices.items() if name in expected["per_country"]}
    assert [n for name, n in offices.items() if name not in expected["per_country"]] == [1] * 6
    assert differing(figures, expected) == {}
    # One value ends in a blank, which the other figures cut.
    assert raw.counted("战略新兴产业分类") == {name.strip(): n for name, n in expected["per_sei"].items()}
    stated = {
        "file",
        "dataset",
        "source",
        "number_column",
        "year_source_column",
        "count_rule",
        "per_sei",
    }
    assert {*expected} - {*figures} == stated
    kept = Raw([run], headings).figures
    assert (kept["rows"], kept["unique_numbers"], kept["ipc_tokens_not_parsed"]) == (
        17_111,
        17_111,
        {"-": 117 - REFUSED},
    )


def test_years_types_statuses(run: ImportRun, expected: dict[str, Any]) -> None:
    keys = {"filing_year": "per_year", "type_raw": "per_patent_type", "legal_status_raw": "per_simple_legal_status"}
    for field, key in keys.items():
        counted = Counter(str(value) for value in Patent.objects.values_list(field, flat=True))
        assert counted == _less_refused(expected[key]), key
    assert not Patent.objects.exclude(filing_date=None).exists()


def test_offices_by_code(run: ImportRun, expected: dict[str, Any]) -> None:
    counted = Counter(Patent.objects.values_list("office", flat=True))
    wanted = {office_code(name): n for name, n in _less_refused(expected["per_country"]).items()}
    assert "" not in wanted and "" not in counted
    assert {code: counted[code] for code in wanted} == wanted


def test_provinces(run: ImportRun, expected: dict[str, Any]) -> None:
    """The file counts the cell as it stands; ours is the same cell as a list, one entry an owner."""
    counted = Counter(" | ".join(values) or "-" for values in Patent.objects.values_list("province", flat=True))
    wanted = _less_refused(expected["per_province"])
    assert {name: counted[name] for name in wanted} == wanted


def test_top_applicants_inventors_and_subclasses(run: ImportRun, expected: dict[str, Any]) -> None:
    holders: Counter[str] = Counter()
    for name, _patent in set(PatentParty.objects.values_list("as_written", "patent_id")):
        holders[name] += 1
    assert len(holders) == expected["distinct_applicants_raw"]
    assert _top(holders) == expected["top10_applicants_raw_exact"]
    inventors: Counter[str] = Counter()
    subclasses: Counter[str] = Counter()
    for people, symbols in Patent.objects.values_list("inventors", "ipc_all"):
        inventors.update(set(people))
        subclasses.update({symbol[:4] for symbol in symbols})
    assert _top(inventors) == expected["top10_inventors_raw_exact"]
    assert _top(subclasses) == expected["top10_ipc_subclasses"]
    assert len(subclasses) == expected["distinct_ipc_subclasses"]


def test_strategic_industries(run: ImportRun, expected: dict[str, Any]) -> None:
    counted = Counter(name or "-" for name in Patent.objects.values_list("sei_industry", flat=True))
    assert counted == {name.strip(): n for name, n in _less_refused(expected["per_sei"]).items()}


def test_first_sample_row(run: ImportRun) -> None:
    patent = Patent.objects.get(number="US20150205126A1")
    assert (patent.office, patent.filing_year, patent.ipc_main) == ("US", 2014, "G02B27/01")
    assert (patent.legal_status, patent.legal_events) == ("valid", ["授权", "质押"])
    assert (patent.family_size, patent.cited_by_count, patent.sources) == (173, 1132, ["patsnap"])


def test_the_same_file_again_changes_nothing(run: ImportRun) -> None:
    again = imported(shared_data("patsnap/ar_glasses.xlsx"))
    assert (again.created, again.updated, again.unchanged, again.refused) == (0, 0, 17_111, REFUSED)
    assert Patent.objects.count() == 17_111


def _less_refused(counts: dict[str, int]) -> dict[str, int]:
    """The expected files count the two refused rows under `-`."""
    less = {**counts, "-": counts.get("-", REFUSED) - REFUSED}
    return {name: n for name, n in less.items() if n}


def _top(counted: Counter[str]) -> list[list[Any]]:
    return [list(pair) for pair in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:10]]
