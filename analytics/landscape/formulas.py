"""The formulas of domain.md 10.3 on plain numbers, with their worked examples in the tests. Knows no frame."""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Final, NamedTuple

RTA_MINIMUM: Final = 300  # house: fewer filings of the region suppress RTA (configurable to 500)


class LifeCycle(NamedTuple):
    """Coefficients of a year: growth v, maturity alpha, decline beta, novelty N."""

    v: float | None
    alpha: float | None
    beta: float | None
    n: float | None


def growth(now: float, before: float) -> float | None:
    """g_t = n_t / n_(t-1) - 1; None when the year before has none."""
    return ratio(now, before, minus=1.0)


def cagr(first: float, last: float, years: int) -> float | None:
    """(n_T / n_0) ** (1 / (T - 0)) - 1 over complete years; None when n_0 = 0 or there is no span."""
    if first <= 0 or years <= 0:
        return None
    return float((last / first) ** (1 / years) - 1)


def ratio(part: float, whole: float, minus: float = 0.0) -> float | None:
    """part / whole - minus; None for a zero denominator (shown as a dash)."""
    return None if whole == 0 else part / whole - minus


def life_cycle(inventions: int, utility_models: int, designs: int, window: int) -> LifeCycle:
    """a, b, c of year t and A = inventions of t-4..t -> v = a/A, alpha = a/(a+b), beta = (a+b)/(a+b+c), N."""
    a, b, c = inventions, utility_models, designs
    v, alpha, beta = ratio(a, window), ratio(a, a + b), ratio(a + b, a + b + c)
    return LifeCycle(v, alpha, beta, None if v is None or alpha is None else sqrt(v * v + alpha * alpha))


def concentration_ratio(shares: Iterable[float], k: int) -> float:
    """CR_k: the sum of the k largest shares (0..1)."""
    return sum(sorted(shares, reverse=True)[:k])


def herfindahl(shares: Iterable[float]) -> float:
    """HHI = 10000 x sum of squared shares (0..10000)."""
    return 10_000 * sum(share * share for share in shares)


def equivalent_number(shares: Sequence[float]) -> float | None:
    """1 / sum of squared shares: how many equal applicants would be as concentrated; None without shares."""
    return ratio(1.0, sum(share * share for share in shares))


def jaccard(both: int, a: int, b: int) -> float | None:
    """J = n(A and B) / n(A or B)."""
    return ratio(both, a + b - both)


def network_density(nodes: int, edges: int) -> float | None:
    """2m / (n(n - 1)) for n >= 2, else None."""
    return ratio(2 * edges, nodes * (nodes - 1)) if nodes >= 2 else None


def technological_advantage(
    cell: int, region: int, technology: int, everything: int, minimum: int = RTA_MINIMUM
) -> tuple[float, float] | None:
    """RTA = (P_rt/P_r.) / (P_.t/P_..) and its symmetric form (RTA-1)/(RTA+1).

    None (suppressed) when P_r. is below `minimum`, P_.t = 0 or there is nothing at all.
    """
    if region < minimum or technology == 0 or region == 0 or everything == 0:
        return None
    rta = (cell / region) / (technology / everything)
    return rta, (rta - 1) / (rta + 1)
