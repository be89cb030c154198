"""Messages between parties and mediator, and facts that nobody disputes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from mediation.cases.models import MediationCase, Party


class CaseMessage(models.Model):
    """One message to all who take part; ciphertext. `with_party` narrows it to the mediator and that party (caucus)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    with_party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text_sealed = models.BinaryField(editable=False)
    sent_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("案内消息")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"message {self.pk}"


class UndisputedFacts(models.Model):
    """Facts that no party disputes, as one ciphertext list; a change makes a new row and needs new confirmations."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="undisputed_facts")
    items_sealed = models.BinaryField(editable=False)
    current = models.BooleanField(default=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("无争议事实")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case"], condition=Q(current=True), name="facts_current_once")]

    def __str__(self) -> str:
        return f"facts {self.pk}"


class FactsConfirmation(models.Model):
    """A party confirms the facts as they stand."""

    facts = models.ForeignKey(UndisputedFacts, on_delete=models.PROTECT, related_name="confirmations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facts", "party"], name="facts_confirmed_once")]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"
