"""The outbox between a room's rows and the index; no content in it. Written by outbox.py only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ipplatform import clock


class OutboxEntry(models.Model):
    """An object whose document is to be read again and written to, or taken from, an index."""

    index = models.CharField(_("索引"), max_length=40)
    object_id = models.BigIntegerField(_("对象"))
    touched_at = models.DateTimeField(_("登记时间"), default=clock.now)

    class Meta:
        verbose_name = _("待更新索引项")
        verbose_name_plural = _("待更新索引项")
        indexes = [models.Index(fields=["index", "id"], name="search_outbox_order")]

    def __str__(self) -> str:
        return f"{self.index}:{self.object_id}"


class DrainLease(models.Model):
    """Who writes to an index now: one process at a time, so that an older document never lands after a newer one."""

    index = models.CharField(_("索引"), max_length=40, unique=True)
    holder = models.UUIDField(_("持有者"), null=True)
    until = models.FloatField(_("到期"), default=0)

    class Meta:
        verbose_name = _("索引写入权")
        verbose_name_plural = _("索引写入权")
        constraints = [models.CheckConstraint(condition=models.Q(until__gte=0), name="search_lease_until")]

    def __str__(self) -> str:
        return self.index
