"""Signs the heads of all audit chains into a file outside the database, and compares them with what was signed before.

One JSON line a stream whose head moved: whoever cuts or rewrites a chain in the database cannot rewrite this file.
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings

from ipplatform.audit.models import AuditEntry, AuditStream
from ipplatform.keys import audit_mac

Key = tuple[str, str]
Signed = tuple[int, str]
_BATCH = 500


class HeadsDiffer(Exception):
    """The database does not agree with what was signed, or a signed line was changed; `args[0]` names the stream."""


def heads_sign(*, on: date) -> int:
    """Append a line for every stream whose head is not the one signed last; how many. Repeated: none.

    Before that every signed head is looked for in its chain. Raises HeadsDiffer, then nothing is signed.
    """
    path = Path(settings.AUDIT_HEADS_FILE)
    signed = dict(_signed(path))
    heads = {(row.kind, row.subject): (row.length, row.head) for row in AuditStream.objects.order_by("pk").iterator()}
    moved = {key: head for key, head in heads.items() if signed.get(key) != head}
    _compare(signed, heads, moved)
    if moved:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            for (kind, subject), (length, head) in moved.items():
                file.write(_line(kind, subject, length, head, on.isoformat()) + "\n")
            file.flush()
            os.fsync(file.fileno())
    return len(moved)


def _signed(path: Path) -> Iterator[tuple[Key, Signed]]:
    """Every line in order; the last one of a stream counts."""
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for number, text in enumerate(file, start=1):
            try:
                row = json.loads(text)
                same = text.rstrip("\n") == _line(
                    row["kind"], row["subject"], row["length"], row["head"], row["signed_on"]
                )
            except (ValueError, KeyError, TypeError):
                same = False
            if not same:
                raise HeadsDiffer(f"line {number}")
            yield (row["kind"], row["subject"]), (row["length"], row["head"])


def _compare(signed: dict[Key, Signed], heads: dict[Key, Signed], moved: dict[Key, Signed]) -> None:
    """A stream that moved on still holds the signed link at its place; one that was signed is still there."""
    for key in signed:
        if key not in heads:
            raise HeadsDiffer("/".join(key))
    grown = [key for key in moved if key in signed]
    for start in range(0, len(grown), _BATCH):
        batch = grown[start : start + _BATCH]
        entries = AuditEntry.objects.filter(
            stream__subject__in=[subject for _kind, subject in batch], position__in={signed[key][0] for key in batch}
        )
        found = {
            ((kind, subject), position): mac
            for kind, subject, position, mac in entries.values_list(
                "stream__kind", "stream__subject", "position", "mac"
            )
        }
        for key in batch:
            length, head = signed[key]
            if found.get((key, length)) != head:
                raise HeadsDiffer(f"{'/'.join(key)}#{length}")


def _line(kind: str, subject: str, length: int, head: str, signed_on: str) -> str:
    mac = audit_mac("\x1f".join(("head", kind, subject, str(length), head, signed_on)).encode())
    values = {
        "kind": kind, "subject": subject, "length": length, "head": head, "signed_on": signed_on, "mac": mac,
    }  # fmt: skip
    return json.dumps(values, ensure_ascii=False)
