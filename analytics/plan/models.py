"""The year's plan: tasks, numeric targets with milestones, stored figures and frozen snapshots."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.moves import Event, Moved


class Plan(models.Model):
    """A plan of one year."""

    title = models.CharField(_("名称"), max_length=200)
    year = models.PositiveSmallIntegerField(_("年份"), unique=True)
    issued_on = models.DateField(_("印发日期"))
    period_start = models.DateField(_("起"))
    period_end = models.DateField(_("止"))
    file = models.UUIDField(_("文件"), null=True, blank=True)

    class Meta:
        verbose_name = _("实施方案")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(period_end__gt=F("period_start")), name="plan_period_ordered")
        ]

    def __str__(self) -> str:
        return self.title


class PlanTask(Moved):
    """A task of the plan; only task 3 carries numbers. `state`: not_started, running, done."""

    STATES = {"not_started": _("未开始"), "running": _("进行中"), "done": _("已完成")}

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks")
    number = models.PositiveSmallIntegerField(_("序号"))
    text = models.CharField(_("任务"), max_length=300)
    lead_section = models.CharField(_("责任科室"), max_length=100)
    cooperating_units = models.JSONField(_("配合单位"), default=list, blank=True)
    due = models.CharField(_("时限"), max_length=60)
    notes = models.TextField(_("进展"), max_length=3000, blank=True)

    class Meta:
        verbose_name = _("任务")
        ordering = ["plan_id", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_task_number_unique")]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    @property
    def state_label(self) -> str:
        return str(self.STATES[self.state])


class PlanTaskEvent(Event):
    """Moves of a task."""

    subject = models.ForeignKey(PlanTask, on_delete=models.PROTECT, related_name="events")


class Target(models.Model):
    """A numeric target of a task: measure, threshold, unit; met when value >= threshold (以上 includes the number)."""

    task = models.ForeignKey(PlanTask, on_delete=models.PROTECT, related_name="targets")
    code = models.CharField(_("代码"), max_length=10)
    title = models.CharField(_("目标"), max_length=100)
    measure = models.CharField(_("口径"), max_length=40)
    threshold = models.DecimalField(_("目标值"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("单位"), max_length=20)

    class Meta:
        verbose_name = _("目标")
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["task", "code"], name="target_code_unique")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Milestone(models.Model):
    """A date by which a threshold in the milestone's own unit is due (T3-6 changes unit)."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="milestones")
    due_on = models.DateField(_("节点"))
    threshold = models.DecimalField(_("节点值"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("单位"), max_length=20)
    warn_on = models.DateField(_("预警日"))

    class Meta:
        verbose_name = _("节点")
        ordering = ["due_on"]
        constraints = [models.UniqueConstraint(fields=["target", "due_on"], name="milestone_due_unique")]

    def __str__(self) -> str:
        return f"{self.due_on} {self.threshold}"


class StoredFigure(models.Model):
    """A target's value as the daily job found it: what home and /figures/ show, with its date."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="stored")
    as_of = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=10, null=True)
    parts = models.JSONField(default=dict)
    note = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["target", "as_of"], name="stored_figure_day_unique")]

    def __str__(self) -> str:
        return f"{self.target_id} {self.as_of}"


class PlanSnapshot(models.Model):
    """Results, inputs and record ids as they stood when frozen; immutable by trigger; a correction is a new one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="snapshots")
    as_of = models.DateField(_("截至"))
    title = models.CharField(_("名称"), max_length=100)
    reason = models.CharField(_("更正理由"), max_length=300, blank=True)
    results = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("快照")
        ordering = ["-frozen_at", "-pk"]

    def __str__(self) -> str:
        return self.title
