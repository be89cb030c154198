"""HTML -> PDF by WeasyPrint, nowhere else: fonts embedded, tagged, the same bytes for the same input, no network.

Must not know what a document says. Pages ask for three kinds of address only: `static:css/print_letter.css` (files
under ipplatform/static), `res:figure-1.svg` (bytes given with the call) and `data:`; else the document is refused.
"""

import hashlib
import io
import logging
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import weasyprint
from pylopdf_fonts_zh_cn import sans_path, serif_path
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

STATIC: Final = Path(__file__).resolve().parent / "static"
LETTER_CSS: Final = "static:css/print_letter.css"
REPORT_CSS: Final = "static:css/print_report.css"

_TYPES: Final = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".ttc": "font/collection",
}
#: Debian's fonts-noto-cjk, other systems' folders for the same files; the packaged fonts have the Regular weight only.
_BOLD_FOLDERS: Final = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/google-noto-cjk"),
)
_HEAD: Final = re.compile(
    r"<html[^>]*\slang=[\"'][^\"']+[\"'][^>]*>.*?<title>\s*\S.*?</title>", re.DOTALL | re.IGNORECASE
)
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # one line a page otherwise
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)  # of attachments in a page without dcterms.created
_RENDERING: Final = threading.Lock()  # the shared font configuration is not made for two threads at once


class DocumentError(ValueError):
    """A document that cannot be made; the text says why."""


class AddressRefused(FatalURLFetchingError):
    """An address outside the allowed three kinds; ends the rendering rather than leaving a hole in the page."""


@dataclass(frozen=True)
class Pdf:
    """A finished document: its bytes and how many pages it has."""

    content: bytes
    pages: int

    @property
    def sha256(self) -> str:
        """The hash of the bytes, hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class FontCut:
    """One cut of a family: what it is used for, whose file it is, and whether it is a true cut."""

    family: str
    weight: str
    file: str
    true_cut: bool


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
    fetcher = _Fetcher(resources)
    with _RENDERING:
        try:
            document = weasyprint.HTML(string=html, base_url="res:page/", url_fetcher=fetcher).render(
                font_config=_fonts(), **_OPTIONS
            )
        except AddressRefused as refusal:
            raise DocumentError(str(refusal)) from refusal
        created = document.metadata.created
        moment = datetime.fromisoformat(created) if created else _UNDATED
        document.metadata.attachments = [
            weasyprint.Attachment(
                file_obj=io.BytesIO(content), name=name, url_fetcher=fetcher, created=moment, modified=moment
            )
            for name, content in sorted(attachments.items())
        ]
        content = document.write_pdf(pdf_identifier=_identifier(html, resources, attachments), **_OPTIONS)
    if fetcher.refused:
        raise DocumentError(f"address refused: {fetcher.refused}")
    return Pdf(content, len(document.pages))


def fonts_used() -> tuple[FontCut, ...]:
    """The font cuts documents are set in, for the colophon: packaged Regulars and, where installed, true Bolds."""
    return tuple(
        FontCut(family, weight, path.name if path else regular.name, path is not None or weight == "400")
        for family, regular in _families().items()
        for weight, path in (("400", regular), ("700", _bold(family)))
    )


def fonts_line() -> str:
    """The fonts as one line for a colophon, in Chinese."""
    families = "、".join(_families())
    if all(cut.true_cut for cut in fonts_used()):
        return f"{families}（常规与粗体字重均为原字，SIL OFL 1.1）"
    return f"{families}（常规字重为原字，粗体由排版程序加粗，SIL OFL 1.1）"


_OPTIONS: Final[dict[str, Any]] = {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "custom_metadata": False}


class _Fetcher(URLFetcher):
    """Answers the three kinds of address; every other, the network first of all, is refused."""

    def __init__(self, resources: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.resources = resources
        self.refused = ""  # an SVG that asks for more is drawn in a place that swallows the refusal

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        name = unquote(name)
        if scheme == "data":
            return super().fetch(url, headers)
        if scheme == "res" and name in self.resources:
            return _response(url, name, self.resources[name])
        if scheme == "static":
            path = (STATIC / name).resolve()
            if path.is_relative_to(STATIC) and path.is_file():
                return _response(url, name, path.read_bytes())
        self.refused = url[:200]
        raise AddressRefused(f"address refused: {self.refused}")


class _FontFetcher(URLFetcher):
    """Reads the font files named below, for the one style sheet that asks for them."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        path = _font_files()[url]
        return _response(url, path.name, path.read_bytes())


def _response(url: str, name: str, content: bytes) -> URLFetcherResponse:
    kind = _TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
    return URLFetcherResponse(url, io.BytesIO(content), {"Content-Type": kind})


def _families() -> dict[str, Path]:
    return {"Noto Sans SC": sans_path(), "Noto Serif SC": serif_path()}


def _bold(family: str) -> Path | None:
    """The file of the family's true Bold where fonts-noto-cjk is installed."""
    name = f"{family.removesuffix(' SC').replace(' ', '')}CJK-Bold.ttc"
    return next((folder / name for folder in _BOLD_FOLDERS if (folder / name).exists()), None)


def _font_files() -> dict[str, Path]:
    return {f"font:{path.name}": path for path in _families().values()}


@cache
def _fonts() -> FontConfiguration:
    """The faces of _families, read once a process (20 MB of files).

    Bold is asked by the style sheets under the system's own name (Noto Serif CJK SC) first: a face of a collection
    cannot be taken into a @font-face here, it would come out as the collection's Regular.
    """
    configuration = FontConfiguration()
    faces = [
        f"@font-face{{font-family:'{family}';font-weight:400;src:url('font:{path.name}')}}"
        for family, path in _families().items()
    ]
    weasyprint.CSS(string="".join(faces), font_config=configuration, url_fetcher=_FontFetcher())
    return configuration


def _identifier(html: str, resources: Mapping[str, bytes], attachments: Mapping[str, bytes]) -> bytes:
    """The document's identifier: a hash over everything that goes in."""
    digest = hashlib.sha256(html.encode())
    for kind in (resources, attachments):
        for name, content in sorted(kind.items()):
            digest.update(f"\0{name}\0".encode() + hashlib.sha256(content).digest())
    return digest.hexdigest()[:32].encode()
