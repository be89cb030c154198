"""WeasyPrint at work: the only module that imports it, loaded with the first document."""

import io
import logging
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from ipplatform.documents.fonts import families

STATIC: Final = Path(__file__).resolve().parents[1] / "static"

_TYPES: Final = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".ttc": "font/collection",
}
_OPTIONS: Final[dict[str, Any]] = {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "custom_metadata": False}
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)  # of attachments in a page without dcterms.created
_RENDERING: Final = threading.Lock()  # the shared font configuration is not made for two threads at once
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # one line a page otherwise


class AddressRefused(FatalURLFetchingError):
    """An address outside the allowed three kinds; ends the rendering rather than leaving a hole in the page."""


def typeset(
    html: str, resources: Mapping[str, bytes], attachments: Mapping[str, bytes], identifier: bytes
) -> tuple[bytes, int]:
    """The PDF's bytes and how many pages it has. Raises AddressRefused."""
    fetcher = _Fetcher(resources)
    with _RENDERING:
        document = weasyprint.HTML(string=html, base_url="res:page/", url_fetcher=fetcher).render(
            font_config=_fonts(), **_OPTIONS
        )
        created = document.metadata.created
        moment = datetime.fromisoformat(created) if created else _UNDATED
        document.metadata.attachments = [
            weasyprint.Attachment(
                file_obj=io.BytesIO(content), name=name, url_fetcher=fetcher, created=moment, modified=moment
            )
            for name, content in sorted(attachments.items())
        ]
        content = document.write_pdf(pdf_identifier=identifier, **_OPTIONS)
    if fetcher.refused:
        raise AddressRefused(f"address refused: {fetcher.refused}")
    return content, len(document.pages)


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


def _font_files() -> dict[str, Path]:
    return {f"font:{path.name}": path for path in families().values()}


@cache
def _fonts() -> FontConfiguration:
    """The faces of _families, read once a process (20 MB of files).

    Bold is asked by the style sheets under the system's own name (Noto Serif CJK SC) first: a face of a collection
    cannot be taken into a @font-face here, it would come out as the collection's Regular.
    """
    configuration = FontConfiguration()
    faces = [
        f"@font-face{{font-family:'{family}';font-weight:400;src:url('font:{path.name}')}}"
        for family, path in families().items()
    ]
    weasyprint.CSS(string="".join(faces), font_config=configuration, url_fetcher=_FontFetcher())
    return configuration
