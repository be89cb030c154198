"""Long work as a person sees it: kind, progress, stop, result; around the background tasks' own table."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ipplatform import clock

QUEUED, RUNNING, DONE, FAILED, STOPPED = "queued", "running", "done", "failed", "stopped"
LIVE = (QUEUED, RUNNING)


class Job(models.Model):
    """One piece of long work. `key` is unique per kind while the job lives: pressing twice starts it once."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    task = models.CharField(max_length=200)
    params = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10,
        default=QUEUED,
        choices=[
            (QUEUED, _("排队中")),
            (RUNNING, _("进行中")),
            (DONE, _("已完成")),
            (FAILED, _("失败")),
            (STOPPED, _("已停止")),
        ],
    )
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    stop_requested = models.BooleanField(default=False)
    attempt = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=models.Q(state__in=LIVE), name="job_kind_key_unique_live"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.state}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def percent(self) -> int:
        """0-100 for a progress bar; 0 while the total is unknown."""
        return min(100, self.progress_done * 100 // self.progress_total) if self.progress_total else 0
