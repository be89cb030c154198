"""Writes of enterprises, memberships and New Area membership."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise, Membership, NewAreaMembership
from ipplatform.enterprises.permissions import area_can_propose
from ipplatform.enterprises.uscc import uscc_canonical
from ipplatform.enterprises.workflow import MEMBERSHIP, NEW_AREA
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused, event_append, move

AREA_OVERLAPS = Refusal("area_overlaps", _("该时段与已核准的新区资格重叠，请先结束原记录。"))
ALREADY_MEMBER = Refusal("already_member", _("该账户已是企业成员，或申请正在处理。"))


def enterprise_create(*, name: str, uscc: str | None, by: User, **fields: str) -> Enterprise:
    """A new enterprise. Raises ValidationError for a wrong or known USCC."""
    enterprise = Enterprise(name=name.strip(), uscc=uscc_canonical(uscc) if uscc else None, **fields)
    enterprise.full_clean()
    enterprise.save()
    return enterprise


def membership_request(*, user: User, enterprise: Enterprise, role: str, on: date, by: User) -> Membership:
    """Ask to act for an enterprise; the first owner is admitted by an operator, others by an owner."""
    with transaction.atomic():
        Enterprise.objects.select_for_update().get(pk=enterprise.pk)
        if Membership.objects.filter(user=user, enterprise=enterprise, state__in=("requested", "active")).exists():
            raise Refused(ALREADY_MEMBER)
        membership = Membership(
            user=user, enterprise=enterprise, role=role, state="requested", created_by=by, valid_from=on
        )
        membership.full_clean()
        membership.save()
        event_append(MEMBERSHIP, membership, action="request", by=by, on=on)
    return membership


def membership_admit(*, membership: Membership, by: User, on: date, revision: int) -> Membership:
    """requested -> active."""
    return move(MEMBERSHIP, membership, "admit", by=by, on=on, revision=revision)


def area_propose(
    *, enterprise: Enterprise, status: str, valid_from: date, valid_to: date | None, evidence: str, by: User, on: date
) -> NewAreaMembership:
    """Propose a New Area fact with its evidence; overlap is checked under the enterprise row's lock on approval too."""
    if not area_can_propose(by, None):
        raise Refused(NOT_ALLOWED)
    row = NewAreaMembership(
        enterprise=enterprise, status=status, valid_from=valid_from, valid_to=valid_to, evidence=evidence,
        proposed_by=by, created_by=by, state="proposed",
    )  # fmt: skip
    with transaction.atomic():
        row.full_clean()
        row.save()
        event_append(NEW_AREA, row, action="propose", by=by, on=on)
    return row


def area_approve(*, membership: NewAreaMembership, by: User, on: date, revision: int) -> NewAreaMembership:
    """proposed -> approved by a second person; an open approved row is closed the day before the new one starts."""
    with transaction.atomic():
        Enterprise.objects.select_for_update().get(pk=membership.enterprise_id)
        others = NewAreaMembership.objects.filter(
            enterprise_id=membership.enterprise_id, state__in=("approved", "closed")
        ).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=membership.valid_from))
        if membership.valid_to is not None:
            others = others.filter(valid_from__lte=membership.valid_to)
        for other in others:
            if other.valid_to is not None or other.valid_from >= membership.valid_from:
                raise Refused(AREA_OVERLAPS)
            other.valid_to = membership.valid_from - timedelta(days=1)
            other.state, other.revision = "closed", other.revision + 1
            other.save(update_fields=["valid_to", "state", "revision"])
            event_append(NEW_AREA, other, action="close", from_state="approved", by=by, on=on)
        return move(NEW_AREA, membership, "approve", by=by, on=on, revision=revision, changes={"approved_by": by})


def area_refuse(
    *, membership: NewAreaMembership, reason_code: str, by: User, on: date, revision: int
) -> NewAreaMembership:
    """proposed -> refused."""
    return move(NEW_AREA, membership, "refuse", by=by, on=on, revision=revision, reason_code=reason_code)


def enterprise_join(*, user: User, uscc: str, name: str, role: str, on: date, by: User) -> Membership:
    """Ask to act for the enterprise of a code; an unknown one is entered under the given name, to be verified."""
    with transaction.atomic():
        enterprise = Enterprise.objects.filter(uscc=uscc_canonical(uscc)).first()
        if enterprise is None:
            enterprise = enterprise_create(name=name, uscc=uscc, by=by)
        return membership_request(user=user, enterprise=enterprise, role=role, on=on, by=by)


def membership_decide(*, membership: Membership, admit: bool, by: User, on: date, revision: int) -> Membership:
    """requested -> active or refused."""
    if admit:
        return membership_admit(membership=membership, by=by, on=on, revision=revision)
    return move(MEMBERSHIP, membership, "refuse", by=by, on=on, revision=revision, reason_code="not_confirmed")


def memberships_end(*, on: date) -> int:
    """active -> ended for memberships whose last day is over, by the system; how many. Run daily; repeated: none."""
    system = User.objects.system()
    rows = list(Membership.objects.filter(state="active", valid_to__lt=on).order_by("pk"))
    for membership in rows:
        move(MEMBERSHIP, membership, "end", by=system, on=on, revision=None)
    return len(rows)
