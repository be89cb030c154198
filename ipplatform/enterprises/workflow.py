"""State tables of Membership and NewAreaMembership (domain.md 6.2, last paragraph)."""

from ipplatform.accounts.permissions import AnyUser, has_role, is_system
from ipplatform.accounts.roles import OPERATOR
from ipplatform.enterprises.models import Membership, MembershipEvent, NewAreaMembershipEvent
from ipplatform.enterprises.permissions import area_can_decide, area_can_propose, is_owner_member
from ipplatform.moves import Move, Workflow


def _may_admit(user: AnyUser, membership: Membership) -> bool:
    if membership.role == Membership.Role.OWNER:
        return has_role(user, OPERATOR)
    return is_owner_member(user, membership.enterprise_id)


def _may_end(user: AnyUser, membership: Membership) -> bool:
    return is_system(user) or has_role(user, OPERATOR) or is_owner_member(user, membership.enterprise_id)


MEMBERSHIP = Workflow(
    "account",
    MembershipEvent,
    (
        Move("admit", ("requested",), "active", _may_admit),
        Move("refuse", ("requested",), "refused", _may_admit, reason=True),
        Move("end", ("active",), "ended", _may_end),
    ),
)

NEW_AREA = Workflow(
    "account",
    NewAreaMembershipEvent,
    (
        Move("approve", ("proposed",), "approved", area_can_decide),
        Move("refuse", ("proposed",), "refused", area_can_decide, reason=True),
        Move("close", ("approved",), "closed", area_can_propose),
    ),
)
