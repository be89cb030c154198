"""Writes of organisations, mediators and engagements. Matters are written `consultation:<uuid>` or `case:<uuid>`."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.moves import NOT_ALLOWED, Refused
from mediation.people.models import Engagement, MediationOrganisation, Mediator, TopicCode
from mediation.people.permissions import mediators_can_manage


def matter_of(*, kind: str, public_id: UUID) -> str:
    """The opaque name of a matter: `case:<uuid>`, `consultation:<uuid>`."""
    return f"{kind}:{public_id}"


def organisation_create(
    *, name: str, kind: str, by: User, address: str = "", contact: str = ""
) -> MediationOrganisation:
    """A mediation organisation on the list; coordinators keep it."""
    if not mediators_can_manage(by):
        raise Refused(NOT_ALLOWED)
    organisation = MediationOrganisation(name=name.strip(), kind=kind, address=address, contact=contact)
    organisation.full_clean()
    organisation.save()
    return organisation


def mediator_register(
    *,
    user: User,
    organisation: MediationOrganisation,
    display_name: str,
    specialities: Iterable[TopicCode],
    by: User,
    profession: str = "",
    introduction: str = "",
    since_year: int | None = None,
    listed: bool = True,
) -> Mediator:
    """Put a person on the list of mediators. The role itself is granted by an administrator (accounts)."""
    if not mediators_can_manage(by):
        raise Refused(NOT_ALLOWED)
    mediator = Mediator(
        user=user, organisation=organisation, display_name=display_name.strip(), profession=profession,
        introduction=introduction, since_year=since_year, listed=listed,
    )  # fmt: skip
    with transaction.atomic():
        mediator.full_clean()
        mediator.save()
        mediator.specialities.set(list(specialities))
    return mediator


def engagement_open(
    *,
    person: User,
    role: str,
    matter: str,
    on: date,
    by: User,
    enterprise: Enterprise | None = None,
    identity_hash: str = "",
) -> Engagement:
    """Record that a person acts or acted for an enterprise, or for the natural person of an identity hash."""
    engagement = Engagement(
        person=person, enterprise=enterprise, identity_hash=identity_hash, role=role, matter=matter, from_on=on,
        recorded_by=by,
    )  # fmt: skip
    engagement.full_clean()
    engagement.save()
    return engagement


def engagements_close(*, matter: str, on: date, by: User, person: User | None = None, role: str = "") -> int:
    """End the open engagements of a matter (of one person, of one role); returns how many. Repeated: none."""
    rows = Engagement.objects.filter(Q(to_on__isnull=True), matter=matter)
    if person is not None:
        rows = rows.filter(person=person)
    if role:
        rows = rows.filter(role=role)
    # A row recorded for a later day ends on its own first day: the range stays ordered.
    late = rows.filter(from_on__gt=on).update(to_on=F("from_on"))
    return late + rows.filter(from_on__lte=on).update(to_on=on)
