"""An industry: a versioned question to the patent index and a chain map (domain.md 5.3)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ipplatform import clock


class Industry(models.Model):
    """One industry. Its expression is the newest row of `expressions`; reports freeze the one they used.

    `revision` moves with what is said of it, `tree_revision` with its technology breakdown.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("名称"), max_length=80, unique=True)
    code = models.SlugField(_("代码"), max_length=40, unique=True)
    summary = models.TextField(_("产业概况"), max_length=3000, blank=True)
    upstream = models.TextField(_("上游"), max_length=1000, blank=True)
    midstream = models.TextField(_("中游"), max_length=1000, blank=True)
    downstream = models.TextField(_("下游"), max_length=1000, blank=True)
    cutoff_date = models.DateField(_("数据截止日"))
    revision = models.PositiveIntegerField(default=1)
    tree_revision = models.PositiveIntegerField(default=1)
    retired_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("建立时间"), default=clock.now)

    class Meta:
        verbose_name = _("产业")
        verbose_name_plural = _("产业")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Counted every day and offered to new reports."""
        return self.retired_at is None

    @property
    def chain(self) -> tuple[tuple[str, str], ...]:
        """Chain map: (stage in words, text)."""
        return ((str(_("上游")), self.upstream), (str(_("中游")), self.midstream), (str(_("下游")), self.downstream))


class IndustryExpression(models.Model):
    """A version of the question: an expression and filters {name: [values]}. Rows are added, never changed."""

    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, related_name="expressions")
    version = models.PositiveIntegerField(_("版本"))
    text = models.TextField(_("检索式"), max_length=4000, blank=True)
    filters = models.JSONField(_("筛选"), default=dict, blank=True)
    hits = models.PositiveIntegerField(_("保存时命中"))
    note = models.CharField(_("修改说明"), max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("保存时间"), default=clock.now)

    class Meta:
        verbose_name = _("产业检索式")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["industry", "version"], name="industry_expression_version")]

    def __str__(self) -> str:
        return f"{self.industry_id} v{self.version}"

    @property
    def hits_spoken(self) -> str:
        """`17,111`."""
        return f"{self.hits:,}"

    @property
    def spoken(self) -> str:
        """The question on one line, as reports print it: `TI=电池；来源=demo`."""
        parts = [self.text] if self.text else []
        parts += [f"{name}={'、'.join(values)}" for name, values in sorted(self.filters.items())]
        return "；".join(parts) or str(_("全部"))
