"""Units, complete years, ranks and rounding of domain.md 10.2."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.landscape.counting import (
    Unit,
    half_up,
    last_complete_year,
    last_complete_year_of,
    ranked,
    shown_percent,
    standing_on_publication,
    units,
    year_counts,
    years_spoken,
)
from tests.factories.landscape import frame, row


@pytest.mark.parametrize(
    ("cutoff", "year"),
    [(date(2019, 6, 30), 2017), (date(2019, 6, 29), 2016), (date(2026, 10, 31), 2024), (date(2024, 2, 29), 2021)],
)
def test_a_year_is_complete_from_30_june_two_years_on(cutoff, year):
    assert last_complete_year(cutoff) == year


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_year_t_is_complete_exactly_when_the_cutoff_reached_30_june_of_t_plus_2(cutoff):
    last = last_complete_year(cutoff)
    assert date(last + 2, 6, 30) <= cutoff < date(last + 3, 6, 30)


def test_the_last_two_filing_years_of_the_data_are_always_truncated():
    assert last_complete_year_of(pl.Series([2001, 2022]), date(2026, 10, 31)) == 2020
    assert last_complete_year_of(pl.Series([2001, 2026]), date(2026, 10, 31)) == 2024
    assert last_complete_year_of(pl.Series([], dtype=pl.Int32), date(2026, 10, 31)) == 2024


def test_kinds_of_one_application_are_one_unit_and_the_year_is_the_earliest():
    rows = frame(
        row(1, application_key="CN/1", stage="application", filing_year=2019, applicants=["甲"]),
        row(2, application_key="CN/1", stage="grant", filing_year=2019, applicants=["甲", "乙"], granted=True),
        row(3, application_key=None),
        row(4, application_key="US/9", family_id="F1", office="US", priority_year=2017),
        row(5, application_key="CN/8", family_id="F1", filing_year=2018),
    )
    assert units(rows, Unit.PUBLICATION).height == 5
    assert units(rows, Unit.APPLICATION).height == 4
    assert standing_on_publication(rows) == 1
    families = units(rows, Unit.FAMILY)
    assert families["unit_key"].to_list() == ["CN/1", "CN000003A", "F1"]
    first, _, third = families.iter_rows(named=True)
    assert first["applicants"] == ["甲", "乙"]
    assert first["granted"] is True
    assert (third["year"], sorted(third["offices"])) == (2017, ["CN", "US"])


def test_units_do_not_depend_on_the_order_of_rows():
    rows = [row(n, application_key=f"CN/{n % 3}", filing_year=2015 + n, applicants=[f"甲{n}"]) for n in range(9)]
    assert units(frame(*rows), Unit.APPLICATION).equals(units(frame(*reversed(rows)), Unit.APPLICATION))


def test_years_without_filings_are_zero():
    counted = units(frame(row(1, filing_year=2015), row(2, filing_year=2018)), Unit.APPLICATION)
    assert year_counts(counted) == {2015: 1, 2016: 0, 2017: 0, 2018: 1}
    assert year_counts(counted, 2014, 2016) == {2014: 0, 2015: 1, 2016: 0}
    assert year_counts(units(frame(row(1, filing_year=None)), Unit.APPLICATION)) == {}


def test_competition_ranks_keep_all_tied_at_the_end_in_order_of_code_points():
    lines = ranked([("丙", 5.0), ("b", 5.0), ("甲", 9.0), ("丁", 3.0)], top=2)
    assert [(line.rank, line.name) for line in lines] == [(1, "甲"), (2, "b"), (2, "丙")]
    assert [line.rank for line in ranked([("a", 9.0), ("b", 5.0), ("c", 5.0), ("d", 1.0)])] == [1, 2, 2, 4]


@pytest.mark.parametrize(("value", "shown"), [(0.25, "0.3"), (0.05, "0.1"), (-0.25, "-0.3"), (2.349, "2.3")])
def test_one_decimal_half_up(value, shown):
    assert half_up(value) == Decimal(shown)


@pytest.mark.parametrize(("rate", "shown"), [(0.0005, "0.1 %"), (0.2665, "26.7 %"), (1.0, "100.0 %")])
def test_percent_rounds_half_up_in_decimal(rate, shown):
    assert shown_percent(rate) == shown


def test_years_are_spoken_one_by_one_up_to_three():
    assert years_spoken([2021, 2022]) == "2021、2022 年"
    assert years_spoken([2019, 2020, 2021, 2022]) == "2019—2022 年"
