"""Who sees and keeps the plan (domain.md section 2, row Plan, targets, snapshot)."""

from django.db.models import QuerySet

from analytics.plan.models import Plan, PlanSnapshot
from ipplatform.accounts.permissions import AnyUser, has_role
from ipplatform.accounts.roles import CASE_COORDINATOR, GENERAL_SECTION, OPERATOR

READERS = (GENERAL_SECTION, OPERATOR, CASE_COORDINATOR)


def plans_readable_by(user: AnyUser) -> QuerySet[Plan]:
    """Coordinators, operators and the general section read the board."""
    return Plan.objects.all() if has_role(user, *READERS) else Plan.objects.none()


def plan_can_read(user: AnyUser, plan: Plan) -> bool:
    """The same rule for one object."""
    return plans_readable_by(user).filter(pk=plan.pk).exists()


def snapshots_readable_by(user: AnyUser) -> QuerySet[PlanSnapshot]:
    """Snapshots list records of cases under pseudonyms: the general section only."""
    return PlanSnapshot.objects.all() if has_role(user, GENERAL_SECTION) else PlanSnapshot.objects.none()


def plan_can_keep(user: AnyUser, plan: object) -> bool:
    """The general section writes, freezes and exports."""
    return has_role(user, GENERAL_SECTION)


def deal_pages_can_open(user: AnyUser) -> bool:
    """Operators and the general section open the staff pages of deals: a coordinator gets the row without its link."""
    return has_role(user, GENERAL_SECTION, OPERATOR)


def case_rows_can_read(user: AnyUser) -> bool:
    """Rows of cases in a drill-down are shown to the general section only; the others see the count."""
    return has_role(user, GENERAL_SECTION)
