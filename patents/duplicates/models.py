"""Patents that may be one and the same: pairs found by rule, and a person's word that two of them are not.

That two are one is `patents.imports.MergeDecision`: the fold heeds it. Nothing here points at a patent by foreign key,
for patents come and go with imports; pairs are computed anew at any time.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock


class Reason(models.TextChoices):
    """Why two patents may be one, the strongest first."""

    NUMBER_WITHOUT_KIND = "number_without_kind", _("公开号相同，其中一方没有文献种类")
    NUMBER_OTHER_KIND = "number_other_kind", _("公开号相同，只是文献种类不同")
    APPLICATION_SPELLED = "application_spelled", _("申请号相同，写法不同")
    TITLE_FILING_APPLICANT = "title_filing_applicant", _("标题、申请日、第一申请人都相同")


class DuplicatePair(models.Model):
    """Two patents by primary key, the lower one first, with the reasons (codes of `Reason`, in its order)."""

    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField(db_index=True)
    reasons = models.JSONField(default=list, blank=True)
    strongest = models.PositiveSmallIntegerField(default=0)
    found_at = models.DateTimeField(_("发现时间"), default=clock.now)

    class Meta:
        verbose_name = _("疑似重复")
        verbose_name_plural = _("疑似重复")
        ordering = ["strongest", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first_id", "second_id"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(first_id__lt=F("second_id")), name="duplicate_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"


class Dismissal(models.Model):
    """A person's word that two patents are not one, under keys of the fold; undone rows stay."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first_key = models.CharField(max_length=90)
    second_key = models.CharField(max_length=90)
    first_number = models.CharField(_("专利"), max_length=80)
    second_number = models.CharField(_("专利"), max_length=80)
    reasons = models.JSONField(default=list, blank=True)
    note = models.CharField(_("依据"), max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("排除时间"), default=clock.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("不是同一件")
        verbose_name_plural = _("不是同一件")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_key", "second_key"], condition=Q(undone_at__isnull=True), name="dismissal_once"
            ),
            models.CheckConstraint(condition=Q(first_key__lt=F("second_key")), name="dismissal_in_order"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="dismissal_undone_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_number} ≠ {self.second_number}"
