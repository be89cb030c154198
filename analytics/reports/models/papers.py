"""What is filed with a report: review and expert sheets, sources, interviews, the acceptance checklist."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from analytics.reports.models.report import Report
from ipplatform import clock
from ipplatform.files.models import PrivateFile


class ReportSheet(models.Model):
    """A signed sheet: the internal review's, or the experts' with names, day and opinion (domain.md 10.4)."""

    class SheetKind(models.TextChoices):
        REVIEW = "review", _("内部审核单")
        EXPERT = "expert", _("专家评审单")

    class Opinion(models.TextChoices):
        AGREED = "agreed", _("同意")
        AGREED_WITH_CHANGES = "agreed_with_changes", _("修改后同意")
        NOT_AGREED = "not_agreed", _("不同意")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sheets")
    kind = models.CharField(_("类别"), max_length=8, choices=SheetKind.choices)
    people = models.CharField(_("评审人"), max_length=200)
    given_on = models.DateField(_("评审日期"))
    opinion = models.CharField(_("意见"), max_length=20, choices=Opinion.choices)
    file = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("评审单")
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.given_on}"


class Citation(models.Model):
    """A line of the list of sources."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="citations")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("文献"), max_length=500)
    url = models.URLField(_("网址"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("引用文献")
        ordering = ["report", "position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="report_citation_position")]

    def __str__(self) -> str:
        return self.text


class Interview(models.Model):
    """An enterprise asked in person; without its consent it is counted but not named in print."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="interviews")
    position = models.PositiveSmallIntegerField()
    organisation = models.CharField(_("单位"), max_length=120)
    held_on = models.DateField(_("访谈日期"))
    people = models.PositiveSmallIntegerField(_("人数"), default=1)
    consent = models.BooleanField(_("同意具名"), default=False)
    note = models.CharField(_("要点"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("企业访谈")
        ordering = ["report", "position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="report_interview_position")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.held_on}"


class ChecklistLine(models.Model):
    """A line of the acceptance checklist (domain.md 10.1, 10.4); one not applicable says why, in print."""

    class LineState(models.TextChoices):
        OPEN = "open", _("未完成")
        DONE = "done", _("已完成")
        NOT_APPLICABLE = "not_applicable", _("不适用")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="checklist")
    code = models.CharField(max_length=30)
    state = models.CharField(_("状态"), max_length=15, choices=LineState.choices, default=LineState.OPEN)
    reason = models.CharField(_("不适用的理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("验收清单")
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="report_checklist_code"),
            models.CheckConstraint(
                condition=~Q(state="not_applicable") | ~Q(reason=""), name="report_checklist_reason_given"
            ),
        ]

    def __str__(self) -> str:
        return self.code
