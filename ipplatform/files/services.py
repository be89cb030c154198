"""Writes of private files: bounded, sniffed, synced before the row."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.files.models import PrivateFile
from ipplatform.moves import Refusal, Refused

MAX_BYTES = 100 * 1024 * 1024
# Of a table or XML that is read in a stream, and is named by who runs the machine; never of what a browser sends.
STREAMED_BYTES = 4 * 1024 * 1024 * 1024
ORPHAN_AGE = timedelta(hours=24)
_CHUNK = 1024 * 1024
_BATCH = 500
# Extension -> media type; content must agree. Active content (html, svg, scripts) is never accepted.
ACCEPTED = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".ris": "application/x-research-info-systems",  # references
    ".zip": "application/zip",
    ".parquet": "application/vnd.apache.parquet",  # frozen datasets
}
# Only where a room asks for it, which has read the content as a table or data of an office: any of these endings with
# any such content, for Excel and vendors write text as .xls, and people rename. Nothing runs a macro of .xlsm.
DATA = {
    ".xlsx": ACCEPTED[".xlsx"],
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xls": ACCEPTED[".xls"],
    ".csv": ACCEPTED[".csv"],
    ".tsv": "text/tab-separated-values",
    ".txt": ACCEPTED[".txt"],
    ".xml": "application/xml",
}
_TEXT = {".csv", ".txt", ".ris"}
_STREAMED = {".csv", ".tsv", ".xml"}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ACTIVE = (b"<!doctype", b"<html", b"<svg", b"<script")
_ZIPPED = {".docx", ".xlsx", ".zip"}

FILE_EMPTY = Refusal("file_empty", _("文件是空的，请重新选择文件。"))
FILE_TOO_LARGE = Refusal("file_too_large", _("文件超过 100 MB，请压缩或拆分后再上传。"))
FILE_TOO_LARGE_TO_STREAM = Refusal("file_too_large", _("文件超过 4 GB，请拆分后再导入。"))
FILE_KIND_REFUSED = Refusal("file_kind_refused", _("不接受这种文件。请上传 PDF、图片、Word、Excel、CSV、TXT 或 ZIP。"))
DATA_KIND_REFUSED = Refusal(
    "data_kind_refused", _("不接受这种文件。导入请上传 xlsx、xlsm、xls、csv、tsv、txt、xml，或装有这些文件的 zip。")
)
FILE_CONTENT_DIFFERS = Refusal("file_content_differs", _("文件内容与扩展名不符，请检查后重新上传。"))


def file_store(
    *, content: UploadedFile | IO[bytes] | bytes, name: str, owner_kind: str, owner_id: str, by: User,
    data: bool = False, streamed: bool = False,
) -> PrivateFile:  # fmt: skip
    """Store bytes and their row. Raises Refused for empty, too large, unaccepted or disguised files.

    `data`: the endings of DATA are taken, each with whatever content of DATA, which the caller has read; the media type
    is the content's. `streamed`: a CSV, TSV or XML may have STREAMED_BYTES instead of MAX_BYTES.

    The bytes are written to a temporary name, synced, renamed to their SHA-256; only then the row is made.
    """
    extension = Path(name).suffix.lower()
    if extension not in (DATA if data else ACCEPTED):
        raise Refused(DATA_KIND_REFUSED if data else FILE_KIND_REFUSED)
    folder = Path(settings.PRIVATE_FILES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".{secrets.token_hex(12)}.part"
    try:
        digest, size = _write(temporary, _chunks(content), streamed=streamed and extension in _STREAMED)
        if size == 0:
            raise Refused(FILE_EMPTY)
        media_type = _data_type(temporary, extension) if data else _type(temporary, extension)
        if not media_type:
            raise Refused(FILE_CONTENT_DIFFERS)
        target = path_of(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(temporary, target)
        _sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return PrivateFile.objects.create(
        sha256=digest, size=size, media_type=media_type, name=Path(name).name[-200:],
        owner_kind=owner_kind, owner_id=str(owner_id), uploaded_by=by,
    )  # fmt: skip


def orphans_sweep(*, now: datetime) -> int:
    """Remove bytes older than a day that no row names (a transaction that failed), and abandoned parts; how many.

    A file is set aside before it is removed: bytes stored again meanwhile show by their time, and go back.
    """
    folder, before = Path(settings.PRIVATE_FILES_DIR), (now - ORPHAN_AGE).timestamp()
    old = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime < before]
    swept = 0
    for start in range(0, len(old), _BATCH):
        batch = old[start : start + _BATCH]
        named = PrivateFile.objects.filter(sha256__in=[path.name for path in batch])
        kept = set(named.values_list("sha256", flat=True))
        for path in batch:
            if path.name in kept:
                continue
            aside = path.with_name(f".{secrets.token_hex(12)}.part")
            os.replace(path, aside)
            if aside.stat().st_mtime >= before:
                os.replace(aside, path)
                continue
            aside.unlink()
            swept += 1
    return swept


def path_of(sha256: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.PRIVATE_FILES_DIR) / sha256[:2] / sha256


def _chunks(content: UploadedFile | IO[bytes] | bytes) -> Iterable[bytes]:
    if isinstance(content, bytes):
        yield content
    elif isinstance(content, UploadedFile):
        yield from content.chunks(_CHUNK)
    else:
        while chunk := content.read(_CHUNK):
            yield chunk


def _write(path: Path, chunks: Iterable[bytes], *, streamed: bool) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    most, refusal = (STREAMED_BYTES, FILE_TOO_LARGE_TO_STREAM) if streamed else (MAX_BYTES, FILE_TOO_LARGE)
    with path.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise Refused(refusal)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _type(path: Path, extension: str) -> str:
    return ACCEPTED[extension] if _content_agrees(_head(path), extension) else ""


def _data_type(path: Path, extension: str) -> str:
    """The media type of the content, of the ending's own kind where it fits; empty for what is no data."""
    head = _head(path)
    if _content_agrees(head, ".xlsx"):
        fitting = [".xlsx", ".xlsm"]
    elif _content_agrees(head, ".xls"):
        fitting = [".xls"]
    elif not _content_agrees(head, ".csv"):
        return ""
    else:
        fitting = [".xml"] if _beginning(head).startswith(b"<") else [".csv", ".tsv", ".txt"]
    return DATA[extension if extension in fitting else fitting[0]]


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8192)


def _beginning(head: bytes) -> bytes:
    """How a text begins: without marks and blanks, in small letters, UTF-16 as single bytes."""
    plain = head[2:].replace(b"\x00", b"") if head.startswith(_UTF16) else head
    return plain.removeprefix(b"\xef\xbb\xbf").lstrip().lower()


def _content_agrees(head: bytes, extension: str) -> bool:
    if extension in _TEXT:
        nul = not head.startswith(_UTF16) and b"\x00" in head
        return not nul and not _beginning(head).startswith(_ACTIVE)
    if extension in _ZIPPED:
        return head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06")
    if extension == ".parquet":
        return head.startswith(b"PAR1")
    if extension == ".xls":
        return head.startswith(b"\xd0\xcf\x11\xe0")
    found = {match.extension for match in puremagic.magic_string(head, filename=f"x{extension}")}
    wanted = {".jpg", ".jpeg", ".jfif"} if extension in {".jpg", ".jpeg"} else {extension}
    return bool(found & wanted)
