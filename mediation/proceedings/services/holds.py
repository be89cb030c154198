"""What a dispute does to patents: ownership locks, every other type discloses; lifted with the closing."""

from collections.abc import Iterable
from datetime import date

from ipplatform.accounts.models import User
from mediation.cases.models import DisputeType, MediationCase
from patents.records.models import Patent
from patents.rights.models import HoldEffect, HoldReason
from patents.rights.services import hold_set, holds_lift


def holds_of_case_set(*, case: MediationCase, patents: Iterable[Patent], on: date) -> None:
    """Hold the case's patents under its opaque reference (domain.md 6.1, lock table; PL-R 103-105)."""
    effect = HoldEffect.LOCK if case.dispute_type == DisputeType.OWNERSHIP else HoldEffect.DISCLOSE
    rows = list(patents)
    if rows:
        hold_set(
            patents=rows, reason=HoldReason.DISPUTE, modes=(), effect=effect, ref=str(case.hold_ref),
            by=User.objects.system(), on=on,
        )  # fmt: skip


def holds_of_case_lift(*, case: MediationCase, on: date) -> None:
    """The dispute before us is over; other holds of the same patents stay."""
    holds_lift(ref=str(case.hold_ref), by=User.objects.system(), on=on)
