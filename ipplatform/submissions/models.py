"""Unique form tokens: a second POST lands on the first's result."""

from django.conf import settings
from django.db import models

from ipplatform import clock


class Submission(models.Model):
    """A form token that was used, by whom, and where its result is."""

    token = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    result = models.CharField(max_length=500)
    used_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.token[:8]
