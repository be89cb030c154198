"""Decisions that two patents are one: the groups they join, the group that speaks for all, what each row then says.

A pure function of the source records and the decisions that stand: no row that exists is looked at.
"""

from collections.abc import Iterable

from django.db.models import Q

from patents.imports.fold.compose import Composed, compose
from patents.imports.fold.keys import (
    Group,
    Key,
    Keys,
    application_key_of,
    groups_of,
    key_parse,
    publication_key_of,
)
from patents.imports.models import MergeDecision

Pair = tuple[Key, Key]


def groups_joined(keys: Keys) -> tuple[list[Group], Keys]:
    """The groups of these keys with all that decisions join to them, and the keys widened so far.

    One query more than `groups_of` where no decision touches the keys; otherwise one round for every link of the
    longest chain of decisions.
    """
    while True:
        groups = groups_of(keys)
        pairs = _deciding(_spoken_of(keys, groups))
        wider = Keys(set(keys.publications), set(keys.applications))
        for key in {key for pair in pairs for key in pair}:
            wider.add(*key_parse(key))
        if wider == keys:
            break
        keys = wider
    _join(groups, pairs)
    return groups, keys


def composed_of(groups: Iterable[Group]) -> dict[Key, Composed]:
    """Group key -> its rows. A group that speaks for others has their publications and facts; these keep a bare row.

    A bare row keeps its own application number, so that it still leads to the survivor, unless that one took it over.
    """
    found: dict[Key, Composed] = {}
    for group in groups:
        if not group.records:
            continue
        if group.merged_into is None:
            found[group.key] = compose(group.all_records, group.all_publications, group.any_application)
            continue
        own = compose(group.records, group.publications, group.application)
        own.publications, own.parties, own.patent["citations"] = {}, [], []
        found[group.key] = own
    for group in groups:
        for other in group.joined:
            if other.key in found and other.application == group.any_application:
                found[other.key].patent["application_number"] = None
    return found


def decision_key(*, publications: set[str], application: tuple[str, str] | None) -> Key:
    """The key under which a decision about a patent is kept, given all that stands on its row now.

    It is a publication of the patent's own, not of one that was merged into it: publications never change their number
    and lead to their patent whatever its application turns out to be. Without any it is the application.
    """
    groups, _keys = groups_joined(Keys(set(publications), {application} if application else set()))
    head = next(group for group in groups if group.merged_into is None)
    return min(map(publication_key_of, head.publications), default=head.key)


def _spoken_of(keys: Keys, groups: Iterable[Group]) -> set[Key]:
    named = {publication_key_of(number) for number in keys.publications}
    named |= {application_key_of(application) for application in keys.applications}
    return named.union(*(group.keys for group in groups))


def _deciding(keys: set[Key]) -> list[Pair]:
    standing = MergeDecision.objects.filter(undone_at__isnull=True)
    rows = standing.filter(Q(kept_key__in=keys) | Q(merged_key__in=keys)).order_by("pk")
    return list(rows.values_list("kept_key", "merged_key"))


def _join(groups: list[Group], pairs: list[Pair]) -> None:
    """Of the groups that decisions connect, the one that nobody merged away speaks for the others."""
    group_at = {key: group for group in groups for key in group.keys}
    parents: dict[Key, Key] = {}

    def root(key: Key) -> Key:
        while key in parents:
            key = parents[key]
        return key

    given_away: set[Key] = set()
    for pair in pairs:
        kept, merged = (group_at[key].key if key in group_at else key for key in pair)
        if kept == merged:
            continue
        given_away.add(merged)
        first, second = sorted((root(kept), root(merged)))
        if first != second:
            parents[second] = first
    together: dict[Key, list[Group]] = {}
    for group in groups:
        together.setdefault(root(group.key), []).append(group)
    for members in together.values():
        members.sort(key=lambda group: (group.key in given_away, group.application is None, group.key))
        head, *others = members
        for other in others:
            other.merged_into = head.key
        head.joined = others
