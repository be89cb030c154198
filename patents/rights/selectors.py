"""What stands on patents on a day: locks, pledges, licences, statements. A merged row shares its survivor's."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from ipplatform.accounts.permissions import AnyUser
from patents.records.models import Patent
from patents.records.permissions import patents_readable_by
from patents.rights.models import (
    EXCLUDING_MODES,
    ExistingLicence,
    HoldEffect,
    OpenLicenceStatement,
    PatentHold,
    Pledge,
)
from patents.rights.permissions import (
    holds_readable_by,
    licences_readable_by,
    pledges_readable_by,
    statements_readable_by,
)

RowT = TypeVar("RowT", PatentHold, Pledge, ExistingLicence, OpenLicenceStatement)


@dataclass(frozen=True)
class Encumbrances:
    """All that stands or stood on one patent, unfiltered by day; the questions take the day."""

    pledges: tuple[Pledge, ...] = ()
    licences: tuple[ExistingLicence, ...] = ()
    statement: OpenLicenceStatement | None = None
    holds: tuple[PatentHold, ...] = ()
    withdrawn_statements: tuple[OpenLicenceStatement, ...] = field(default=())

    @property
    def live_pledges(self) -> list[Pledge]:
        """Registered and not released."""
        return [pledge for pledge in self.pledges if pledge.is_live]

    def pledges_without_consent(self, mode: str) -> list[Pledge]:
        """Live pledges whose pledgee has not agreed to a mode (CC 444)."""
        return [pledge for pledge in self.live_pledges if not pledge.consents_to(mode)]

    def licences_on(self, on: date) -> list[ExistingLicence]:
        """Licences in force on a day."""
        return [row for row in self.licences if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)]

    def excluding_licences_on(self, on: date) -> list[ExistingLicence]:
        """Exclusive and sole licences in force, or agreed for a later day."""
        return [
            row for row in self.licences
            if row.kind in EXCLUDING_MODES and (row.valid_to is None or on <= row.valid_to)
        ]  # fmt: skip

    def locks_on(self, on: date, mode: str | None = None) -> list[PatentHold]:
        """Open locks on a day, of one mode or of any."""
        return [
            hold for hold in self.holds
            if hold.effect == HoldEffect.LOCK and _open(hold, on) and (mode is None or hold.covers(mode))
        ]  # fmt: skip

    def disclosures_on(self, on: date) -> list[PatentHold]:
        """What must be told to a party under NDA on a day."""
        return [hold for hold in self.holds if hold.effect == HoldEffect.DISCLOSE and _open(hold, on)]

    @property
    def open_licence_in_force(self) -> bool:
        """A statement is announced and its withdrawal is not (PL 50)."""
        return self.statement is not None and self.statement.announced_on is not None


def holds_open_on(on: date) -> Q:
    """The condition "open on a day" of PatentHold: set by then, not lifted by then."""
    return Q(held_from__lte=on) & (Q(held_to__isnull=True) | Q(held_to__gt=on))


def open_locks(patent_ids: Iterable[int], on: date) -> dict[int, list[PatentHold]]:
    """Open locks of patents on a day, two queries; patents without one are absent. Ask `hold.covers(mode)` of each."""
    roots = _roots(patent_ids)
    rows = PatentHold.objects.filter(holds_open_on(on), effect=HoldEffect.LOCK)
    return {patent_id: list(found) for patent_id, found in _by_patent(rows, roots).items() if found}


def encumbrances_of(patent_ids: Iterable[int]) -> dict[int, Encumbrances]:
    """Pledges, licences, statements and holds of patents, one entry an id, five queries for any number of ids."""
    roots = _roots(patent_ids)
    pledges = _by_patent(Pledge.objects.all(), roots)
    licences = _by_patent(ExistingLicence.objects.all(), roots)
    statements = _by_patent(OpenLicenceStatement.objects.all(), roots)
    holds = _by_patent(PatentHold.objects.all(), roots)
    found: dict[int, Encumbrances] = {}
    for patent_id in roots.asked:
        own = statements[patent_id]
        found[patent_id] = Encumbrances(
            pledges=tuple(pledges[patent_id]),
            licences=tuple(licences[patent_id]),
            statement=next((row for row in own if row.withdrawn_announced_on is None), None),
            holds=tuple(holds[patent_id]),
            withdrawn_statements=tuple(row for row in own if row.withdrawn_announced_on is not None),
        )
    return found


def patents_lock(patent_ids: Iterable[int]) -> list[Patent]:
    """The patents' rows, locked in key order until the transaction ends; the order keeps two callers out of a deadlock.

    Must run inside a transaction. Every rule about "one live …" or "no lock" is judged after this call.
    """
    return list(Patent.objects.select_for_update().filter(pk__in=set(patent_ids)).order_by("pk"))


@dataclass(frozen=True)
class RightsOfPatent:
    """Rows of one patent that a person may read, newest first."""

    pledges: list[Pledge]
    licences: list[ExistingLicence]
    statements: list[OpenLicenceStatement]
    holds: list[PatentHold]


def patent_for_rights(user: AnyUser, pk: int) -> Patent | None:
    """A patent by key, if this person may read it."""
    return patents_readable_by(user).filter(pk=pk).first()


def rights_readable(user: AnyUser, patent: Patent) -> RightsOfPatent:
    """What this person may read of a patent's rights; holds only while they are open. Four queries."""
    return RightsOfPatent(
        pledges=list(pledges_readable_by(user).filter(patent=patent).select_related("consent_file")),
        licences=list(licences_readable_by(user).filter(patent=patent)),
        statements=list(statements_readable_by(user).filter(patent=patent)),
        holds=list(holds_readable_by(user).filter(patent=patent, held_to__isnull=True)),
    )


def patents_with_rights(ids: frozenset[int]) -> dict[int, str]:
    """Which of these patents carry a right or hold, with one line why: they may not disappear (records.guards)."""
    reasons: dict[int, str] = {}
    kinds: tuple[tuple[type[Pledge | ExistingLicence | OpenLicenceStatement | PatentHold], str], ...] = (
        (PatentHold, "专利上有限制记录"),
        (Pledge, "专利上有质押记录"),
        (ExistingLicence, "专利上有许可记录"),
        (OpenLicenceStatement, "专利上有开放许可声明"),
    )
    for model, reason in kinds:
        for patent_id in model.objects.filter(patent_id__in=ids).values_list("patent_id", flat=True).distinct():
            reasons.setdefault(patent_id, reason)
    return reasons


def _open(hold: PatentHold, on: date) -> bool:
    return hold.held_from <= on and (hold.held_to is None or hold.held_to > on)


@dataclass(frozen=True)
class _Roots:
    """Ids asked for -> the survivor of each, and every row of the same right -> its survivor."""

    asked: dict[int, int]
    family: dict[int, int]


def _roots(patent_ids: Iterable[int]) -> _Roots:
    ids = list(dict.fromkeys(patent_ids))
    rows = dict(
        Patent.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids) | Q(merged_from__in=ids))
        .values_list("pk", "merged_into_id")
        .distinct()
    )
    family = {pk: merged or pk for pk, merged in rows.items()}
    return _Roots({pk: family.get(pk, pk) for pk in ids}, family)


def _by_patent(rows: "QuerySet[RowT]", roots: _Roots) -> dict[int, list[RowT]]:
    of_root: dict[int, list[RowT]] = {}
    for row in rows.filter(patent_id__in=list(roots.family)):
        of_root.setdefault(roots.family[row.patent_id], []).append(row)
    return {patent_id: of_root.get(root, []) for patent_id, root in roots.asked.items()}
