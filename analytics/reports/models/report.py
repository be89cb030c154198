"""The report of one industry: a patent data report or a think-tank report, in versions (domain.md 5.3, 6.5)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from analytics.reports.models.dataset import Dataset
from ipplatform.files.models import PrivateFile
from ipplatform.moves import Event, Moved
from patents.industries.models import Industry


class Kind(models.TextChoices):
    """The two kinds of the 2 + 2 reports."""

    DATA = "data", _("专利数据分析报告")
    THINK_TANK = "think_tank", _("智库研究专题报告")


class State(models.TextChoices):
    """States of domain.md 6.5."""

    PLANNED = "planned", _("已立项")
    DRAFTING = "drafting", _("编制中")
    INTERNAL_REVIEW = "internal_review", _("内部审核")
    EXPERT_REVIEW = "expert_review", _("专家评审")
    APPROVED = "approved", _("已批准")
    PUBLISHED = "published", _("已发布")
    SUPERSEDED = "superseded", _("已被新版本取代")
    WITHDRAWN = "withdrawn", _("已撤回")


class Report(Moved):
    """One version of an industry's report. Each version is its own row, planned, written and reviewed anew.

    `pdf_fingerprint` says from which content the stored PDF was made; `approved_sha256` freezes its bytes.
    """

    slug = models.SlugField(_("地址"), max_length=80, unique=True)
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, related_name="reports", verbose_name=_("产业"))
    kind = models.CharField(_("类型"), max_length=12, choices=Kind.choices)
    version = models.PositiveSmallIntegerField(_("版本"), default=1)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors")
    title = models.CharField(_("题目"), max_length=120)
    series = models.CharField(_("编号"), max_length=40, blank=True)
    commissioner = models.CharField(_("委托单位"), max_length=80)
    plan_target = models.CharField(_("计划目标"), max_length=10, blank=True)
    plan_reason = models.CharField(_("立项理由"), max_length=300, blank=True)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("编制人"))
    reviewers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("审核人"))
    summary = models.TextField(_("摘要"), max_length=2000, blank=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    cutoff_date = models.DateField(_("资料截止日"), null=True, blank=True)
    report_date = models.DateField(_("报告日期"), null=True, blank=True)
    published_on = models.DateField(_("发布日期"), null=True, blank=True)
    pdf = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf_pages = models.PositiveSmallIntegerField(_("页数"), null=True, blank=True)
    pdf_fingerprint = models.CharField(max_length=64, blank=True)
    approved_sha256 = models.CharField(_("批准的 PDF 指纹"), max_length=64, blank=True)
    return_note = models.TextField(_("退回意见"), max_length=2000, blank=True)
    withdraw_note = models.CharField(_("撤回原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("产业报告")
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["industry", "kind"], condition=Q(state="published"), name="report_one_published"
            ),
            models.UniqueConstraint(fields=["industry", "kind", "version"], name="report_version_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published", "superseded"])
                | (Q(report_date__isnull=False, pdf__isnull=False) & ~Q(approved_sha256="")),
                name="report_approved_has_pdf",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False), name="report_published_has_day"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="report_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="report_state_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.slug])

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)

    @property
    def is_data(self) -> bool:
        return self.kind == Kind.DATA

    @property
    def cover(self) -> str:
        """Two to four letters for the small cover on a page."""
        return self.industry.name.replace(" ", "")[:4]


class ReportEvent(Event):
    """Moves of a report."""

    subject = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="events")
