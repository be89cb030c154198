"""How many patents an industry's set, and each branch inside it, held on a day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patents.industries.models.branch import TechnologyBranch
from patents.industries.models.industry import Industry


class SetCount(models.Model):
    """One count of one day; `branch` is empty for the whole set. `version`: of the industry's expression asked."""

    industry = models.ForeignKey(Industry, on_delete=models.CASCADE, related_name="counts")
    branch = models.ForeignKey(TechnologyBranch, on_delete=models.CASCADE, null=True, blank=True, related_name="counts")
    on = models.DateField(_("日期"))
    version = models.PositiveIntegerField(_("检索式版本"))
    count = models.PositiveIntegerField(_("件数"))

    class Meta:
        verbose_name = _("产业件数")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["industry", "on"], condition=Q(branch__isnull=True), name="set_count_once"),
            models.UniqueConstraint(
                fields=["branch", "on"], condition=Q(branch__isnull=False), name="set_count_branch_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.industry_id} {self.on} {self.count}"
