"""What of inquiries, deals and landings waits for an enterprise, for operators and for the general section."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ipplatform import clock
from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import has_role
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.permissions import is_member
from ipplatform.waiting import Waiting
from patents.deals.models import Deal, DealDeadline, DealParty, Inquiry, Landing, Payment, Quote
from patents.deals.permissions import deals_of, inquiries_of
from patents.deals.selectors import revisits_open

_OPERATORS_STEP = {
    Deal.State.AGREED: lazy("签约或开始公示"),
    Deal.State.PUBLICITY: lazy("公示期满后结束公示"),
    Deal.State.CLEARED: lazy("签约"),
    Deal.State.SIGNED: lazy("登记备案"),
}


def waiting_for(user: User, enterprise: Enterprise | None) -> list[Waiting]:
    """Of the enterprise given, if the user acts for it; of the staff queues by role: at most ten queries."""
    rows: list[Waiting] = []
    if enterprise is not None and is_member(user, enterprise.pk):
        rows += [*_inquiries(enterprise), *_quotes(enterprise), *_payments(enterprise), *_to_confirm(enterprise)]
    if has_role(user, OPERATOR):
        rows += _for_operators(user)
    if has_role(user, GENERAL_SECTION):
        rows += _for_general_section(user)
    return rows


def _inquiries(enterprise: Enterprise) -> Iterable[Waiting]:
    own = frozenset({enterprise.pk})
    rows = inquiries_of(own).filter(state__in=Inquiry.LIVE).select_related("offer", "demand").order_by("pk")
    for inquiry in rows:
        link = inquiry.get_absolute_url()
        if inquiry.owner_enterprise_id == enterprise.pk and inquiry.state == Inquiry.State.SENT:
            yield Waiting(_("答复洽询"), inquiry.about.number, inquiry.sent_on, None, link)
        elif inquiry.from_enterprise_id == enterprise.pk and inquiry.nda_accepted_at is None:
            yield Waiting(_("作出保密承诺"), inquiry.about.number, inquiry.sent_on, None, link)


def _quotes(enterprise: Enterprise) -> Iterable[Waiting]:
    """Quotes of the other side that are still open."""
    mine = DealParty.objects.filter(enterprise=enterprise)
    sold, bought = mine.filter(side=DealParty.Side.SELLER), mine.filter(side=DealParty.Side.BUYER)
    asked = Q(side=DealParty.Side.BUYER, deal__in=sold.values("deal")) | Q(
        side=DealParty.Side.SELLER, deal__in=bought.values("deal")
    )
    rows = Quote.objects.filter(asked, state=Quote.State.OPEN).select_related("deal").order_by("pk")
    for quote in rows:
        since = clock.local_day(quote.created_at)
        yield Waiting(_("回应报价"), quote.deal.number, since, quote.valid_until, quote.deal.get_absolute_url())


def _payments(enterprise: Enterprise) -> Iterable[Waiting]:
    own = deals_of(frozenset({enterprise.pk})).exclude(state=Deal.State.CANCELLED)
    rows = Payment.objects.filter(deal__in=own, state=Payment.State.SCHEDULED).select_related("deal")
    for payment in rows.order_by("due_on", "pk"):
        since = clock.local_day(payment.created_at)
        yield Waiting(_("报付款"), payment.deal.number, since, payment.due_on, payment.deal.get_absolute_url())


def _to_confirm(enterprise: Enterprise) -> Iterable[Waiting]:
    rows = Landing.objects.filter(
        enterprise=enterprise, state=Landing.State.CLAIMED, enterprise_confirmed_at__isnull=True
    ).select_related("deal")  # fmt: skip
    for landing in rows:
        since = clock.local_day(landing.claimed_at)
        yield Waiting(_("确认落地"), landing.deal.number, since, None, landing.deal.get_absolute_url())


def _for_operators(user: User) -> list[Waiting]:
    rows: list[Waiting] = []
    for inquiry in Inquiry.objects.filter(state__in=Inquiry.LIVE).select_related("offer", "demand").order_by("pk"):
        link = reverse("deals_staff:inquiry", args=[inquiry.public_id])
        rows.append(Waiting(_("处理洽询"), inquiry.about.number, inquiry.sent_on, None, link))
    own = Deal.objects.filter(operator=user)
    for deal in own.filter(state__in=_OPERATORS_STEP).order_by("pk"):
        since = clock.local_day(deal.updated_at)
        rows.append(Waiting(str(_OPERATORS_STEP[Deal.State(deal.state)]), deal.number, since, None, _staff(deal)))
    for payment in Payment.objects.filter(deal__in=own, state=Payment.State.NOTED).select_related("deal"):
        rows.append(Waiting(_("确认付款"), payment.deal.number, payment.paid_on, None, _staff(payment.deal)))
    rows += _due(DealDeadline.objects.filter(deal__in=own, rule_code="D20", state=DealDeadline.OPEN), _("许可合同备案"))
    rows += _due(revisits_open(clock.today()).filter(deal__in=own), _("落地回访"))
    return rows


def _for_general_section(user: User) -> list[Waiting]:
    """Landings to verify, never the person's own claims; verified ones of cancelled deals; persons' areas."""
    rows: list[Waiting] = []
    landings = Landing.objects.select_related("deal").exclude(claimed_by=user)
    for landing in landings.filter(state=Landing.State.CLAIMED, enterprise_confirmed_at__isnull=False):
        rows.append(_landing(_("核实落地"), landing))
    for landing in landings.filter(state=Landing.State.VERIFIED, deal__state=Deal.State.CANCELLED):
        rows.append(_landing(_("撤销已取消交易的落地"), landing))
    parties = DealParty.objects.filter(proposed_by__isnull=False, approved_by__isnull=True).exclude(proposed_by=user)
    for party in parties.select_related("deal"):
        rows.append(Waiting(_("核准自然人所在地"), party.deal.number, None, None, _staff(party.deal)))
    return rows


def _landing(what: str, landing: Landing) -> Waiting:
    since = clock.local_day(landing.claimed_at)
    return Waiting(what, landing.deal.number, since, None, reverse("deals_staff:landing", args=[landing.public_id]))


def _due(rows: QuerySet[DealDeadline], what: str) -> list[Waiting]:
    return [
        Waiting(what, row.deal.number, row.start_on, row.due_on, _staff(row.deal))
        for row in rows.select_related("deal").order_by("due_on", "pk")
    ]


def _staff(deal: Deal) -> str:
    return reverse("deals_staff:deal", args=[deal.number])
