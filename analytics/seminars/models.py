"""Special seminars: announced, then held with evidence, or cancelled."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipplatform.moves import Event, Moved


class Seminar(Moved):
    """One seminar of the plan year."""

    STATES = {"announced": _("已预告"), "held": _("已举办"), "cancelled": _("已取消")}

    title = models.CharField(_("题目"), max_length=200)
    slug = models.SlugField(_("地址"), max_length=80, unique=True)
    summary = models.TextField(_("简介"), max_length=3000, blank=True)
    announced_on = models.DateField(_("预告日期"))
    planned_on = models.DateField(_("计划日期"))
    held_on = models.DateField(_("举办日期"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=200)
    attendees = models.PositiveIntegerField(_("参加人数"), null=True, blank=True)
    sign_in_file = models.UUIDField(_("签到表"), null=True, blank=True)
    minutes_file = models.UUIDField(_("纪要"), null=True, blank=True)
    minutes = models.TextField(_("会议纪要（公开）"), max_length=20000, blank=True)
    minutes_published_on = models.DateField(_("纪要发布日期"), null=True, blank=True)
    cancel_note = models.CharField(_("取消原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("专题研讨会")
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="held")
                | (Q(held_on__isnull=False) & (Q(sign_in_file__isnull=False) | Q(minutes_file__isnull=False))),
                name="seminar_held_has_evidence",
            ),
            models.CheckConstraint(
                condition=Q(minutes_published_on__isnull=True) | (Q(state="held") & ~Q(minutes="")),
                name="seminar_published_minutes_of_held",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("seminars:detail", args=[self.slug])

    @property
    def texts_are_open(self) -> bool:
        """Title, summary and minutes may still be changed."""
        return self.minutes_published_on is None and self.state != "cancelled"

    @property
    def state_label(self) -> str:
        return str(self.STATES[self.state])


class SeminarEvent(Event):
    """Moves of a seminar."""

    subject = models.ForeignKey(Seminar, on_delete=models.PROTECT, related_name="events")
