"""What every page answers alike: the second factor of the staff area (decision 13), NUL in an address."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import DataError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from ipplatform.accounts.roles import OPERATOR
from ipplatform.middleware import UnstorableMiddleware
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


@pytest.mark.parametrize(
    "path", ["/offers/?q=%00", "/offers/%00/", "/admin/consultations/?q=a%00", "/admin/enterprises/?q=%00"]
)
def test_nul_in_an_address_is_never_an_error_page(client: Client, path: str) -> None:
    client.force_login(people.user(OPERATOR))
    assert client.get(path).status_code in (200, 400, 404)


@pytest.mark.parametrize(
    ("path", "error", "status"),
    [("/?q=%00", DataError("no NUL"), 400), ("/%00/", ValueError("no NUL"), 400), ("/?q=a", ValueError("else"), None)],
)
def test_what_the_database_cannot_hold_is_told_apart_from_other_errors(
    rf: RequestFactory, path: str, error: Exception, status: int | None
) -> None:
    told = UnstorableMiddleware(lambda _request: HttpResponse()).process_exception(rf.get(path), error)
    assert (told.status_code if told else None) == status
