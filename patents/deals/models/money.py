"""What runs beside a deal's states: quotes, payments, the seller's technical-contract registration."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform.files.models import PrivateFile
from ipplatform.money import MoneyField
from ipplatform.moves import Event, Moved
from patents.deals.models.deals import Deal, DealParty


class Quote(Moved):
    """报价. open -> accepted | countered | withdrawn | lapsed; at most one open a deal."""

    class State(models.TextChoices):
        OPEN = "open", _("待回应")
        ACCEPTED = "accepted", _("已接受")
        COUNTERED = "countered", _("已还价")
        WITHDRAWN = "withdrawn", _("已撤回")
        LAPSED = "lapsed", _("已失效")

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="quotes")
    round = models.PositiveSmallIntegerField(_("轮次"))
    side = models.CharField(_("报价方"), max_length=10, choices=DealParty.Side.choices)
    amount = MoneyField(_("金额"), null=True, blank=True)
    terms = models.TextField(_("条件"), max_length=2000, blank=True)
    valid_until = models.DateField(_("有效期至"))

    class Meta:
        verbose_name = _("报价")
        ordering = ["-round"]
        constraints = [
            models.UniqueConstraint(fields=["deal"], condition=Q(state="open"), name="quote_one_open"),
            models.UniqueConstraint(fields=["deal", "round"], name="quote_round_once"),
        ]

    def __str__(self) -> str:
        return f"{self.deal_id} #{self.round}"


class QuoteEvent(Event):
    """Moves of a quote."""

    subject = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="events")


class Payment(Moved):
    """付款. scheduled -> noted (either side) -> confirmed (operator, voucher); or written off with reason."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("待支付")
        NOTED = "noted", _("已报付，待确认")
        CONFIRMED = "confirmed", _("已确认")
        WRITTEN_OFF = "written_off", _("已核销")

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="payments")
    due_on = models.DateField(_("应付日期"))
    due_amount = MoneyField(_("应付金额"))
    paid_on = models.DateField(_("实付日期"), null=True, blank=True)
    paid_amount = MoneyField(_("实付金额"), null=True, blank=True)
    voucher = models.ForeignKey(PrivateFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.CharField(_("超额或核销的理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("付款")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True)
                | Q(voucher__isnull=False, confirmed_by__isnull=False, paid_amount__isnull=False),
                name="payment_confirmed_with_voucher",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.deal_id} {self.due_on}"

    @property
    def is_settled(self) -> bool:
        return self.state in (self.State.CONFIRMED, self.State.WRITTEN_OFF)


class PaymentEvent(Event):
    """Moves of a payment."""

    subject = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="events")


class TechContractRegistration(models.Model):
    """技术合同登记: once, where the seller is registered; proof of the deal, not of landing (domain.md 11, trap 5)."""

    deal = models.OneToOneField(Deal, on_delete=models.PROTECT, related_name="tech_registration")
    registry = models.CharField(_("登记机构"), max_length=200)
    number = models.CharField(_("登记编号"), max_length=60)
    registered_on = models.DateField(_("登记日期"))
    verified_amount = MoneyField(_("核定技术交易额"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("技术合同登记")

    def __str__(self) -> str:
        return self.number
