"""A demand: the technical problem an enterprise wants solved, in numbers. Knows no rule of a move."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.models import Enterprise
from ipplatform.money import MoneyField
from ipplatform.moves import Event, Moved
from patents.offers.models.offer import ApplicationIndustry, Confidentiality
from patents.rights.models import Mode

COOPERATION_MODES = [*((mode.value, mode.label) for mode in Mode if mode is not Mode.OPEN), ("any", _("方式不限"))]


class DemandState(models.TextChoices):
    """States of domain.md 5.1 and 6.2, last paragraph."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    PUBLISHED = "published", _("征集中")
    RETURNED = "returned", _("已退回")
    MATCHED = "matched", _("已对接")
    CLOSED = "closed", _("已结束")
    EXPIRED = "expired", _("已过期")


class Demand(Moved):
    """What an enterprise looks for. No `budget` = to be agreed; `contact` is read by the owner and operators only."""

    number = models.CharField(_("编号"), max_length=20, unique=True, editable=False)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="demands", verbose_name=_("需求方")
    )
    title = models.CharField(_("需求名称"), max_length=120)
    field = models.CharField(_("技术领域"), max_length=30, choices=ApplicationIndustry.choices)
    problem = models.TextField(_("要解决的问题"), max_length=4000)
    indicators = models.TextField(_("技术指标"), max_length=4000, blank=True)
    current_state = models.TextField(_("现有基础"), max_length=2000, blank=True)
    budget = MoneyField(_("预算（元）"), null=True, blank=True)
    cooperation_mode = models.CharField(_("合作方式"), max_length=20, choices=COOPERATION_MODES, default="any")
    deadline = models.DateField(_("征集截止日"), null=True, blank=True)
    contact = models.CharField(_("联系方式"), max_length=200, blank=True)
    confidentiality = models.CharField(
        _("保密范围"), max_length=10, choices=Confidentiality.choices, default=Confidentiality.PUBLIC
    )
    published_on = models.DateField(_("发布日"), null=True, blank=True)
    return_note = models.TextField(_("退回说明"), max_length=1000, blank=True)

    events: "models.Manager[DemandEvent]"

    class Meta:
        verbose_name = _("需求")
        verbose_name_plural = _("需求")
        ordering = ["-published_on", "-pk"]
        indexes = [models.Index(fields=["state", "-published_on"], name="demand_state_published")]
        constraints = [models.CheckConstraint(condition=Q(state__in=DemandState.values), name="demand_state_known")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("offers:demand", args=[self.number])

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(DemandState(self.state).label)


class DemandEvent(Event):
    """Moves of a demand."""

    subject = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="events")
