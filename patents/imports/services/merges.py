"""Two patents turn out to be one, or not after all: a decision is recorded or undone, and the fold heeds it."""

from django.db import IntegrityError, transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.moves import NOT_ALLOWED, Refused
from ipplatform.search.services import touch
from patents.imports.fold import Keys, fold, key_parse
from patents.imports.models import MergeDecision
from patents.imports.permissions import can_import
from patents.imports.selectors import patent_key
from patents.imports.services.refusals import ALREADY_MERGED, BOTH_IN_USE, MERGE_UNDONE, SAME_PATENT
from patents.records.guards import merge_reasons
from patents.records.models import Patent


def patent_merge(*, kept: Patent, merged: Patent, by: User, note: str = "") -> MergeDecision:
    """Decide that `merged` is `kept`: its facts and publications join it, and its addresses lead there.

    Nothing that points at either row is re-pointed. Where only `merged` carries a live offer, deal or case it is the
    one that stays. Raises Refused: not_allowed, same_patent, already_merged, both_in_use (naming what each carries).
    """
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    if kept.pk == merged.pk:
        raise Refused(SAME_PATENT)
    with transaction.atomic():
        rows = Patent.objects.select_for_update().filter(pk__in=[kept.pk, merged.pk]).order_by("pk").in_bulk()
        if len(rows) < 2 or any(row.merged_into_id for row in rows.values()):
            raise Refused(ALREADY_MERGED)
        kept, merged = rows[kept.pk], rows[merged.pk]
        reasons = merge_reasons(rows)
        if len(reasons) == 2:
            raise Refused(BOTH_IN_USE.with_missing(f"{rows[pk].number}（{reasons[pk]}）" for pk in sorted(reasons)))
        if merged.pk in reasons:
            kept, merged = merged, kept
        decision = MergeDecision(
            kept_key=patent_key(kept), merged_key=patent_key(merged), kept_number=kept.number,
            merged_number=merged.number, note=note, decided_by=by,
        )  # fmt: skip
        decision.full_clean()
        try:
            with transaction.atomic():
                decision.save()
        except IntegrityError:
            raise Refused(ALREADY_MERGED) from None
        _fold(decision)
    return decision


def patent_unmerge(*, decision: MergeDecision, by: User) -> MergeDecision:
    """Undo a merge: both stand for themselves again, each with its own sources. Raises not_allowed, merge_undone."""
    if not can_import(by):
        raise Refused(NOT_ALLOWED)
    with transaction.atomic():
        standing = MergeDecision.objects.filter(pk=decision.pk, undone_at__isnull=True)
        if not standing.update(undone_by=by, undone_at=clock.now()):
            raise Refused(MERGE_UNDONE)
        _fold(decision)
    decision.refresh_from_db()
    return decision


def _fold(decision: MergeDecision) -> None:
    keys = Keys()
    keys.add(*key_parse(decision.kept_key))
    keys.add(*key_parse(decision.merged_key))
    touch("patents", sorted(fold(keys).touched))
