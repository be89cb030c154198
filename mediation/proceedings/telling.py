"""Notices of a case: kind, number and link, to those whom it concerns. No content of a case passes here."""

from collections.abc import Iterable
from datetime import date

from ipplatform.accounts.models import User
from ipplatform.notices.services import notices_send
from mediation.cases.models import MediationCase
from mediation.cases.selectors import appointment_of, users_of_parties
from mediation.proceedings.selectors import coordinators


def case_link(case: MediationCase) -> str:
    """The case room (contract: `/desk/cases/<id>/`); parties and mediator."""
    return f"/desk/cases/{case.public_id}/"


def case_staff_link(case: MediationCase) -> str:
    """The case at the coordinator's desk."""
    return f"/admin/cases/{case.public_id}/"


def tell_parties(case: MediationCase, kind: str, *, by: User, on: date) -> None:
    """Everybody with access for a party, less the person who acts."""
    _tell(case, kind, users_of_parties(case, but=[by.pk], on=on), case_link(case))


def tell_mediator(case: MediationCase, kind: str) -> None:
    """The present mediator."""
    appointment = appointment_of(case)
    if appointment is not None:
        _tell(case, kind, [appointment.mediator.user], case_link(case))


def tell_coordinators(case: MediationCase, kind: str) -> None:
    """All coordinators: cases have no owner among them."""
    _tell(case, kind, coordinators(), case_staff_link(case))


def _tell(case: MediationCase, kind: str, users: Iterable[User], link: str) -> None:
    notices_send(to=users, kind=kind, number=case.number or "", link=link)
