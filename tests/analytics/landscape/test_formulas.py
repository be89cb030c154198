"""The worked examples of domain.md 10.3."""

from datetime import date

import pytest

from analytics.landscape import last_complete_year
from analytics.landscape.formulas import (
    cagr,
    concentration_ratio,
    equivalent_number,
    growth,
    herfindahl,
    jaccard,
    life_cycle,
    network_density,
    technological_advantage,
)


def test_cagr_of_10_to_20_in_3_years_is_25_99_percent():
    assert cagr(10, 20, 3) == pytest.approx(0.2599, abs=5e-5)
    assert cagr(0, 20, 3) is None
    assert cagr(10, 20, 0) is None


def test_growth_is_null_over_nothing():
    assert growth(15, 10) == pytest.approx(0.5)
    assert growth(15, 0) is None


def test_life_cycle_coefficients():
    v, alpha, beta, n = life_cycle(60, 30, 10, 240)
    assert (v, beta) == (0.25, 0.9)
    assert alpha == pytest.approx(0.6667, abs=5e-5)
    assert n == pytest.approx(0.7120, abs=5e-5)
    assert life_cycle(0, 0, 0, 0) == (None, None, None, None)


def test_concentration():
    shares = [0.4, 0.3, 0.2, 0.1]
    assert herfindahl(shares) == pytest.approx(3000)
    assert concentration_ratio(shares, 4) == pytest.approx(1.0)
    assert equivalent_number(shares) == pytest.approx(3.33, abs=5e-3)
    assert equivalent_number([]) is None


def test_technological_advantage():
    rta, symmetric = technological_advantage(30, 300, 1000, 20000) or (0.0, 0.0)
    assert rta == pytest.approx(2.0)
    assert symmetric == pytest.approx(0.333, abs=5e-4)
    assert technological_advantage(30, 299, 1000, 20000) is None
    assert technological_advantage(30, 400, 1000, 20000, minimum=500) is None
    assert technological_advantage(0, 300, 0, 20000) is None


def test_network_density_and_jaccard():
    assert network_density(4, 3) == pytest.approx(0.5)
    assert network_density(1, 0) is None
    assert jaccard(5, 10, 15) == pytest.approx(0.25)


def test_last_complete_year():
    assert last_complete_year(date(2019, 6, 30)) == 2017
    assert last_complete_year(date(2019, 6, 29)) == 2016
