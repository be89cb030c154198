"""The technology breakdown of an industry: three levels, each branch a question inside the industry's set."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patents.industries.models.industry import Industry

MAX_LEVEL = 3


class TechnologyBranch(models.Model):
    """A node of the technology breakdown, with the quality of its own expression where it was sampled."""

    industry = models.ForeignKey(Industry, on_delete=models.CASCADE, related_name="branches")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    level = models.PositiveSmallIntegerField(_("级"))
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    name = models.CharField(_("技术分支"), max_length=80)
    text = models.TextField(_("检索式"), max_length=4000, blank=True)
    precision = models.DecimalField(
        _("查准率（%）"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    recall = models.DecimalField(
        _("查全率（%）"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    sample_size = models.PositiveIntegerField(_("抽样件数"), null=True, blank=True)
    not_sampled_reason = models.CharField(_("未抽样的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("技术分支")
        ordering = ["industry", "level", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=MAX_LEVEL), name="technology_branch_level"),
            models.CheckConstraint(
                condition=Q(level=1, parent__isnull=True) | Q(level__gt=1, parent__isnull=False),
                name="technology_branch_root_is_level_1",
            ),
            models.CheckConstraint(
                condition=Q(precision__isnull=True, recall__isnull=True, sample_size__isnull=True)
                | Q(precision__isnull=False, recall__isnull=False, sample_size__gte=1, not_sampled_reason=""),
                name="technology_branch_sample_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The tree stays one industry's, three levels deep."""
        expected = 1 if self.parent is None else self.parent.level + 1
        if self.level != expected or (self.parent is not None and self.parent.industry_id != self.industry_id):
            raise ValidationError(_("技术分支的层级与上级不符。"), code="branch_level")
        if self.level > MAX_LEVEL:
            raise ValidationError(_("技术分解表最多三级。"), code="branch_too_deep")
        sampled = [self.precision is not None, self.recall is not None, self.sample_size is not None]
        if any(sampled) and not all(sampled):
            raise ValidationError(_("查准率、查全率和抽样件数要一起填写。"), code="sample_incomplete")
        if any(sampled) and self.not_sampled_reason:
            raise ValidationError(_("已抽样的分支不填未抽样原因。"), code="sample_and_reason")

    @property
    def is_recorded(self) -> bool:
        """Sampled, or said why not: what a data report needs before its data are frozen (domain.md 6.5)."""
        return self.sample_size is not None or bool(self.not_sampled_reason)
