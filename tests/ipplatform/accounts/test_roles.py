"""Roles: granted by another administrator only, audited; the system account cannot log in."""

import pytest
from django.contrib.auth import authenticate

from ipplatform.accounts.models import RoleGrant, User
from ipplatform.accounts.permissions import has_role, is_system
from ipplatform.accounts.roles import STAFF_ROLES
from ipplatform.accounts.services import RoleGrantRefused, role_grant
from ipplatform.audit.models import AuditEntry
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_an_administrator_grants_and_takes_roles_and_both_are_audited():
    administrator, person = people.user("administrator"), people.user()
    role_grant(user=person, role="operator", by=administrator)
    assert has_role(person, "operator")
    role_grant(user=person, role="operator", by=administrator, granted=False)
    assert not has_role(person, "operator")
    assert RoleGrant.objects.filter(user=person).count() == 2
    assert list(AuditEntry.objects.filter(object_id=str(person.public_id)).values_list("action", flat=True)) == [
        "role_granted", "role_taken",
    ]  # fmt: skip


def test_nobody_grants_himself_a_role():
    administrator = people.user("administrator")
    with pytest.raises(RoleGrantRefused):
        role_grant(user=administrator, role="operator", by=administrator)


@pytest.mark.parametrize("role", [role for role in STAFF_ROLES if role != "administrator"])
def test_other_roles_grant_nothing(role):
    with pytest.raises(RoleGrantRefused):
        role_grant(user=people.user(), role="operator", by=people.user(role))


def test_the_system_account_acts_but_cannot_log_in():
    system = User.objects.system()
    assert is_system(system) and not has_role(system, *STAFF_ROLES)
    assert authenticate(username=system.email, password="") is None
    assert not system.check_password("")


def test_an_inactive_account_holds_nothing():
    person = people.user("operator")
    person.is_active = False
    assert not has_role(person, "operator")


def test_roles_reach_the_staff_frame_and_visitors_do_not(client):
    client.force_login(people.user())
    assert client.get("/admin/").status_code in (302, 404)
