"""CaseAccess: granted and ended only here, each time with one audit link."""

from datetime import date

from django.db.models import Q

from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from mediation.cases.models import CaseAccess, MediationCase, Party


def access_grant(
    *, case: MediationCase, user: User, capacity: str, party: Party | None, by: User, on: date
) -> CaseAccess:
    """Open a case to a person; one who has the same access keeps it."""
    standing = CaseAccess.objects.filter(
        case=case, user=user, party=party, capacity=capacity, until_on__isnull=True
    ).first()
    if standing is not None:
        return standing
    access = CaseAccess(case=case, user=user, party=party, capacity=capacity, from_on=on, granted_by=by)
    access.full_clean()
    access.save()
    _tell(access, "access_granted", by)
    return access


def access_end(*, access: CaseAccess, by: User, until_on: date) -> CaseAccess:
    """Close an access: `until_on` is the first day without it."""
    access.until_on = max(until_on, access.from_on)
    access.save(update_fields=["until_on"])
    _tell(access, "access_ended", by)
    return access


def mediator_access_end(*, case: MediationCase, by: User, until_on: date, user: User | None = None) -> int:
    """End the accesses of the case's mediators (of one person); returns how many."""
    rows = CaseAccess.objects.filter(Q(until_on__isnull=True), case=case, capacity=CaseAccess.Capacity.MEDIATOR)
    if user is not None:
        rows = rows.filter(user=user)
    ended = list(rows.order_by("pk"))
    for access in ended:
        access_end(access=access, by=by, until_on=until_on)
    return len(ended)


def _tell(access: CaseAccess, action: str, by: User) -> None:
    audit_append(
        stream_kind="case", stream_subject=str(access.case.public_id), actor=str(by.public_id), action=action,
        object_kind="case_access", object_id=str(access.pk), reason_code=access.capacity,
        after={"user": access.user_id, "from": access.from_on, "until": access.until_on},
    )  # fmt: skip
