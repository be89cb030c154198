"""The clock of a case: deadlines, days not counted, agreed extensions. Dates are computed, never counted down."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipplatform.deadlines.models import Deadline
from mediation.cases.models.case import MediationCase
from mediation.cases.models.parties import Party


class CaseDeadline(Deadline):
    """A deadline of domain.md section 7 in a case; never refuses a move. `main`: the mediation period itself."""

    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="deadlines")
    main = models.BooleanField(default=False)
    alarmed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="case_deadline_state_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule_code"], condition=Q(state="open"), name="case_deadline_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_code} {self.due_on}"


class Suspension(models.Model):
    """Days not counted: inclusive `from_on`, exclusive `to_on` (OMR 26)."""

    class Kind(models.TextChoices):
        APPRAISAL = "appraisal", _("鉴定或评估")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="suspensions")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.APPRAISAL)
    from_on = models.DateField(_("起"))
    to_on = models.DateField(_("止"), null=True, blank=True)
    evidence_ids = models.JSONField(default=list)

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="suspension_range_ordered"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(to_on__isnull=True), name="suspension_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on}"


class Extension(models.Model):
    """A longer period that all parties consent to before it expires (OMR 24); `agreed_on`: when it took effect."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="extensions")
    new_due = models.DateField(_("延长至"))
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"to {self.new_due}"


class ExtensionConsent(models.Model):
    """One party's consent to an extension; on paper with its evidence."""

    extension = models.ForeignKey(Extension, on_delete=models.PROTECT, related_name="consents")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="extension_consents")
    given_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    evidence_ids = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["extension", "party"], name="extension_consent_once")]

    def __str__(self) -> str:
        return f"{self.party_id} {self.given_on}"
