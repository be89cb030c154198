"""Writes of the audit: append to a stream, record an access. The stream's head row is locked last by convention."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction

from ipplatform import clock
from ipplatform.audit.models import AccessSeen, AuditEntry, AuditStream
from ipplatform.keys import audit_mac

READ_WINDOW = timedelta(minutes=10)
SYSTEM = "system"


def content_hash(values: Mapping[str, Any] | None) -> str:
    """SHA-256 (hex) of canonical JSON of an object's values; empty for None. The content itself is not kept."""
    if values is None:
        return ""
    body = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(body.encode()).hexdigest()


def audit_append(
    *,
    stream_kind: str,
    stream_subject: str,
    actor: str,
    action: str,
    object_kind: str,
    object_id: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason_code: str = "",
) -> AuditEntry:
    """Append one link in the caller's transaction. `actor` is a user's public_id or 'system'."""
    with transaction.atomic():
        AuditStream.objects.get_or_create(kind=stream_kind, subject=str(stream_subject))
        stream = AuditStream.objects.select_for_update().get(kind=stream_kind, subject=str(stream_subject))
        entry = AuditEntry(
            stream=stream,
            position=stream.length + 1,
            actor=str(actor),
            action=action,
            object_kind=object_kind,
            object_id=str(object_id),
            recorded_at=clock.now(),
            hash_before=content_hash(before),
            hash_after=content_hash(after),
            reason_code=reason_code,
            previous_mac=stream.head,
        )
        entry.mac = entry_mac(entry, stream)
        entry.save(force_insert=True)
        stream.length = entry.position
        stream.head = entry.mac
        stream.save(update_fields=["length", "head"])
    return entry


def entry_mac(entry: AuditEntry, stream: AuditStream) -> str:
    """The chained MAC of a link over its fields and the link before it."""
    fields = [
        stream.kind, stream.subject, str(entry.position), entry.actor, entry.action, entry.object_kind,
        entry.object_id, entry.recorded_at.isoformat(), entry.hash_before, entry.hash_after, entry.reason_code,
        entry.previous_mac,
    ]  # fmt: skip
    return audit_mac("\x1f".join(fields).encode())


def access_record(
    *, stream_kind: str, stream_subject: str, actor: str, action: str, object_kind: str, object_id: str
) -> bool:
    """Record a read or a refusal in its own short transaction; True if a new entry was written (10-minute rule)."""
    instant = clock.now()
    key = {"actor": str(actor), "object_kind": object_kind, "object_id": str(object_id), "action": action}
    with transaction.atomic():
        fresh = AccessSeen.objects.filter(**key, seen_at__gt=instant - READ_WINDOW).exists()
        if fresh:
            return False
        if not AccessSeen.objects.filter(**key).update(seen_at=instant):
            try:
                with transaction.atomic():
                    AccessSeen.objects.create(**key, seen_at=instant)
            except IntegrityError:
                return False  # the same person's other request was first
        audit_append(
            stream_kind=stream_kind, stream_subject=stream_subject, actor=actor, action=action,
            object_kind=object_kind, object_id=object_id,
        )  # fmt: skip
    return True
