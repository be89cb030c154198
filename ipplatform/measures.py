"""The shape of a counted figure (domain.md section 9). Each room has its own measures.py; the plan composes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

DEFINED = "defined"
UNDEFINED = "undefined"


@dataclass(frozen=True)
class CountedRecord:
    """One candidate record: `key` is stable over time, `label` a readable title, `values` what the rule looked at."""

    key: str
    label: str
    on: date | None
    values: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True)
class ExcludedRecord:
    """A candidate that does not count, with exactly one reason code of the measure's rule."""

    record: CountedRecord
    reason: str


@dataclass(frozen=True)
class MeasureResult:
    """A figure and the records behind it. `value` is None exactly when `state` is undefined: unknown is never zero."""

    code: str
    value: Decimal | None
    unit: str
    state: str
    counted: Sequence[CountedRecord]
    excluded: Sequence[ExcludedRecord]
    parts: Mapping[str, Any]
    rule_version: str
    note: str = ""


def percent_text(value: Decimal | None) -> str:
    """A percentage is cut, never rounded, to one decimal: 19.96 shows 19.9 (domain.md section 9)."""
    return "—" if value is None else f"{value.quantize(Decimal('0.1'), rounding=ROUND_DOWN)}"
