"""Owners of private files: each room says who may read the files of its objects (an opening upward). Loads no model."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipplatform.accounts.permissions import AnyUser
    from ipplatform.files.models import PrivateFile

CanRead = Callable[["AnyUser", "PrivateFile"], bool]
Stream = tuple[str, str]
StreamOf = Callable[["PrivateFile"], Stream]
_owners: dict[str, CanRead] = {}
_streams: dict[str, StreamOf] = {}


def owner_register(kind: str, can_read: CanRead, *, stream_of: StreamOf | None = None) -> None:
    """Called in apps.ready() of the owning room.

    With `stream_of` each download and each refused one is recorded in that audit stream (kind, subject).
    """
    _owners[kind] = can_read
    if stream_of is not None:
        _streams[kind] = stream_of


def owner_kinds() -> frozenset[str]:
    """All registered kinds, for the test that lists the openings upward."""
    return frozenset(_owners)


def file_can_read(user: "AnyUser", file: "PrivateFile") -> bool:
    """Whether a person may read a file; a kind that nobody registered is read by nobody."""
    can_read = _owners.get(file.owner_kind)
    return can_read is not None and can_read(user, file)


def file_stream(file: "PrivateFile") -> Stream | None:
    """The audit stream in which readings of this file are recorded; None where its room records none."""
    stream_of = _streams.get(file.owner_kind)
    return stream_of(file) if stream_of else None
