"""Sessions, their record, and negotiation notes. Notes and record are two models with two permissions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from mediation.cases.models import MediationCase, Party


class Session(models.Model):
    """One session. Recording is off; the online record equals a written one (OMR 22). `record_sealed`: ciphertext."""

    class Mode(models.TextChoices):
        ONLINE = "online", _("线上")
        ONSITE = "onsite", _("现场")
        PHONE = "phone", _("电话")

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("已排期")
        HELD = "held", _("已召开")
        CANCELLED = "cancelled", _("已取消")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="sessions")
    sequence = models.PositiveSmallIntegerField(_("次序"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCHEDULED)
    starts_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    mode = models.CharField(_("方式"), max_length=10, choices=Mode.choices)
    place = models.CharField(_("地点或会议链接"), max_length=300)
    notice_sent_at = models.DateTimeField(null=True, blank=True)
    attendees = models.JSONField(_("到场人员"), default=list, blank=True)
    recording = models.BooleanField(_("录音录像"), default=False)
    record_sealed = models.BinaryField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("调解期日")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="session_sequence_once"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="session_range_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"


class SessionConfirmation(models.Model):
    """A party confirms the record of a session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="confirmations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "party"], name="session_confirmed_once")]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"


class NegotiationNote(models.Model):
    """A mediator's note: for the mediator alone, or a private session note shared with one party.

    Never exported, indexed, or merged into a document (OMR 18, 22; IMR 22).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text_sealed = models.BinaryField(editable=False)
    shared_with = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("协商记录")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"note {self.pk}"
