"""Tables as figures: matplotlib Figures (never pyplot), their SVG and PNG bytes, alt text and caption.

matplotlib itself is loaded with the first figure: a process that only serves pages starts half a second earlier.
"""

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import cast

from analytics.landscape.figures.words import figure_alt_text, figure_caption, figure_source_line
from analytics.landscape.tables.table import Table

__all__ = [
    "figure_alt_text",
    "figure_caption",
    "figure_png",
    "figure_source_line",
    "figure_svg",
]


def figure_svg(table: Table) -> bytes:
    """The figure as SVG: letters as outlines, no date, the same bytes for the same table. KeyError without a figure."""
    return cast(bytes, _drawing().figure_svg(table))


def figure_png(table: Table, dpi: int = 200) -> bytes:
    """The figure as PNG at `dpi`, without software or date stamp. KeyError without a figure."""
    return cast(bytes, _drawing().figure_png(table, dpi))


@cache
def _drawing() -> ModuleType:
    """The module that imports matplotlib."""
    return import_module("analytics.landscape.figures.drawing")
