"""Lens: orders of dates, centuries, weeks that reach over New Year, application numbers, the layout of today."""

from datetime import date

import pytest

from patents.imports.readers.dates import year_of_week
from patents.imports.readers.docdb import docdb_parts, docdb_priority
from patents.records.legal_status import legal_status_of
from tests.patents.imports.reading import read

HEADER = (
    "#", "Jurisdiction", "Kind", "Publication Number", "Publication Date", "Publication Year", "Application Number",
    "Application Date", "Priority Numbers", "Title",
)  # fmt: skip


def row(
    published: str, year: str, filed: str = "", number: str = "US 201213000001 A", priorities: str = ""
) -> list[str]:
    return ["1", "US", "A1", "US 2013/0000001 A1", published, year, number, filed, priorities, "An invented oven"]


def days(*rows: list[str]) -> list[tuple[str | None, str | None, list[str]]]:
    found = read(HEADER, *rows)
    return [
        (f.values.get("publication_date"), f.values.get("filing_date"), [code for _column, code in f.flags])
        for f in found
    ]


def test_one_part_above_twelve_shows_the_order_of_the_whole_file() -> None:
    assert days(row("04/03/13", "2013"), row("25/04/13", "2013"))[0][0] == "2013-03-04"
    assert days(row("04/03/13", "2013"), row("4/25/13", "2013"))[0][0] == "2013-04-03"


def test_without_any_such_part_a_date_of_two_meanings_is_no_date() -> None:
    assert days(row("04/03/13", "2013"), row("05/05/13", "2013")) == [
        (None, None, ["date_order_unknown"]), ("2013-05-05", None, []),
    ]  # fmt: skip


def test_the_publication_year_shows_the_century() -> None:
    found = days(row("25/04/40", "1940", "31/10/38"), row("25/04/13", "2013", "31/10/99"))
    assert [entry[:2] for entry in found] == [("1940-04-25", "1938-10-31"), ("2013-04-25", "1999-10-31")]


def test_the_year_of_a_week_is_set_right_where_something_shows_it() -> None:
    own, other = "US 201213000001 A 20141231", "EP 13000002 A 20130105"
    assert days(row("12/31/15", "2014")) == [("2014-12-31", None, ["year_corrected"])]
    assert days(row("6/30/15", "2014")) == [("2015-06-30", None, ["year_doubtful"])]
    assert days(row("6/30/16", "2016", "12/31/15", priorities=f"{other};;{own}"))[0][1:] == (
        "2014-12-31", ["year_corrected"],
    )  # fmt: skip
    assert days(row("6/30/15", "2015", "12/31/15"))[0][1:] == ("2014-12-31", ["year_corrected"])
    assert days(row("6/30/16", "2016", "12/31/15"))[0][1:] == ("2015-12-31", ["year_doubtful"])
    assert days(row("6/30/16", "2016", "12/21/15"))[0][1:] == ("2015-12-21", [])


@pytest.mark.parametrize("year", range(1990, 2030))
def test_weeks_over_new_year(year: int) -> None:
    """A day of December is doubtful where the same day a year before lies in the week (from Sunday) of 1 January."""
    new_year = date(year, 1, 1)
    for day in range(20, 32):
        before = date(year - 1, 12, day)
        same_week = (new_year - before).days <= new_year.isoweekday() % 7
        assert year_of_week(date(year, 12, day).isoformat()) == same_week


def test_application_numbers_and_priorities() -> None:
    assert docdb_parts("US 201213657122 A") == ("US", "201213657122", "A")
    assert docdb_parts("KR20130006425U") == ("KR", "20130006425", "U")
    assert docdb_parts("US2013/0101709") == ("US", "20130101709", "")
    assert docdb_priority("US 201161550506 P 20111024") == {
        "country": "US", "number": "201161550506P", "date": "2011-10-24",
    }  # fmt: skip
    assert docdb_priority("JP 5847480 A") == {"country": "JP", "number": "5847480"}
    keys = [
        read(HEADER, ["1", office, kind, f"{office} 1046482 {kind}", "", "", number, "", "", "x"])[0].application_number
        for office, kind, number in (
            ("CN", "A", "CN 201410680062 A"), ("CN", "A", "US 201213657122 A"), ("WO", "A1", "US 2014012345 W"),
            ("US", "S1", "US 24731606 F"), ("US", "A1", ""),
        )
    ]  # fmt: skip
    assert keys == ["201410680062.1", "", "US2014012345W", "24731606F", ""]


def test_the_layout_of_today() -> None:
    header = (
        "#", "Jurisdiction", "Kind", "Display Key", "Lens ID", "Publication Date", "Publication Year", "Title",
        "Abstract", "Applicants", "Owners", "Document Type", "Cited by Patent Count", "Simple Family Members",
        "NPL Citations", "Legal Status", "Has Full Text",
    )  # fmt: skip
    found = read(header, [
        "1", "US", "B2", "US 11000001 B2", "000-000-000-000-001", "2021-05-11", "2021", "Oven", "An oven.",
        "A Co;;B Co", "C Co", "Granted Patent", "4", "US 11000001 B2;;US 2020/0000001 A1",
        "A book;;None", "ACTIVE", "yes",
    ])[0]  # fmt: skip
    values = found.values
    assert (values["stage"], values["assignees"], values["cited_by_count"]) == ("grant", ["C Co"], 4)
    assert values["family_members"] == ["US11000001B2", "US20200000001A1"]
    assert values["citations"] == [{"text": "A book"}]
    assert values["extra"] == {"#": "1", "Has Full Text": "yes"}
    assert legal_status_of(values["legal_status_raw"]) == "valid" == legal_status_of("Active")


@pytest.mark.parametrize(
    ("office", "kind", "number", "key"),
    [
        ("US", "A1", "US 2013/0101709", "US20130101709A1"),
        ("US", "A1", "US 2013/101709", "US20130101709A1"),
        ("US", "B2", "US 11000001", "US11000001B2"),
        ("WO", "a3", "WO 2012/154208", "WO2012154208A3"),
        ("US", "A1", "US 2013/0101709 A1", "US20130101709A1"),
        ("US", "", "US 2013/0101709", "US20130101709"),
        ("US", "x9z", "US 2013/0101709", "US20130101709"),
        ("DE", "A8", "DE 102014212746 A8 20150430", "DE102014212746A820150430"),
        ("IN", "A", "IN 2763/DELNP/2004", "IN2763DELNP2004"),
    ],
)
def test_a_number_without_kind_gets_the_kind_of_its_column(office: str, kind: str, number: str, key: str) -> None:
    [found] = read(HEADER, ["1", office, kind, number, "25/04/13", "2013", "", "", "", "An invented oven"])
    assert found.publication_number == key
