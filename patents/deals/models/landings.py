"""Landing: actual use of a deal's technology in the New Area, claimed with evidence and verified by another person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.models import Enterprise
from ipplatform.files.models import PrivateFile
from ipplatform.moves import Event, Moved
from patents.deals.models.deals import Deal
from patents.records.reference import place_name


class Landing(Moved):
    """落地. claimed (+ confirmed_at) -> verified | rejected; verified -> revoked (domain.md 6.2)."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("待核实")
        VERIFIED = "verified", _("已核实")
        REJECTED = "rejected", _("未通过")
        REVOKED = "revoked", _("已撤销")

    class Use(models.TextChoices):
        PRODUCTION = "production", _("投入生产")
        PILOT = "pilot", _("中试")
        PROCESS = "process", _("工艺应用")
        SERVICE = "service", _("技术服务")
        OTHER = "other", _("其他实际使用")

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="landings")
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="landings", verbose_name=_("落地企业")
    )
    address = models.CharField(_("落地地址"), max_length=300)
    region_code = models.CharField(_("行政区划代码"), max_length=12)
    landed_on = models.DateField(_("落地日期"))
    use = models.CharField(_("使用方式"), max_length=20, choices=Use.choices)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(editable=False)
    enterprise_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    address_checked = models.BooleanField(_("地址已核对"), default=False)
    evidence_read = models.BooleanField(_("证据已查阅"), default=False)
    rejected_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    decision_note = models.CharField(_("处理理由"), max_length=500, blank=True)
    revisit_6m = models.DateField(_("6 个月回访"), null=True, blank=True)
    revisit_12m = models.DateField(_("12 个月回访"), null=True, blank=True)

    class Meta:
        verbose_name = _("落地")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "enterprise"], condition=Q(state__in=["claimed", "verified"]), name="landing_one_live"
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("claimed_by")), name="landing_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True)
                | Q(verified_by__isnull=False, enterprise_confirmed_at__isnull=False),
                name="landing_verified_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deal_id} {self.landed_on}"

    @property
    def region_words(self) -> str:
        """The division's code and the place that it stands for."""
        return f"{self.region_code} {place_name(self.region_code)}"


class LandingEvent(Event):
    """Moves of a landing."""

    subject = models.ForeignKey(Landing, on_delete=models.PROTECT, related_name="events")


class LandingEvidence(models.Model):
    """One evidence file of a landing, of one of the four kinds (domain.md 5.1)."""

    class Kind(models.TextChoices):
        PRODUCTION_CONTRACT = "production_contract", _("生产或加工合同")
        DATED_PRODUCT_PHOTO = "dated_product_photo", _("有日期的产品照片")
        REVENUE_STATEMENT = "revenue_statement", _("收入证明")
        PROJECT_FILING = "project_filing", _("项目备案文件")

    landing = models.ForeignKey(Landing, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("证据种类"), max_length=30, choices=Kind.choices)
    file = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("落地证据")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.landing_id} {self.kind}"
