"""A real vendor file, counted by its expected answers' own rule: publication unit, raw names, once a distinct value."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from analytics.landscape import Params, Unit, frame_from_rows, table_build
from tests.shared_data import shared_data

MISSING = ("-", "")
STAGES = {"发明申请": "application", "授权发明": "grant"}


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return json.loads(shared_data("patsnap/ar_glasses_expected.json").read_text())


@pytest.fixture(scope="module")
def frame():
    return frame_from_rows(rows())


def rows() -> Iterator[dict[str, Any]]:
    """The sheet as the frame's columns; the office keeps its own name, the status its own word."""
    workbook = CalamineWorkbook.from_path(shared_data("patsnap/ar_glasses.xlsx"))
    lines = iter(workbook.get_sheet_by_index(0).to_python())
    header = next(lines)
    for line in lines:
        cells = {key: None if value in MISSING else str(value) for key, value in zip(header, line, strict=True)}
        yield {
            "number": cells["公开(公告)号"],
            "office": cells["受理局"],
            "patent_type": "invention" if cells["专利类型"] else None,
            "stage": STAGES.get(cells["专利类型"] or ""),
            "filing_year": int(cells["申请年"]) if cells["申请年"] else None,
            "legal_status_raw": cells["简单法律状态"],
            "applicants": split(cells["[标]当前申请(专利权)人"]),
            "applicants_basis": "assignees",
            "province": cells["当前申请(专利权)人州/省"],
            "ipc_main": cells["IPC主分类号(小类)"],
            "ipc_all": split(cells["IPC分类号"]),
        }


def split(cell: str | None) -> list[str]:
    return [part.strip() for part in cell.split("|")] if cell else []


def params(**values: Any) -> Params:
    return Params(cutoff=date(2023, 3, 21), unit=Unit.PUBLICATION, **values)


def test_every_year(frame, expected):
    table = table_build("filing_trend", frame, params())
    told = {str(year): total for year, total in zip(table.column("year"), table.column("total"), strict=True)}
    wanted = dict(expected["per_year"])
    assert f"{wanted.pop('-')} 件无申请年，不计入" in table.notes_of("excluded")
    assert told == wanted
    assert table.truncated_years == (2021, 2022)


def test_top_applicants(frame, expected):
    table = table_build("top_applicants", frame, params(top=10))
    assert [[name, n] for _, name, n in table.rows] == expected["top10_applicants_raw_exact"]
    assert table.fact("applicants").value == expected["distinct_applicants_raw"]


def test_ipc_subclasses_of_all_symbols(frame, expected):
    table = table_build("ipc", frame, params(ipc_mode="all"))
    told = [[r["symbol"], r["count"]] for r in table.panel("subclass") if r["rank"] is not None]
    assert told == expected["top10_ipc_subclasses"]
    whole = table_build("ipc", frame, params(ipc_mode="all", top=1000))
    assert sum(r["rank"] is not None for r in whole.panel("subclass")) == expected["distinct_ipc_subclasses"]


def test_legal_status_in_the_sources_words(frame, expected):
    table = table_build("legal_status", frame, params(status_basis="raw"))
    told = {str(name): n for name, n, _ in table.rows}
    wanted = dict(expected["per_simple_legal_status"])
    assert told.pop("未知") == wanted.pop("-")
    assert told == wanted


def test_offices_and_provinces(frame, expected):
    table = table_build("geography", frame, params(top=100_000))
    offices = {r["place"]: r["count"] for r in table.panel("office")}
    # The answers list the forty commonest of each.
    assert all(offices["未知" if name == "-" else name] == n for name, n in expected["per_country"].items())
    provinces = {r["place"]: r["count"] for r in table.panel("residence")}
    assert all(provinces["未知" if name == "-" else name] == n for name, n in expected["per_province"].items())
