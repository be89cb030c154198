"""Reads of the audit: verification of every chain against the key outside the database."""

from dataclasses import dataclass

from ipplatform.audit.models import AuditEntry, AuditStream
from ipplatform.audit.services import entry_mac


@dataclass(frozen=True)
class Verification:
    """`broken_at` names stream and position of the first link that does not hold, or is empty."""

    entries: int
    broken_at: str


def audit_verify() -> Verification:
    """Walk every stream in order; constant memory. A changed, missing or reordered link is named."""
    streams = {stream.pk: stream for stream in AuditStream.objects.order_by("pk")}
    seen: dict[int, tuple[int, str]] = {pk: (0, "") for pk in streams}
    count = 0
    for entry in AuditEntry.objects.order_by("stream_id", "position").iterator(chunk_size=2000):
        stream = streams[entry.stream_id]
        position, head = seen[stream.pk]
        count += 1
        if entry.position != position + 1 or entry.previous_mac != head or entry.mac != entry_mac(entry, stream):
            return Verification(count, f"{stream}#{entry.position}")
        seen[stream.pk] = (entry.position, entry.mac)
    for pk, stream in streams.items():
        if seen[pk] != (stream.length, stream.head):
            return Verification(count, f"{stream}#{seen[pk][0] + 1}")
    return Verification(count, "")
