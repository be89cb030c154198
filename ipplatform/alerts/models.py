"""Saved searches over any index, what their alerts found, and which version of each record was seen when.

What a person searches for is personal: it stands in these tables only, never in a log, an event or the audit.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock

NAME_LENGTH = 80


class SavedSearch(models.Model):
    """A search that a person keeps by name.

    `address` is the query string of the shareable address, `question` the same as `SearchQuery.as_dict()`, `said` its
    filters in words as they read when it was saved. `told_up_to`: the look up to which the alert has told everything;
    `last_run_on` the day it last ran. `broken_code` names why the question cannot be asked now; the owner was told.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    index = models.CharField(max_length=40)
    name = models.CharField(_("名称"), max_length=NAME_LENGTH)
    address = models.TextField()
    digest = models.CharField(max_length=64, editable=False)
    question = models.JSONField()
    said = models.TextField(blank=True)
    made_at = models.DateTimeField(default=clock.now)
    alert_on = models.BooleanField(_("每天提醒"), default=False)
    told_up_to = models.BigIntegerField(default=0)
    last_run_on = models.DateField(null=True, blank=True)
    broken_code = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("保存的检索")
        verbose_name_plural = _("保存的检索")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "index", "digest"], name="saved_search_once"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_search_named"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def text(self) -> str:
        """The expression as it was typed."""
        return str(self.question.get("text", ""))


class AlertFinding(models.Model):
    """What one run of an alert found: exactly these records, new ones and changed ones, at most the window of pages.

    `total` counts beyond the window too. One a look, whatever is run twice or dies half-way.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="findings")
    up_to = models.BigIntegerField()
    found_on = models.DateField()
    new_ids = models.JSONField(default=list)
    changed_ids = models.JSONField(default=list)
    total = models.PositiveIntegerField()
    new_total = models.PositiveIntegerField()
    notice = models.ForeignKey("notices.Notice", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("检索提醒")
        verbose_name_plural = _("检索提醒")
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["search", "up_to"], name="alert_finding_once"),
            models.CheckConstraint(condition=Q(total__gt=0), name="alert_finding_not_empty"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def changed_total(self) -> int:
        """Records that were known before."""
        return self.total - self.new_total

    @property
    def ids(self) -> list[int]:
        """The records in the order in which they are shown: new ones first."""
        return [*self.new_ids, *self.changed_ids]


class IndexLook(models.Model):
    """How often the records of an index were looked over. -1: the first look, which tells nobody, is not finished.

    `signature`: by which declaration; another one gives other versions of unchanged records.
    """

    index = models.CharField(max_length=40, unique=True)
    done = models.BigIntegerField(default=-1)
    signature = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("记录版本的清点")
        verbose_name_plural = _("记录版本的清点")

    def __str__(self) -> str:
        return f"{self.index}:{self.done}"


class RecordVersion(models.Model):
    """The version of a record that the last look saw, and in which look the record and this version first appeared.

    `fingerprint` is the index's own (`Document.fingerprint`), `version` leaves out what is not worth telling.
    """

    index = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    fingerprint = models.CharField(max_length=16)
    version = models.CharField(max_length=16)
    first_in = models.BigIntegerField()
    changed_in = models.BigIntegerField()
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("记录版本")
        verbose_name_plural = _("记录版本")
        indexes = [
            models.Index(fields=["index", "changed_in", "object_id"], name="record_version_changed"),
            models.Index(
                fields=["index", "version"], condition=Q(gone_on__isnull=False), name="record_version_gone"
            ),
        ]  # fmt: skip
        constraints = [models.UniqueConstraint(fields=["index", "object_id"], name="record_version_once")]

    def __str__(self) -> str:
        return f"{self.index}:{self.object_id}"


class RecentSearches(models.Model):
    """The last searches of a signed-in person, newest first: {index, text, address, said}. Nobody else has any."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recent_searches")
    kept = models.BooleanField(default=True)
    entries = models.JSONField(default=list)

    class Meta:
        verbose_name = _("最近的检索")
        verbose_name_plural = _("最近的检索")

    def __str__(self) -> str:
        return str(self.owner_id)
