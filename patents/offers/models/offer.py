"""An offer: the patents an enterprise passes on, how, at what price, with which papers. Knows no rule of a move."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.enterprises.models import Enterprise
from ipplatform.files.models import PrivateFile
from ipplatform.money import MoneyField
from ipplatform.moves import Event, Moved
from patents.records.models import Patent
from patents.rights.models import HoldReason, Mode


class OfferState(models.TextChoices):
    """States of domain.md 6.1."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    VERIFIED = "verified", _("已核验")
    PUBLISHED = "published", _("在售")
    RESERVED = "reserved", _("已预订")
    CLOSED = "closed", _("已成交")
    REJECTED = "rejected", _("不予发布")
    EXPIRED = "expired", _("已过期")
    WITHDRAWN = "withdrawn", _("已撤回")


# Live = counts for "one live offer per (patent, mode)"; final = nothing moves it any more.
LIVE_STATES = (OfferState.SUBMITTED, OfferState.VERIFIED, OfferState.PUBLISHED, OfferState.RESERVED)
FINAL_STATES = (OfferState.CLOSED, OfferState.REJECTED, OfferState.WITHDRAWN)


class PriceType(models.TextChoices):
    FIXED = "fixed", _("一口价")
    RANGE = "range", _("价格区间")
    NEGOTIABLE = "negotiable", _("面议")
    ROYALTY = "royalty", _("提成")
    ENTRY_PLUS_RUNNING = "entry_plus_running", _("入门费加提成")


class PaymentMethod(models.TextChoices):
    LUMP_SUM = "lump_sum", _("一次总付")
    INSTALMENTS = "instalments", _("分期支付")
    BY_SALES = "by_sales", _("按销售额提成")
    ENTRY_AND_SALES = "entry_and_sales", _("入门费加提成")
    SHARES = "shares", _("折算股权")
    OTHER = "other", _("另行约定")


class ApplicationIndustry(models.TextChoices):
    """Strategic emerging industries (战略性新兴产业分类 2018, first level), plus others."""

    INFORMATION = "information", _("新一代信息技术")
    EQUIPMENT = "equipment", _("高端装备制造")
    MATERIALS = "materials", _("新材料")
    BIOLOGY = "biology", _("生物产业")
    NEW_ENERGY_VEHICLES = "new_energy_vehicles", _("新能源汽车")
    NEW_ENERGY = "new_energy", _("新能源")
    ENVIRONMENT = "environment", _("节能环保")
    DIGITAL_CREATIVE = "digital_creative", _("数字创意")
    SERVICES = "services", _("相关服务业")
    OTHER = "other", _("其他")


class Confidentiality(models.TextChoices):
    """Who may read the technical indicators and know-how of an offer."""

    PUBLIC = "public", _("全部公开")
    NDA = "nda", _("技术细节签署保密承诺后提供")


class FilePurpose(models.TextChoices):
    """What a file of an offer proves."""

    AUTHORITY = "authority", _("权属与授权证明")
    EXTRACT = "extract", _("法律状态证明（专利登记簿副本）")
    CONSENT = "consent", _("共有权利人同意书")
    EVALUATION_REPORT = "evaluation_report", _("专利权评价报告")
    EVIDENCE_OF_USE = "evidence_of_use", _("实施使用证据")


class Offer(Moved):
    """What an enterprise offers (domain.md 5.1, 6.1). Drafts may be incomplete; `submit` names what is missing.

    `locked_on`, `lock_reason` are a lock of this offer alone; a hold on one of its patents locks it without any field
    here. `floor_price` is private to the owner. `status_checked_on` is the day an operator last read the status (D28).
    """

    number = models.CharField(_("编号"), max_length=20, unique=True, editable=False)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="offers", verbose_name=_("供给方")
    )
    patents = models.ManyToManyField(Patent, through="OfferPatent", related_name="offers", verbose_name=_("专利"))
    mode = models.CharField(_("合作方式"), max_length=20, choices=Mode.choices, blank=True)
    price_type = models.CharField(_("计价方式"), max_length=20, choices=PriceType.choices, blank=True)
    price_min = MoneyField(_("价格（下限或入门费）"), null=True, blank=True)
    price_max = MoneyField(_("价格上限"), null=True, blank=True)
    royalty_rate = models.DecimalField(
        _("提成比例（%）"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal("100"))],
    )  # fmt: skip
    floor_price = MoneyField(_("底价"), null=True, blank=True)
    payment_method = models.CharField(_("付款方式"), max_length=20, choices=PaymentMethod.choices, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    problem_solved = models.TextField(_("解决的问题"), max_length=4000, blank=True)
    indicators = models.TextField(_("技术指标"), max_length=4000, blank=True)
    trl = models.PositiveSmallIntegerField(
        _("技术成熟度"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    application_industry = models.CharField(
        _("应用产业"), max_length=30, choices=ApplicationIndustry.choices, blank=True
    )
    know_how = models.TextField(_("附带技术秘密"), max_length=2000, blank=True)
    support_days = models.PositiveSmallIntegerField(_("技术支持天数"), null=True, blank=True)
    family_members = models.TextField(_("一并提供的同族专利"), max_length=1000, blank=True)
    confidentiality = models.CharField(_("保密范围"), max_length=10, choices=Confidentiality.choices, blank=True)
    truth_declared_at = models.DateTimeField(_("真实性声明时间"), null=True, blank=True)
    verified_on = models.DateField(_("核验日"), null=True, blank=True)
    status_checked_on = models.DateField(_("法律状态复核日"), null=True, blank=True)
    wording_checked = models.BooleanField(_("已核对无推广用语"), default=False)
    published_on = models.DateField(_("发布日"), null=True, blank=True)
    return_note = models.TextField(_("退回说明"), max_length=1000, blank=True)
    withdraw_note = models.TextField(_("撤回说明"), max_length=1000, blank=True)
    locked_on = models.DateField(_("锁定日"), null=True, blank=True)
    lock_reason = models.CharField(_("锁定原因"), max_length=20, choices=HoldReason.choices, blank=True)
    lock_note = models.TextField(_("锁定说明"), max_length=1000, blank=True)

    items: "models.Manager[OfferPatent]"
    files: "models.Manager[OfferFile]"
    events: "models.Manager[OfferEvent]"

    class Meta:
        verbose_name = _("供给")
        verbose_name_plural = _("供给")
        ordering = ["-published_on", "-pk"]
        indexes = [
            models.Index(fields=["state", "-published_on"], name="offer_state_published"),
            models.Index(fields=["enterprise", "state"], name="offer_enterprise_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OfferState.values), name="offer_state_known"),
            models.CheckConstraint(
                condition=Q(price_min__isnull=True) | Q(price_max__isnull=True) | Q(price_min__lte=F("price_max")),
                name="offer_price_ordered",
            ),
            models.CheckConstraint(condition=Q(trl__isnull=True) | Q(trl__range=(1, 9)), name="offer_trl_range"),
            models.CheckConstraint(
                condition=Q(locked_on__isnull=True, lock_reason="") | (Q(locked_on__isnull=False) & ~Q(lock_reason="")),
                name="offer_lock_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("offers:detail", args=[self.number])

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(OfferState(self.state).label)

    @property
    def is_live(self) -> bool:
        """In a state that keeps the patent and mode taken."""
        return self.state in LIVE_STATES


class OfferPatent(models.Model):
    """A patent of an offer, in order. `live_mode` repeats the offer's mode while it is live: the database then keeps
    one live offer per (patent, mode)."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="items")
    patent = models.ForeignKey(Patent, on_delete=models.PROTECT, related_name="offer_items")
    position = models.PositiveSmallIntegerField(default=0)
    live_mode = models.CharField(max_length=20, null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["OfferPatent"]] = models.Manager()

    class Meta:
        ordering = ["offer", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "patent"], name="offer_patent_once"),
            models.UniqueConstraint(
                fields=["patent", "live_mode"], condition=Q(live_mode__isnull=False), name="offer_one_live_a_mode"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.patent_id}"


class OfferFile(models.Model):
    """A paper of an offer. `about` names the co-owner whose consent it is; `dated_on` is the day of an extract."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="files")
    purpose = models.CharField(_("用途"), max_length=20, choices=FilePurpose.choices)
    file = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(_("共有权利人"), max_length=300, blank=True)
    dated_on = models.DateField(_("出具日期"), null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[models.Manager["OfferFile"]] = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.purpose}"


class OfferEvent(Event):
    """Moves of an offer."""

    subject = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="events")
