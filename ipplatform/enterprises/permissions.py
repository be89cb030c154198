"""Who belongs to which enterprise; every room's `own enterprise` rule asks here."""

from django.db.models import Q, QuerySet

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser, has_role, is_signed_in
from ipplatform.accounts.roles import ADMINISTRATOR, CASE_COORDINATOR, GENERAL_SECTION, MEDIATOR, OPERATOR
from ipplatform.enterprises.models import Enterprise, Membership, NewAreaMembership

AREA_READERS = (CASE_COORDINATOR, OPERATOR, GENERAL_SECTION, MEDIATOR)


def active_memberships(user: AnyUser) -> QuerySet[Membership]:
    """A user's memberships in force today; none for anonymous or inactive users."""
    if not isinstance(user, User) or not user.is_active:
        return Membership.objects.none()
    today = clock.today()
    return Membership.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=today),
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        user=user,
        state="active",
    )


def enterprise_ids_of(user: AnyUser) -> frozenset[int]:
    """Primary keys of the enterprises a user acts for; asked once a user object (pages ask it for every rule)."""
    if not isinstance(user, User):
        return frozenset()
    cached: frozenset[int] | None = user.__dict__.get("_enterprise_ids")
    if cached is None:
        cached = frozenset(active_memberships(user).values_list("enterprise_id", flat=True))
        user.__dict__["_enterprise_ids"] = cached
    return cached


def is_member(user: AnyUser, enterprise_id: int | None) -> bool:
    """Whether a user acts for an enterprise today."""
    return enterprise_id is not None and enterprise_id in enterprise_ids_of(user)


def is_owner_member(user: AnyUser, enterprise_id: int | None) -> bool:
    """Whether a user is an active owner member of an enterprise."""
    return (
        enterprise_id is not None
        and active_memberships(user).filter(enterprise_id=enterprise_id, role=Membership.Role.OWNER).exists()
    )


def enterprises_readable_by(user: AnyUser) -> QuerySet[Enterprise]:
    """Full profiles: staff of the four desks read all, a member the own ones; everybody else none."""
    if has_role(user, CASE_COORDINATOR, OPERATOR, GENERAL_SECTION, ADMINISTRATOR):
        return Enterprise.objects.all()
    if is_signed_in(user):
        return Enterprise.objects.filter(pk__in=enterprise_ids_of(user))
    return Enterprise.objects.none()


def enterprise_can_read(user: AnyUser, enterprise: Enterprise) -> bool:
    """The same rule for one object."""
    return enterprises_readable_by(user).filter(pk=enterprise.pk).exists()


def areas_readable_by(user: AnyUser) -> QuerySet[NewAreaMembership]:
    """New Area facts: four roles read all, a member the own enterprise's; an administrator none."""
    if has_role(user, *AREA_READERS):
        return NewAreaMembership.objects.all()
    return NewAreaMembership.objects.filter(enterprise__in=enterprise_ids_of(user))


def areas_can_read(user: AnyUser, enterprise: Enterprise) -> bool:
    """Whether the New Area facts of an enterprise are shown to a person at all."""
    return has_role(user, *AREA_READERS) or is_member(user, enterprise.pk)


def area_can_propose(user: AnyUser, membership: object) -> bool:
    """Operators propose New Area membership."""
    return has_role(user, OPERATOR)


def area_can_decide(user: AnyUser, membership: NewAreaMembership) -> bool:
    """The general section decides, never on its own proposal (separation 5)."""
    return has_role(user, GENERAL_SECTION) and isinstance(user, User) and membership.proposed_by_id != user.pk
