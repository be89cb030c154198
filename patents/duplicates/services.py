"""Every write of the review list: find pairs anew, say of one that it is or is not the same, take that back."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused
from patents.duplicates.finding import duplicates
from patents.duplicates.models import Dismissal, DuplicatePair, Reason
from patents.duplicates.permissions import can_review
from patents.duplicates.selectors import dismissed_pairs, pair_of
from patents.imports.models import MergeDecision
from patents.imports.selectors import patent_key
from patents.imports.services import patent_merge
from patents.records.models import Patent

BATCH = 500
ALREADY_DISMISSED = Refusal("already_dismissed", _("这两件专利已经有人标为“不是同一件”。"))
DISMISSAL_UNDONE = Refusal("dismissal_undone", _("这条结论已经撤销过了。请刷新页面查看现在的状态。"))
Progress = Callable[[int, int], None]


def duplicates_find(*, by: User, progress: Progress | None = None) -> dict[str, int]:
    """Compute the list anew: pairs no longer found go, new ones come, dismissed ones stay away.

    Returns {pairs, new, gone, dismissed, crowded}. Found again, a pair keeps the day it was first found. Interrupted,
    it is run again. Raises Refused not_allowed.
    """
    if not can_review(by):
        raise Refused(NOT_ALLOWED)
    total = 2 * Patent.objects.count()
    finding = duplicates((lambda rows: progress(min(rows, total), total)) if progress else None)
    dismissed = dismissed_pairs()
    wanted = {pair: reasons for pair, reasons in finding.pairs.items() if pair not in dismissed}
    standing = {(row.first_id, row.second_id): row for row in DuplicatePair.objects.iterator(chunk_size=2000)}
    gone = [row.pk for pair, row in standing.items() if [*wanted.get(pair, ())] != row.reasons]
    kept = {pair: standing[pair].found_at for pair in standing if pair in wanted}
    new = [_pair(pair, reasons, kept.get(pair)) for pair, reasons in sorted(wanted.items())
           if pair not in standing or standing[pair].reasons != reasons]  # fmt: skip
    for start in range(0, len(gone), BATCH):
        DuplicatePair.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    for start in range(0, len(new), BATCH):
        DuplicatePair.objects.bulk_create(new[start : start + BATCH], ignore_conflicts=True)
    return {
        "pairs": len(wanted), "new": len(wanted.keys() - standing.keys()), "gone": len(standing.keys() - wanted.keys()),
        "dismissed": len(finding.pairs.keys() & dismissed), "crowded": finding.crowded,
    }  # fmt: skip


def pair_merge(*, kept: Patent, merged: Patent, by: User, note: str = "") -> MergeDecision:
    """Merge two patents and let the pairs of the one that is gone stand for the survivor. Raises as `patent_merge`."""
    with transaction.atomic():
        decision = patent_merge(kept=kept, merged=merged, by=by, note=note)
        merged.refresh_from_db(fields=["merged_into"])
        survivor, lost = (kept, merged) if merged.merged_into_id else (merged, kept)
        rows = list(DuplicatePair.objects.filter(Q(first_id=lost.pk) | Q(second_id=lost.pk)))
        DuplicatePair.objects.filter(pk__in=[row.pk for row in rows]).delete()
        dismissed = dismissed_pairs()
        moved = [
            _pair(pair, row.reasons, row.found_at)
            for row in rows
            if (pair := _instead(row, lost.pk, survivor.pk)) and pair not in dismissed
        ]
        DuplicatePair.objects.bulk_create(moved, ignore_conflicts=True)
    return decision


def pair_dismiss(*, first: Patent, second: Patent, by: User, note: str = "") -> Dismissal:
    """Say that two patents are not one; the pair is not proposed again. Raises not_allowed, already_dismissed."""
    if not can_review(by):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        (first_key, first), (second_key, second) = sorted(
            ((patent_key(patent), patent) for patent in (first, second)), key=lambda pair: pair[0]
        )
        if Dismissal.objects.filter(first_key=first_key, second_key=second_key, undone_at__isnull=True).exists():
            raise Refused(ALREADY_DISMISSED)
        listed = pair_of(first.pk, second.pk)
        dismissal = Dismissal(
            first_key=first_key, second_key=second_key, first_number=first.number, second_number=second.number,
            reasons=listed.reasons if listed else [], note=note, decided_by=by,
        )  # fmt: skip
        dismissal.full_clean()
        dismissal.save()
        if listed:
            listed.delete()
    return dismissal


def dismissal_undo(*, dismissal: Dismissal, by: User) -> Dismissal:
    """Take the word back; the next search proposes the pair again. Raises not_allowed, dismissal_undone."""
    if not can_review(by):
        raise Refused(NOT_ALLOWED)
    standing = Dismissal.objects.filter(pk=dismissal.pk, undone_at__isnull=True)
    if not standing.update(undone_by=by, undone_at=clock.now()):
        raise Refused(DISMISSAL_UNDONE)
    dismissal.refresh_from_db()
    return dismissal


def _instead(row: DuplicatePair, lost: int, survivor: int) -> tuple[int, int] | None:
    """The pair with the survivor in the place of the one that is gone; None where it was the pair of both."""
    other = row.first_id if row.second_id == lost else row.second_id
    return None if other == survivor else (min(other, survivor), max(other, survivor))


def _pair(pair: tuple[int, int], reasons: Sequence[str], found_at: datetime | None) -> DuplicatePair:
    codes = [Reason(reason).value for reason in reasons]
    row = DuplicatePair(first_id=pair[0], second_id=pair[1], reasons=codes, strongest=Reason.values.index(codes[0]))
    row.found_at = found_at or row.found_at
    return row
