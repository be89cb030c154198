"""Saved searches, their findings and recent searches are one's own: nobody else reads them, no role either."""

from django.db.models import QuerySet

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser
from ipplatform.alerts.models import AlertFinding, SavedSearch


def searches_readable_by(user: AnyUser) -> QuerySet[SavedSearch]:
    """A person's own, newest first."""
    if not isinstance(user, User) or not user.is_active:
        return SavedSearch.objects.none()
    return SavedSearch.objects.filter(owner=user)


def search_can_read(user: AnyUser, search: SavedSearch) -> bool:
    """The same rule for one; who reads it may also rename, switch and delete it."""
    return searches_readable_by(user).filter(pk=search.pk).exists()


def findings_readable_by(user: AnyUser) -> QuerySet[AlertFinding]:
    """What the alerts of a person's own searches found."""
    return AlertFinding.objects.filter(search__in=searches_readable_by(user)).select_related("search")
