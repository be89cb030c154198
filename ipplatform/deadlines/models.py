"""Legal numbers, calendar days and the abstract deadline. Cases and deals keep their deadlines in their own rooms."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleParameter(models.Model):
    """A dated legal or house number; a record is judged by the row valid on its clock-start date."""

    code = models.CharField(_("代码"), max_length=60)
    title = models.CharField(_("名称"), max_length=200, blank=True)
    value = models.CharField(_("值"), max_length=60)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    source = models.CharField(_("依据"), max_length=200)
    valid_from = models.DateField(_("生效日"))
    valid_to = models.DateField(_("失效日"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("核实人"),
    )
    open_point = models.BooleanField(_("待核实"), default=False)

    class Meta:
        verbose_name = _("规则参数")
        verbose_name_plural = _("规则参数")
        ordering = ["code", "-valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="rule_code_from_unique")]

    def __str__(self) -> str:
        return f"{self.code} = {self.value} {self.unit}"


class CalendarDay(models.Model):
    """A day that differs from its weekday, by the yearly State Council notice; overrides chinesecalendar."""

    HOLIDAY, WORKDAY = "holiday", "workday"

    day = models.DateField(_("日期"), unique=True)
    kind = models.CharField(_("类别"), max_length=10, choices=[(HOLIDAY, _("放假")), (WORKDAY, _("调休上班"))])
    source = models.CharField(_("通知"), max_length=200)

    class Meta:
        verbose_name = _("日历日")
        verbose_name_plural = _("日历日")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class Deadline(models.Model):
    """Abstract: a due date computed from start, length, calendar and suspensions; stored; never a counter."""

    OPEN, DONE, MISSED, VOID = "open", "done", "missed", "void"

    rule_code = models.CharField(max_length=10)
    start_on = models.DateField()
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10)
    suspended_days = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField()
    remind_on = models.DateField(help_text="the unmoved date: reminders are earlier")
    extended_to = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    provisional = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=OPEN)

    class Meta:
        abstract = True
