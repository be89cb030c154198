"""Where confidential text must never lie: every place outside the mediation rooms, read whole."""

import io
import zipfile
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import Model
from django.http import HttpResponseBase
from pypdf import PdfReader

from tests.capabilities.confidential import CONFIDENTIAL


def text_of(answer: HttpResponseBase) -> str:
    """A body as text, read to its end; a workbook's sheets and a PDF's pages included."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    elif body.startswith(b"%PDF-") and len(body) > 1000:  # the samples' own PDFs hold nothing
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return body.decode("utf-8", errors="replace")


def tables_elsewhere() -> list[type[Model]]:
    """Every table but those of the mediation rooms: audit, jobs, notices, submissions, search, sessions, Wagtail's."""
    return [model for model in apps.get_models() if not model.__module__.startswith("mediation.")]


def marks_in(text: str, marks: Iterable[str] = CONFIDENTIAL) -> list[str]:
    """The marks that a text holds, also as escaped JSON."""
    return [mark for mark in marks if mark in text or mark.encode("unicode_escape").decode() in text]


def marks_in_tables() -> Iterator[str]:
    """Each place in the database, outside the mediation rooms, that holds a mark."""
    for model in tables_elsewhere():
        for values in model._default_manager.values():
            for name in marks_in(repr(values)):
                yield f"{model._meta.label}: {name}"
