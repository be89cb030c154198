"""Roles as groups, each with access to the staff frame; repeated after every migrate, changes nothing twice."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from ipplatform.accounts.roles import STAFF_ROLES


def roles_seed(sender: object, **kwargs: Any) -> None:
    """Make the role groups and let them into Wagtail's admin; what they see there each room decides."""
    kind, _created = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    access, _created = Permission.objects.get_or_create(
        content_type=kind, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )
    for role in STAFF_ROLES:
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.add(access)
