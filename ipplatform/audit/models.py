"""Hash-chained audit streams. Stores the actor's public_id, no foreign key: knows no other room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditStream(models.Model):
    """Head of one chain (case, consultation, offer, deal, report, plan, account, rules); its row is locked last."""

    kind = models.CharField(_("类别"), max_length=40)
    subject = models.CharField(_("对象"), max_length=64)
    length = models.PositiveIntegerField(_("条数"), default=0)
    head = models.CharField(_("链头"), max_length=64, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="audit_stream_unique")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.subject}"


class AuditEntry(models.Model):
    """One link: who did what to which object when; content hashes, never content. Append-only by trigger."""

    stream = models.ForeignKey(AuditStream, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    actor = models.CharField(max_length=64)
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    hash_before = models.CharField(max_length=64, blank=True)
    hash_after = models.CharField(max_length=64, blank=True)
    reason_code = models.CharField(max_length=60, blank=True)
    previous_mac = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)

    class Meta:
        ordering = ["stream_id", "position"]
        constraints = [models.UniqueConstraint(fields=["stream", "position"], name="audit_entry_position_unique")]

    def __str__(self) -> str:
        return f"{self.stream_id}#{self.position} {self.action}"


class AccessSeen(models.Model):
    """Last recorded read or refusal of (reader, object, action): the same within 10 minutes is one entry."""

    actor = models.CharField(max_length=64)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=64)
    action = models.CharField(max_length=60)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "object_kind", "object_id", "action"], name="access_seen_unique")
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.object_kind}"
