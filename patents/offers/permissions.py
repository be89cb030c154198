"""Who reads and changes offers and demands (domain.md section 2, rows Offer, floor price, Demand; separation 6)."""

from datetime import date

from django.db.models import Q, QuerySet

from ipplatform import clock
from ipplatform.accounts.permissions import AnyUser, has_role, is_system
from ipplatform.accounts.roles import CASE_COORDINATOR, GENERAL_SECTION, OPERATOR
from ipplatform.enterprises.permissions import enterprise_ids_of, is_member
from ipplatform.files.models import PrivateFile
from patents.offers.locks import offer_locked
from patents.offers.models import FINAL_STATES, Confidentiality, Demand, DemandState, Offer, OfferState
from patents.rights.models import HoldReason


def offers_public(on: date | None = None) -> QuerySet[Offer]:
    """What everybody sees: published, not past its day, not locked."""
    return Offer.objects.filter(_public(on or clock.today()))


def offers_readable_by(user: AnyUser) -> QuerySet[Offer]:
    """Operators read all, the general section all but drafts, a member the own, everybody the public ones."""
    return Offer.objects.filter(_readable(user))


def offer_can_read(user: AnyUser, offer: Offer) -> bool:
    """`offers_readable_by` for one object."""
    return offers_readable_by(user).filter(pk=offer.pk).exists()


def offers_owned_by(user: AnyUser) -> QuerySet[Offer]:
    """Offers of the enterprises a person acts for: the desk."""
    return Offer.objects.filter(enterprise__in=enterprise_ids_of(user))


def offers_reviewable_by(user: AnyUser) -> QuerySet[Offer]:
    """Offers in the staff pages: operators. What they may not review of their own enterprise they still read."""
    return Offer.objects.all() if has_role(user, OPERATOR) else Offer.objects.none()


def offer_is_owners(user: AnyUser, offer: Offer) -> bool:
    """A member of the owner enterprise: every move that 6.1 gives the owner."""
    return is_member(user, offer.enterprise_id)


def offer_can_review(user: AnyUser, offer: Offer) -> bool:
    """An operator who is no member of the owner enterprise (separation 6)."""
    return has_role(user, OPERATOR) and not is_member(user, offer.enterprise_id)


def offer_can_lock(user: AnyUser, offer: Offer) -> bool:
    """Lock one offer alone: system, operator, coordinator (by reason code only)."""
    return is_system(user) or offer_can_review(user, offer) or has_role(user, CASE_COORDINATOR)


def offer_can_unlock(user: AnyUser, offer: Offer) -> bool:
    """A dispute's lock: system or coordinator; every other: operator."""
    if offer.lock_reason == HoldReason.DISPUTE:
        return is_system(user) or has_role(user, CASE_COORDINATOR)
    return offer_can_review(user, offer)


def floor_price_can_read(user: AnyUser, offer: Offer) -> bool:
    """The owner. An operator reads it in its own deals only: the deals room asks for that."""
    return offer_is_owners(user, offer)


def offer_details_can_read(user: AnyUser, offer: Offer) -> bool:
    """Indicators and know-how of an offer under NDA: owner and operators; a deal's data room opens them to a buyer."""
    return offer.confidentiality != Confidentiality.NDA or offer_is_owners(user, offer) or has_role(user, OPERATOR)


def offer_files_can_add(user: AnyUser, offer: Offer) -> bool:
    """Owner and reviewing operators, until the offer is over."""
    return offer.state not in FINAL_STATES and (offer_is_owners(user, offer) or offer_can_review(user, offer))


def offer_file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """Papers of an offer: its owner and operators. Registered as the owner of private files `offer`."""
    offer = Offer.objects.filter(files__file=file).first()
    return offer is not None and (offer_is_owners(user, offer) or has_role(user, OPERATOR))


def demands_public(on: date | None = None) -> QuerySet[Demand]:
    """Published demands before their deadline's end."""
    return Demand.objects.filter(_demand_public(on or clock.today()))


def demands_readable_by(user: AnyUser) -> QuerySet[Demand]:
    """Operators all, the general section all but drafts, a member those of the own enterprise, everybody the public."""
    condition = _demand_public(clock.today())
    if has_role(user, OPERATOR):
        condition = Q()
    elif has_role(user, GENERAL_SECTION):
        condition |= ~Q(state=DemandState.DRAFT)
    return Demand.objects.filter(condition | _own(user) if condition else condition)


def demand_can_read(user: AnyUser, demand: Demand) -> bool:
    """`demands_readable_by` for one object."""
    return demands_readable_by(user).filter(pk=demand.pk).exists()


def demands_owned_by(user: AnyUser) -> QuerySet[Demand]:
    """Demands of the enterprises a person acts for: the desk."""
    return Demand.objects.filter(enterprise__in=enterprise_ids_of(user))


def demands_reviewable_by(user: AnyUser) -> QuerySet[Demand]:
    """Demands in the staff pages: operators."""
    return Demand.objects.all() if has_role(user, OPERATOR) else Demand.objects.none()


def demand_is_owners(user: AnyUser, demand: Demand) -> bool:
    """A member of the enterprise that demands."""
    return is_member(user, demand.enterprise_id)


def demand_can_review(user: AnyUser, demand: Demand) -> bool:
    """An operator who is no member of the enterprise (separation 6)."""
    return has_role(user, OPERATOR) and not is_member(user, demand.enterprise_id)


def demand_contact_can_read(user: AnyUser, demand: Demand) -> bool:
    """Contact details: owner and operators."""
    return demand_is_owners(user, demand) or has_role(user, OPERATOR)


def _public(on: date) -> Q:
    return Q(state=OfferState.PUBLISHED, valid_until__gte=on) & ~offer_locked(on)


def _readable(user: AnyUser) -> Q:
    if has_role(user, OPERATOR):
        return Q()
    condition = _public(clock.today()) | _own(user)
    if has_role(user, GENERAL_SECTION):
        condition |= ~Q(state=OfferState.DRAFT)
    return condition


def _own(user: AnyUser) -> Q:
    return Q(enterprise__in=enterprise_ids_of(user))


def _demand_public(on: date) -> Q:
    return Q(state=DemandState.PUBLISHED) & (Q(deadline__isnull=True) | Q(deadline__gte=on))
