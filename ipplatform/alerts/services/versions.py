"""A look over all records of an index: which are new, which changed, which are gone since the look before.

The rule. A record is *new* in the look that first sees it, *changed* in a look that sees another version of it: any
word, number, date, status or party that the index shows, less what the index calls `untold`. A record that is gone
(its import was taken back, it was merged) is kept in mind for a year: brought back in the version it had, it is neither
new nor changed. The first look of an index, and the first by another declaration, take what stands there as known.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from django.db import transaction

from ipplatform.alerts.models import IndexLook, RecordVersion
from ipplatform.search import EngineError, IndexDeclaration
from ipplatform.search import index as declared
from ipplatform.search.services import drain, rebuild_needed, standing

BATCH = 500
GONE_KEPT = timedelta(days=365)


def versions_look(*, index: str, on: date) -> int:
    """Bring the versions up to what the index shows now; how many records were written. Repeated: none.

    Killed half-way, the next look goes on under the same number. Raises EngineError when the engine is away: nothing
    is taken for gone then.
    """
    declaration = declared(index)
    if rebuild_needed() or drain(index).failed:
        raise EngineError(f"index {index}: not there, or what waits cannot be written")
    look, _made = IndexLook.objects.get_or_create(index=index)
    signature = f"{declaration.signature}-{','.join(sorted(declaration.untold))}"
    quiet = look.done < 0 or look.signature != signature
    number = look.done + 1
    unseen, gone = standing(index), []
    differing: dict[int, str] = {}
    rows = RecordVersion.objects.filter(index=index).values_list("pk", "object_id", "fingerprint", "gone_on")
    for pk, object_id, fingerprint, gone_on in rows.iterator(5000):
        shown = unseen.pop(object_id, None)
        if shown is None:
            gone += [pk] if gone_on is None else []
        elif shown != fingerprint or gone_on is not None or look.signature != signature:
            differing[object_id] = shown
    # Those that are gone first: a record that came back under another id takes its old row over.
    written = sum(_gone(pks, on) for pks in _parts(iter(gone)))
    for ids in _parts(iter(sorted({*differing, *unseen}))):
        written += _batch(declaration, ids, differing | unseen, number, quiet=quiet)
    RecordVersion.objects.filter(index=index, gone_on__lt=on - GONE_KEPT).delete()
    told = RecordVersion.objects.filter(index=index, changed_in=number).exists()
    done = number if look.done < 0 or told else look.done
    IndexLook.objects.filter(pk=look.pk, done=look.done).update(done=done, signature=signature)
    return written


def _gone(pks: Sequence[int], on: date) -> int:
    return RecordVersion.objects.filter(pk__in=pks).update(gone_on=on)


def _batch(
    declaration: IndexDeclaration, ids: Sequence[int], shown: dict[int, str], number: int, *, quiet: bool
) -> int:
    """Write the versions of these records. One that is being changed in this moment is left to the next look."""
    documents = {one.id: one for one in declaration.documents(ids) if one.fingerprint() == shown[one.id]}
    with transaction.atomic():
        look = IndexLook.objects.select_for_update().get(index=declaration.name)
        if look.done != number - 1:
            return 0  # another process finished this look meanwhile
        known = {row.object_id: row for row in RecordVersion.objects.filter(index=declaration.name, object_id__in=ids)}
        versions = {key: one.version(declaration.untold) for key, one in documents.items()}
        returned = _returned(declaration.name, [version for key, version in versions.items() if key not in known])
        rows = []
        for key in documents:
            before = known.get(key) or returned.pop(versions[key], None)
            if before is not None and before.object_id != key:
                before.delete()
            first, changed = (before.first_in, before.changed_in) if before else (number, number)
            if before is not None and before.version != versions[key] and not quiet:
                changed = number
            rows.append(
                RecordVersion(
                    index=declaration.name, object_id=key, fingerprint=shown[key], version=versions[key],
                    first_in=first, changed_in=changed,
                )
            )  # fmt: skip
        RecordVersion.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["index", "object_id"],
            update_fields=["fingerprint", "version", "first_in", "changed_in", "gone_on"],
        )  # fmt: skip
    return len(rows)


def _returned(index: str, versions: Sequence[str]) -> dict[str, RecordVersion]:
    """Records that are gone, by their version."""
    rows = RecordVersion.objects.filter(index=index, version__in=versions, gone_on__isnull=False)
    return {row.version: row for row in rows}


def _parts(ids: Iterator[int]) -> Iterator[list[int]]:
    while part := list(islice(ids, BATCH)):
        yield part
