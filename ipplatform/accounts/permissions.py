"""Role predicates, used by every room's permissions.py. `user` may be anonymous or None: then nothing is held."""

from django.contrib.auth.models import AnonymousUser

from ipplatform.accounts.models import User

AnyUser = User | AnonymousUser | None


def has_role(user: AnyUser, *roles: str) -> bool:
    """True if an active, known user holds one of the roles. The account `system` holds none."""
    return isinstance(user, User) and user.is_active and not user.role_ids.isdisjoint(roles)


def is_signed_in(user: AnyUser) -> bool:
    """An active person, not anonymous."""
    return isinstance(user, User) and user.is_active


def is_system(user: AnyUser) -> bool:
    """The account that scheduled jobs and consequences of moves act as."""
    return isinstance(user, User) and user.is_system
