"""Which figure a table has, and its bytes: the module that imports matplotlib, loaded with the first figure."""

import io
from collections.abc import Callable
from typing import Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from analytics.landscape.figures.bars import draw_concentration, draw_panels, draw_ranked
from analytics.landscape.figures.matrix import draw_flow, draw_pairs
from analytics.landscape.figures.years import (
    draw_churn,
    draw_coefficients,
    draw_grant_rate,
    draw_growth,
    draw_life_cycle,
    draw_trend,
)
from analytics.landscape.tables.table import Table

FIGURES: Final[dict[str, Callable[[Table], Figure]]] = {
    "filing_trend": draw_trend,
    "filing_growth": draw_growth,
    "life_cycle": draw_life_cycle,
    "life_cycle_coefficients": draw_coefficients,
    "grant_rate": draw_grant_rate,
    "legal_status": draw_ranked,
    "geography": draw_panels,
    "flow": draw_flow,
    "top_applicants": draw_ranked,
    "concentration": draw_concentration,
    "applicant_types": draw_ranked,
    "entrants_leavers": draw_churn,
    "ipc": draw_panels,
    "ipc_cooccurrence": draw_pairs,
}


def figure_draw(table: Table) -> Figure:
    """The figure of a table; KeyError for a table that has none."""
    return FIGURES[table.name](table)


def figure_svg(table: Table) -> bytes:
    """The figure as SVG: letters as outlines, no date, the same bytes for the same table."""
    figure, buffer = figure_draw(table), io.BytesIO()
    FigureCanvasSVG(figure).print_svg(buffer, metadata={"Date": None, "Creator": None, "Title": table.title})
    return buffer.getvalue()


def figure_png(table: Table, dpi: int = 200) -> bytes:
    """The figure as PNG at `dpi`, without software or date stamp."""
    figure, buffer = figure_draw(table), io.BytesIO()
    figure.dpi = dpi
    FigureCanvasAgg(figure).print_png(buffer, metadata={"Software": None})
    return buffer.getvalue()
