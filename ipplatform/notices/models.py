"""Desk notices and the mails made of them: kind, number and link; never content."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ipplatform import clock


class Notice(models.Model):
    """One notice to one person. `number` is a business number, `link` a path on this site."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=40, blank=True)
    link = models.CharField(max_length=300)
    made_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("通知")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["to", "read_at"], name="notice_to_read")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
