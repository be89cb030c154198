"""Name groups: operators write, the general section reads (domain.md section 2)."""

from django.db.models import QuerySet

from ipplatform.accounts.permissions import AnyUser, has_role, is_system
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from patents.names.models import AliasProposal, AliasRejection, NameGroup


def can_group(user: AnyUser) -> bool:
    """Operators, and `system` for sample content."""
    return has_role(user, OPERATOR) or is_system(user)


def can_read_groups(user: AnyUser) -> bool:
    """Operators and the general section."""
    return can_group(user) or has_role(user, GENERAL_SECTION)


def groups_readable_by(user: AnyUser) -> QuerySet[NameGroup]:
    """All groups, dissolved ones too, or none."""
    return NameGroup.objects.all() if can_read_groups(user) else NameGroup.objects.none()


def proposals_readable_by(user: AnyUser) -> QuerySet[AliasProposal]:
    """All proposals, or none."""
    return AliasProposal.objects.all() if can_read_groups(user) else AliasProposal.objects.none()


def rejections_readable_by(user: AnyUser) -> QuerySet[AliasRejection]:
    """All rejections, undone ones too, or none."""
    return AliasRejection.objects.all() if can_read_groups(user) else AliasRejection.objects.none()
