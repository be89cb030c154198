"""A deal, its parties and its patents. Knows neither quotes and payments nor landings."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.models import Enterprise
from ipplatform.files.models import PrivateFile
from ipplatform.money import MoneyField
from ipplatform.moves import Event, Moved
from patents.deals.models.inquiries import Inquiry
from patents.offers.models import Offer
from patents.records.models import Patent
from patents.rights.models import Mode

REGISTERED = (Mode.TRANSFER, Mode.EQUITY)
LICENCES = (Mode.EXCLUSIVE, Mode.SOLE, Mode.ORDINARY, Mode.OPEN)
EXCLUSIVE_EFFECT = (Mode.TRANSFER, Mode.EXCLUSIVE, Mode.SOLE, Mode.EQUITY)


class Deal(Moved):
    """交易. negotiating .. completed | cancelled (domain.md 6.2); payment and landing run beside it."""

    class State(models.TextChoices):
        NEGOTIATING = "negotiating", _("磋商中")
        AGREED = "agreed", _("已达成一致")
        PUBLICITY = "publicity", _("公示中")
        CLEARED = "cleared", _("公示通过")
        SIGNED = "signed", _("已签约")
        RECORDED = "recorded", _("已登记备案")
        COMPLETED = "completed", _("已完成")
        CANCELLED = "cancelled", _("已取消")

    class PriceMethod(models.TextChoices):
        AGREEMENT = "agreement", _("协议定价")
        LISTING = "listing", _("技术交易市场挂牌")
        AUCTION = "auction", _("拍卖")

    class Proceeds(models.TextChoices):
        PREPAID = "prepaid", _("提前清偿")
        ESCROWED = "escrowed", _("提存")

    number = models.CharField(_("编号"), max_length=20, unique=True)
    kind = models.CharField(_("方式"), max_length=20, choices=Mode.choices)
    inquiry = models.OneToOneField(Inquiry, on_delete=models.PROTECT, related_name="deal")
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="deals", verbose_name=_("供给")
    )
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField(_("开启日期"))
    price_method = models.CharField(
        _("定价方式"), max_length=20, choices=PriceMethod.choices, default=PriceMethod.AGREEMENT
    )
    agreed_terms = models.TextField(_("已接受报价的条件"), blank=True)
    contract_amount = MoneyField(
        _("合同金额"), null=True, blank=True, help_text=_("金额不能确定（如仅按提成）时留空。")
    )
    royalty_terms = models.CharField(_("提成约定"), max_length=300, blank=True)
    contract_number = models.CharField(_("合同编号"), max_length=60, blank=True)
    contract_file = models.ForeignKey(PrivateFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    effective_on = models.DateField(_("生效日期"), null=True, blank=True)
    territory = models.CharField(_("地域范围"), max_length=100, blank=True)
    term_from = models.DateField(_("期限起"), null=True, blank=True)
    term_to = models.DateField(_("期限止"), null=True, blank=True)
    patent_change = models.BooleanField(_("涉及专利权变更"), default=False)
    proceeds = models.CharField(_("质押价款处理"), max_length=20, choices=Proceeds.choices, blank=True)
    publicity_on = models.DateField(_("公示起始日"), null=True, blank=True)
    publicity_price = models.CharField(_("公示的拟交易价格"), max_length=100, blank=True)
    cancelled_on = models.DateField(_("取消日期"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.CharField(_("取消原因"), max_length=300, blank=True)
    payment_gap = models.BooleanField(_("期满仍有未收付款项"), default=False)

    class Meta:
        verbose_name = _("交易")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["signed_on"], name="deal_signed_on"),
            models.Index(fields=["state"], name="deal_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(contract_amount__isnull=True) | Q(contract_amount__gte=0), name="deal_amount"
            ),
            models.CheckConstraint(
                condition=Q(term_to__isnull=True) | Q(term_from__isnull=True) | Q(term_to__gte=F("term_from")),
                name="deal_term_ordered",
            ),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True) | Q(signed_on__isnull=False), name="deal_effect_after_signing"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("deals:desk_deal", args=[self.number])

    @property
    def is_registered_kind(self) -> bool:
        """Takes effect on registration at CNIPA (PL 10 para 3), not on signing."""
        return self.kind in REGISTERED

    @property
    def is_licence(self) -> bool:
        return self.kind in LICENCES

    @property
    def changes_patents(self) -> bool:
        """Something is to be registered or recorded at CNIPA."""
        return self.kind != Mode.JOINT_DEVELOPMENT or self.patent_change

    @property
    def is_effective_deal(self) -> bool:
        """Effective for measures: signed and not cancelled; a deal ended by term stays effective (domain.md 6.2)."""
        return self.signed_on is not None and self.state != self.State.CANCELLED


class DealEvent(Event):
    """Moves of a deal."""

    subject = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="events")


class DealParty(models.Model):
    """An enterprise or a person on one side; a person's area counts only with evidence approved by a second person."""

    class Side(models.TextChoices):
        SELLER = "seller", _("让与方")
        BUYER = "buyer", _("受让方")

    class Area(models.TextChoices):
        UNKNOWN = "unknown", _("未核定")
        INSIDE = "inside", _("在新区")
        OUTSIDE = "outside", _("不在新区")

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="parties")
    side = models.CharField(_("一方"), max_length=10, choices=Side.choices)
    enterprise = models.ForeignKey(
        Enterprise, null=True, blank=True, on_delete=models.PROTECT, related_name="deal_parties", verbose_name=_("企业")
    )
    person_name = models.CharField(_("自然人姓名"), max_length=80, blank=True)
    person_country = models.CharField(_("国籍"), max_length=2, blank=True, help_text=_("两位字母代码，中国为 CN。"))
    area = models.CharField(_("所在地核定"), max_length=10, choices=Area.choices, default=Area.UNKNOWN)
    area_evidence = models.ForeignKey(PrivateFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area_proposed = models.CharField(_("提出的所在地"), max_length=10, choices=Area.choices, default=Area.UNKNOWN)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("交易当事人")
        ordering = ["deal", "-side", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(enterprise__isnull=False, person_name="")
                | (Q(enterprise__isnull=True) & ~Q(person_name="")),
                name="deal_party_enterprise_or_person",
            ),
            models.UniqueConstraint(fields=["deal", "enterprise"], name="deal_parties_disjoint"),
            models.CheckConstraint(
                condition=Q(area="unknown") | Q(approved_by__isnull=False, enterprise__isnull=True),
                name="deal_party_area_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")), name="deal_party_two_persons"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Needs `enterprise` selected along."""
        return self.enterprise.name if self.enterprise else self.person_name

    @property
    def is_foreign(self) -> bool:
        """A foreign body or person: PL 10 para 2 is to be looked at."""
        country = self.enterprise.country if self.enterprise else self.person_country
        return bool(country) and country.upper() != "CN"


class DealPatent(models.Model):
    """A patent of a deal. The six items of CC 845 para 3 are copied at signing; registration or recordal follows."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="deal_patents")
    patent = models.ForeignKey(Patent, on_delete=models.PROTECT, related_name="deal_patents")
    invention_name = models.CharField(_("发明创造名称"), max_length=500, blank=True)
    applicants = models.TextField(_("专利申请人"), blank=True)
    patentees = models.TextField(_("专利权人"), blank=True)
    filing_date = models.DateField(_("申请日期"), null=True, blank=True)
    application_number = models.CharField(_("申请号"), max_length=60, blank=True)
    patent_number = models.CharField(_("专利号"), max_length=60, blank=True)
    valid_to = models.DateField(_("专利权有效期限至"), null=True, blank=True)
    registration_date = models.DateField(_("转让登记日"), null=True, blank=True)
    registration_doc = models.ForeignKey(PrivateFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recordal_date = models.DateField(_("许可备案日"), null=True, blank=True)
    recordal_number = models.CharField(_("备案号"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("交易专利")
        ordering = ["deal", "pk"]
        constraints = [models.UniqueConstraint(fields=["deal", "patent"], name="deal_patent_once")]

    def __str__(self) -> str:
        return f"{self.deal_id} {self.patent_id}"

    @property
    def counted_date(self) -> date | None:
        """Registration date of a transfer or contribution, recordal date of a licence (domain.md section 9)."""
        return self.registration_date if self.deal.is_registered_kind else self.recordal_date
