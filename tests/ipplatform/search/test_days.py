"""Days as tokens: every spelling, every range, bounded."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplatform.search.days import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_TOKENS,
    day_span,
    day_token,
    day_tokens,
    range_tokens,
)

ANY_DAY = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("2018", "y2018"), ("2018年", "y2018"), ("２０１８", "y2018"), ("201803", "m201803"), ("2018-03", "m201803"),
        ("2018/3", "m201803"), ("2018年3月", "m201803"), ("2018.03", "m201803"), ("20180305", "d20180305"),
        ("2018-03-05", "d20180305"), ("2018/3/5", "d20180305"), ("2018.3.05", "d20180305"),
        ("2018年3月5日", "d20180305"), ("2018 年 3 月 5 日", "d20180305"), ("2020-02-29", "d20200229"),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_writing(text, token):
    span = day_span(text)
    assert span is not None
    assert day_token(span) == token


@pytest.mark.parametrize(
    "text",
    [
        "", "18", "2018-13", "20180230", "2019-02-29", "2018-3-", "20183", "电池", "2018*", "0000", "0001-01-01",
        "9999", "99991231", "1789", "2101", "2018-03-05T00:00", "201803051",
    ],
)  # fmt: skip
def test_what_is_no_day_gives_no_token(text):
    assert day_span(text) is None
    assert day_tokens(text) == ()


def test_a_stored_value_is_never_finer_than_its_source():
    assert day_tokens("2018-03-05") == ("y2018", "m201803", "d20180305")
    assert day_tokens("2018-03") == ("y2018", "m201803")
    assert day_tokens("2018") == ("y2018",)


@given(ANY_DAY, ANY_DAY, ANY_DAY)
def test_a_day_is_in_a_range_exactly_when_one_of_its_tokens_is_asked(first, last, day):
    asked = range_tokens(first, last)
    assert len(asked) <= MAX_TOKENS
    assert (not set(asked).isdisjoint(day_tokens(day.isoformat()))) == (first <= day <= last)


def test_the_widest_ranges_stay_within_the_bound():
    whole = range_tokens(None, None)
    assert len(whole) == LAST_YEAR - FIRST_YEAR + 1
    assert len(range_tokens(date(FIRST_YEAR, 1, 2), date(LAST_YEAR, 12, 30))) <= MAX_TOKENS
    assert range_tokens(date(2019, 1, 1), date(2018, 1, 1)) == ()
    assert range_tokens(date(LAST_YEAR, 12, 31) + timedelta(days=1), None) == ()
