"""Parties, their agents, who may read a case, and the log of attempts to reach a party."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ipplatform import clock
from ipplatform.enterprises.models import Enterprise
from mediation.cases.models.case import MediationCase


class Party(models.Model):
    """An enterprise or a natural person on one side. A person's identity is kept as a keyed hash only (PIPL 6)."""

    class Role(models.TextChoices):
        CLAIMANT = "claimant", pgettext_lazy("mediation", "申请人")
        RESPONDENT = "respondent", _("被申请人")
        THIRD_PARTY = "third_party", _("第三人")

    class Consent(models.TextChoices):
        NOT_ANSWERED = "", _("未答复")
        YES = "yes", _("同意调解")
        NO = "no", _("不同意调解")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(_("地位"), max_length=20, choices=Role.choices)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person_name = models.CharField(_("姓名"), max_length=80, blank=True)
    identity_hash = models.CharField(max_length=64, blank=True, editable=False)
    contact = models.CharField(_("联系方式"), max_length=200, blank=True)
    address_for_service = models.CharField(_("送达地址"), max_length=300, blank=True)
    address_confirmed_at = models.DateTimeField(null=True, blank=True)
    consent = models.CharField(_("是否同意调解"), max_length=3, choices=Consent.choices, blank=True)
    consent_on = models.DateField(_("答复日"), null=True, blank=True)
    identity_verified_at = models.DateTimeField(null=True, blank=True)
    identity_verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rights_notice_ack_at = models.DateTimeField(null=True, blank=True)
    false_mediation_warning_ack_at = models.DateTimeField(null=True, blank=True)
    confidentiality_ack_at = models.DateTimeField(null=True, blank=True)
    objections = models.PositiveSmallIntegerField(_("更换调解员次数"), default=0)

    class Meta:
        verbose_name = _("当事人")
        ordering = ["role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(enterprise__isnull=False) & Q(person_name=""))
                | (Q(enterprise__isnull=True) & ~Q(person_name="")),
                name="party_enterprise_or_person",
            ),
            models.UniqueConstraint(
                fields=["case", "enterprise"], condition=Q(enterprise__isnull=False), name="party_enterprise_once"
            ),
            models.UniqueConstraint(
                fields=["case", "identity_hash"], condition=~Q(identity_hash=""), name="party_person_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

    @property
    def name(self) -> str:
        """The party's name; list pages select the enterprise beforehand."""
        return self.enterprise.name if self.enterprise else self.person_name


class Agent(models.Model):
    """Who acts for a party under a power of attorney (the file is a case document of type 4)."""

    class Scope(models.TextChoices):
        GENERAL = "general", _("一般授权")
        SPECIAL = "special", _("特别授权")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="agents")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("姓名"), max_length=80)
    scope = models.CharField(_("授权范围"), max_length=10, choices=Scope.choices)
    from_on = models.DateField(_("起"))
    until_on = models.DateField(_("止（不含当日）"), null=True, blank=True)

    class Meta:
        verbose_name = _("代理人")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"agent {self.pk}"


class CaseAccess(models.Model):
    """The only key to a case for parties, agents and mediators; read on days from_on <= day < until_on."""

    class Capacity(models.TextChoices):
        PARTY = "party", _("当事人")
        AGENT = "agent", _("代理人")
        MEDIATOR = "mediator", _("调解员")

    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_accesses")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="accesses")
    capacity = models.CharField(max_length=10, choices=Capacity.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True, help_text="the first day without access")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="access_range_ordered"
            ),
            models.CheckConstraint(
                condition=Q(capacity="mediator") ^ Q(party__isnull=False), name="access_for_a_party"
            ),
            models.UniqueConstraint(
                fields=["case", "user", "party"],
                condition=Q(until_on__isnull=True, party__isnull=False), name="access_party_once",
            ),
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(until_on__isnull=True, capacity="mediator"), name="access_mediator_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["user", "case"], name="access_user_case")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.capacity}"


class ContactAttempt(models.Model):
    """One try to reach a party: closing as unreachable needs three tries over two channels (house)."""

    class Channel(models.TextChoices):
        PHONE = "phone", _("电话")
        SMS = "sms", _("短信")
        EMAIL = "email", _("电子邮件")
        POST = "post", _("邮寄")
        VISIT = "visit", _("上门")
        ONLINE = "online", _("平台消息")

    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="contact_attempts")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="contact_attempts")
    channel = models.CharField(_("方式"), max_length=10, choices=Channel.choices)
    tried_on = models.DateField(_("日期"))
    reached = models.BooleanField(_("已联系上"), default=False)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["tried_on", "pk"]

    def __str__(self) -> str:
        return f"{self.channel} {self.tried_on}"
