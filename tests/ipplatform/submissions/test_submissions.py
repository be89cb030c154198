"""A creating form pressed twice lands on the first's result."""

import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connections
from django.test import RequestFactory

from ipplatform.moves import Refused
from ipplatform.numbers.models import Counter
from ipplatform.submissions.services import TOKEN_MISSING, submission_once
from tests.factories import people

TOKEN = "t" * 24


def _request(user, token=TOKEN):
    request = RequestFactory().post("/", {"form_token": token})
    request.user = user
    return request


@pytest.mark.django_db
def test_second_press_returns_the_first_result():
    person, made = people.user(), []
    act = lambda: made.append(1) or f"/made/{len(made)}/"  # noqa: E731  one expression reads best here
    assert submission_once(_request(person), act) == "/made/1/"
    assert submission_once(_request(person), act) == "/made/1/"
    assert len(made) == 1


@pytest.mark.django_db
def test_a_failed_deed_uses_up_no_token():
    person = people.user()

    def fail():
        raise ValueError

    with pytest.raises(ValueError):
        submission_once(_request(person), fail)
    assert submission_once(_request(person), lambda: "/made/") == "/made/"


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "short"])
def test_a_missing_token_is_refused(token):
    with pytest.raises(Refused) as refused:
        submission_once(_request(AnonymousUser(), token), lambda: "/made/")
    assert refused.value.refusal == TOKEN_MISSING


@pytest.mark.django_db
def test_somebody_elses_token_is_refused():
    submission_once(_request(people.user()), lambda: "/made/")
    with pytest.raises(Refused):
        submission_once(_request(people.user()), lambda: "/made/")


@pytest.mark.django_db(transaction=True)
def test_ten_presses_at_once_make_one():
    person, results = people.user(), []

    def act():
        Counter.objects.create(prefix="XX", year=2000 + Counter.objects.count())
        return "/made/"

    def press():
        try:
            results.append(submission_once(_request(person), act))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert results == ["/made/"] * 10
    assert Counter.objects.filter(prefix="XX").count() == 1
