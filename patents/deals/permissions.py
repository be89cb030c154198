"""Who reads and moves inquiries, deals, payments and landings (domain.md section 2). One expression a rule."""

from django.db.models import Q, QuerySet

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser, has_role, is_signed_in
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.enterprises.permissions import enterprise_ids_of
from ipplatform.files.models import PrivateFile
from patents.deals.models import Deal, DealParty, Inquiry, Landing, Payment, Quote


def inquiries_readable_by(user: AnyUser) -> QuerySet[Inquiry]:
    """Both sides of an inquiry; operators and the general section all."""
    if has_role(user, OPERATOR, GENERAL_SECTION):
        return Inquiry.objects.all()
    return (
        Inquiry.objects.filter(_inquiry_of(enterprise_ids_of(user))) if is_signed_in(user) else Inquiry.objects.none()
    )


def inquiries_of(enterprise_ids: frozenset[int]) -> QuerySet[Inquiry]:
    """What a desk shows: inquiries sent or received by these enterprises."""
    return Inquiry.objects.filter(_inquiry_of(enterprise_ids))


def inquiry_can_read(user: AnyUser, inquiry: Inquiry) -> bool:
    """The same rule for one object."""
    return inquiries_readable_by(user).filter(pk=inquiry.pk).exists()


def data_room_open_for(user: AnyUser, inquiry: Inquiry) -> bool:
    """The asked side and operators always; the asking side only after its NDA; the general section never."""
    own = enterprise_ids_of(user)
    if inquiry.owner_enterprise_id in own or has_role(user, OPERATOR):
        return True
    return inquiry.from_enterprise_id in own and inquiry.nda_accepted_at is not None


def is_asking_side(user: AnyUser, inquiry: Inquiry) -> bool:
    return inquiry.from_enterprise_id in enterprise_ids_of(user)


def is_asked_side(user: AnyUser, inquiry: Inquiry) -> bool:
    return inquiry.owner_enterprise_id in enterprise_ids_of(user)


def deals_readable_by(user: AnyUser) -> QuerySet[Deal]:
    """Members of the enterprises of both sides; operators and the general section all."""
    if has_role(user, OPERATOR, GENERAL_SECTION):
        return Deal.objects.all()
    return deals_of(enterprise_ids_of(user)) if is_signed_in(user) else Deal.objects.none()


def deals_of(enterprise_ids: frozenset[int]) -> QuerySet[Deal]:
    """What a desk shows: deals with one of these enterprises on a side."""
    return Deal.objects.filter(pk__in=DealParty.objects.filter(enterprise__in=enterprise_ids).values("deal"))


def deal_can_read(user: AnyUser, deal: Deal) -> bool:
    """The same rule for one object."""
    return deals_readable_by(user).filter(pk=deal.pk).exists()


def sides_of(user: AnyUser, deal: Deal) -> frozenset[str]:
    """Sides on which the person acts as a member; empty for staff."""
    own = enterprise_ids_of(user)
    return frozenset(party.side for party in deal.parties.all() if party.enterprise_id in own) if own else frozenset()


def is_party(user: AnyUser, deal: Deal) -> bool:
    """A member of an enterprise of either side."""
    return bool(sides_of(user, deal))


def is_conflicted(user: AnyUser, enterprise_ids: frozenset[int]) -> bool:
    """An operator who is a member of an enterprise concerned (separation 6)."""
    return has_role(user, OPERATOR) and not enterprise_ids_of(user).isdisjoint(enterprise_ids)


def enterprises_in(deal: Deal) -> frozenset[int]:
    """Primary keys of the enterprises on both sides."""
    return frozenset(party.enterprise_id for party in deal.parties.all() if party.enterprise_id is not None)


def deal_can_operate(user: AnyUser, deal: Deal) -> bool:
    """An operator who belongs to none of the deal's enterprises (separation 6)."""
    return has_role(user, OPERATOR) and not is_conflicted(user, enterprises_in(deal))


def inquiry_can_operate(user: AnyUser, inquiry: Inquiry) -> bool:
    """An operator who belongs to neither side (separation 6)."""
    sides = frozenset({inquiry.from_enterprise_id, inquiry.owner_enterprise_id})
    return has_role(user, OPERATOR) and not is_conflicted(user, sides)


def floor_price_can_read(user: AnyUser, deal: Deal) -> bool:
    """The private floor price: its owner, and the operator of this deal (domain.md section 2)."""
    if deal.offer is None:
        return False
    own_deal = isinstance(user, User) and deal.operator_id == user.pk and has_role(user, OPERATOR)
    return own_deal or deal.offer.enterprise_id in enterprise_ids_of(user)


def quote_can_withdraw(user: AnyUser, quote: Quote) -> bool:
    """The side that made it."""
    return quote.side in sides_of(user, quote.deal)


def payment_can_note(user: AnyUser, payment: Payment) -> bool:
    """Either side."""
    return is_party(user, payment.deal)


def landings_readable_by(user: AnyUser) -> QuerySet[Landing]:
    """The buyer's members, not the seller (evidence may hold revenue); operators and the general section all."""
    if has_role(user, OPERATOR, GENERAL_SECTION):
        return Landing.objects.all()
    return (
        Landing.objects.filter(enterprise__in=enterprise_ids_of(user)) if is_signed_in(user) else Landing.objects.none()
    )


def landing_can_read(user: AnyUser, landing: Landing) -> bool:
    """The same rule for one object."""
    return landings_readable_by(user).filter(pk=landing.pk).exists()


def landing_can_decide(user: AnyUser, landing: Landing) -> bool:
    """The general section, never the person who claimed it (separation 5)."""
    return has_role(user, GENERAL_SECTION) and isinstance(user, User) and landing.claimed_by_id != user.pk


def landing_can_confirm(user: AnyUser, landing: Landing) -> bool:
    """A member of the buyer."""
    return landing.enterprise_id in enterprise_ids_of(user)


def party_area_can_decide(user: AnyUser, party: DealParty) -> bool:
    """The general section, never on its own proposal (separation 5)."""
    return has_role(user, GENERAL_SECTION) and isinstance(user, User) and party.proposed_by_id != user.pk


def deal_file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """Files of a deal follow the deal."""
    return deals_readable_by(user).filter(public_id=file.owner_id).exists()


def landing_file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """Files of a landing follow the landing."""
    return landings_readable_by(user).filter(public_id=file.owner_id).exists()


def data_room_file_can_read(user: AnyUser, file: PrivateFile) -> bool:
    """Never by the general address: the data room's own one logs every view."""
    return False


def _inquiry_of(enterprise_ids: frozenset[int]) -> Q:
    return (
        Q(from_enterprise__in=enterprise_ids)
        | Q(offer__enterprise__in=enterprise_ids)
        | Q(demand__enterprise__in=enterprise_ids)
    )
