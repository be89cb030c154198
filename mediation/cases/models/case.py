"""The mediation case and its events. The clock starts at `accepted_on`; nothing here is ever indexed or exported."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform.money import MoneyField
from ipplatform.moves import Event, Moved
from mediation.people.models import TopicCode
from patents.records.models import Patent


class Procedure(models.TextChoices):
    """Under which rules a case runs; its period follows from it (domain.md section 7)."""

    COURT_ONLINE = "court_online", _("法院在线调解")
    INVITED = "invited", _("特邀调解")
    PEOPLES = "peoples", _("人民调解")
    ADMINISTRATIVE = "administrative", _("行政调解")
    OPEN_LICENCE = "open_licence", _("专利开放许可纠纷调解")
    INDUSTRY = "industry", _("行业调解")


class IpType(models.TextChoices):
    INVENTION = "invention", _("发明专利")
    UTILITY_MODEL = "utility_model", _("实用新型")
    DESIGN = "design", _("外观设计")
    TRADEMARK = "trademark", _("商标")
    COPYRIGHT = "copyright", _("著作权")
    TRADE_SECRET = "trade_secret", _("商业秘密")
    OTHER = "other", _("其他")


class DisputeType(models.TextChoices):
    OWNERSHIP = "ownership", _("权属")
    INVENTOR_STATUS = "inventor_status", _("发明人资格")
    REWARD = "reward", _("奖励报酬")
    INFRINGEMENT = "infringement", _("侵权")
    CONTRACT = "contract", _("合同")
    USE_BEFORE_GRANT = "use_before_grant", _("临时保护期使用费")
    OTHER = "other", _("其他")


class State(models.TextChoices):
    """domain.md 6.4, in their order; `suspended` belongs to in_mediation."""

    DRAFT = "draft", _("草稿")
    APPLIED = "applied", _("待受理")
    ACCEPTED = "accepted", _("已受理")
    CONSENTED = "consented", _("各方同意调解")
    APPOINTED = "appointed", _("已确定调解员")
    IN_MEDIATION = "in_mediation", _("调解中")
    SUSPENDED = "suspended", _("期限暂停")
    AGREEMENT_DRAFTED = "agreement_drafted", _("协议待签")
    AGREED = "agreed", _("达成协议")
    CLOSED = "closed", _("已结案")
    NOT_ACCEPTED = "not_accepted", _("不予受理")
    WITHDRAWN = "withdrawn", _("已撤回")
    ARCHIVED = "archived", _("已归档")


CASE_STATES: tuple[str, ...] = tuple(State.values)

# OMR 25: number -> (code, words).
CLOSING_REASONS: dict[int, tuple[str, object]] = {
    1: ("agreement_reached", _("达成调解协议")),
    2: ("settled_withdrawn", _("当事人自行和解并撤回申请")),
    3: ("unreachable", _("无法联系当事人")),
    4: ("party_refused", _("当事人拒绝（继续）调解")),
    5: ("positions_too_far", _("各方意见分歧过大")),
    6: ("period_expired", _("调解期限届满且未同意延长")),
    7: ("refused_signature", _("当事人拒绝签收协议")),
    8: ("other", _("其他情形")),
}
CLOSING_CHOICES = [(number, words) for number, (_code, words) in CLOSING_REASONS.items()]


class MediationCase(Moved):
    """One dispute before mediation. `number` is given when the application is submitted; a draft has none.

    `hold_ref` is the opaque reference on patents: an operator who sees a hold never learns the case from it.
    `data_key` encrypts what is written in the case; dropping it erases those texts.
    """

    number = models.CharField(_("案号"), max_length=20, null=True, blank=True, unique=True)
    procedure = models.CharField(_("程序"), max_length=20, choices=Procedure.choices, default=Procedure.INDUSTRY)
    ip_type = models.CharField(_("知识产权类型"), max_length=20, choices=IpType.choices, blank=True)
    dispute_type = models.CharField(_("纠纷类型"), max_length=20, choices=DisputeType.choices, blank=True)
    topic = models.ForeignKey(
        TopicCode, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("事项类别")
    )
    patents: "models.ManyToManyField[Patent, models.Model]" = models.ManyToManyField(
        Patent, blank=True, related_name="+", verbose_name=_("涉及专利")
    )
    summary = models.TextField(_("纠纷简述"), blank=True, max_length=5000)
    requests = models.JSONField(_("调解请求"), default=list, blank=True)
    amount_in_dispute = MoneyField(_("争议金额（元）"), null=True, blank=True)
    court_reference = models.CharField(_("法院案号"), max_length=60, blank=True)
    on_paper = models.BooleanField(_("窗口收件"), default=False)
    from_consultation = models.ForeignKey(
        "consultations.Consultation", on_delete=models.PROTECT, null=True, blank=True, related_name="mediation_cases"
    )

    applied_on = models.DateField(_("申请日"), null=True, blank=True)
    accepted_on = models.DateField(_("受理日"), null=True, blank=True)
    consented_on = models.DateField(_("各方同意日"), null=True, blank=True)
    due_on = models.DateField(_("调解期限届满日"), null=True, blank=True)
    closed_on = models.DateField(_("结案日"), null=True, blank=True)
    archived_on = models.DateField(_("归档日"), null=True, blank=True)
    closing_reason = models.PositiveSmallIntegerField(_("结案方式"), null=True, blank=True, choices=CLOSING_CHOICES)
    closing_note = models.TextField(_("结案说明"), blank=True, max_length=2000)
    return_note = models.TextField(_("需补正内容"), blank=True, max_length=2000)
    refusal_ground = models.CharField(_("不予受理理由"), max_length=40, blank=True)
    refusal_note = models.TextField(_("不予受理说明"), blank=True, max_length=2000)
    venue_note = models.CharField(_("管辖依据"), max_length=300, blank=True)
    false_mediation_flag = models.BooleanField(_("涉嫌虚假调解"), default=False)

    data_key = models.BinaryField(editable=False)
    hold_ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("调解案件")
        verbose_name_plural = _("调解案件")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="case_state_due"),
            models.Index(fields=["accepted_on"], name="case_accepted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(number__isnull=False) | Q(state="withdrawn"), name="case_numbered"
            ),
            models.CheckConstraint(
                condition=(Q(closed_on__isnull=True) & Q(closing_reason__isnull=True))
                | (Q(closed_on__isnull=False) & Q(closing_reason__isnull=False)),
                name="case_closed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number or "draft"

    @property
    def about(self) -> str:
        """What the data key and every ciphertext of this case are bound to."""
        return f"case:{self.public_id}"

    @property
    def matter(self) -> str:
        """This case as the opaque matter of engagements."""
        return f"case:{self.public_id}"


class CaseEvent(Event):
    """Moves of a case. Append-only."""

    subject = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="events")
