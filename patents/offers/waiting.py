"""What waits for an enterprise (its drafts, returns, locks, ends) and for operators (queues, re-checks)."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import OPERATOR
from ipplatform.deadlines.selectors import rule_int
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.permissions import enterprise_ids_of, is_member
from ipplatform.waiting import Waiting
from patents.offers.models import Demand, DemandState, Offer, OfferState

ENDING_DAYS = 14
RECHECK_DAYS = 7


def waiting_for(user: User, enterprise: Enterprise | None) -> list[Waiting]:
    """Rows of a desk: of the enterprise when one is given and the user acts for it, and of the operators' queues."""
    rows: list[Waiting] = []
    if enterprise is not None and is_member(user, enterprise.pk):
        rows += _for_owner(enterprise)
    if has_role(user, OPERATOR):
        rows += _for_operator(user)
    return rows


def _day(instant: datetime) -> date:
    return instant.astimezone(clock.OFFICE_ZONE).date()


def _for_owner(enterprise: Enterprise) -> list[Waiting]:
    today = clock.today()
    rows: list[Waiting] = []
    states = (OfferState.DRAFT, OfferState.PUBLISHED, OfferState.EXPIRED)
    for offer in Offer.objects.filter(enterprise=enterprise, state__in=states).order_by("updated_at"):
        link, since = reverse("offers:desk_detail", args=[offer.number]), _day(offer.updated_at)
        if offer.state == OfferState.DRAFT and offer.return_note:
            rows.append(Waiting(_("供给被退回，请改正后重新提交"), offer.number, since, None, link))
        elif offer.state == OfferState.DRAFT:
            rows.append(Waiting(_("供给草稿还没有提交"), offer.number, since, None, link))
        elif offer.state == OfferState.EXPIRED:
            rows.append(Waiting(_("供给已过期，可以续期"), offer.number, since, None, link))
        elif offer.valid_until is not None and offer.valid_until <= today + timedelta(days=ENDING_DAYS):
            rows.append(Waiting(_("供给即将到期"), offer.number, offer.published_on, offer.valid_until, link))
    demand_states = (DemandState.DRAFT, DemandState.RETURNED)
    for demand in Demand.objects.filter(enterprise=enterprise, state__in=demand_states).order_by("updated_at"):
        what = _("需求草稿还没有提交") if demand.state == DemandState.DRAFT else _("需求被退回，请改正后重新提交")
        link = reverse("offers:desk_demand", args=[demand.number])
        rows.append(Waiting(what, demand.number, _day(demand.updated_at), None, link))
    return rows


def _for_operator(user: User) -> list[Waiting]:
    today = clock.today()
    days = rule_int("D28", today)
    rows: list[Waiting] = []
    states = (OfferState.SUBMITTED, OfferState.VERIFIED, OfferState.PUBLISHED)
    # Separation 6: what a member of the owner enterprise may not review does not wait for him.
    offers = Offer.objects.filter(state__in=states).exclude(enterprise__in=enterprise_ids_of(user))
    for offer in offers.order_by("updated_at"):
        link, since = reverse("offers_staff:detail", args=[offer.number]), _day(offer.updated_at)
        if offer.state == OfferState.SUBMITTED:
            rows.append(Waiting(_("核验供给"), offer.number, since, None, link))
            continue
        due = (offer.status_checked_on + timedelta(days=days)) if offer.status_checked_on else today
        if offer.state == OfferState.VERIFIED:
            rows.append(Waiting(_("发布供给"), offer.number, since, due, link))
        elif due <= today + timedelta(days=RECHECK_DAYS):
            rows.append(Waiting(_("复核在售供给的法律状态"), offer.number, offer.status_checked_on, due, link))
    demands = Demand.objects.filter(state=DemandState.SUBMITTED).exclude(enterprise__in=enterprise_ids_of(user))
    for demand in demands.order_by("updated_at"):
        link = reverse("offers_staff:demand", args=[demand.number])
        rows.append(Waiting(_("审核需求"), demand.number, _day(demand.updated_at), None, link))
    return rows
