"""Who sees whom: the directory is public; engagements are asked only by rooms above, never shown by themselves."""

from django.db.models import Q, QuerySet

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser, has_role
from ipplatform.accounts.roles import CASE_COORDINATOR, MEDIATOR
from mediation.people.models import Mediator


def _public() -> Q:
    return Q(listed=True, active=True, user__is_active=True)


def mediators_public() -> QuerySet[Mediator]:
    """The public directory: listed mediators who take cases."""
    return Mediator.objects.filter(_public())


def mediators_appointable() -> QuerySet[Mediator]:
    """Those who may be proposed or designated: active, with an account that holds the role."""
    return Mediator.objects.filter(active=True, user__is_active=True, user__groups__name=MEDIATOR)


def mediator_can_read(user: AnyUser, mediator: Mediator) -> bool:
    """Anybody reads a listed mediator; coordinators and the person himself also an unlisted one."""
    own = isinstance(user, User) and mediator.user_id == user.pk
    return own or has_role(user, CASE_COORDINATOR) or mediators_public().filter(pk=mediator.pk).exists()


def mediators_can_manage(user: AnyUser) -> bool:
    """Coordinators keep the list."""
    return has_role(user, CASE_COORDINATOR)
