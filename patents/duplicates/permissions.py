"""The review list is the operators': it shows applications that are not published yet."""

from django.db.models import QuerySet

from ipplatform.accounts.permissions import AnyUser, has_role, is_system
from ipplatform.accounts.roles import OPERATOR
from patents.duplicates.models import Dismissal, DuplicatePair


def can_review(user: AnyUser) -> bool:
    """Operators, and `system` for commands."""
    return has_role(user, OPERATOR) or is_system(user)


def pairs_readable_by(user: AnyUser) -> QuerySet[DuplicatePair]:
    """All pairs for operators, none for anybody else."""
    return DuplicatePair.objects.all() if can_review(user) else DuplicatePair.objects.none()


def dismissals_readable_by(user: AnyUser) -> QuerySet[Dismissal]:
    """All dismissals for operators, none for anybody else."""
    return Dismissal.objects.all() if can_review(user) else Dismissal.objects.none()
