"""The staff area asks for a second factor where settings say so (architecture, decision 13)."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from ipplatform.accounts.roles import OPERATOR
from tests.factories import people

pytestmark = pytest.mark.django_db


def opened(client: Client) -> tuple[int, str]:
    answer = client.get("/admin/")
    return answer.status_code, answer.get("Location", "")


def test_staff_without_a_second_factor_are_led_to_set_one_up(client: Client, settings: pytest.FixtureDef) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]  # pytest-django's own
    staff = people.user(OPERATOR)
    client.force_login(staff)
    assert opened(client) == (302, reverse("mfa_activate_totp"))
    assert client.get("/").status_code == 200
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": "sample"})
    assert opened(client)[0] == 200


def test_where_settings_do_not_ask_staff_enter(client: Client) -> None:
    client.force_login(people.user(OPERATOR))
    assert opened(client)[0] == 200


def test_a_stranger_is_told_nothing_of_it(client: Client, settings: pytest.FixtureDef) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]
    client.force_login(people.user())
    assert opened(client)[0] == 404
