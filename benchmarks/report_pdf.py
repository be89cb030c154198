"""A data report's PDF against raw WeasyPrint and plain matplotlib figures of the same content.

Both print the same finished HTML with as many figures of the same tables. Ours also fills the template, draws our own
figures and makes the bytes repeatable. Raw: one bar a row by matplotlib's defaults, then WeasyPrint, once as it comes
and once with the accessible PDF that we ask for. Run: python -m benchmarks.report_pdf [FILE.xlsx]
"""

import importlib
import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import weasyprint
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from weasyprint.urls import URLFetcher, URLFetcherResponse

from benchmarks.import_spreadsheet import DEFAULT
from benchmarks.scratch import DAY, Spent, file_import, index_ready, lines_print, measured, scratch_site

ROUNDS = 4
TARGET = 1.15
STATIC = Path(__file__).resolve().parents[1] / "ipplatform/static"
KINDS = {".css": "text/css", ".svg": "image/svg+xml"}


class Given(URLFetcher):
    """Style sheets from our static folder, figures from memory."""

    def __init__(self, figures: Mapping[str, bytes]) -> None:
        super().__init__()
        self.figures = figures

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The bytes behind `static:` and `res:` addresses."""
        scheme, _colon, name = url.partition(":")
        if scheme not in ("res", "static"):
            return super().fetch(url, headers)
        content = self.figures[name] if scheme == "res" else (STATIC / name).read_bytes()
        return URLFetcherResponse(url, io.BytesIO(content), {"Content-Type": KINDS[Path(name).suffix]})


def plain_figure(table: Any) -> bytes:
    """One bar a row, as matplotlib draws it by itself."""
    figure = Figure()
    axes = figure.add_subplot()
    numbers = [next((cell for cell in row[1:] if isinstance(cell, int | float)), 0) for row in table.rows]
    axes.barh([f"{place} {row[0]}" for place, row in enumerate(table.rows)], numbers)
    buffer = io.BytesIO()
    FigureCanvasSVG(figure).print_svg(buffer)
    return buffer.getvalue()


def raw(html: str, tables: Mapping[int, Any], options: Mapping[str, Any]) -> int:
    """Draw plainly, print with WeasyPrint alone; returns the bytes' number."""
    figures = {f"figure-{number}.svg": plain_figure(table) for number, table in tables.items()}
    page = weasyprint.HTML(string=html, base_url="res:page/", url_fetcher=Given(figures))
    content = page.write_pdf(**options)
    assert content is not None
    return len(content)


def alternating(works: Sequence[Callable[[], Any]]) -> list[Spent]:
    """The quickest round of each, one after the other in turn, so that a busy minute falls on all of them."""
    quickest = [Spent(float("inf"), float("inf"))] * len(works)
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            with measured() as spent:
                work()
            quickest[place] = min(quickest[place], spent, key=lambda one: one.cpu)
    return quickest


def lines(path: Path) -> Iterator[str]:
    """Import, make an industry of the whole file, time both ways."""
    index_ready()
    system = file_import(path).created_by
    book_module = importlib.import_module("analytics.reports.book")
    industry_model = importlib.import_module("patents.industries.models")
    industry = industry_model.Industry.objects.create(name="增强现实", code="bench", cutoff_date=DAY, created_by=system)
    industry_model.IndustryExpression.objects.create(
        industry=industry, version=1, text="TI=显示", filters={}, hits=1, created_by=system
    )
    book, frozen = importlib.import_module("analytics.reports.printing").book_computed(industry)
    html = book_module.book_html(book)
    pages = book_module.book_pdf(book).pages  # fonts are read once a process: not counted for either side
    raw(html, frozen.tables, {})
    yield f"{pages} pages, {len(frozen.tables)} figures, {frozen.frame.height} publications"
    tagged = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
    ours, *others = alternating([
        lambda: book_module.book_pdf(book),
        lambda: raw(html, frozen.tables, tagged),
        lambda: raw(html, frozen.tables, {}),
    ])  # fmt: skip
    yield f"{'ours: template, figures, PDF':52} {ours.wall:6.2f} s {ours.cpu:6.2f} s of CPU"
    for label, other in zip(("raw, accessible PDF as ours", "raw, as it comes"), others, strict=True):
        yield f"{label:52} {other.wall:6.2f} s {other.cpu:6.2f} s of CPU"
        yield f"ratio, ours / {label}: {ours.cpu / other.cpu:.2f} (target <= {TARGET})"


def main(path: Path) -> None:
    """Print the table; says so and stops where the file is not there."""
    if not path.is_file():
        sys.stdout.write(f"not run: {path} is not there; name a PatSnap export\n")
        return
    with scratch_site():
        lines_print(lines(path))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
