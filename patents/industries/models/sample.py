"""Samples by which precision and recall of a question are told: drawn once, judged by one or two people."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from patents.industries.models.branch import TechnologyBranch
from patents.industries.models.industry import Industry, IndustryExpression
from patents.industries.quality import NO, UNSURE, YES


class Sample(models.Model):
    """One sample of one version of the question, of the whole set or of a branch inside it; its items never change.

    `seed` with `population` and `size` draws it again (`quality.drawn`); a list of known numbers has no seed.
    `branch_text` is the branch's expression as it was asked; the branch may change or go, the sample stays.
    """

    class Kind(models.TextChoices):
        """What is told by it, and how it was drawn."""

        PRECISION = "precision", _("查准率：从命中中随机抽样")
        POOL = "pool", _("查全率：从更宽的检索式中随机抽样")
        KNOWN = "known", _("查全率：已知相关专利清单")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, related_name="samples")
    expression = models.ForeignKey(IndustryExpression, on_delete=models.PROTECT, related_name="samples")
    branch = models.ForeignKey(
        TechnologyBranch, on_delete=models.SET_NULL, null=True, blank=True, related_name="samples"
    )
    branch_name = models.CharField(_("技术分支"), max_length=80, blank=True)
    branch_text = models.TextField(_("分支检索式"), blank=True)
    kind = models.CharField(_("用途"), max_length=10, choices=Kind.choices)
    pool_text = models.TextField(_("更宽的检索式"), max_length=4000, blank=True)
    note = models.CharField(_("清单来源或说明"), max_length=300, blank=True)
    seed = models.PositiveBigIntegerField(_("随机种子"), null=True, blank=True)
    population = models.PositiveIntegerField(_("总体件数"))
    size = models.PositiveIntegerField(_("抽样件数"))
    absent = models.JSONField(_("库中没有的号码"), default=list, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("抽样时间"), default=clock.now)

    class Meta:
        verbose_name = _("抽样")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1, population__gte=models.F("size")), name="sample_of_something"
            ),
            models.CheckConstraint(condition=Q(kind="known") | Q(seed__isnull=False), name="sample_drawn_has_seed"),
        ]

    def __str__(self) -> str:
        return f"{self.industry_id} {self.kind} {self.size}"

    @property
    def is_judged_by_people(self) -> bool:
        """A list of known numbers says by itself what is relevant."""
        return self.kind != self.Kind.KNOWN


class SampleItem(models.Model):
    """A patent of a sample by its number. `is_found`: the question found it when the sample was drawn."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(_("序号"))
    number = models.CharField(_("号码"), max_length=80)
    is_found = models.BooleanField(_("检索式命中"))

    class Meta:
        verbose_name = _("样本")
        ordering = ["sample", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "position"], name="sample_item_position"),
            models.UniqueConstraint(fields=["sample", "number"], name="sample_item_number"),
        ]

    def __str__(self) -> str:
        return self.number


class Judging(models.Model):
    """One judge's verdicts over a whole sample, as one file brought them; at most two a sample."""

    PLACES = (1, 2)

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="judgings")
    place = models.PositiveSmallIntegerField(_("判定人次序"))
    judge = models.CharField(_("判定人"), max_length=80)
    judged_on = models.DateField(_("判定日期"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("上传时间"), default=clock.now)

    class Meta:
        verbose_name = _("判定")
        ordering = ["sample", "place"]
        constraints = [
            models.CheckConstraint(condition=Q(place__in=(1, 2)), name="judging_at_most_two"),
            models.UniqueConstraint(fields=["sample", "place"], name="judging_place_once"),
            models.UniqueConstraint(fields=["sample", "judge"], name="judging_judge_once"),
        ]

    def __str__(self) -> str:
        return self.judge


class Verdict(models.Model):
    """What a judge says of one patent: it belongs to the industry, it does not, or it cannot be told."""

    VALUES = {YES: _("是"), NO: _("否"), UNSURE: _("不确定")}

    judging = models.ForeignKey(Judging, on_delete=models.CASCADE, related_name="verdicts")
    item = models.ForeignKey(SampleItem, on_delete=models.CASCADE, related_name="verdicts")
    value = models.CharField(_("判定"), max_length=6, choices=[(YES, _("是")), (NO, _("否")), (UNSURE, _("不确定"))])

    class Meta:
        verbose_name = _("单件判定")
        ordering = ["judging", "item"]
        constraints = [models.UniqueConstraint(fields=["judging", "item"], name="verdict_once")]

    def __str__(self) -> str:
        return self.value
