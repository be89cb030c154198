"""Bring the rows of some keys up to date: compose groups, compare with what stands, write the differences in sets."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from patents.imports.bulk import rows_insert
from patents.imports.fold.citations import citations_write
from patents.imports.fold.compose import Composed
from patents.imports.fold.keys import Group, Key, Keys, widened
from patents.imports.fold.merges import composed_of, groups_joined
from patents.imports.fold.parties import parties_write
from patents.imports.fold.result import FoldResult
from patents.imports.fold.rows import Assignment, Existing, assign, existing_of, references
from patents.records.guards import disappearance_reasons
from patents.records.models import Patent, Publication

# Column attribute -> field: `owner_enterprise_id` is a key, `family_id` is a text of that name.
_FIELD_OF_COLUMN = {field.attname: field.name for field in Patent._meta.concrete_fields}
_LOCK = 0x70617466  # one fold at a time on PostgreSQL; SQLite's immediate transactions do the same


class PatentsInUse(Exception):
    """Patents would lose their last source while something stands on them. `reasons`: number -> why."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__("patents_in_use")
        self.reasons = dict(reasons)


def fold(keys: Keys) -> FoldResult:
    """Fold all groups that hold these keys. Must run in the transaction that changed the records.

    A constant number of queries for any number of keys. Raises PatentsInUse; then the caller rolls back.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    with transaction.atomic():
        return _fold(widened(keys))


def _fold(keys: Keys) -> FoldResult:
    groups, keys = groups_joined(keys)
    existing = existing_of(groups, keys.publications, keys.applications)
    assignment = assign(groups, existing)
    result = FoldResult(merges_refused=assignment.merges_refused)
    composed = composed_of(groups)
    heads = {group.key: group.merged_into for group in groups if group.merged_into in composed}
    for key, head in heads.items():
        composed[key].patent["merged_into_id"] = assignment.continued[head]
    gone = _leaving(assignment, existing)
    _free_numbers(assignment, existing, composed)
    patents = _patents_write(groups, assignment, existing, composed, result)
    _merged_write(assignment, gone, patents, heads, result)
    _publications_write(existing, composed, patents, keys, result)
    parties_write({patents[key]: rows.parties for key, rows in composed.items()}, [*assignment.merged, *gone], result)
    citations_write(
        {patents[key]: rows.patent["citations"] for key, rows in composed.items()}, assignment.merged, existing
    )
    if gone:
        if any(existing.rows[pk]["merged_into_id"] for pk in gone):
            Patent.objects.filter(pk__in=gone).update(merged_into=None)
        Patent.objects.filter(pk__in=gone).delete()
        result.removed = sorted(gone)
    return result


def _leaving(assignment: Assignment, existing: Existing) -> set[int]:
    """Rows to delete: those without any record, and merged ones that nothing above points at."""
    vanishing = set(assignment.vanishing)
    reasons = references(vanishing) | disappearance_reasons(vanishing)
    if reasons:
        raise PatentsInUse({existing.rows[pk]["number"]: reason for pk, reason in reasons.items()})
    pointed_at = references(assignment.merged) | disappearance_reasons(assignment.merged)
    return vanishing | (assignment.merged.keys() - pointed_at.keys())


def _free_numbers(assignment: Assignment, existing: Existing, composed: dict[str, Composed]) -> None:
    """Application numbers move between rows: clear them first where a row gives its number up (unique key)."""
    kept = {pk: composed[key].patent for key, pk in assignment.continued.items() if pk and key in composed}
    giving_up = [
        pk
        for pk, row in existing.rows.items()
        if row["application_number"]
        and (row["office"], row["application_number"])
        != ((kept[pk]["office"], kept[pk]["application_number"]) if pk in kept else None)
    ]
    if giving_up:
        Patent.objects.filter(pk__in=giving_up).update(application_number=None)


def _patents_write(
    groups: list[Group], assignment: Assignment, existing: Existing, composed: dict[str, Composed], result: FoldResult
) -> dict[str, int]:
    """Insert and update patents; returns group key -> primary key."""
    new: dict[str, dict[str, Any]] = {}
    changed: list[Patent] = []
    fields: set[str] = set()
    pks: dict[str, int] = {}
    for group in groups:
        if group.key not in composed:
            continue
        values = composed[group.key].patent
        pk = assignment.continued[group.key]
        if pk is None:
            new[group.key] = {"anchor": group.key, **values}
            continue
        pks[group.key] = pk
        row = existing.rows[pk]
        anchor = row["anchor"] if row["anchor"] in group.keys else group.keys[-1 if group.key[0] == "S" else 0]
        differing = {name for name, value in (values | {"anchor": anchor}).items() if row[name] != value}
        if differing:
            changed.append(Patent(id=pk, anchor=anchor, **values))
            fields |= differing
            result.changed.add(pk)
    if changed:
        Patent.objects.bulk_update(changed, sorted(_FIELD_OF_COLUMN[name] for name in fields), batch_size=100)
    rows_insert(Patent, new.values())
    made = dict(Patent.objects.filter(anchor__in=new).values_list("anchor", "pk")) if new else {}
    result.created.extend(made[key] for key in new)
    return pks | made


def _merged_write(
    assignment: Assignment, gone: set[int], patents: dict[str, int], heads: dict[Key, Key], result: FoldResult
) -> None:
    """Point rows of one application at their survivor, and those merged by decision at one that was made just now."""
    staying = {pk: patents[heads.get(key, key)] for pk, key in assignment.merged.items() if pk not in gone}
    late = {patents[key]: patents[head] for key, head in heads.items() if assignment.continued[head] is None}
    if late:
        Patent.objects.bulk_update(
            [Patent(pk=pk, merged_into_id=survivor) for pk, survivor in late.items()], ["merged_into"]
        )
    if staying:
        rows = [Patent(pk=pk, merged_into_id=survivor, application_number=None) for pk, survivor in staying.items()]
        Patent.objects.bulk_update(rows, ["merged_into", "application_number"])
        result.changed |= staying.keys()


def _publications_write(
    existing: Existing, composed: dict[str, Composed], patents: dict[str, int], keys: Keys, result: FoldResult
) -> None:
    wanted: dict[str, dict[str, Any]] = {
        number: values | {"patent_id": patents[key]}
        for key, rows in composed.items()
        for number, values in rows.publications.items()
    }
    changed = []
    for number, values in wanted.items():
        row = existing.publications.get(number)
        if row and any(row[name] != value for name, value in values.items()):
            changed.append(Publication(id=row["id"], **values))
            result.changed |= {row["patent_id"], values["patent_id"]}
    if changed:
        names = [f.name for f in Publication._meta.concrete_fields if f.name not in ("id", "publication_number")]
        Publication.objects.bulk_update(changed, names, batch_size=100)
    new = [values for number, values in wanted.items() if number not in existing.publications]
    rows_insert(Publication, new)
    result.changed |= {values["patent_id"] for values in new} - set(result.created)
    obsolete = keys.publications & existing.publications.keys() - wanted.keys()
    if obsolete:
        Publication.objects.filter(publication_number__in=obsolete).delete()
        result.changed |= {existing.holder[number] for number in obsolete} - set(result.removed)
