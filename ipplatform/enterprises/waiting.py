"""What of memberships and New Area facts waits for somebody."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.enterprises.models import Enterprise, Membership, NewAreaMembership
from ipplatform.enterprises.permissions import is_owner_member
from ipplatform.waiting import Waiting


def waiting_for(user: User, enterprise: Enterprise | None) -> list[Waiting]:
    """Members to admit (owner, operator), New Area facts to decide (general section, not the proposer)."""
    found: list[Waiting] = []
    if enterprise is not None and is_owner_member(user, enterprise.pk):
        asked = Membership.objects.filter(enterprise=enterprise, state="requested", role=Membership.Role.STAFF)
        link = reverse("enterprises:members")
        found += [Waiting(_("答复成员加入申请"), enterprise.name, row.valid_from, None, link) for row in asked]
    if has_role(user, OPERATOR):
        owners = Membership.objects.filter(state="requested", role=Membership.Role.OWNER).select_related("enterprise")
        found += [
            Waiting(_("核实企业负责人"), row.enterprise.name, row.valid_from, None, _staff(row.enterprise))
            for row in owners
        ]
    if has_role(user, GENERAL_SECTION):
        facts = (
            NewAreaMembership.objects.filter(state="proposed").exclude(proposed_by=user).select_related("enterprise")
        )
        found += [
            Waiting(_("核准新区资格"), row.enterprise.name, row.created_at.date(), None, _staff(row.enterprise))
            for row in facts
        ]
    return found


def _staff(enterprise: Enterprise) -> str:
    return reverse("enterprises_staff:detail", args=[enterprise.public_id])
