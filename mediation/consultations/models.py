"""Consultations: an enterprise asks, an adviser answers, the enterprise acknowledges; only then it counts."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipplatform.enterprises.models import Enterprise
from ipplatform.moves import Event, Moved
from mediation.people.models import TopicCode

FINAL = ("closed", "declined", "withdrawn", "lapsed")


class Consultation(Moved):
    """One question of one enterprise. `question` and `answer` are read by the asker, the adviser and coordinators."""

    class Mode(models.TextChoices):
        ONLINE = "online", _("线上书面答复")
        PHONE = "phone", _("电话")
        VISIT = "visit", _("到服务中心面谈")

    class Outcome(models.TextChoices):
        ADVISED = "advised", _("已给出意见")
        REFERRED = "referred", _("已转介")
        MEDIATION_PROPOSED = "mediation_proposed", _("建议调解")
        OTHER = "other", _("其他")

    STATES = {
        "requested": _("待分派"),
        "assigned": _("待答复"),
        "answered": _("待企业确认"),
        "closed": _("已办结"),
        "declined": _("未受理"),
        "withdrawn": _("已撤回"),
        "lapsed": _("逾期未确认"),
    }

    number = models.CharField(_("编号"), max_length=20, unique=True)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("企业")
    )
    topic = models.ForeignKey(TopicCode, on_delete=models.PROTECT, related_name="+", verbose_name=_("事项"))
    question = models.TextField(_("您想问什么"), max_length=5000)
    mode = models.CharField(_("答复方式"), max_length=10, choices=Mode.choices, default=Mode.ONLINE)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="advised_consultations"
    )
    answer = models.TextField(_("答复"), max_length=10000, blank=True)
    outcome = models.CharField(_("结果"), max_length=20, choices=Outcome.choices, blank=True)
    opened_on = models.DateField(_("提出日期"))
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    sheet = models.UUIDField(_("签字单"), null=True, blank=True)
    satisfaction = models.PositiveSmallIntegerField(
        _("满意度"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    decline_note = models.CharField(_("不受理理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("咨询")
        ordering = ["-opened_on", "-pk"]
        indexes = [models.Index(fields=["state", "closed_on"], name="consultation_state_closed")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed")
                | (
                    Q(closed_on__isnull=False)
                    & ~Q(outcome="")
                    & (Q(acknowledged_at__isnull=False) | Q(sheet__isnull=False))
                ),
                name="consultation_closed_is_acknowledged",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__range=(1, 5)),
                name="consultation_satisfaction_1_5",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("consultations:desk_detail", args=[self.number])

    @property
    def state_label(self) -> str:
        return str(self.STATES[self.state])


class ConsultationEvent(Event):
    """Moves of a consultation."""

    subject = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="events")
