"""Reads of private files; who may read one is asked of its owner (owners.py)."""

from collections.abc import Iterable
from uuid import UUID

from ipplatform.files.models import PrivateFile


def file_by_public_id(public_id: UUID | str) -> PrivateFile | None:
    """The file or None."""
    return PrivateFile.objects.filter(public_id=public_id).first()


def files_of(owner_kind: str, owner_ids: Iterable[str]) -> dict[str, list[PrivateFile]]:
    """Files of several objects in one query, oldest first: {owner_id: [files]}."""
    found: dict[str, list[PrivateFile]] = {}
    wanted = [str(owner_id) for owner_id in owner_ids]
    rows = PrivateFile.objects.filter(owner_kind=owner_kind, owner_id__in=wanted).select_related("uploaded_by")
    for file in rows.order_by("pk"):
        found.setdefault(file.owner_id, []).append(file)
    return found
