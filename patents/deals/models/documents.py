"""Papers of a deal, objections to its publicity, and its legal dates."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.deadlines.models import Deadline
from ipplatform.files.models import PrivateFile
from patents.deals.models.deals import Deal, DealPatent


class DealDocument(models.Model):
    """A paper of the deal by kind, for one of its patents or for all. Written once."""

    class Kind(models.TextChoices):
        PLEDGEE_CONSENT = "pledgee_consent", _("质权人同意书")
        PROCEEDS = "proceeds", _("价款提前清偿或提存证明")
        OWNER_CONSENT = "owner_consent", _("共有人同意书")
        PL10 = "pl10", _("向境外转让的手续文件")
        OPEN_NOTICE = "open_notice", _("被许可人书面通知")
        OPEN_PAYMENT = "open_payment", _("被许可人付费凭证")
        EVALUATION_REPORT = "evaluation_report", _("专利权评价报告")
        PUBLICITY_NOTICE = "publicity_notice", _("公示文件")
        PUBLICITY_SCREENSHOT = "publicity_screenshot", _("公示截图")
        OBJECTION_DECISION = "objection_decision", _("异议处理决定")
        CONTRACT = "contract", _("合同")
        REGISTRATION = "registration", _("手续合格通知书或备案证明")
        TECH_REGISTRATION = "tech_registration", _("技术合同登记证明")
        DELIVERY = "delivery", _("交付证明")
        VOUCHER = "voucher", _("付款凭证")
        CANCEL = "cancel", _("解除协议或裁判文书")
        OTHER = "other", _("其他")

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="documents")
    deal_patent = models.ForeignKey(
        DealPatent, null=True, blank=True, on_delete=models.PROTECT, related_name="documents", verbose_name=_("专利"),
        help_text=_("不选则适用于全部专利。"),
    )  # fmt: skip
    kind = models.CharField(_("种类"), max_length=30, choices=Kind.choices)
    file = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("交易文件")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.deal_id} {self.kind}"


class Objection(models.Model):
    """An objection to the publicity of a public unit's agreed price (STA 18): open until decided."""

    class State(models.TextChoices):
        OPEN = "open", _("处理中")
        UPHELD = "upheld", _("成立")
        DISMISSED = "dismissed", _("不成立")

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="objections")
    received_on = models.DateField(_("收到日期"))
    text = models.TextField(_("异议内容"), max_length=2000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    decision = models.TextField(_("处理意见"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("公示异议")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.deal_id} {self.state}"


class DealDeadline(Deadline):
    """D20 licence recordal, D21 publicity, D26 landing revisit of a deal. `part` tells the two revisits apart."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="deadlines")
    part = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["deal", "rule_code", "part", "start_on"], name="deal_deadline_once")
        ]

    def __str__(self) -> str:
        return f"{self.rule_code} {self.due_on}"
