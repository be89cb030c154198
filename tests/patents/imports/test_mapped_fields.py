"""Every field that the mapping page offers is read; a year of two digits is read by the stated rule or flagged."""

from datetime import date
from typing import Any

import pytest

from ipplatform import clock
from ipplatform.enterprises.uscc import uscc_check_letter
from patents.imports.raw import RawPatent
from patents.imports.readers import FIELDS, HeaderUnknown, Recipe, detect, rows_read
from patents.imports.readers.mapped import year_first

CODE = "91350211M000100Y4"
CODE += uscc_check_letter(CODE)
GIVEN: dict[str, tuple[str, Any]] = {
    "publication_number": ("CN190000001A", "CN190000001A"),
    "application_number": ("201910000000", None),
    "office": ("中国", "CN"),
    "title": ("示例一", "示例一"),
    "abstract": ("示例摘要", "示例摘要"),
    "claims": ("1. 一种示例。", "1. 一种示例。"),
    "stage_raw": ("发明申请", "发明申请"),
    "filing_date": ("2019-03-26", "2019-03-26"),
    "filing_year": ("2019", 2019),
    "publication_date": ("2020-03-26", "2020-03-26"),
    "grant_date": ("2021-03-26", "2021-03-26"),
    "applicants": ("示例甲公司;示例乙公司", ["示例甲公司", "示例乙公司"]),
    "applicant_usccs": (f";{CODE}", ["", CODE]),
    "assignees": ("示例甲公司；示例丙公司", ["示例甲公司", "示例丙公司"]),
    "assignee_usccs": (f"{CODE}；", [CODE, ""]),
    "inventors": ("示例人甲;示例人乙", ["示例人甲", "示例人乙"]),
    "ipc": ("G06F17/30;G06F16/00", ["G06F17/30", "G06F16/00"]),
    "cpc": ("G06F17/30", ["G06F17/30"]),
    "priority_countries": ("CN;US", [{"country": "CN"}, {"country": "US"}]),
    "priority_date": ("2018-03-26", "2018-03-26"),
    "legal_status_raw": ("有效", "有效"),
    "legal_events": ("授权;质押", ["授权", "质押"]),
    "status_date": ("2022-03-26", "2022-03-26"),
    "fee_paid_to": ("2030-03-26", "2030-03-26"),
    "state_funded": ("是", True),
    "invalidation_pending": ("否", False),
    "claims_count": ("8", 8),
    "pages": ("12", 12),
    "cited_by_count": ("3", 3),
    "cites_count": ("2", 2),
    "family_id": ("F1", "F1"),
    "family_size": ("2", 2),
    "family_members": ("CN190000001A；US20190000001A1", ["CN190000001A", "US20190000001A1"]),
    "citations": ("CN180000001A", [{"number": "CN180000001A"}]),
    "province": ("福建;福建", ["福建", "福建"]),
    "city": ("厦门", ["厦门"]),
    "district": ("翔安", ["翔安"]),
    "sei_industry": ("新材料", "新材料"),
    "source_url": ("https://example.org/1", "https://example.org/1"),
    "source_id": ("X-1", "X-1"),
}


def read(cells: dict[str, str], *, order: str = "ymd") -> RawPatent:
    """One row under a mapping whose headings are no field's name."""
    titles = {name: f"列{name}" for name in cells}
    table = [list(titles.values()), list(cells.values())]
    (found,) = rows_read(detect(table, recipe=Recipe(titles, ";", order)), table)
    assert isinstance(found, RawPatent), found
    return found


@pytest.mark.parametrize("first", ["[标]申请人", "申请人(译)", "--", ""])
@pytest.mark.parametrize("second", ["申请人", "申请人 译", "——", "（--）"])
def test_of_headings_that_are_alike_the_assigned_one_is_read(first: str, second: str) -> None:
    table = [["号码", first, f" {second} ", "题目"], ["CN190000001A", "示例甲", "示例乙", "示例"]]
    columns = {"publication_number": "号码", "applicants": second}
    (found,) = rows_read(detect(table, recipe=Recipe(columns)), table)
    assert isinstance(found, RawPatent) and found.values["applicants"] == ["示例乙"]
    without = [["号码", "", "题目"], ["CN190000001A", "示例甲", "示例"]]
    with pytest.raises(HeaderUnknown):
        detect(without, recipe=Recipe(columns))


def test_a_heading_that_is_only_alike_is_read_where_none_is_the_same() -> None:
    table = [[" ＰＵＢ no ", "[标]申请人"], ["CN190000001A", "示例甲"]]
    (found,) = rows_read(
        detect(table, recipe=Recipe({"publication_number": "Pub. No.", "applicants": "申请人"})), table
    )
    assert isinstance(found, RawPatent) and found.values["applicants"] == ["示例甲"]


def test_every_field_that_is_offered_has_an_example() -> None:
    assert GIVEN.keys() == FIELDS.keys()


@pytest.mark.parametrize("name", list(FIELDS))
def test_every_field_that_is_offered_arrives(name: str) -> None:
    text, wanted = GIVEN[name]
    wanted_beside = {"applicant_usccs": "applicants", "assignee_usccs": "assignees"}.get(name)
    cells = {"publication_number": "CN190000001A", name: text}
    if wanted_beside:
        cells[wanted_beside] = GIVEN[wanted_beside][0]
    found = read(cells)
    assert not [flag for flag in found.flags if flag[1] != "check_computed"]
    if name == "application_number":
        assert found.application_number
    elif name in ("publication_number", "office"):
        assert getattr(found, name) == wanted
    else:
        kept = found.values["priorities" if name == "priority_countries" else name]
        assert kept == wanted and type(kept) is type(wanted)


def test_what_is_wrong_in_them_is_flagged() -> None:
    found = read({"publication_number": "CN190000001A", "applicants": "示例甲公司", "applicant_usccs": "错",
                  "state_funded": "也许", "citations": "无号", "family_members": "无号"})  # fmt: skip
    assert [code for _column, code in found.flags] == [
        "uscc_invalid", "answer_unreadable", "number_unreadable", "number_unreadable",
    ]  # fmt: skip
    assert found.values["citations"] == [{"text": "无号"}]


@pytest.mark.parametrize(
    ("order", "cells", "wanted"),
    [
        ("dmy", {"publication_date": "26/03/19", "filing_date": "25-02-18"}, ("2019-03-26", "2018-02-25")),
        ("mdy", {"publication_date": "03/26/19", "filing_date": "02.25.18"}, ("2019-03-26", "2018-02-25")),
        # Not after today, and not after the publication.
        ("dmy", {"publication_date": "26/03/68", "filing_date": "25/02/67"}, ("1968-03-26", "1967-02-25")),
        ("dmy", {"filing_date": "25/02/27"}, (None, "1927-02-25")),
        ("dmy", {"publication_date": "1/2/1990", "filing_date": "25/02/95"}, ("1990-02-01", "1895-02-25")),
    ],
)
def test_years_of_two_digits(order: str, cells: dict[str, str], wanted: tuple[str | None, str]) -> None:
    with clock.set_to(date(2026, 3, 26)):
        found = read({"publication_number": "CN190000001A", **cells}, order=order)
    assert (found.values.get("publication_date"), found.values["filing_date"]) == wanted
    assert found.flags == []


def test_fees_may_be_paid_into_the_years_to_come_and_grants_follow_the_publication() -> None:
    with clock.set_to(date(2026, 3, 26)):
        found = read({"publication_number": "CN190000001A", "publication_date": "26/03/19",
                      "grant_date": "26/03/21", "fee_paid_to": "26/03/28"}, order="dmy")  # fmt: skip
    assert (found.values["grant_date"], found.values["fee_paid_to"]) == ("2021-03-26", "2028-03-26")


def test_a_year_of_two_digits_that_may_be_a_day_is_flagged_and_kept_raw() -> None:
    found = read({"publication_number": "CN190000001A", "filing_date": "19-03-26"})
    assert found.flags == [("列filing_date", "date_unreadable")] and found.raw[1] == "19-03-26"
    assert year_first("19-03-26", "ymd") == "19-03-26"
