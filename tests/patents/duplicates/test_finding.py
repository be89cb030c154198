"""What is proposed as one, what is not, and that only equal keys meet."""

import random
from itertools import combinations
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from patents.duplicates.finding import CROWD, duplicates
from patents.duplicates.models import Reason
from patents.duplicates.spellings import application_spelled, publication_spelled, title_spelled
from patents.records.models import Patent
from tests.factories.patents import cn_number, imported, template_file

pytestmark = pytest.mark.django_db


def world(folder: Path, *rows: dict[str, str]) -> dict[str, Patent]:
    imported(template_file(folder / "t.xlsx", rows))
    return {patent.number: patent for patent in Patent.objects.all()}


def found() -> dict[tuple[str, str], list[str]]:
    """Pairs by number, in order of number."""
    numbers = dict(Patent.objects.values_list("pk", "number"))
    pairs: dict[tuple[str, str], list[str]] = {}
    for (first, second), reasons in duplicates().pairs.items():
        low, high = sorted((numbers[first], numbers[second]))
        pairs[(low, high)] = [reason.value for reason in reasons]
    return pairs


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("US20130101709", ""), ("US20130101709A1", "A1")),
        (("US20130101709A1", "A1"), ("US2013101709A1", "A1")),
        (("WO9912345A1", "A1"), ("WO1999012345A1", "A1")),
        (("EP0022032B1", "B1"), ("EP22032B1", "B1")),
        (("KR1020140005675A", "A"), ("KR20140005675A", "A")),
        (("CN104567890A", "A"), ("CN104567890B", "B")),
        (("JPH06119035", ""), ("JPH06119035A", "A")),
    ],
)
def test_one_publication_spelled_twice(first: tuple[str, str], second: tuple[str, str]) -> None:
    assert publication_spelled(*first) == publication_spelled(*second)


@pytest.mark.parametrize(
    ("office", "first", "second"),
    [
        ("US", "13/273,644", "US201113273644A"),
        ("US", "US13273644", "13273644"),
        ("EP", "EP99123456.7", "EP19990123456"),
        ("EP", "EP13012345", "EP2013012345"),
        ("KR", "10-2014-0012345", "KR20140012345A"),
        ("WO", "PCT/US2013/012345", "US2013012345W"),
        ("WO", "WO2013US12345", "PCT/US13/12345"),
        ("JP", "JP2005-123456", "JP2005123456A"),
        ("DE", "DE102004012345.6", "1020040123456"),
    ],
)
def test_one_application_spelled_twice(office: str, first: str, second: str) -> None:
    assert application_spelled(office, first) == application_spelled(office, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("US20130101709A1", "A1"), ("US20130101708A1", "A1")),
        (("US8880270", ""), ("US8880271", "")),
        (("EP1000000A1", "A1"), ("JP1000000A", "A")),
        (("JPH06119035", ""), ("JPS06119035", "")),
    ],
)
def test_two_publications_stay_two(first: tuple[str, str], second: tuple[str, str]) -> None:
    assert publication_spelled(*first) != publication_spelled(*second)


def test_titles_meet_in_any_width_case_and_punctuation() -> None:
    assert title_spelled("一种（新型）ＡＢ电池") == title_spelled("一种 新型 ab 电池。")


def test_reasons_of_pairs(tmp_path: Path) -> None:
    same = {"title": "一种电池", "filing_date": "2019-03-01", "applicants": "示例电池有限公司"}
    world(
        tmp_path,
        {"publication_number": "US20130101709"},
        {"publication_number": "US20130101709A1", "application_number": "US201113273644"},
        {"publication_number": "US9000001B2", "application_number": "13/273644"},
        {"publication_number": "EP1000000A1"},
        {"publication_number": "EP1000000B1"},
        {"publication_number": "CN111000001A", **same},
        {"publication_number": "CN111000002A", "application_number": cn_number(), **same,
         "applicants": "示例电池 有限公司；示例大学"},
        {"publication_number": "CN222000001A", **same, "filing_date": "2019-03-02"},
        {"publication_number": "CN333000001A", **same, "applicants": "示例风机有限公司"},
    )  # fmt: skip
    assert found() == {
        ("US20130101709", "US20130101709A1"): [Reason.NUMBER_WITHOUT_KIND],
        ("US20130101709A1", "US9000001B2"): [Reason.APPLICATION_SPELLED],
        ("EP1000000A1", "EP1000000B1"): [Reason.NUMBER_OTHER_KIND],
        ("CN111000001A", "CN111000002A"): [Reason.TITLE_FILING_APPLICANT],
    }


def test_two_rights_are_no_duplicates(tmp_path: Path) -> None:
    """The same idea filed on one day as invention and utility model; two applications with numbers; one application."""
    same = {"title": "一种电池", "filing_date": "2019-03-01", "applicants": "示例电池有限公司"}
    one = cn_number()
    world(
        tmp_path,
        {"publication_number": "CN111000001A", "application_number": one, **same},
        {"publication_number": "CN111000001B", "application_number": one, **same},
        {"publication_number": "CN222000001A", "application_number": cn_number(), **same},
        {"publication_number": "CN222000002U", **same},
        {"publication_number": "KR20150000637A"},
        {"publication_number": "KR20150000637U"},
    )  # fmt: skip
    assert not {pair for pair in found() if "CN222000002U" in pair or "KR20150000637U" in pair}
    assert ("CN111000001B", "CN222000001A") not in found()


def test_a_crowd_under_one_key_is_counted_and_not_listed(tmp_path: Path) -> None:
    same = {"title": "电池", "filing_date": "2019-03-01", "applicants": "示例电池有限公司"}
    world(tmp_path, *({"publication_number": f"CN11100000{n}A", **same} for n in range(CROWD + 1)))
    finding = duplicates()
    assert (finding.pairs, finding.crowded) == ({}, 1)


def test_keys_find_what_comparing_everybody_with_everybody_finds(tmp_path: Path) -> None:
    draw = random.Random(7)
    rows = [
        {"publication_number": f"{office}{draw.randrange(1000000, 1000012)}{draw.choice(['', 'A1', 'B1'])}"}
        for office in ("EP", "US") for _row in range(12)
    ]  # fmt: skip
    patents = world(tmp_path, *{row["publication_number"]: row for row in rows}.values())
    stem = {number: number[:9] for number in patents}
    naive = {pair for pair in combinations(sorted(patents), 2) if stem[pair[0]] == stem[pair[1]]}
    assert set(found()) == naive and len(naive) > 5


def test_queries_do_not_grow_with_the_patents(tmp_path: Path) -> None:
    counts = []
    for start, size in ((100, 4), (300, 120)):
        rows = [{"publication_number": f"EP1000{n}{kind}"} for n in range(start, start + size) for kind in ("A1", "B1")]
        imported(template_file(tmp_path / f"{start}.xlsx", rows))
        with CaptureQueriesContext(connection) as queries:
            assert len(duplicates().pairs) >= size
        counts.append(len(queries))
    assert counts[0] == counts[1]
