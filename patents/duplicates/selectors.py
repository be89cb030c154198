"""Reads of the review list: pairs with both patents beside each other, merges and dismissals with who decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet

from ipplatform.accounts.permissions import AnyUser
from patents.duplicates.models import Dismissal, DuplicatePair, Reason
from patents.duplicates.permissions import dismissals_readable_by, pairs_readable_by
from patents.imports.fold import key_parse
from patents.imports.models import MergeDecision
from patents.imports.permissions import can_import
from patents.records.guards import merge_reasons
from patents.records.models import Patent, Publication
from patents.records.selectors import patent_by_any_number, patents_for_rows


@dataclass(frozen=True)
class Compared:
    """Two patents with publications and parties; `business`: what live matter each carries, by primary key."""

    first: Patent
    second: Patent
    business: dict[int, str]

    @property
    def both_in_use(self) -> bool:
        """Whether a merge would be refused."""
        return len(self.business) == 2


def pairs_open(user: AnyUser, *, reason: str = "", number: str = "") -> QuerySet[DuplicatePair]:
    """Pairs whose patents both still stand for themselves, strongest reason first; of one reason, of one patent."""
    standing = Patent.objects.filter(merged_into__isnull=True)
    pairs = pairs_readable_by(user).filter(
        Exists(standing.filter(pk=OuterRef("first_id"))), Exists(standing.filter(pk=OuterRef("second_id")))
    )
    if reason in Reason.values:
        pairs = pairs.filter(strongest=Reason.values.index(reason))
    if number:
        patent = patent_by_any_number(number)
        asked = patent.pk if patent else 0
        pairs = pairs.filter(Q(first_id=asked) | Q(second_id=asked))
    return pairs.order_by("strongest", "pk")


def patents_of_pairs(pairs: Iterable[DuplicatePair]) -> dict[int, Patent]:
    """The patents of some pairs by primary key; three queries."""
    ids = {pk for pair in pairs for pk in (pair.first_id, pair.second_id)}
    return {patent.pk: patent for patent in patents_for_rows(sorted(ids))}


def compared(user: AnyUser, first_id: int, second_id: int) -> Compared | None:
    """Two different patents beside each other; None where one is not there or was merged away."""
    if not can_import(user) or first_id == second_id or max(first_id, second_id) > BigIntegerField.MAX_BIGINT:
        return None
    patents = patents_for_rows([first_id, second_id])
    if len(patents) < 2 or any(patent.merged_into_id for patent in patents):
        return None
    return Compared(patents[0], patents[1], merge_reasons([first_id, second_id]))


def pair_of(first_id: int, second_id: int) -> DuplicatePair | None:
    """The listed pair of two patents, in whatever order they are given."""
    low, high = sorted((first_id, second_id))
    return DuplicatePair.objects.filter(first_id=low, second_id=high).first()


def merges(user: AnyUser) -> QuerySet[MergeDecision]:
    """All merges, newest first, undone ones too; none for who may not review."""
    rows = MergeDecision.objects.select_related("decided_by", "undone_by").order_by("-pk")
    return rows if can_import(user) else rows.none()


def dismissals(user: AnyUser) -> QuerySet[Dismissal]:
    """All dismissals, newest first, undone ones too."""
    return dismissals_readable_by(user).select_related("decided_by", "undone_by").order_by("-pk")


def dismissed_pairs() -> set[tuple[int, int]]:
    """Pairs of primary keys that somebody said are not one, lower first; three queries."""
    rows = list(Dismissal.objects.filter(undone_at__isnull=True).values_list("first_key", "second_key"))
    ids = ids_of_keys([key for row in rows for key in row])
    found = [sorted((ids[first], ids[second])) for first, second in rows if first in ids and second in ids]
    return {(low, high) for low, high in found}


def ids_of_keys(keys: Sequence[str]) -> dict[str, int]:
    """Keys of the fold -> the patent that stands there now; keys where none stands are absent."""
    parsed = {key: key_parse(key) for key in keys}
    numbers = {number for number, _office, _application in parsed.values() if number}
    held = dict(
        Publication.objects.filter(publication_number__in=numbers).values_list("publication_number", "patent_id")
    )
    applications = {application for number, _office, application in parsed.values() if not number}
    rows = Patent.objects.filter(application_number__in=applications)
    known = {
        (office, number): into or pk
        for pk, office, number, into in rows.values_list("pk", "office", "application_number", "merged_into_id")
    }
    found = {key: held.get(number) if number else known.get((office, application))
             for key, (number, office, application) in parsed.items()}  # fmt: skip
    return {key: pk for key, pk in found.items() if pk}
