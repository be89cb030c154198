"""Who reads, sets and lifts what stands on a patent (domain.md section 2, row "Pledge, licence, hold on a patent")."""

from django.db.models import Q, QuerySet

from ipplatform.accounts.permissions import AnyUser, has_role, is_system
from ipplatform.accounts.roles import CASE_COORDINATOR, GENERAL_SECTION, OPERATOR
from ipplatform.enterprises.permissions import enterprise_ids_of
from ipplatform.files.models import PrivateFile
from patents.records.models import Patent
from patents.records.permissions import patents_owned_by
from patents.rights.models import ExistingLicence, HoldReason, OpenLicenceStatement, PatentHold, Pledge


def pledges_readable_by(user: AnyUser) -> QuerySet[Pledge]:
    """Operators and the general section read all; an enterprise those of its own patents; others none."""
    return Pledge.objects.filter(_readable(user))


def licences_readable_by(user: AnyUser) -> QuerySet[ExistingLicence]:
    """The same rule for licences."""
    return ExistingLicence.objects.filter(_readable(user))


def statements_readable_by(user: AnyUser) -> QuerySet[OpenLicenceStatement]:
    """The same rule for open-licence statements."""
    return OpenLicenceStatement.objects.filter(_readable(user))


def holds_readable_by(user: AnyUser) -> QuerySet[PatentHold]:
    """The same rule for holds; coordinators read those of a dispute, which they set and lift."""
    condition = _readable(user)
    if has_role(user, CASE_COORDINATOR):
        condition |= Q(reason=HoldReason.DISPUTE)
    return PatentHold.objects.filter(condition)


def hold_can_read(user: AnyUser, hold: PatentHold) -> bool:
    """`holds_readable_by` for one object."""
    return holds_readable_by(user).filter(pk=hold.pk).exists()


def hold_reference_can_read(user: AnyUser, hold: PatentHold) -> bool:
    """Whether the opaque reference is shown: of a dispute to coordinators only; operators see its reason and dates."""
    if hold.reason == HoldReason.DISPUTE:
        return has_role(user, CASE_COORDINATOR)
    return has_role(user, OPERATOR)


def hold_can_set(user: AnyUser, reason: str) -> bool:
    """A dispute: system (with its case) or a coordinator. Everything else: system or an operator."""
    return is_system(user) or has_role(user, CASE_COORDINATOR if reason == HoldReason.DISPUTE else OPERATOR)


def hold_can_lift(user: AnyUser, hold: PatentHold) -> bool:
    """Whoever may set it may lift it."""
    return hold_can_set(user, hold.reason)


def encumbrance_can_record(user: AnyUser) -> bool:
    """Pledges, licences and statements are recorded by operators."""
    return has_role(user, OPERATOR) or is_system(user)


def _readable(user: AnyUser) -> Q:
    if has_role(user, OPERATOR, GENERAL_SECTION):
        return Q()
    own = enterprise_ids_of(user)
    if not own:
        return Q(pk__in=[])
    return Q(patent__in=Patent.objects.filter(patents_owned_by(own)))


def consent_file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """A pledgee's consent follows its pledge. Registered as the owner of private files `pledge`."""
    return pledges_readable_by(user).filter(public_id=file.owner_id).exists()
