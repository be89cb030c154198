"""The frame refuses what it cannot hold, and its hash is the rows' alone."""

import random
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.landscape import SCHEMA, FrameError, dataset_hash, frame_from_parquet, frame_from_rows, frame_to_parquet
from tests.factories.landscape import frame, row


def test_blank_texts_become_null_and_absent_codes_unknown():
    one = frame({"number": " CN1A ", "province": "  ", "applicants": ["甲", " ", "乙", "甲"]}).row(0, named=True)
    assert one["number"] == "CN1A"
    assert one["province"] is None
    assert one["applicants"] == ["甲", "乙"]
    assert (one["patent_type"], one["legal_status"], one["stage"]) == ("unknown", "unknown", "other")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"number": None}, "number is missing"),
        ({"colour": "red"}, r"unknown columns \['colour'\]"),
        ({"filing_year": "2020"}, "filing_year = '2020'"),
        ({"filing_year": 202}, "filing_year = 202 is no year"),
        ({"legal_status": "dead"}, "legal_status = 'dead' is not one of"),
        ({"applicants": "甲"}, "applicants = '甲' is not a list"),
        ({"claims_count": -1}, "out of range"),
        ({"grant_date": datetime(2020, 1, 1)}, "grant_date"),
        ({"granted": 1}, "granted = 1"),
        ({"office": 7}, "office = 7 is not a text"),
    ],
)
def test_a_wrong_cell_is_refused_with_row_column_and_value(values, message):
    with pytest.raises(FrameError, match=message):
        frame(row(1, **values))


def test_a_repeated_number_is_refused():
    with pytest.raises(FrameError, match="row 2: number CN000001A is repeated"):
        frame(row(1), row(1))


def test_an_empty_frame_has_the_schema():
    assert list(frame_from_rows([]).columns) == list(SCHEMA)


@given(st.integers(0, 10_000))
def test_the_hash_does_not_know_the_order_of_rows(seed):
    rows = [row(place, filing_year=2000 + place, grant_date=date(2020, 1, place + 1)) for place in range(8)]
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert dataset_hash(frame(*shuffled)) == dataset_hash(frame(*rows))


def test_the_hash_changes_with_a_value_and_with_the_schema_version():
    one = frame(row(1))
    assert dataset_hash(one) != dataset_hash(frame(row(1, filing_year=2021)))
    assert dataset_hash(one, "landscape-1") != dataset_hash(one, "landscape-2")


def test_the_hash_of_known_rows_is_this_one():
    # Published reports print this hash: a change of the canonical form must raise SCHEMA_VERSION, not slip in.
    one = frame(row(1, filing_year=2021, ipc_all=["G06F3/01"]))
    assert dataset_hash(one) == "9cffe80f19de2689fc0f8378750ea761ac460f4b2a31d5b1399ea1522a10d1cc"


def test_parquet_keeps_the_frame_and_its_hash():
    one = frame(row(2, ipc_all=["G06F3/01", "A01B1/00"]), row(1, applicants=[]))
    again = frame_from_parquet(frame_to_parquet(one))
    assert again.equals(one)
    assert dataset_hash(again) == dataset_hash(one)


def test_what_is_no_frame_is_refused():
    with pytest.raises(FrameError, match="not a Parquet file"):
        frame_from_parquet(b"PAR1 but no more")
