"""Notices: kind, number and link; mailed once; seen by their person only."""

import pytest
from django.core import mail

from ipplatform.notices import kinds
from ipplatform.notices.mail import notices_mail
from ipplatform.notices.selectors import notices_of, notices_unread_count
from ipplatform.notices.services import notices_mark_read, notices_send
from tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kind(monkeypatch):
    monkeypatch.setitem(kinds._kinds, "sample", "有新的示例")


def test_one_notice_a_person_and_one_mail_however_often_the_task_runs():
    one, two = people.user(), people.user()
    made = notices_send(to=[one, two, one], kind="sample", number="GJ-2026-0001", link="/desk/")
    assert len(made) == 2
    ids = [notice.pk for notice in made]
    assert notices_mail(ids=ids) == 2
    assert notices_mail(ids=ids) == 0
    assert [message.to for message in mail.outbox] == [[one.email], [two.email]]
    assert mail.outbox[0].subject == "有新的示例 GJ-2026-0001"
    assert mail.outbox[0].body.endswith("/desk/")


def test_an_unregistered_kind_fails_where_it_is_made():
    with pytest.raises(KeyError):
        notices_send(to=[people.user()], kind="unknown", number="", link="/")


def test_a_person_marks_only_own_notices():
    one, two = people.user(), people.user()
    made = notices_send(to=[one, two], kind="sample", number="", link="/")
    assert notices_mark_read(user=one, ids=[notice.pk for notice in made]) == 1
    assert (notices_unread_count(one), notices_unread_count(two)) == (0, 1)
    assert list(notices_of(two)) == [made[1]]
