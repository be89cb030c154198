"""Time in Asia/Shanghai; money exact on both databases."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ipplatform import clock
from ipplatform.money import MoneyField, money_text, to_fen, to_yuan


def test_the_legal_day_is_that_of_shanghai():
    with clock.set_to(datetime(2026, 3, 26, 16, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 27)
    assert clock.local_day(clock.at_office_time(date(2026, 3, 26))) == date(2026, 3, 26)


def test_set_clock_is_undone():
    before = clock.today()
    with clock.set_to(date(2019, 1, 1)):
        assert clock.today() == date(2019, 1, 1)
    assert clock.today() == before


def test_end_of_day_cuts_inclusive():
    assert clock.at_office_time(date(2026, 3, 26), 23, 59) < clock.end_of_day(date(2026, 3, 26))
    assert clock.end_of_day(date(2026, 3, 26)) == clock.at_office_time(date(2026, 3, 27), 0, 0)


@given(st.integers(min_value=0, max_value=10**15))
def test_fen_and_yuan_are_one_amount(fen):
    assert to_fen(to_yuan(fen)) == fen


def test_half_a_fen_is_rounded_up():
    assert to_fen("0.005") == 1
    assert to_fen(Decimal("1.004")) == 100


def test_a_hundred_thousand_dimes_are_ten_thousand():
    assert to_yuan(sum(to_fen("0.10") for _ in range(100_000))) == Decimal("10000.00")


def test_negative_and_unreadable_amounts_are_refused():
    field = MoneyField()
    with pytest.raises(ValidationError) as refused:
        field.clean("-1", None)
    assert refused.value.code == "negative_amount"
    with pytest.raises(ValidationError) as refused:
        field.clean("十万", None)
    assert refused.value.code == "invalid_amount"
    assert field.clean("120000", None) == Decimal("120000.00")


def test_amounts_read_well():
    assert money_text(Decimal("1234500")) == "1,234,500.00"
    assert money_text(None) == "—"
