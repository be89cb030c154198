"""Owners of private files: each room says who may read the files of its objects (an opening upward). Loads no model."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipplatform.accounts.permissions import AnyUser
    from ipplatform.files.models import PrivateFile

CanRead = Callable[["AnyUser", "PrivateFile"], bool]
_owners: dict[str, CanRead] = {}


def owner_register(kind: str, can_read: CanRead) -> None:
    """Called in apps.ready() of the owning room."""
    _owners[kind] = can_read


def owner_kinds() -> frozenset[str]:
    """All registered kinds, for the test that lists the openings upward."""
    return frozenset(_owners)


def file_can_read(user: "AnyUser", file: "PrivateFile") -> bool:
    """Whether a person may read a file; a kind that nobody registered is read by nobody."""
    can_read = _owners.get(file.owner_kind)
    return can_read is not None and can_read(user, file)
