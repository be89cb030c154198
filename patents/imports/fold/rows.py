"""Which existing row a group continues: rows keep their identity, merged rows point to their survivor."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from patents.imports.fold.keys import Group, Key, application_key_of, publication_key_of
from patents.records.guards import merge_reasons
from patents.records.models import Citation, Patent, PatentParty, Publication

IDENTITY = ("pk", "anchor", "merged_into_id")
# More are not written into each of twenty queries, which took seconds for 17,000: the few patents that rooms above
# point at are read instead.
_NAMED_ONE_BY_ONE = 1000
OWN_MODELS = (Publication, PatentParty, Citation, Patent)


@dataclass
class Existing:
    """Rows that stand on some keys now: their values by pk, their publications, who holds which number."""

    rows: dict[int, dict[str, Any]]
    publications: dict[str, dict[str, Any]]
    holder: dict[str, int] = field(default_factory=dict)


@dataclass
class Assignment:
    """What becomes of rows: group key -> row continued (None = a new one); merged rows; rows that vanish."""

    continued: dict[Key, int | None]
    merged: dict[int, Key]
    vanishing: list[int]
    merges_refused: list[tuple[str, str]]


def existing_of(groups: Iterable[Group], numbers: Iterable[str], applications: Iterable[tuple[str, str]]) -> Existing:
    """The rows that groups, touched publications and applications stand on, with all values."""
    numbers = set(numbers).union(*(group.publications for group in groups))
    keys = {key for group in groups for key in group.keys} | {publication_key_of(number) for number in numbers}
    keys |= {application_key_of(application) for application in applications}
    publications: dict[str, dict[str, Any]] = {
        row["publication_number"]: dict(row)
        for row in Publication.objects.filter(publication_number__in=numbers).values()
    }
    holder: dict[str, int] = {number: row["patent_id"] for number, row in publications.items()}
    wanted = Q(anchor__in=keys) | Q(pk__in=set(holder.values()))
    pairs = {*applications, *(group.application for group in groups if group.application)}
    if pairs:
        wanted |= Q(application_number__in={number for _office, number in pairs})
    holding = set(holder.values())
    rows = {
        row["id"]: dict(row)
        for row in Patent.objects.filter(wanted).values()
        if row["anchor"] in keys or row["id"] in holding or (row["office"], row["application_number"]) in pairs
    }
    return Existing(rows, publications, holder)


def assign(groups: list[Group], existing: Existing) -> Assignment:
    """Give every row to the group that holds its anchor, else its application, else its first publication.

    Of several rows of one group the one that carries a live matter survives, else an unmerged one, else the oldest. A
    second live one is split off again: the merge is refused (architecture, How the data walks, 1).
    """
    owner = _owners(groups, existing)
    claimed: dict[Key, list[int]] = {}
    for pk in sorted(existing.rows):
        if pk in owner:
            claimed.setdefault(owner[pk], []).append(pk)
    several = [pk for pks in claimed.values() if len(pks) > 1 for pk in pks]
    carrying = merge_reasons(several) if several else {}
    result = Assignment({}, {}, [pk for pk in existing.rows if pk not in owner], [])
    for group in list(groups):
        pks = sorted(claimed.get(group.key, []), key=lambda pk: _survival(pk, carrying, existing))
        result.continued[group.key] = pks[0] if pks else None
        for loser in pks[1:]:
            if loser in carrying and pks[0] in carrying:
                result.merges_refused.append((existing.rows[pks[0]]["number"], existing.rows[loser]["number"]))
                groups.append(_split_off(group, loser, existing))
                result.continued[groups[-1].key] = loser
            else:
                result.merged[loser] = group.key
    return result


def references(ids: Iterable[int]) -> dict[int, str]:
    """Patents that a row of a room above points at -> what kind of row, asked from the models themselves."""
    wanted = set(ids)
    found: dict[int, str] = {}
    for relation in Patent._meta.related_objects if wanted else ():
        model = relation.related_model
        if model in OWN_MODELS or isinstance(model, str):
            continue
        name = relation.field.name
        rows = model._default_manager.order_by().values_list(name, flat=True).distinct()
        if len(wanted) <= _NAMED_ONE_BY_ONE:
            rows = rows.filter(**{f"{name}__in": wanted})
        for pk in rows.iterator(chunk_size=2000):
            if pk in wanted:
                found.setdefault(pk, str(model._meta.verbose_name))
    return found


def _owners(groups: list[Group], existing: Existing) -> dict[int, Key]:
    by_key = {key: group.key for group in reversed(groups) for key in group.keys}
    held: dict[int, list[str]] = {}
    for number, pk in sorted(existing.holder.items()):
        held.setdefault(pk, []).append(number)
    owner: dict[int, Key] = {}
    for pk, row in existing.rows.items():
        tried = [row["anchor"]]
        if row["application_number"]:
            tried.append(application_key_of((row["office"], row["application_number"])))
        tried += [publication_key_of(number) for number in held.get(pk, [])]
        found = next((by_key[key] for key in tried if key in by_key), None)
        if found is not None:
            owner[pk] = found
    return owner


def _survival(pk: int, carrying: dict[int, str], existing: Existing) -> tuple[bool, bool, int]:
    return (pk not in carrying, existing.rows[pk]["merged_into_id"] is not None, pk)


def _split_off(group: Group, pk: int, existing: Existing) -> Group:
    anchor = existing.rows[pk]["anchor"]
    own = {
        number
        for number in group.publications
        if existing.holder.get(number) == pk or publication_key_of(number) == anchor
    }
    records = [record for record in group.records if record.publication_number in own]
    group.publications -= own
    group.records = [record for record in group.records if record.publication_number not in own]
    return Group(f"S:{pk}", None, own, records)
