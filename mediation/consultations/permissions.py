"""Who reads a consultation, and who reads its text (domain.md section 2, row Consultation)."""

from django.db.models import Q, QuerySet

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser, has_role, is_signed_in, is_system
from ipplatform.accounts.roles import CASE_COORDINATOR, GENERAL_SECTION, MEDIATOR, OPERATOR
from ipplatform.enterprises.permissions import enterprise_ids_of, is_member
from ipplatform.files.models import PrivateFile
from mediation.consultations.models import Consultation

_NOBODY = Q(pk__in=[])


def _readable(user: AnyUser) -> Q:
    if has_role(user, CASE_COORDINATOR, OPERATOR, GENERAL_SECTION):
        return Q()
    if not is_signed_in(user) or not isinstance(user, User):
        return _NOBODY
    return _text_readable(user)


def _text_readable(user: AnyUser) -> Q:
    if has_role(user, CASE_COORDINATOR):
        return Q()
    if not is_signed_in(user) or not isinstance(user, User):
        return _NOBODY
    own = Q(enterprise_id__in=enterprise_ids_of(user))
    return own | Q(adviser=user) if has_role(user, MEDIATOR, OPERATOR) else own


def consultations_readable_by(user: AnyUser) -> QuerySet[Consultation]:
    """Enterprise, topic, dates, outcome: own enterprise, adviser, coordinator, operator, general section."""
    return Consultation.objects.filter(_readable(user))


def consultation_can_read(user: AnyUser, consultation: Consultation) -> bool:
    """The same rule for one object."""
    return consultations_readable_by(user).filter(pk=consultation.pk).exists()


def consultation_texts_readable_by(user: AnyUser) -> QuerySet[Consultation]:
    """Question and answer: own enterprise, its adviser, coordinators; not the queue's operators or general section."""
    return Consultation.objects.filter(_text_readable(user))


def consultation_text_can_read(user: AnyUser, consultation: Consultation) -> bool:
    """The same rule for one object."""
    return consultation_texts_readable_by(user).filter(pk=consultation.pk).exists()


def can_record_on_behalf(user: AnyUser) -> bool:
    """Operators record what an enterprise asks by phone or at the counter."""
    return has_role(user, OPERATOR)


def is_own(user: AnyUser, consultation: Consultation) -> bool:
    """A member of the asking enterprise."""
    return is_member(user, consultation.enterprise_id)


def can_assign(user: AnyUser, consultation: Consultation) -> bool:
    """Coordinators, or operators, but nobody for the own enterprise's question."""
    return has_role(user, CASE_COORDINATOR, OPERATOR) and not is_own(user, consultation)


def is_adviser(user: AnyUser, consultation: Consultation) -> bool:
    """The adviser it is assigned to, while still a mediator or operator."""
    return isinstance(user, User) and consultation.adviser_id == user.pk and has_role(user, MEDIATOR, OPERATOR)


def is_the_system(user: AnyUser, consultation: Consultation) -> bool:
    """Scheduled jobs."""
    return is_system(user)


def advisers_offered() -> QuerySet[User]:
    """Any mediator or operator may be assigned."""
    return User.objects.filter(is_active=True, groups__name__in=(MEDIATOR, OPERATOR)).distinct().order_by("name", "pk")


def file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """Files of a consultation follow its text."""
    return consultation_texts_readable_by(user).filter(public_id=file.owner_id).exists()
