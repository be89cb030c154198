"""Reads of a person's own notices."""

from django.db.models import QuerySet

from ipplatform.accounts.models import User
from ipplatform.notices.models import Notice


def notices_of(user: User) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(to=user).order_by("-made_at", "-pk")


def notices_unread_count(user: User) -> int:
    """How many are unread."""
    return notices_of(user).filter(read_at__isnull=True).count()
