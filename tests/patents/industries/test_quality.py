"""The arithmetic of a sampled search, against published and hand-computed figures."""

import math
import random

import pytest

from patents.industries.quality import (
    NO,
    UNSURE,
    YES,
    Share,
    decided,
    drawn,
    kappa,
    recall_of,
    sample_size,
    share_of,
    wilson,
)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [  # Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872, table I, method 3 (score, no correction)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(hits, n, low, high):
    found = wilson(hits, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_wilson_ends_exactly_at_nothing_and_all():
    assert wilson(0, 7).low == 0
    assert wilson(7, 7).high == 1
    assert wilson(7, 7).low == pytest.approx(1 - wilson(0, 7).high)
    with pytest.raises(ValueError, match="no share"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="no share"):
        wilson(3, 2)


@pytest.mark.parametrize(
    ("population", "half", "expected", "size"),
    [
        (10**9, 0.05, 0.5, 385),  # 1.96² · 0.25 / 0.0025 = 384.15
        (1000, 0.05, 0.5, 278),  # 384.15 / (1 + 383.15 / 1000) = 277.7
        (17111, 0.05, 0.9, 138),  # 138.29 / (1 + 137.29 / 17111) = 137.19
        (40, 0.05, 0.5, 37),  # 384.15 / (1 + 383.15 / 40) = 36.31
        (3, 0.01, 0.5, 3),
        (1, 0.5, 0.5, 1),
    ],
)
def test_the_size_is_cochrans(population, half, expected, size):
    assert sample_size(population, half, expected) == size


def test_a_size_for_nothing_is_refused():
    for asked in ((0, 0.05, 0.5), (10, 0.0, 0.5), (10, 0.05, 1.0)):
        with pytest.raises(ValueError, match="population"):
            sample_size(*asked)


def test_kappa_of_the_textbook():
    """20 both yes, 5 and 10 against each other, 15 both no: po 0.7, pe 0.5 · 0.6 + 0.5 · 0.4 = 0.5, kappa 0.4."""
    found = kappa([(YES, YES)] * 20 + [(YES, NO)] * 5 + [(NO, YES)] * 10 + [(NO, NO)] * 15)
    assert (found.n, found.observed, found.expected, found.kappa) == (50, 0.7, 0.5, 0.4)
    assert not found.is_enough


def test_kappa_counts_unsure_as_a_class():
    """Agreed 3 of 4; pe = (2·1 + 1·2 + 1·1) / 16 = 5/16; kappa = (12 - 5) / (16 - 5) = 7/11."""
    found = kappa([(YES, YES), (YES, NO), (NO, NO), (UNSURE, UNSURE)])
    assert found.kappa == pytest.approx(7 / 11)
    assert found.table[(YES, NO)] == 1


def test_kappa_where_nothing_can_be_disagreed_about():
    assert kappa([(YES, YES)] * 9).kappa is None
    assert kappa([(YES, YES)] * 9).is_enough
    assert kappa([(YES, NO), (NO, YES)]).kappa == -1
    assert kappa([]) is None


def test_precision_leaves_the_unsure_apart():
    share = share_of([YES] * 8 + [NO] * 2 + [UNSURE] * 2)
    assert (share.hits, share.n, share.open, share.value) == (8, 10, 2, 0.8)
    assert (share.least, share.most) == (8 / 12, 10 / 12)
    assert Share(0, 0, 3).value is None
    assert Share(0, 0, 3).interval is None


def test_two_judges_decide_together_or_not_at_all():
    assert [decided(pair) for pair in ([YES, YES], [NO, NO], [YES, NO], [UNSURE, YES], [YES], [])] == [
        YES, NO, UNSURE, UNSURE, YES, UNSURE,
    ]  # fmt: skip


def test_recall_is_the_found_among_the_relevant():
    share = recall_of(
        [(YES, True)] * 18 + [(YES, False)] * 2 + [(NO, True)] * 5 + [(NO, False)] * 70 + [(UNSURE, True)]
    )
    assert (share.hits, share.n, share.open, share.value) == (18, 20, 1, 0.9)


def test_the_same_seed_draws_the_same_whatever_the_order():
    numbers = [f"CN{n}A" for n in range(1000)]
    shuffled = random.Random(1).sample(numbers, len(numbers))
    first = drawn(numbers, 50, 20260520)
    assert drawn(shuffled, 50, 20260520) == first
    assert len(set(first)) == 50
    assert drawn(numbers, 80, 20260520)[:50] == first  # a larger sample goes on where the smaller one ends
    assert drawn(numbers, 50, 20260521) != first
    assert sorted(drawn(numbers, 5000, 1)) == sorted(numbers)


def test_every_number_is_drawn_about_as_often():
    """1,000 seeds, 10 of 100: each number 100 times expected; chi-square of 99 degrees stays under its 0.1 % point."""
    numbers = [f"US{n}B" for n in range(100)]
    times = dict.fromkeys(numbers, 0)
    for seed in range(1000):
        for number in drawn(numbers, 10, seed):
            times[number] += 1
    # Without return the counts vary by 1 - n/N less than Poisson's.
    square = sum((count - 100) ** 2 for count in times.values()) / (100 * 0.9)
    assert square < 148.2
    assert math.isclose(sum(times.values()), 10_000)
