"""Writes of notices. Mail is sent by the mail queue after commit: kind, number and link only."""

from collections.abc import Iterable

from django.db import transaction

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.notices.kinds import kind_sentence
from ipplatform.notices.models import Notice
from ipplatform.notices.tasks import notices_mail_task


def notices_send(*, to: Iterable[User], kind: str, number: str, link: str) -> list[Notice]:
    """Make one notice a person in the caller's transaction, and hand their mails to the mail queue on commit."""
    kind_sentence(kind)  # an unregistered kind fails here, not in the worker
    made = Notice.objects.bulk_create(
        [Notice(to=user, kind=kind, number=number, link=link) for user in {u.pk: u for u in to}.values()]
    )
    ids = [notice.pk for notice in made]
    if ids:
        transaction.on_commit(lambda: notices_mail_task.enqueue(ids))
    return made


def notices_mark_read(*, user: User, ids: Iterable[int] | None = None) -> int:
    """Mark a person's own notices as read; all of them when no ids are given."""
    rows = Notice.objects.filter(to=user, read_at__isnull=True)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return rows.update(read_at=clock.now())


def notices_take_back(*, ids: Iterable[int], by: User) -> int:
    """Remove notices whose matter is gone, so that no desk shows a dead link; how many. Mail that is out stays out."""
    return Notice.objects.filter(pk__in=list(ids)).delete()[0]


def notices_keep_unmailed(*, by: User) -> int:
    """Mark every notice not yet mailed as done with: their tasks find nothing to send. For sample content only."""
    return Notice.objects.filter(mailed_at__isnull=True).update(mailed_at=clock.now())
