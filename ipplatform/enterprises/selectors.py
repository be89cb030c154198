"""Reads of enterprises: areas on dates, set-based; members."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser, has_role
from ipplatform.accounts.roles import OPERATOR
from ipplatform.enterprises.models import Enterprise, Membership, NewAreaMembership
from ipplatform.enterprises.permissions import active_memberships, enterprises_readable_by
from ipplatform.enterprises.uscc import uscc_canonical

YES, NO, UNKNOWN = "yes", "no", "unknown"


def areas_on(pairs: Iterable[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """New Area membership of (enterprise pk, day) pairs in one query: yes / no / unknown (domain.md 4.5).

    `no` needs an approved outside row; no row is unknown.
    """
    wanted = set(pairs)
    answers = {pair: UNKNOWN for pair in wanted}
    ranges: dict[int, list[tuple[date, date | None, str]]] = {}
    rows = NewAreaMembership.objects.filter(
        enterprise_id__in={enterprise for enterprise, _day in wanted}, state__in=("approved", "closed")
    ).values_list("enterprise_id", "valid_from", "valid_to", "status")
    for enterprise, first, last, status in rows:
        ranges.setdefault(enterprise, []).append((first, last, status))
    for enterprise, day in wanted:
        for first, last, status in ranges.get(enterprise, ()):
            if first <= day and (last is None or day <= last):
                answers[enterprise, day] = YES if status == NewAreaMembership.Status.INSIDE else NO
    return answers


def is_new_area(enterprise: Enterprise, on_date: date) -> str:
    """yes / no / unknown for one enterprise and day."""
    return areas_on([(enterprise.pk, on_date)])[enterprise.pk, on_date]


def enterprises_of(user: User) -> list[Enterprise]:
    """The enterprises a person acts for today, by name."""
    return [
        row.enterprise for row in active_memberships(user).select_related("enterprise").order_by("enterprise__name")
    ]


def enterprise_of(user: User) -> Enterprise | None:
    """The enterprise whose desk a person sees: the first by name."""
    return next(iter(enterprises_of(user)), None)


def members_of(enterprise_ids: Iterable[int], *, owners_only: bool = False) -> list[User]:
    """Active members of enterprises, for notices and case access."""
    rows = Membership.objects.filter(enterprise_id__in=list(enterprise_ids), state="active", user__is_active=True)
    if owners_only:
        rows = rows.filter(role=Membership.Role.OWNER)
    return [row.user for row in rows.select_related("user").order_by("pk")]


def enterprise_by_uscc(text: str) -> Enterprise | None:
    """Look up by code in any writing."""
    return Enterprise.objects.filter(uscc=uscc_canonical(text)).first()


def memberships_of_person(user: User) -> list[Membership]:
    """A person's memberships and requests, newest first."""
    return list(Membership.objects.filter(user=user).select_related("enterprise").order_by("-pk"))


def memberships_decidable_by(user: User) -> QuerySet[Membership]:
    """Requests that a person may answer: an operator owners', an owner the own enterprise's members'."""
    asked = Q(role=Membership.Role.OWNER) if has_role(user, OPERATOR) else Q(pk__in=[])
    owned = active_memberships(user).filter(role=Membership.Role.OWNER).values("enterprise_id")
    asked |= Q(role=Membership.Role.STAFF, enterprise_id__in=owned)
    return Membership.objects.filter(asked, state="requested").select_related("enterprise", "user").order_by("pk")


def enterprises_for_staff(user: AnyUser, text: str = "") -> QuerySet[Enterprise]:
    """The staff list: by name or code."""
    rows = enterprises_readable_by(user)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(uscc__startswith=uscc_canonical(text)))
    return rows.order_by("name", "pk")
