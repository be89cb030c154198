"""Documents of a case: each version a row that never changes (append-only by trigger)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ipplatform import clock
from ipplatform.files.models import PrivateFile
from mediation.cases.models import MediationCase, Party
from mediation.dossier.document_types import TYPES
from mediation.dossier.models.sessions import Session


class CaseDocument(models.Model):
    """One version of one document. `visible_to`: the parties who read it; mediator and coordinator by the two flags.

    `series` joins the versions; `content_hash` is the hash of the record data that a generated one was made of.
    """

    class Origin(models.TextChoices):
        GENERATED = "generated", _("系统生成")
        UPLOAD = "upload", _("上传")

    class Signed(models.TextChoices):
        NONE = "none", _("未签")
        SIGNED = "signed", _("已签")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(MediationCase, on_delete=models.PROTECT, related_name="documents")
    type_code = models.PositiveSmallIntegerField(_("类型"), choices=[(row.code, row.label) for row in TYPES])
    title = models.CharField(_("标题"), max_length=120)
    number = models.CharField(_("文号"), max_length=40, blank=True)
    series = models.UUIDField(default=uuid.uuid4, db_index=True)
    version = models.PositiveSmallIntegerField(default=1)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    signed = models.CharField(max_length=10, choices=Signed.choices, default=Signed.NONE)
    file = models.OneToOneField(PrivateFile, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    visible_to: "models.ManyToManyField[Party, models.Model]" = models.ManyToManyField(
        Party, blank=True, related_name="documents_visible"
    )
    to_mediator = models.BooleanField(default=True)
    to_coordinator = models.BooleanField(default=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    dated_on = models.DateField(_("日期"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("卷宗文书")
        ordering = ["type_code", "series", "version"]
        constraints = [models.UniqueConstraint(fields=["series", "version"], name="document_version_once")]
        indexes = [models.Index(fields=["case", "type_code"], name="document_case_type")]

    def __str__(self) -> str:
        return f"document {self.type_code} v{self.version}"
