"""Ranked bars: legal status, geography, applicants, concentration, kinds, IPC. Draws tables, counts nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analytics.landscape.counting import half_up, shown_percent
from analytics.landscape.figures.style import (
    GREY,
    GREY_TINT,
    INK_2,
    LINE_STRONG,
    MANDARIN,
    RIVER,
    empty,
    new_figure,
    panel_title,
    shortened,
    text_width,
)
from analytics.landscape.tables.ipc import LEVELS, SECTION_NAMES
from analytics.landscape.tables.table import OTHERS, UNKNOWN, Cell, Table

_ROW = 0.235  # inches a row
_NAME_SIZE = 8.5
_REST = (OTHERS, UNKNOWN)


class _Bar(NamedTuple):
    name: str
    value: float
    shown: str
    rank: str = ""


def draw_ranked(table: Table) -> Figure:
    """One bar a row with its value; ranks before names where the table has them."""
    name_key, value_key = ("applicant", "count") if table.name == "top_applicants" else _keys(table)
    bars = []
    for row in table.records():
        name = str(row[name_key])
        shown_value = _value(row[value_key], row.get("share"))
        bars.append(_Bar(shortened(name, 34), _number(row[value_key]), shown_value, str(row.get("rank", ""))))
    figure = new_figure(_height(len(bars)))
    if not any(bar.value for bar in bars):
        return empty(figure)
    _bars(figure.add_subplot(), bars)
    return figure


def draw_concentration(table: Table) -> Figure:
    """The eight largest shares as bars, the running share as a line on the same scale, CR4 and CR8 named."""
    rows = [row for row in table.records() if isinstance(row["share"], float)]
    figure = new_figure(_height(len(rows)) + 0.2)
    if not rows:
        return empty(figure, "样本过少，不计集中度" if table.rows else "没有可以画出的数据")
    axes = figure.add_subplot()
    places = list(range(len(rows)))
    shares = [_number(row["share"]) for row in rows]
    running = [_number(row["running"]) for row in rows]
    _frame(axes, len(rows))
    _names(axes, [shortened(str(row["applicant"]), 34) for row in rows], [str(row["rank"]) for row in rows])
    axes.barh(places, shares, height=0.5, color=RIVER)
    axes.plot(running, places, color=MANDARIN, marker="o", markersize=4, linewidth=1.1)
    limit = max(running) * 1.22
    axes.set_xlim(0, limit)
    for place, (share, total) in enumerate(zip(shares, running, strict=True)):
        if total - share > limit * 0.09:
            axes.text(share + limit * 0.008, place, shown_percent(share), va="center", fontsize=7.5)
        name = {3: "CR4  ", 7: "CR8  "}.get(place, "")
        # Where the next share is large the line leaves the point nearly level, through what stands beside it.
        level = place + 1 < len(rows) and shares[place + 1] > limit * 0.05
        axes.text(
            total + limit * 0.022,
            place - 0.22 if level else place,
            name + shown_percent(total),
            va="center",
            fontsize=8 if name else 7.5,
            color=MANDARIN,
        )
    axes.plot([], [], color=RIVER, linewidth=5, label="份额")
    axes.plot([], [], color=MANDARIN, marker="o", markersize=4, linewidth=1.1, label="累计份额")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, borderaxespad=0.2)
    return figure


def draw_panels(table: Table) -> Figure:
    """The panels of a table side by side (two) or stacked below the first (three), each on its own scale."""
    titles = _titles(table)
    panels = [(title, table.panel(key)) for key, title in titles.items() if table.panel(key)]
    if not any(rows for _, rows in panels):
        return empty(new_figure(1.6))
    tallest = max(len(rows) for _, rows in panels)
    figure = new_figure(_height(tallest) + 0.3)
    for axes, (title, rows) in zip(figure.subplots(1, len(panels), squeeze=False)[0], panels, strict=True):
        panel_title(axes, title)
        width = 22 if len(panels) < 3 else 14
        bars = [
            _Bar(shortened(_place_name(row, table), width), _number(row["count"]), f"{_number(row['count']):,.0f}")
            for row in rows
        ]
        _bars(axes, bars, tallest=tallest)
    return figure


def _bars(axes: Axes, bars: Sequence[_Bar], tallest: int | None = None) -> None:
    """Bars from the top down; others and unknown paler with an edge, so that they do not read as a rank."""
    _frame(axes, tallest or len(bars))
    _names(axes, [bar.name for bar in bars], [bar.rank for bar in bars])
    limit = max(bar.value for bar in bars)
    for place, bar in enumerate(bars):
        if bar.name in _REST:
            axes.barh(place, bar.value, height=0.5, facecolor=GREY_TINT, edgecolor=GREY, linewidth=0.6)
        else:
            axes.barh(place, bar.value, height=0.5, color=RIVER)
        axes.text(bar.value + limit * 0.015, place, bar.shown, va="center", fontsize=8)
    longest = max(len(bar.shown) for bar in bars)
    spec = axes.get_subplotspec()
    panel_width = 1 if spec is None else spec.get_gridspec().ncols
    axes.set_xlim(0, limit * (1.04 + 0.018 * longest * panel_width**1.15))


def _frame(axes: Axes, rows: int) -> None:
    """No value axis (values stand at the bars), rows as high in every panel."""
    axes.set_ylim(rows - 0.4, -0.6)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_color(LINE_STRONG)


def _names(axes: Axes, names: Sequence[str], ranks: Sequence[str]) -> None:
    """Names against the bars; with ranks they stand in two columns, ranks flush right, names flush left."""
    if not any(ranks):
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(axis="y", labelcolor=INK_2, pad=4)
        return
    column = max(text_width(name, _NAME_SIZE) for name in names) + 6
    for place, (name, rank) in enumerate(zip(names, ranks, strict=True)):
        for text, offset, side in ((name, column, "left"), (rank, column + 7, "right")):
            axes.annotate(
                text,
                (0, place),
                xytext=(-offset, 0),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                ha=side,
                va="center",
                fontsize=_NAME_SIZE,
                color=INK_2,
                annotation_clip=False,
            )


def _keys(table: Table) -> tuple[str, str]:
    """Name and value column of a plain ranked table: its first text and its first count or number."""
    name = next(column.key for column in table.columns if column.kind == "text")
    return name, next(column.key for column in table.columns if column.kind in ("count", "number"))


def _titles(table: Table) -> dict[str, str]:
    if table.name == "geography":
        return {"office": "受理局", "residence": str(table.fact("residence_title").value)}
    return LEVELS


def _place_name(row: dict[str, Cell], table: Table) -> str:
    name = str(row.get("place", row.get("symbol")))
    return f"{name} {SECTION_NAMES[name]}" if table.name == "ipc" and name in SECTION_NAMES else name


def _height(rows: int) -> float:
    return max(1.5, 0.45 + _ROW * rows)


def _value(value: Cell, share: Cell) -> str:
    """The value and, where there is one, its share."""
    number = _number(value)
    text = f"{number:,.0f}" if isinstance(value, int) else f"{half_up(number):,}"
    return f"{text}（{shown_percent(share)}）" if isinstance(share, float) else text


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0
