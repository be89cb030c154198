"""Over filing years: trend, growth, life cycle, grant rate, entrants, leavers. Draws tables, counts nothing."""

from collections.abc import Sequence

from matplotlib import ticker
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analytics.landscape.counting import shown_percent
from analytics.landscape.figures.style import (
    INK,
    INK_2,
    LINE_STRONG,
    MANDARIN,
    RIVER,
    RIVER_SOFT,
    RIVER_TINT,
    SERIES,
    TRUNCATED_HATCH,
    empty,
    grid,
    hatched,
    new_figure,
)
from analytics.landscape.tables.table import Cell, Column, Table

_HEIGHT = 2.9
_BAR = 0.68


def draw_trend(table: Table) -> Figure:
    """Stacked bars by patent type, truncated years hatched."""
    figure = new_figure(_HEIGHT)
    if not table.rows:
        return empty(figure)
    axes = figure.add_subplot()
    years = _whole(table.column("year"))
    series = [column for column in table.columns if column.key not in ("year", "total", "complete")]
    bottoms = [0.0] * len(years)
    for place, column in enumerate(series):
        heights = _numbers(table.column(column.key))
        colour, tint = SERIES[place % len(SERIES)]
        _bars(axes, years, heights, colour, tint, table.truncated_years, bottoms)
        bottoms = [low + high for low, high in zip(bottoms, heights, strict=True)]
    _year_axis(axes, years)
    grid(axes, "y")
    _legend(axes, series if len(series) > 1 else [], bool(table.truncated_years))
    return figure


def draw_growth(table: Table) -> Figure:
    """Bars of filings above, growth of complete years as points with their values below."""
    years = _whole(table.column("year"))
    points = _rates(years, table.column("growth"))
    figure, upper, lower = _two_panels(bool(points), 2.2)
    if not table.rows:
        return empty(figure)
    _bars(upper, years, _numbers(table.column("total")), *SERIES[0], table.truncated_years)
    grid(upper, "y")
    _legend(upper, [], bool(table.truncated_years))
    _year_axis(upper, years)
    if lower is not None:
        _rate_line(lower, points, "同比增长")
    return figure


def draw_life_cycle(table: Table) -> Figure:
    """Applicants against filings, complete years joined in their order, each end and every third year named."""
    figure = new_figure(3.3)
    if not table.rows:
        return empty(figure)
    axes = figure.add_subplot()
    years = _whole(table.column("year"))
    x, y = _numbers(table.column("applicants")), _numbers(table.column("total"))
    axes.plot(x, y, color=RIVER, linewidth=1.1, marker="o", markersize=4.5, markeredgecolor="white")
    axes.plot(x[-1:], y[-1:], color=MANDARIN, marker="o", markersize=6.5, markeredgecolor="white", linestyle="")
    _name_points(axes, years, x, y)
    axes.set(xlabel="申请人数", ylabel="申请量（件）", ylim=(0, max(y) * 1.12 or 1), xlim=(0, max(x) * 1.12 or 1))
    grid(axes, "x")
    grid(axes, "y")
    return figure


def draw_coefficients(table: Table) -> Figure:
    """The four coefficients as lines told apart by marker and dash, named at their end."""
    figure = new_figure(_HEIGHT)
    axes = figure.add_subplot()
    marks = (
        ("v", RIVER, "-", "o"),
        ("alpha", MANDARIN, "--", "s"),
        ("beta", INK_2, ":", "^"),
        ("novelty", INK, "-.", "D"),
    )
    drawn = False
    for key, colour, dash, marker in marks:
        cells = zip(_whole(table.column("year")), table.column(key), strict=True)
        points = [(year, cell) for year, cell in cells if isinstance(cell, float)]
        if points:
            label = next(column.label for column in table.columns if column.key == key)
            axes.plot(
                *zip(*points, strict=True),
                color=colour,
                linestyle=dash,
                marker=marker,
                markersize=4,
                lw=1.2,
                label=label,
            )
            drawn = True
    if not drawn:
        figure.delaxes(axes)
        return empty(figure, "年份不足五年，系数不计")
    axes.grid(axis="y")
    axes.spines["left"].set_visible(False)
    axes.set_ylim(bottom=0)
    _year_axis(axes, _whole(table.column("year")))
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4)
    return figure


def draw_grant_rate(table: Table) -> Figure:
    """Decided inventions as bars, the grant rate as points below."""
    years = _whole(table.column("year"))
    points = _rates(years, table.column("rate"))
    figure, upper, lower = _two_panels(bool(points), 1.4)
    if not table.rows:
        return empty(figure)
    granted, decided = _numbers(table.column("granted")), _numbers(table.column("decided"))
    rest = [whole - part for whole, part in zip(decided, granted, strict=True)]
    _bars(upper, years, granted, *SERIES[0], table.truncated_years)
    _bars(upper, years, rest, *SERIES[1], table.truncated_years, granted)
    grid(upper, "y")
    _legend(upper, [Column("granted", "授权"), Column("rest", "驳回与撤回")], bool(table.truncated_years))
    _year_axis(upper, years)
    if lower is not None:
        _rate_line(lower, points, "授权率", from_zero=True)
    return figure


def draw_churn(table: Table) -> Figure:
    """Active applicants as bars, the entering part darker, leavers as a line below zero."""
    figure = new_figure(_HEIGHT)
    if not table.rows:
        return empty(figure)
    axes = figure.add_subplot()
    years = _whole(table.column("year"))
    active, entered = _numbers(table.column("active")), _numbers(table.column("entrants"))
    stayed = [whole - part for whole, part in zip(active, entered, strict=True)]
    left = [-value for value in _numbers(table.column("leavers"))]
    _bars(axes, years, entered, *SERIES[0], table.truncated_years)
    _bars(axes, years, stayed, *SERIES[1], table.truncated_years, entered)
    axes.bar(years, left, width=_BAR, color=SERIES[2][0])
    axes.axhline(0, color=LINE_STRONG, linewidth=0.8)
    _year_axis(axes, years)
    grid(axes, "y")
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{abs(value):,.0f}"))
    axes.spines["bottom"].set_visible(False)
    names = [Column("entrants", "新进入"), Column("active", "其余活跃者"), Column("leavers", "此后未再申请（向下）")]
    _legend(axes, names if any(left) else names[:2], bool(table.truncated_years))
    return figure


def _bars(
    axes: Axes,
    years: Sequence[int],
    heights: Sequence[float],
    colour: str,
    tint: str,
    truncated: Sequence[int],
    bottoms: Sequence[float] | None = None,
) -> None:
    bars = axes.bar(years, heights, width=_BAR, color=colour, bottom=bottoms or 0)
    for year, height, patch in zip(years, heights, bars.patches, strict=True):
        if year in truncated and height:
            hatched(patch, colour, tint)


def _two_panels(two: bool, ratio: float) -> tuple[Figure, Axes, Axes | None]:
    """Bars above and rates below on shared years; the bars alone where no year has a rate."""
    if not two:
        figure = new_figure(_HEIGHT)
        return figure, figure.add_subplot(), None
    figure = new_figure(_HEIGHT + 0.7)
    upper, lower = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": (ratio, 1)})
    return figure, upper, lower


def _rates(years: Sequence[int], cells: Sequence[Cell]) -> list[tuple[int, float]]:
    """The years that have a rate, with it."""
    return [(year, cell) for year, cell in zip(years, cells, strict=True) if isinstance(cell, float)]


def _rate_line(axes: Axes, points: Sequence[tuple[int, float]], label: str, *, from_zero: bool = False) -> None:
    """Points joined, only the highest, lowest and last named, so that names never collide."""
    axes.set_ylabel(label)
    axes.yaxis.set_major_locator(ticker.MaxNLocator(nbins=4))
    axes.yaxis.set_major_formatter(ticker.PercentFormatter(1.0, decimals=0, symbol=" %"))
    axes.grid(axis="y")
    axes.spines["left"].set_visible(False)
    axes.plot(*zip(*points, strict=True), color=MANDARIN, linewidth=1.2, marker="o", markersize=4)
    rates = [rate for _, rate in points]
    low, high = min(rates), max(rates)
    room = (high - low or abs(high) or 1) * 0.35
    axes.set_ylim(0 if from_zero else low - room, high + room)
    if low < 0 < high:
        axes.axhline(0, color=LINE_STRONG, linewidth=0.8)
    named = {max(points, key=lambda p: (p[1], -p[0])), min(points, key=lambda p: (p[1], p[0])), points[-1]}
    for year, rate in named:
        under = rate == low and low != high
        axes.annotate(
            shown_percent(rate),
            (year, rate),
            xytext=(0, -6 if under else 6),
            textcoords="offset points",
            ha="center",
            va="top" if under else "bottom",
            fontsize=7.5,
        )


def _name_points(axes: Axes, years: Sequence[int], x: Sequence[float], y: Sequence[float]) -> None:
    """Names years whose point lies far enough from the points named before it; the last is named first."""
    span_x, span_y = (max(x) - min(x)) or 1, (max(y) - min(y)) or 1
    taken: list[tuple[float, float]] = []
    order = [len(years) - 1, 0, *range(len(years) - 2, 0, -1)]
    for place in dict.fromkeys(order):
        spot = (x[place] / span_x, y[place] / span_y)
        if any(abs(spot[0] - a) < 0.09 and abs(spot[1] - b) < 0.09 for a, b in taken):
            continue
        taken.append(spot)
        falling = place > 0 and y[place] < y[place - 1]  # above a fall the name would sit on the line
        axes.annotate(
            str(years[place]),
            (x[place], y[place]),
            xytext=(5, -5) if falling else (-6, 5),
            textcoords="offset points",
            fontsize=7.5,
            ha="left" if falling else "right",
            va="top" if falling else "bottom",
        )


def _year_axis(axes: Axes, years: Sequence[int]) -> None:
    """Years as ticks, at most about twelve, ends included where they fit."""
    step = max(1, -(-len(years) // 12))
    axes.set_xticks(list(range(years[-1], years[0] - 1, -step))[::-1])
    axes.xaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:.0f}"))
    middle = (years[0] + years[-1]) / 2
    half = max(len(years), 6) / 2  # a few years alone would be bars as wide as a wall
    axes.set_xlim(middle - half - 0.1, middle + half + 0.1)


def _legend(axes: Axes, series: Sequence[Column], truncated: bool) -> None:
    """Series with their colours and, where years are truncated, the hatch; nothing when there is nothing to tell."""
    handles = [
        Patch(facecolor=SERIES[place % len(SERIES)][0], label=column.label) for place, column in enumerate(series)
    ]
    if truncated:
        handles.append(
            Patch(
                facecolor=RIVER_TINT,
                edgecolor=RIVER if len(series) < 2 else RIVER_SOFT,
                hatch=TRUNCATED_HATCH,
                label="公开尚不完整",
            )
        )
    if handles:
        axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=len(handles), borderaxespad=0.2)


def _numbers(cells: Sequence[Cell]) -> list[float]:
    return [float(cell) if isinstance(cell, int | float) else 0.0 for cell in cells]


def _whole(cells: Sequence[Cell]) -> list[int]:
    return [cell for cell in cells if isinstance(cell, int)]
