"""The real export through the import command, index and search: the counts of the issue, every facet whole."""

import csv
import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from python_calamine import CalamineWorkbook

from patents.records.numbers import office_code
from tests.shared_data import shared_data

pytestmark = [pytest.mark.django_db, pytest.mark.scale]
EXPECTED = {"波导": 813, "眼镜": 481, "头戴式": 430, "虚拟现实": 81, "显示": 2703, "光": 2890}
REFUSED = "-"  # the expected file counts the two refused rows under it


def _answer(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command(*arguments, "--json", stdout=out, stderr=StringIO())
    found: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return found


def _search(*arguments: str) -> dict[str, Any]:
    return _answer("search_patents", *arguments, "--filter", "source=patsnap")


def _less_refused(counts: dict[str, int]) -> dict[str, int]:
    assert counts[REFUSED] == 2
    return {name: count for name, count in counts.items() if name != REFUSED}


def _cells(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Records an office and a subclass, counted from the file's own cells; the refused rows have no office."""
    head, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    office, ipc = head.index("受理局"), head.index("IPC分类号")
    kept = [row for row in rows if row[office] != REFUSED]
    assert (len(rows), len(kept)) == (17_113, 17_111)
    subclasses: Counter[str] = Counter()
    for row in kept:
        subclasses.update({symbol[:4] for symbol in str(row[ipc]).split(" | ") if symbol != REFUSED})
    return Counter(office_code(str(row[office])) for row in kept), subclasses


def test_the_real_file_is_found_exactly_and_its_facets_equal_the_expected_answers(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    path = shared_data("patsnap/ar_glasses.xlsx")
    expected = json.loads(shared_data("patsnap/ar_glasses_expected.json").read_text())

    made = _answer("import_patents", str(path))
    counts = ("rows", "created", "updated", "unchanged", "refused", "patents", "publications")
    assert [made[name] for name in counts] == [17_113, 17_111, 0, 0, 2, 17_111, 17_111]
    assert (made["file"], made["format"]) == (str(path), "patsnap")
    with Path(made["refusals"]).open(encoding="utf-8-sig", newline="") as report:
        refused = list(csv.reader(report))
    assert [(row[0], row[1], row[3]) for row in refused[1:]] == [
        ("13119", "公开(公告)号", "IR90762B-该数据不支持导出"),
        ("13125", "公开(公告)号", "IR74708B-该数据不支持导出"),
    ]

    for word, count in EXPECTED.items():
        assert _search(f"TI={word}")["total"] == count, word
    everything = _search("")
    assert everything["total"] == 17_111
    pairs = everything["facets"]
    facets = {name: dict(values) for name, values in pairs.items()}
    assert all(len(facets[name]) == len(pairs[name]) for name in facets), "a value stands once"
    assert facets["type"] == _less_refused(expected["per_patent_type"]) == {"发明申请": 11_181, "授权发明": 5930}
    assert facets["status"] == _less_refused(expected["per_simple_legal_status"])
    assert facets["year"] == _less_refused(expected["per_year"])
    offices, subclasses = _cells(path)
    assert facets["office"] == offices
    leading = {office_code(name): count for name, count in _less_refused(expected["per_country"]).items()}
    assert len(leading) == 39
    assert [count for _code, count in pairs["office"]] == sorted(offices.values(), reverse=True)
    assert leading.items() <= facets["office"].items()
    assert {facets["office"][code] for code in set(offices) - set(leading)} == {1}, "the expected file stops at forty"
    assert sum(offices.values()) == sum(facets["type"].values()) == 17_111
    assert facets["ipc"] == subclasses
    assert len(facets["ipc"]) == expected["distinct_ipc_subclasses"]
    assert pairs["ipc"][:10] == expected["top10_ipc_subclasses"]
    assert facets["source"] == {"patsnap": 17_111}

    page = client.get("/patents/", {"q": "TI=波导", "source": "patsnap"}).content.decode()
    assert '<b class="hit-count">813</b>' in page
