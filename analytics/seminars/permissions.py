"""Seminars are public. The general section announces and closes them; operators and editors help with their texts."""

from django.db.models import QuerySet

from analytics.seminars.models import Seminar
from ipplatform.accounts.permissions import AnyUser, has_role
from ipplatform.accounts.roles import EDITOR, GENERAL_SECTION, OPERATOR
from ipplatform.files.models import PrivateFile


def seminars_readable_by(user: AnyUser) -> QuerySet[Seminar]:
    """Everybody reads every seminar; its evidence files are another matter."""
    return Seminar.objects.all()


def seminar_can_read(user: AnyUser, seminar: Seminar) -> bool:
    """The same rule for one object."""
    return seminars_readable_by(user).filter(pk=seminar.pk).exists()


def can_conduct(user: AnyUser, seminar: object) -> bool:
    """General section: announce, record as held, cancel (domain.md 6.2, last paragraph)."""
    return has_role(user, GENERAL_SECTION)


def can_edit_texts(user: AnyUser, seminar: object) -> bool:
    """Title, summary and minutes: operators and the general section write seminars, editors their page (section 2)."""
    return has_role(user, OPERATOR, GENERAL_SECTION, EDITOR)


def can_publish_minutes(user: AnyUser, seminar: object) -> bool:
    """Editors publish pages; the general section publishes what it conducted."""
    return has_role(user, GENERAL_SECTION, EDITOR)


def file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """Sign-in sheets hold names: operators and general section only."""
    return has_role(user, OPERATOR, GENERAL_SECTION)
