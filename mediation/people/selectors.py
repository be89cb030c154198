"""Reads of mediators, topics and engagements; conflict checks both ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Membership
from mediation.people.models import Engagement, Mediator, TopicCode
from mediation.people.permissions import mediators_public


@dataclass(frozen=True)
class Relation:
    """One tie of a person to a party: what as, since when, until when; the matter stays opaque."""

    role: str
    enterprise_id: int | None
    identity_hash: str
    matter: str
    from_on: date | None
    to_on: date | None


@dataclass(frozen=True)
class Conflicts:
    """`recorded` bars from the matter; `to_disclose` must be disclosed to every party (domain.md section 2; OMR 13)."""

    recorded: tuple[Relation, ...]
    to_disclose: tuple[Relation, ...]


def conflicts_of(
    user: User,
    enterprises: Iterable[int],
    identity_hashes: Iterable[str] = (),
    consultation: str | None = None,
    *,
    on: date,
    ignore_matter: str = "",
) -> Conflicts:
    """Ties of a person to the given parties (enterprise keys, identity hashes), as they stood on a day.

    Recorded = an open engagement as member, employee or agent, an active membership, or adviser in the consultation
    (its matter string, e.g. `consultation:<uuid>`) that the dispute came from. Anything else is to be disclosed.
    Rows of `ignore_matter` (the matter at hand itself) are left out. Two queries.
    """
    enterprise_ids, hashes = list(enterprises), [text for text in identity_hashes if text]
    recorded: list[Relation] = []
    to_disclose: list[Relation] = []
    about = Q(enterprise_id__in=enterprise_ids) | Q(identity_hash__in=hashes)
    if consultation:
        about |= Q(matter=consultation)
    rows = Engagement.objects.filter(about, person=user, from_on__lte=on).order_by("pk")
    for row in rows:
        if ignore_matter and row.matter == ignore_matter:
            continue
        relation = Relation(row.role, row.enterprise_id, row.identity_hash, row.matter, row.from_on, row.to_on)
        is_open = row.to_on is None or row.to_on >= on
        advised_this = bool(consultation) and row.matter == consultation and row.role == Engagement.Role.ADVISER
        bars = (is_open and row.role in Engagement.BARRING) or advised_this
        (recorded if bars else to_disclose).append(relation)
    members = Membership.objects.filter(user=user, enterprise_id__in=enterprise_ids).exclude(
        state__in=("requested", "refused")
    )
    for membership in members.order_by("pk"):
        relation = Relation(
            Engagement.Role.MEMBER, membership.enterprise_id, "", "", membership.valid_from, membership.valid_to
        )
        is_open = membership.state == "active" and (membership.valid_to is None or membership.valid_to >= on)
        (recorded if is_open else to_disclose).append(relation)
    return Conflicts(tuple(recorded), tuple(to_disclose))


def topics_active() -> QuerySet[TopicCode]:
    """The topics that forms offer, in order."""
    return TopicCode.objects.filter(active=True)


def topic_labels() -> dict[str, str]:
    """Labels of all topics by code, also of those no longer offered."""
    return dict(TopicCode.objects.values_list("code", "label"))


def topic_by_code(code: str) -> TopicCode:
    """A topic by its code. Raises TopicCode.DoesNotExist."""
    return TopicCode.objects.get(code=code)


def directory(speciality: str = "") -> QuerySet[Mediator]:
    """Public mediators, by name, optionally of one speciality (a topic code), with what a row shows."""
    rows = mediators_public()
    if speciality:
        rows = rows.filter(specialities__code=speciality)
    return rows.select_related("organisation").prefetch_related("specialities").order_by("display_name", "pk")


def specialities_offered() -> list[TopicCode]:
    """Topics that at least one public mediator has, with `mediator_count`, for the directory's filter."""
    public = Q(mediators__in=mediators_public())
    rows = TopicCode.objects.annotate(mediator_count=Count("mediators", filter=public, distinct=True))
    return list(rows.filter(mediator_count__gt=0))


def mediator_of(user: User) -> Mediator | None:
    """A person's own entry on the list."""
    return Mediator.objects.filter(user=user).select_related("organisation").first()
