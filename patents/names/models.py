"""Which names are one body: groups that a person approved, their history, what is proposed, what was refused.

A group's members are the names whose `alias_of` is its representative (patents.records); its history is here.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.enterprises.models import Enterprise
from patents.records.models import Name


class NameReading(models.TextChoices):
    """Under which names a ranking counts."""

    RAW = "raw", _("来源原文")
    NORMALISED = "normalised", _("自动归一")
    APPROVED = "approved", _("人工归并")


class Reason(models.TextChoices):
    """Why two names may be one body, the strongest first."""

    SAME_CODE = "same_code", _("统一社会信用代码相同")
    SAME_FORM = "same_form", _("只差大小写、标点、地址或公司形式")
    UNIVERSITY_SCHOOL = "university_school", _("同一大学的院系")
    SIMILAR = "similar", _("写法相近")


class Action(models.TextChoices):
    """What happened to a group."""

    JOIN = "join", _("并入名称")
    LEAVE = "leave", _("移出名称")
    RELABEL = "relabel", _("改显示名称")
    LINK = "link", _("关联企业")
    UNLINK = "unlink", _("取消关联企业")
    DISSOLVE = "dissolve", _("解散")


class NameGroup(models.Model):
    """Names that a person says are one body, shown as `label`. Dissolved groups stay for their history."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    label = models.CharField(_("显示名称"), max_length=300)
    representative = models.OneToOneField(
        Name, on_delete=models.SET_NULL, null=True, blank=True, related_name="name_group", editable=False
    )
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("企业")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("建立时间"), default=clock.now)
    dissolved_at = models.DateTimeField(_("解散时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("名称组")
        verbose_name_plural = _("名称组")
        ordering = ["label", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_at__isnull=True) | Q(representative__isnull=True),
                name="name_group_dissolved_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class NameGroupEvent(models.Model):
    """One step of a group: who, when, which name and why. Rows are only added (a trigger refuses the rest)."""

    group = models.ForeignKey(NameGroup, on_delete=models.PROTECT, related_name="events")
    action = models.CharField(max_length=10, choices=Action.choices)
    written = models.CharField(max_length=300, blank=True)
    normalised = models.CharField(max_length=300, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, null=True, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("名称组记录")
        verbose_name_plural = _("名称组记录")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.written}"


class AliasProposal(models.Model):
    """`name` may be `target`. Computed: one target a name, always one that is met more often."""

    name = models.OneToOneField(Name, on_delete=models.CASCADE, related_name="alias_proposal")
    target = models.ForeignKey(Name, on_delete=models.CASCADE, related_name="alias_proposals")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    strongest = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField(_("相似度"))
    name_written = models.CharField(max_length=300)
    target_written = models.CharField(max_length=300)
    name_count = models.PositiveIntegerField()
    target_count = models.PositiveIntegerField()
    grouping_version = models.PositiveSmallIntegerField()
    found_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("归并建议")
        verbose_name_plural = _("归并建议")
        ordering = ["strongest", "-score", "-target_count", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=F("target")), name="alias_proposal_two_names"),
        ]

    def __str__(self) -> str:
        return f"{self.name_written} → {self.target_written}"


class AliasRejection(models.Model):
    """A person's word that two names are two bodies, by normal form, lower first; it stands until it is undone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first = models.CharField(max_length=300)
    second = models.CharField(max_length=300)
    first_written = models.CharField(_("名称"), max_length=300)
    second_written = models.CharField(_("名称"), max_length=300)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("拒绝时间"), default=clock.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("不归并的名称")
        verbose_name_plural = _("不归并的名称")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(undone_at__isnull=True), name="alias_rejection_once"
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="alias_rejection_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_written} ≠ {self.second_written}"
