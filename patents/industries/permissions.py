"""Industries are public; the general section writes all, an operator his own (domain.md section 2)."""

from django.db.models import Q, QuerySet

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser, has_role, is_system
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from patents.industries.models import Industry


def industries_readable_by(user: AnyUser) -> QuerySet[Industry]:
    """Everybody reads name, chain map, expressions and cut-off of every industry."""
    return Industry.objects.all()


def industries_writable_by(user: AnyUser) -> QuerySet[Industry]:
    """What this person may change."""
    return Industry.objects.filter(_writable(user))


def industry_can_write(user: AnyUser, industry: Industry) -> bool:
    """The same rule for one industry."""
    return industries_writable_by(user).filter(pk=industry.pk).exists()


def can_create(user: AnyUser) -> bool:
    """Operators and the general section; `system` for commands and sample content."""
    return has_role(user, OPERATOR, GENERAL_SECTION) or is_system(user)


def _writable(user: AnyUser) -> Q:
    if has_role(user, GENERAL_SECTION) or is_system(user):
        return Q()
    if isinstance(user, User) and has_role(user, OPERATOR):
        return Q(created_by=user)
    return Q(pk__in=[])
