"""Choosing, appointing and disclosing: how a mediator comes to a case."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from mediation.cases.models.case import MediationCase
from mediation.cases.models.parties import Party
from mediation.people.models import Mediator


class MediatorChoice(models.Model):
    """The mediator a party proposes; when all sides name the same one he or she is appointed (OMR 10)."""

    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="mediator_choices")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="mediator_choices")
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, related_name="+")
    chosen_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    void = models.BooleanField(default=False, help_text="of an earlier round")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "party"], condition=Q(void=False), name="mediator_choice_once")
        ]

    def __str__(self) -> str:
        return f"choice {self.pk}"


class Appointment(models.Model):
    """A mediator in a case; one that has not ended is the present one. The first is the chair."""

    class Basis(models.TextChoices):
        AGREED = "agreed", _("当事人共同选定")
        DESIGNATED = "designated", _("指定")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="appointments")
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, related_name="appointments")
    chair = models.BooleanField(_("首席"), default=True)
    basis = models.CharField(_("产生方式"), max_length=10, choices=Basis.choices)
    appointed_on = models.DateField(_("确定日"))
    accepted_on = models.DateField(_("接受日"), null=True, blank=True)
    refused_on = models.DateField(_("不接受日"), null=True, blank=True)
    refusal_reason = models.CharField(_("不接受理由"), max_length=300, blank=True)
    ended_on = models.DateField(_("结束日"), null=True, blank=True)
    end_reason = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name = _("调解员任命")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "mediator"], condition=Q(ended_on__isnull=True), name="appointment_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


class Disclosure(models.Model):
    """What could cast doubt on a mediator's neutrality, or that there is nothing (OMR 13; IMR 15)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="disclosures")
    has_relation = models.BooleanField(_("存在需披露的关系"))
    relation = models.TextField(_("关系说明"), blank=True, max_length=2000)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    disclosed_on = models.DateField()
    disclosed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("披露")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(has_relation=False) | ~Q(relation=""), name="disclosure_says_what")
        ]

    def __str__(self) -> str:
        return f"disclosure {self.pk}"


class DisclosureAnswer(models.Model):
    """One party's answer to one disclosure."""

    class Answer(models.TextChoices):
        NO_OBJECTION = "no_objection", _("无异议")
        INFORMED_WAIVER = "informed_waiver", _("知情并同意继续")
        OBJECTION = "objection", _("有异议")

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="disclosure_answers")
    answer = models.CharField(_("意见"), max_length=20, choices=Answer.choices)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disclosure", "party"], name="disclosure_answered_once")]

    def __str__(self) -> str:
        return self.answer
