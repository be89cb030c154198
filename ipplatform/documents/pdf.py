"""One page of HTML in, one PDF out."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Final

LETTER_CSS: Final = "static:css/print_letter.css"
REPORT_CSS: Final = "static:css/print_report.css"

_HEAD: Final = re.compile(
    r"<html[^>]*\slang=[\"'][^\"']+[\"'][^>]*>.*?<title>\s*\S.*?</title>", re.DOTALL | re.IGNORECASE
)


class DocumentError(ValueError):
    """A document that cannot be made; the text says why."""


@dataclass(frozen=True)
class Pdf:
    """A finished document: its bytes and how many pages it has."""

    content: bytes
    pages: int

    @property
    def sha256(self) -> str:
        """The hash of the bytes, hex."""
        return hashlib.sha256(self.content).hexdigest()


def pdf_from_html(
    html: str, *, resources: Mapping[str, bytes] | None = None, attachments: Mapping[str, bytes] | None = None
) -> Pdf:
    """A whole HTML page (with lang and title) as a tagged PDF/UA-1 with bookmarks from its headings.

    `resources` are the bytes behind `res:<name>`; `attachments` are embedded files, name -> bytes. The identifier is
    made of the input and no clock is read (dates come from `<meta name="dcterms.created">`), so the same input gives
    the same bytes on the same fonts. Raises DocumentError when lang or title is missing or an address is refused.
    """
    if _HEAD.search(html) is None:
        raise DocumentError("a document needs a language and a title")
    resources, attachments = resources or {}, attachments or {}
    typesetter = _typesetter()
    try:
        content, pages = typesetter.typeset(html, resources, attachments, _identifier(html, resources, attachments))
    except typesetter.AddressRefused as refusal:
        raise DocumentError(str(refusal)) from refusal
    return Pdf(content, pages)


@cache
def _typesetter() -> ModuleType:
    """The module that imports WeasyPrint."""
    return import_module("ipplatform.documents.typesetting")


def _identifier(html: str, resources: Mapping[str, bytes], attachments: Mapping[str, bytes]) -> bytes:
    """The document's identifier: a hash over everything that goes in."""
    digest = hashlib.sha256(html.encode())
    for kind in (resources, attachments):
        for name, content in sorted(kind.items()):
            digest.update(f"\0{name}\0".encode() + hashlib.sha256(content).digest())
    return digest.hexdigest()[:32].encode()
