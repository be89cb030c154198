"""The rows that a report counts, frozen: never changed, only replaced by a new freezing while the report is a draft."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.files.models import PrivateFile
from patents.industries.models import Industry, IndustryExpression
from patents.names.models import NameReading


class Dataset(models.Model):
    """One freezing. `file` holds the rows as Parquet; `hash` identifies them whatever wrote them.

    `branches` is the technology breakdown as it stood: [{level, name, text, precision, recall, sample_size, reason}].
    `names` is the reading under which the rows hold their applicants; other names are other rows and another hash.
    `extras` holds what was read from the platform beside the frame: key patents and market records (domain.md 10.1).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, related_name="datasets")
    expression = models.ForeignKey(IndustryExpression, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("数据来源"), max_length=200)
    licence = models.CharField(_("数据许可"), max_length=300)
    cutoff_date = models.DateField(_("数据截止日"))
    unit = models.CharField(_("计数单位"), max_length=20)
    names = models.CharField(_("申请人名称"), max_length=20, choices=NameReading.choices, default=NameReading.APPROVED)
    schema_version = models.CharField(max_length=40)
    hash = models.CharField(_("数据集指纹"), max_length=64)
    rows = models.PositiveIntegerField(_("公开文献"))
    patents = models.PositiveIntegerField(_("专利"))
    file = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, related_name="+")
    precision = models.DecimalField(_("查准率（%）"), max_digits=5, decimal_places=2, null=True, blank=True)
    recall = models.DecimalField(_("查全率（%）"), max_digits=5, decimal_places=2, null=True, blank=True)
    sample_size = models.PositiveIntegerField(_("抽样件数"), null=True, blank=True)
    not_sampled_reason = models.CharField(_("未抽样的原因"), max_length=300, blank=True)
    branches = models.JSONField(default=list, blank=True)
    extras = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("固化时间"), default=clock.now)

    class Meta:
        verbose_name = _("数据集")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(precision__isnull=False, recall__isnull=False, sample_size__gte=1)
                | (Q(precision__isnull=True) & ~Q(not_sampled_reason="")),
                name="dataset_sampled_or_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.industry_id} {self.hash[:12]}"

    @property
    def rows_spoken(self) -> str:
        """`17,111`: grouped by three, as figures are printed everywhere."""
        return f"{self.rows:,}"
