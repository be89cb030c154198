"""Reads of consultations: lists of the desk and of staff, and the rows that the ledger counts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser
from ipplatform.enterprises.permissions import enterprise_ids_of
from mediation.consultations.models import Consultation
from mediation.consultations.permissions import consultations_readable_by


@dataclass(frozen=True)
class CountingRow:
    """What the ledger may know of a consultation: no text."""

    public_id: UUID
    state: str
    enterprise_id: int
    topic_code: str
    opened_on: date
    closed_on: date | None


def consultations_of_own_enterprises(user: AnyUser) -> QuerySet[Consultation]:
    """The desk's list, newest first."""
    rows = Consultation.objects.filter(enterprise_id__in=enterprise_ids_of(user))
    return rows.select_related("topic", "enterprise", "adviser")


def consultations_for_staff(
    user: AnyUser, *, state: str = "", mine: bool = False, text: str = ""
) -> QuerySet[Consultation]:
    """The staff list: by state, assigned to oneself, by number or enterprise."""
    rows = consultations_readable_by(user)
    if state:
        rows = rows.filter(state=state)
    if mine and isinstance(user, User):
        rows = rows.filter(adviser=user)
    if text:
        rows = rows.filter(Q(number__icontains=text) | Q(enterprise__name__icontains=text))
    return rows.select_related("topic", "enterprise", "adviser").defer("question", "answer")


def consultations_for_counting(start: date, end: date) -> list[CountingRow]:
    """Candidates of a period, inclusive: asked, answered or closed in it. One query, no text."""
    days = (start, end)
    rows = Consultation.objects.filter(
        Q(opened_on__range=days) | Q(answered_on__range=days) | Q(closed_on__range=days)
    ).order_by("closed_on", "pk")
    values = rows.values_list("public_id", "state", "enterprise_id", "topic__code", "opened_on", "closed_on")
    return [CountingRow(*row) for row in values]
