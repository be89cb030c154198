"""One check and how it comes out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from patents.offers.models import Offer
from patents.offers.selectors import OfferFacts

OK, MISSING, BLOCKED = "ok", "missing", "blocked"
Words = str | Promise


@dataclass(frozen=True)
class Check:
    """`code` is the refusal's name when the check does not hold; `state` ok, missing (something is to be given) or
    blocked (something stands against it); `names` are what is missing or in the way, by name."""

    code: str
    label: Words
    state: str
    detail: Words = ""
    names: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Nothing is in the way."""
        return self.state == OK


Rule = Callable[[Offer, OfferFacts, date], Check]


def outcome(code: str, label: Words, names: Iterable[Words], *, bad: str, good: Words = "", why: Words = "") -> Check:
    """A check that holds when no name is in the way: `good` then is the detail, else `why` with the names."""
    found = tuple(dict.fromkeys(str(name) for name in names))
    return Check(code, label, bad, why, found) if found else Check(code, label, OK, good)
