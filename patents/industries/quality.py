"""Figures of a sampled search: sample size, share with its interval, agreement of two judges. Pure arithmetic.

Sources. Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, Journal of the
American Statistical Association 22, 209-212. Cohen, J. (1960), A coefficient of agreement for nominal scales,
Educational and Psychological Measurement 20, 37-46. Cochran, W. G. (1977), Sampling Techniques, 3rd ed., section 4.4.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Z95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""
YES, NO, UNSURE = "yes", "no", "unsure"
KAPPA_LEAST = 0.6
"""Below this two judges did not mean the same (domain.md figure 18, house)."""


@dataclass(frozen=True)
class Interval:
    """Both ends between 0 and 1."""

    low: float
    high: float


@dataclass(frozen=True)
class Share:
    """`hits` of `n` decided cases; `open`: undecided ones, which are counted in neither.

    `least` and `most`: the share if every open case were a miss, or a hit.
    """

    hits: int
    n: int
    open: int = 0

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None without a decided case."""
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's at 95 %."""
        return wilson(self.hits, self.n) if self.n else None

    @property
    def least(self) -> float | None:
        """Open cases counted as misses."""
        whole = self.n + self.open
        return self.hits / whole if whole else None

    @property
    def most(self) -> float | None:
        """Open cases counted as hits."""
        whole = self.n + self.open
        return (self.hits + self.open) / whole if whole else None


@dataclass(frozen=True)
class Agreement:
    """Two judges on the same `n` cases: observed and chance agreement, kappa (None where chance alone explains all)."""

    n: int
    observed: float
    expected: float
    kappa: float | None
    table: dict[tuple[str, str], int]

    @property
    def is_enough(self) -> bool:
        """Kappa is at least 0.6, or nothing could be disagreed about."""
        return self.kappa is None or self.kappa >= KAPPA_LEAST


def wilson(hits: int, n: int, z: float = Z95) -> Interval:
    """Wilson's score interval of a share; no continuity and no finite-population correction (so rather too wide).

    centre = (p + z²/2n) / (1 + z²/n); half = z / (1 + z²/n) · sqrt(p(1-p)/n + z²/4n²). ValueError without cases.
    """
    if not 0 <= hits <= n or n < 1:
        raise ValueError(f"{hits} of {n} is no share")
    p, squared = hits / n, z * z
    scale = 1 + squared / n
    centre = (p + squared / (2 * n)) / scale
    half = z / scale * math.sqrt(p * (1 - p) / n + squared / (4 * n * n))
    # At the ends the formula gives exactly 0 and 1; floats may miss them by an ulp.
    return Interval(0.0 if hits == 0 else max(0.0, centre - half), 1.0 if hits == n else min(1.0, centre + half))


def sample_size(population: int, half_width: float, expected: float = 0.5, z: float = Z95) -> int:
    """Cases to draw so that a share near `expected` is known within ± `half_width`, at 95 % (Cochran 1977, 4.4).

    n0 = z² p(1-p) / d²; n = n0 / (1 + (n0 - 1) / N), rounded up; never more than the population.
    """
    if population < 1 or not 0 < half_width < 1 or not 0 < expected < 1:
        raise ValueError("population >= 1 and shares between 0 and 1")
    wanted = z * z * expected * (1 - expected) / (half_width * half_width)
    return min(population, max(1, math.ceil(wanted / (1 + (wanted - 1) / population) - 1e-9)))


def kappa(pairs: Iterable[tuple[str, str]]) -> Agreement | None:
    """Cohen's kappa of two judges over (verdict, verdict) pairs, all named verdicts as classes; None without pairs.

    kappa = (po - pe) / (1 - pe), pe = sum over classes of (share of judge 1) x (share of judge 2).
    """
    table: dict[tuple[str, str], int] = {}
    for pair in pairs:
        table[pair] = table.get(pair, 0) + 1
    n = sum(table.values())
    if not n:
        return None
    classes = sorted({one for pair in table for one in pair})
    rows = {one: sum(count for (first, _), count in table.items() if first == one) for one in classes}
    columns = {one: sum(count for (_, second), count in table.items() if second == one) for one in classes}
    agreed = sum(table.get((one, one), 0) for one in classes)
    chance = sum(rows[one] * columns[one] for one in classes)
    # In whole numbers until the end: (po - pe) / (1 - pe) = (n·agreed - chance) / (n² - chance).
    value = (n * agreed - chance) / (n * n - chance) if n * n != chance else None
    return Agreement(n, agreed / n, chance / (n * n), value, table)


def decided(verdicts: Sequence[str]) -> str:
    """What one or two judges say together: their common yes or no, else unsure (a third look is due)."""
    return verdicts[0] if verdicts and len(set(verdicts)) == 1 else UNSURE


def share_of(verdicts: Iterable[str]) -> Share:
    """Precision of a sample: yes of yes and no; unsure counted apart (domain.md 10.2, Missing)."""
    counts = {YES: 0, NO: 0, UNSURE: 0}
    for verdict in verdicts:
        counts[verdict] += 1
    return Share(counts[YES], counts[YES] + counts[NO], counts[UNSURE])


def recall_of(cases: Iterable[tuple[str, bool]]) -> Share:
    """Recall within a pool: of (verdict, found by the expression) the found among the relevant.

    The pool's sample is drawn without regard to the expression, so the relevant cases in it are a random sample of the
    relevant ones of the pool (Cochran 1977, 2.11: a ratio over a subpopulation). `open`: unsure cases.
    """
    relevant = found = unsure = 0
    for verdict, is_found in cases:
        unsure += verdict == UNSURE
        relevant += verdict == YES
        found += verdict == YES and is_found
    return Share(found, relevant, unsure)


def drawn(numbers: Iterable[str], size: int, seed: int) -> list[str]:
    """A simple random sample without return that anybody can draw again: the `size` numbers whose SHA-256 of
    `seed:number` is smallest, in that order. Independent of the order given, of database and of Python's version.
    """
    return sorted(set(numbers), key=lambda number: (_digest(seed, number), number))[:size]


def _digest(seed: int, number: str) -> str:
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()
