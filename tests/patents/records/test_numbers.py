"""Vectors of domain.md 4.2-4.4, each a case; canonical forms are fixed points."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patents.records.numbers import (
    NumberInvalid,
    application_number,
    cn_application_number,
    cn_check_character,
    expiry_date,
    fee_window,
    office_code,
    patent_number_input,
    patent_number_like,
    patent_type_of_kind,
    publication_key,
    publication_number,
    st13_valid,
    stage_of_kind,
)
from patents.records.selectors import patent_by_any_number


@pytest.mark.parametrize(
    "number",
    [
        "201310699744.2", "201610076159.0", "201710431918.5", "95115608.X", "90101673.X", "97101765.4",
        "201910100004.X", "201910100002.0", "201930012345.2",
    ],
)  # fmt: skip
def test_valid_numbers_are_their_own_canonical_form(number: str) -> None:
    assert cn_application_number(number).value == number
    assert cn_application_number(number.replace(".", "")).value == number


@pytest.mark.parametrize(
    "text", ["CN2013106997442", "cn201310699744.2", " ＣＮ ２０１３１０６９９７４４．２ ", "CN 201310699744 . 2"]
)
def test_writings_of_one_number(text: str) -> None:
    assert cn_application_number(text).value == "201310699744.2"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("201310699744.3", "check_digit"),
        ("201310699474.2", "check_digit"),
        ("201340699744.9", "type_digit"),
        ("201310699744", "incomplete"),
        ("20131069974.2", "length"),
        ("", "length"),
        ("84115608.3", "year"),
        ("2013A0699744.2", "characters"),
        ("201310699744.", "length"),
        ("二〇一三", "length"),
    ],
)
def test_invalid_numbers_name_the_rule(text: str, code: str) -> None:
    with pytest.raises(NumberInvalid) as refused:
        cn_application_number(text)
    assert refused.value.code == code


def test_expected_check_character_is_told() -> None:
    with pytest.raises(NumberInvalid) as refused:
        cn_application_number("201310699474.2")
    assert refused.value.expected == "5"


def test_an_import_computes_the_missing_check_digit_and_marks_it() -> None:
    found = application_number("CN", "CN 201410522673 A", compute_check=True)
    assert found.value.startswith("201410522673.") and found.check_computed
    assert not application_number("CN", "201310699744.2", compute_check=True).check_computed


@pytest.mark.parametrize(
    ("digit", "kind"),
    [("1", "invention"), ("2", "utility_model"), ("3", "design"), ("8", "invention"), ("9", "utility_model")],
)
def test_type_digit_gives_the_type(digit: str, kind: str) -> None:
    serial = f"2019{digit}0012345"
    assert cn_application_number(f"{serial}.{cn_check_character(serial)}").patent_type == kind


@given(st.integers(1985, 2049), st.sampled_from("12389"), st.integers(0, 9_999_999))
def test_every_other_check_character_is_refused(year: int, type_digit: str, running: int) -> None:
    serial = f"{year}{type_digit}{running:07d}"
    right = cn_check_character(serial)
    assert cn_application_number(serial + right).value == f"{serial}.{right}"
    for other in set("0123456789X") - {right}:
        with pytest.raises(NumberInvalid):
            cn_application_number(f"{serial}.{other}")


@given(st.text(max_size=40))
def test_any_text_is_answered_without_a_crash(text: str) -> None:
    for parse in (cn_application_number, publication_number, lambda value: application_number("US", value)):
        try:
            parse(text)
        except NumberInvalid as refused:
            assert refused.code


def test_zl_numbers() -> None:
    assert patent_number_input("ZL 201310699744.2") == "201310699744.2"
    assert patent_number_input("201310699744.2") is None
    with pytest.raises(NumberInvalid):
        patent_number_input("ZL201310699744.3")


@pytest.mark.parametrize("text", ["ZL201310699744.2", "zl 2013 1 0699744.2", "ＺＬ２０１３１０６９９７４４．２"])
def test_a_patent_number_is_the_application_number_and_never_a_publication_number(text: str) -> None:
    assert application_number("CN", text).value == "201310699744.2"
    assert patent_number_like(text) and not patent_number_like("ZLAB") and not patent_number_like("CN104567890A")
    with pytest.raises(NumberInvalid) as refused:
        publication_number(text)
    assert refused.value.code == "patent_number"


@pytest.mark.parametrize(
    ("raw", "key", "office", "kind"),
    [
        ("CN 104567890 A", "CN104567890A", "CN", "A"),
        ("US 2013/0101709 A1", "US20130101709A1", "US", "A1"),
        ("WO/2014/179109A1", "WO2014179109A1", "WO", "A1"),
        ("IN2763DELNP2004A", "IN2763DELNP2004A", "IN", "A"),
        ("JPH06119035", "JPH06119035", "JP", ""),
        ("kr101326617", "KR101326617", "KR", ""),
        ("KR20150000637 (U)", "KR20150000637U", "KR", "U"),
        ("ep1000000b1", "EP1000000B1", "EP", "B1"),
        ("USRE43512E1", "USRE43512E1", "US", "E1"),
    ],
)
def test_publication_numbers(raw: str, key: str, office: str, kind: str) -> None:
    found = publication_number(raw)
    assert (found.key, found.office, found.kind) == (key, office, kind)
    assert publication_key(found.key) == found.key


@pytest.mark.parametrize("raw", ["IR90762B-该数据不支持导出", "", "CNABC", "专利", "CN1\x00A", "A" * 90 + "1"])
def test_what_is_number_missing(raw: str) -> None:
    with pytest.raises(NumberInvalid):
        publication_number(raw)


@pytest.mark.parametrize(
    ("office", "kind", "patent_type", "stage"),
    [
        ("CN", "A", "invention", "application"), ("CN", "B", "invention", "grant"), ("CN", "C", "invention", "grant"),
        ("CN", "U", "utility_model", "grant"), ("CN", "Y", "utility_model", "grant"), ("CN", "S", "design", "grant"),
        ("CN", "D", "design", "grant"), ("US", "A1", "invention", "application"), ("US", "B2", "invention", "grant"),
        ("US", "S1", "design", "grant"), ("DE", "U1", "utility_model", "other"),
        ("WO", "A3", "invention", "application"), ("EP", "B1", "invention", "grant"), ("US", "", "", "other"),
    ],
)  # fmt: skip
def test_kind_codes(office: str, kind: str, patent_type: str, stage: str) -> None:
    assert patent_type_of_kind(office, kind) == patent_type
    assert stage_of_kind(office, kind) == stage


def test_st13_pattern() -> None:
    assert st13_valid("XX102019000012345")
    assert not st13_valid("XX10201900012345")
    assert not st13_valid("X1102019000012345")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("中国", "CN"), ("中国台湾", "TW"), ("世界知识产权组织", "WO"), ("欧洲专利局", "EP"), ("塞尔维亚共和国", "RS"),
        ("cn", "CN"), ("NA", "NA"), ("火星", ""),
    ],
)  # fmt: skip
def test_offices(name: str, code: str) -> None:
    assert office_code(name) == code


@pytest.mark.parametrize(
    ("patent_type", "filed", "expires"),
    [
        ("invention", date(2010, 3, 15), date(2030, 3, 14)),
        ("utility_model", date(2015, 1, 1), date(2024, 12, 31)),
        ("design", date(2021, 5, 31), date(2031, 5, 30)),
        ("design", date(2021, 6, 1), date(2036, 5, 31)),
        ("invention", date(2008, 2, 29), date(2028, 2, 28)),
        ("utility_model", date(2012, 2, 29), date(2022, 2, 28)),
        ("invention", None, None),
        ("", date(2010, 3, 15), None),
    ],
)
def test_expiry(patent_type: str, filed: date | None, expires: date | None) -> None:
    assert expiry_date(office="CN", patent_type=patent_type, filing_date=filed) == expires
    assert expiry_date(office="US", patent_type=patent_type, filing_date=filed) is None


@pytest.mark.parametrize(
    ("paid_to", "on", "expected"),
    [
        (date(2027, 3, 5), date(2026, 5, 20), (8, date(2027, 3, 5), date(2027, 9, 5))),
        (date(2027, 3, 4), date(2026, 5, 20), (8, date(2027, 3, 5), date(2027, 9, 5))),
        (None, date(2026, 5, 20), (8, date(2027, 3, 5), date(2027, 9, 5))),
        (None, date(2020, 1, 1), (4, date(2023, 3, 5), date(2023, 9, 5))),
        (date(2039, 3, 6), date(2039, 5, 20), None),
        (date(2021, 1, 1), date(2026, 5, 20), (4, date(2023, 3, 5), date(2023, 9, 5))),
    ],
)
def test_the_next_fee_falls_due_on_an_anniversary_of_the_filing_after_grant(paid_to, on, expected) -> None:
    """Filed in March 2020, granted in June 2022: the third year's fee was paid at registration."""
    window = fee_window(
        office="CN", filing_date=date(2020, 3, 5), grant_date=date(2022, 6, 7), expiry_date=date(2040, 3, 4),
        paid_to=paid_to, on=on,
    )  # fmt: skip
    assert (window and (window.year, window.due_on, window.late_until)) == expected


def test_a_fee_is_late_for_six_months_and_then_over() -> None:
    window = fee_window(
        office="CN", filing_date=date(2019, 8, 31), grant_date=date(2021, 1, 5), expiry_date=date(2039, 8, 30),
        paid_to=date(2023, 8, 31), on=date(2023, 1, 1),
    )  # fmt: skip
    assert window is not None and window.late_until == date(2024, 2, 29)
    assert [window.is_late(day) for day in (date(2023, 8, 31), date(2023, 9, 1), date(2024, 2, 29))] == [0, 1, 1]
    assert not window.is_over(date(2024, 2, 29)) and window.is_over(date(2024, 3, 1))
    assert fee_window(
        office="US", filing_date=date(2019, 8, 31), grant_date=date(2021, 1, 5), expiry_date=None, paid_to=None,
        on=date(2023, 1, 1),
    ) is None  # fmt: skip


@pytest.mark.django_db
def test_what_no_database_keeps_is_looked_up_nowhere(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert patent_by_any_number("CN1045\x0067890A") is None
        assert patent_by_any_number("CN1045\ud80067890A") is None
