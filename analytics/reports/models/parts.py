"""What a report is made of: sections of blocks, and figures with the tables they were frozen with."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from analytics.reports.models.report import Report
from ipplatform.files.models import PrivateFile


class ReportSection(models.Model):
    """A chapter: edited text beside computed blocks.

    `blocks` is a list of {"type", ...}: heading, text, finding, swot {text}; figure, table {figure: number};
    recommendation {text, owner, term}; computed {name}. What each may hold is checked by `blocks.py`.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("章名"), max_length=80)
    blocks = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("章节")
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="report_section_key"),
            models.UniqueConstraint(fields=["report", "position"], name="report_section_position"),
        ]

    def __str__(self) -> str:
        return self.title


class Figure(models.Model):
    """A figure of domain.md 10.3 with its data as frozen; `caption` is what follows the title."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    number = models.PositiveSmallIntegerField(_("图号"))
    name = models.CharField(max_length=40)
    title = models.CharField(_("图题"), max_length=80)
    params = models.JSONField(default=dict, blank=True)
    table = models.JSONField(_("数据表"))
    caption = models.TextField(_("图注"))
    alt = models.TextField(_("替代文本"))
    image = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("图")
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_figure_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def image_url(self) -> str:
        return reverse("reports:figure_image", args=[self.report.slug, self.number])

    @property
    def csv_url(self) -> str:
        return reverse("reports:figure_csv", args=[self.report.slug, self.number])
