"""Openings upward: rooms above say why a patent may not disappear or be merged. Filled in their `apps.ready()`."""

from collections.abc import Callable, Iterable, Mapping

# Patent ids in, reason a patent id out (only for those that carry something); a reason is one short line for a person.
Guard = Callable[[frozenset[int]], Mapping[int, str]]

_disappearance: dict[str, Guard] = {}
_merge: dict[str, Guard] = {}


def disappearance_guard_register(name: str, guard: Guard) -> None:
    """`guard(ids)` names the patents that an offer, deal, hold or case still stands on. A name registers once."""
    _disappearance[name] = guard


def merge_guard_register(name: str, guard: Guard) -> None:
    """`guard(ids)` names the patents that carry a live offer, deal or case: two of them are never merged."""
    _merge[name] = guard


def disappearance_reasons(ids: Iterable[int]) -> dict[int, str]:
    """Why each of these patents must stay; patents without a reason are absent."""
    return _asked(_disappearance, ids)


def merge_reasons(ids: Iterable[int]) -> dict[int, str]:
    """What live matter each of these patents carries; free ones are absent."""
    return _asked(_merge, ids)


def guard_names() -> frozenset[str]:
    """Names in both registries, for the test that lists the openings upward."""
    return frozenset(_disappearance) | frozenset(_merge)


def _asked(registry: dict[str, Guard], ids: Iterable[int]) -> dict[int, str]:
    asked = frozenset(ids)
    reasons: dict[int, str] = {}
    for name in sorted(registry):
        for patent_id, reason in registry[name](asked).items() if asked else ():
            reasons.setdefault(patent_id, reason)
    return reasons
