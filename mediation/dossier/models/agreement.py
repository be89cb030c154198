"""The settlement agreement, its signatures, its judicial confirmation and the return visit."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.moves import Event, Moved
from mediation.cases.models import Appointment, MediationCase, Party


class SettlementAgreement(models.Model):
    """What the parties agreed (PML 29); `terms_sealed` is the ciphertext of facts, issues, content and manner.

    `ownership_words` are the words that the check found; `contains_ownership_term` is the mediator's answer: a court
    does not confirm clauses that decide ownership or validity (CPL-I 355(5)).
    """

    class Form(models.TextChoices):
        WRITTEN = "written", _("书面")
        ORAL = "oral", _("口头（调解员登记）")

    class Performance(models.TextChoices):
        PENDING = "pending", _("待履行")
        PERFORMED = "performed", _("已履行")
        PARTLY = "partly", _("部分履行")
        BROKEN = "broken", _("未履行")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    form = models.CharField(_("形式"), max_length=10, choices=Form.choices, default=Form.WRITTEN)
    terms_sealed = models.BinaryField(editable=False)
    performance_due_on = models.DateField(_("履行期限"), null=True, blank=True)
    ownership_words = models.JSONField(default=list, blank=True)
    contains_ownership_term = models.BooleanField(_("含确权条款"), default=False)
    sealed_by_committee = models.BooleanField(_("调解委员会已盖章"), default=False)
    effective_on = models.DateField(_("生效日"), null=True, blank=True)
    performance_status = models.CharField(
        _("履行情况"), max_length=10, choices=Performance.choices, default=Performance.PENDING
    )
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("调解协议")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="agreement_version_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(current=True), name="agreement_current_once"),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class AgreementSignature(models.Model):
    """One signature: of a party, or of the mediator's appointment. A scan is a case document of type 19."""

    class Method(models.TextChoices):
        ELECTRONIC = "electronic", _("平台签署")
        SCAN = "scan", _("签字扫描件")

    agreement = models.ForeignKey(SettlementAgreement, on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.ELECTRONIC)
    evidence_ids = models.JSONField(default=list, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    signed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False) ^ Q(appointment__isnull=False), name="signature_of_one"
            ),
            models.UniqueConstraint(
                fields=["agreement", "party"], condition=Q(party__isnull=False), name="signature_party_once"
            ),
            models.UniqueConstraint(
                fields=["agreement", "appointment"],
                condition=Q(appointment__isnull=False),
                name="signature_mediator_once",
            ),
        ]

    def __str__(self) -> str:
        return f"signature {self.pk}"


class ConfirmationState(models.TextChoices):
    OFFERED = "offered", _("待各方答复")
    EXCLUDED = "excluded", _("不能申请（含确权条款）")
    WANTED = "wanted", _("各方同意申请")
    NOT_WANTED = "not_wanted", _("不申请")
    PREPARED = "prepared", _("材料已备齐")
    SUBMITTED = "submitted", _("已共同提交")
    ACCEPTED = "accepted", _("法院已受理")
    REFUSED_ACCEPTANCE = "refused_acceptance", _("法院不予受理")
    CONFIRMED = "confirmed", _("裁定有效")
    REJECTED = "rejected", _("裁定驳回")
    WITHDRAWN = "withdrawn", _("已撤回")
    WINDOW_MISSED = "window_missed", _("已超过申请期限")


class JudicialConfirmation(Moved):
    """The joint application within 30 days of effect (CPL 205; PML 33); runs on after the case is closed."""

    agreement = models.OneToOneField(SettlementAgreement, on_delete=models.PROTECT, related_name="confirmation")
    court = models.CharField(_("法院"), max_length=120, blank=True)
    applied_on = models.DateField(_("共同申请日"), null=True, blank=True)
    case_no = models.CharField(_("调确字号"), max_length=60, blank=True)
    accepted_on = models.DateField(_("法院受理日"), null=True, blank=True)
    ruled_on = models.DateField(_("裁定日"), null=True, blank=True)
    window_ends_on = models.DateField(_("申请期限"), null=True, blank=True)

    class Meta:
        verbose_name = _("司法确认")

    def __str__(self) -> str:
        return f"confirmation {self.pk}"

    @property
    def state_words(self) -> str:
        """The state in words."""
        return str(ConfirmationState(self.state).label)


class ConfirmationEvent(Event):
    """Moves of a judicial confirmation. Append-only."""

    subject = models.ForeignKey(JudicialConfirmation, on_delete=models.PROTECT, related_name="events")


class ConfirmationAnswer(models.Model):
    """Whether a party wants the confirmation."""

    confirmation = models.ForeignKey(JudicialConfirmation, on_delete=models.PROTECT, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    wants = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["confirmation", "party"], name="confirmation_answered_once")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class ReturnVisit(models.Model):
    """Whether the agreement was performed, asked after the fact; at least one before archiving (house)."""

    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="return_visits")
    visited_on = models.DateField(_("回访日"))
    performed = models.CharField(_("履行情况"), max_length=10, choices=SettlementAgreement.Performance.choices)
    satisfaction = models.PositiveSmallIntegerField(
        _("满意度"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    note = models.TextField(_("备注"), blank=True, max_length=1000)
    escalate = models.BooleanField(_("需要跟进"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("回访")
        ordering = ["visited_on", "pk"]

    def __str__(self) -> str:
        return f"visit {self.visited_on}"
