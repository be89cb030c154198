"""An enterprise asks about an offer; the data room of the asking opens only after the NDA. Knows no deal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.enterprises.models import Enterprise
from ipplatform.files.models import PrivateFile
from ipplatform.moves import Event, Moved
from patents.offers.models import Demand, Offer


class Inquiry(Moved):
    """洽询. sent -> answered -> meeting -> became_deal | closed (domain.md 6.2)."""

    class State(models.TextChoices):
        SENT = "sent", _("待答复")
        ANSWERED = "answered", _("已答复")
        MEETING = "meeting", _("洽谈中")
        BECAME_DEAL = "became_deal", _("已转交易")
        CLOSED = "closed", _("已结束")

    LIVE = (State.SENT, State.ANSWERED, State.MEETING)

    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="inquiries", verbose_name=_("供给")
    )
    demand = models.ForeignKey(
        Demand, null=True, blank=True, on_delete=models.PROTECT, related_name="inquiries", verbose_name=_("需求")
    )
    from_enterprise = models.ForeignKey(
        Enterprise, on_delete=models.PROTECT, related_name="inquiries_sent", verbose_name=_("洽询企业")
    )
    purpose = models.TextField(_("洽询目的"), max_length=2000)
    sent_on = models.DateField(_("提出日期"))
    nda_accepted_at = models.DateTimeField(_("保密承诺时间"), null=True, blank=True)
    nda_accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(_("答复"), max_length=2000, blank=True)
    close_reason = models.CharField(_("结束原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("洽询")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(offer__isnull=False, demand__isnull=True) | Q(offer__isnull=True, demand__isnull=False),
                name="inquiry_about_one",
            ),
            models.UniqueConstraint(
                fields=["offer", "from_enterprise"],
                condition=Q(state__in=["sent", "answered", "meeting"], offer__isnull=False),
                name="inquiry_one_live_offer",
            ),
            models.UniqueConstraint(
                fields=["demand", "from_enterprise"],
                condition=Q(state__in=["sent", "answered", "meeting"], demand__isnull=False),
                name="inquiry_one_live_demand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id or self.demand_id} <- {self.from_enterprise_id}"

    def get_absolute_url(self) -> str:
        return reverse("deals:desk_inquiry", args=[self.public_id])

    @property
    def about(self) -> Offer | Demand:
        """The offer or demand asked about; select it along."""
        found = self.offer or self.demand
        assert found is not None, "the database holds exactly one of the two"
        return found

    @property
    def owner_enterprise_id(self) -> int:
        """The enterprise that is asked: owner of the offer or demand."""
        return self.about.enterprise_id

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE


class InquiryEvent(Event):
    """Moves of an inquiry."""

    subject = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="events")


class Interaction(models.Model):
    """One contact in an inquiry: day, people, result. Written once."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="interactions")
    on = models.DateField(_("日期"))
    people = models.CharField(_("参加人"), max_length=200)
    result = models.TextField(_("结果"), max_length=2000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("往来")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.on}"


class DataRoomView(models.Model):
    """One reading of one data-room file: who, for which side, when. Append-only."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="views")
    file = models.ForeignKey(PrivateFile, on_delete=models.PROTECT, related_name="+")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    viewed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_id} {self.viewed_at}"
