"""Private files: content-addressed bytes outside the web root; a row commits only after its bytes are synced."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ipplatform import clock


class PrivateFile(models.Model):
    """One stored file. `owner_kind` and `owner_id` name the object whose room decides who may read it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("大小"))
    media_type = models.CharField(_("类型"), max_length=100)
    name = models.CharField(_("文件名"), max_length=200)
    owner_kind = models.CharField(max_length=40)
    owner_id = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["owner_kind", "owner_id"], name="private_file_owner")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.media_type}"
