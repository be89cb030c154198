"""Reads of name groups: proposals with their evidence, groups with members, and names of patents under each reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from ipplatform.accounts.permissions import AnyUser
from ipplatform.enterprises.models import Enterprise
from patents.names.models import (
    AliasProposal,
    AliasRejection,
    NameGroup,
    NameGroupEvent,
    NameReading,
    Reason,
)
from patents.names.permissions import groups_readable_by, proposals_readable_by, rejections_readable_by
from patents.names.readings import READING_NOTES, Names
from patents.records.models import Name, PartyRole, PatentParty
from patents.records.names import name_normalised

__all__ = ["READING_NOTES", "NameReading", "Names", "names_of_patents"]
EXAMPLES = 2


@dataclass(frozen=True)
class Member:
    """One name of a group: how it is written, on how many patents, whether it is the representative."""

    name: Name
    written: str
    count: int
    representative: bool


def names_of_patents(ids: Sequence[int], reading: NameReading) -> dict[int, list[str]]:
    """Patent id -> its names under a reading, in order, each once: applicants where it has any, else assignees.

    Patents without names are absent. Queries: one for parties, at most three for groups.
    """
    names = Names(reading)
    keys: dict[int, dict[str, list[Any]]] = {}
    rows = PatentParty.objects.filter(patent_id__in=ids).order_by("patent_id", "role", "position")
    for patent_id, role, written, name_id in rows.values_list("patent_id", "role", "as_written", "name_id"):
        keys.setdefault(patent_id, {}).setdefault(role, []).append(names.key(name_id, written))
    shown = names.shown()
    return {
        patent_id: list(
            dict.fromkeys(shown[key] for key in roles.get(PartyRole.APPLICANT) or roles[PartyRole.ASSIGNEE])
        )
        for patent_id, roles in keys.items()
    }


def proposals_open(user: AnyUser, *, reason: str = "", text: str = "") -> QuerySet[AliasProposal]:
    """Proposals, strongest first; of one reason, of names that hold a text."""
    found = proposals_readable_by(user).select_related("name", "target")
    if reason in Reason.values:
        found = found.filter(reason=reason)
    if text:
        normal = name_normalised(text)
        found = found.filter(Q(name__normalised__contains=normal) | Q(target__normalised__contains=normal))
    return found.order_by("strongest", "-score", "-target_count", "pk")


def proposals_chosen(user: AnyUser, ids: Iterable[int]) -> list[AliasProposal]:
    """The proposals of some ids that still stand."""
    return list(proposals_open(user).filter(pk__in=list(ids)))


def examples_of(name_ids: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Name -> (number, title) of its first patents, at most two; one query."""
    numbered = (
        PatentParty.objects.filter(name_id__in=list(name_ids), patent__merged_into__isnull=True)
        .exclude(patent__publications=None)
        .values("name_id", "patent__number", "patent__title")
        .annotate(place=Window(RowNumber(), partition_by=[F("name_id")], order_by=[F("patent__number").asc()]))
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for row in numbered.filter(place__lte=EXAMPLES * 4):
        told = found.setdefault(row["name_id"], [])
        entry = (row["patent__number"], row["patent__title"])
        if entry not in told and len(told) < EXAMPLES:
            told.append(entry)
    return found


def groups_listed(user: AnyUser, text: str = "") -> QuerySet[NameGroup]:
    """Groups that stand, by label, with `members` (names in it); those one of whose names holds a text."""
    groups = groups_readable_by(user).filter(representative__isnull=False).select_related("enterprise", "created_by")
    if text:
        normal = name_normalised(text)
        grouped = Name.objects.filter(alias_of=OuterRef("representative"), normalised__contains=normal)
        groups = groups.filter(
            Q(label__icontains=text) | Q(representative__normalised__contains=normal) | Q(Exists(grouped))
        )
    return groups.annotate(members=Count("representative__aliases", distinct=True) + 1).order_by("label", "pk")


def members_of(group: NameGroup) -> list[Member]:
    """The names of a group, the most frequent first; none of a dissolved one. Two queries."""
    if group.representative_id is None:
        return []
    names = list(
        Name.objects.filter(Q(pk=group.representative_id) | Q(alias_of=group.representative_id)).annotate(
            count=Count("parties__patent", distinct=True)
        )
    )
    written = commonest_writings(names)
    members = [
        Member(name, written[name.pk], getattr(name, "count", 0), name.pk == group.representative_id) for name in names
    ]
    return sorted(members, key=lambda member: (-member.count, member.written))


def events_of(group: NameGroup) -> list[NameGroupEvent]:
    """The history of a group, newest first; one query."""
    return list(group.events.select_related("actor", "enterprise").order_by("-pk"))


def enterprises_suggested(members: Iterable[Member]) -> list[Enterprise]:
    """Enterprises of the platform that a name or a code of the group names; two queries."""
    listed = list(members)
    codes = set(
        PatentParty.objects.filter(name__in=[member.name for member in listed]).exclude(uscc="")
        .values_list("uscc", flat=True)
    )  # fmt: skip
    normal = {member.name.normalised for member in listed}
    found = Enterprise.objects.exclude(uscc=None).order_by("name")
    return [one for one in found if one.uscc in codes
            or normal & {name_normalised(name) for name in (one.name, *one.name_history)}]  # fmt: skip


def rejections(user: AnyUser) -> QuerySet[AliasRejection]:
    """All rejections, newest first, undone ones too."""
    return rejections_readable_by(user).select_related("decided_by", "undone_by").order_by("-pk")


def rejected_pairs() -> set[tuple[str, str]]:
    """Pairs of normal forms that stay two bodies, lower first."""
    return set(AliasRejection.objects.filter(undone_at__isnull=True).values_list("first", "second"))


def commonest_writings(names: Sequence[Name]) -> dict[int, str]:
    """Name -> how it is written most often, the first by code point among equals; its normal form where nobody does."""
    best: dict[int, tuple[int, str]] = {}
    rows = PatentParty.objects.filter(name__in=[name.pk for name in names]).order_by().values("name_id", "as_written")
    for row in rows.annotate(n=Count("pk")):
        told = (-row["n"], row["as_written"].strip()[:300])
        best[row["name_id"]] = min(best.get(row["name_id"], told), told)
    return {name.pk: best[name.pk][1] if name.pk in best else name.normalised for name in names}
