"""Writes of accounts: opened with a verified address, roles granted by another person and audited."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from ipplatform.accounts.models import RoleGrant, User
from ipplatform.accounts.permissions import has_role, is_system
from ipplatform.accounts.roles import ADMINISTRATOR, STAFF_ROLES
from ipplatform.audit.services import audit_append


class RoleGrantRefused(Exception):
    """The grant may not be made; the message says why."""


def account_open(*, email: str, name: str, password: str | None, by: User) -> User:
    """An account whose address the office itself verified; an existing one is returned unchanged. Roles: `role_grant`.

    Without a password nobody logs in there until one is set. Refused for anybody but an administrator or `system`.
    """
    if not (has_role(by, ADMINISTRATOR) or is_system(by)):
        raise RoleGrantRefused("only an administrator opens accounts")
    with transaction.atomic():
        known = User.objects.filter(email=email.lower()).first()
        if known is not None:
            return known
        user = User.objects.create_user(email, password, name=name)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        audit_append(
            stream_kind="account", stream_subject=str(user.public_id), actor=str(by.public_id), action="account_opened",
            object_kind="user", object_id=str(user.public_id),
        )  # fmt: skip
    return user


def role_grant(*, user: User, role: str, by: User, granted: bool = True) -> RoleGrant:
    """Give or take a staff role. Refused for oneself and for anybody but an administrator or `system`."""
    if role not in STAFF_ROLES:
        raise RoleGrantRefused(f"unknown role {role}")
    if user.pk == by.pk:
        raise RoleGrantRefused("nobody grants a role to himself")
    if not (has_role(by, ADMINISTRATOR) or is_system(by)):
        raise RoleGrantRefused("only an administrator grants roles")
    with transaction.atomic():
        group, _created = Group.objects.get_or_create(name=role)
        if granted:
            user.groups.add(group)
        else:
            user.groups.remove(group)
        user.__dict__.pop("role_ids", None)
        grant = RoleGrant.objects.create(user=user, role=role, granted=granted, by=by)
        audit_append(
            stream_kind="account", stream_subject=str(user.public_id), actor=str(by.public_id),
            action="role_granted" if granted else "role_taken", object_kind="user", object_id=str(user.public_id),
            after={"role": role},
        )  # fmt: skip
    return grant
