"""Figures as matrices: flows between countries and offices, IPC pairs; every cell carries its number."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analytics.landscape.figures.style import INK, INK_2, PAPER, RIVER, RIVER_TINT, empty, new_figure, shortened
from analytics.landscape.tables.table import Table

_SCALE = LinearSegmentedColormap.from_list("river", [PAPER, RIVER_TINT, "#8fbcb8", RIVER])
_CELL = 0.34
_INK_LUMINANCE = 0.022 + 0.05

#: A value, a word in its place, or an absent cell.
_Cell = float | str | None


def draw_pairs(table: Table) -> Figure:
    """Lower triangle of the leading subclasses; the number is J, the tint follows it, absent pairs stay blank."""
    pairs = {(str(r["a"]), str(r["b"])): r["jaccard"] for r in table.records()}
    paired = {name for pair in pairs for name in pair}
    names = [name for name in str(table.fact("leading").value).split("、") if name in paired]
    if not names:
        return empty(new_figure(1.6), "没有两两同现达到 5 件的小类")
    size = len(names)
    grid: list[list[_Cell]] = [[None] * (size - 1) for _ in range(size - 1)]
    for row in range(1, size):
        for column in range(row):
            value = pairs.get((names[row], names[column]), pairs.get((names[column], names[row])))
            grid[row - 1][column] = value if isinstance(value, float | str) else None
    figure = new_figure(max(1.1, 0.5 + _CELL * (size - 1)))
    _matrix(figure.add_subplot(), grid, names[1:], names[:-1], "{:.3f}")
    return figure


def draw_flow(table: Table) -> Figure:
    """Rows: first applicants' countries; columns: offices; the tint follows the share of the row's largest cell."""
    cells = table.columns[1:-1] if any(table.column("others")) else table.columns[1:-2]
    labels = [column.label for column in cells]
    grid: list[list[_Cell]] = [
        [float(cell) if isinstance(cell, int | float) and cell else None for cell in row[1 : 1 + len(labels)]]
        for row in table.rows
    ]
    if not grid:
        return empty(new_figure(1.6))
    figure = new_figure(max(0.9, 0.5 + _CELL * len(grid)))
    _matrix(figure.add_subplot(), grid, [str(row[0]) for row in table.rows], labels, "{:,.0f}")
    return figure


def _matrix(
    axes: Axes, grid: Sequence[Sequence[_Cell]], rows: Sequence[str], columns: Sequence[str], form: str
) -> None:
    top = max((cell for line in grid for cell in line if isinstance(cell, float)), default=1.0) or 1.0
    for y, line in enumerate(grid):
        for x, cell in enumerate(line):
            if cell is None:
                continue
            if isinstance(cell, str):
                axes.text(x, y, cell, ha="center", va="center", fontsize=7, color=INK_2)
                continue
            colour = _SCALE((cell / top) ** 0.6)  # small values keep a visible tint
            axes.add_patch(Rectangle((x - 0.48, y - 0.46), 0.96, 0.92, facecolor=colour, linewidth=0))
            axes.text(x, y, form.format(cell), ha="center", va="center", fontsize=7.5, color=_readable(colour))
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(range(len(rows)), [shortened(name, 16) for name in rows])
    axes.set_xticks(range(len(columns)), [shortened(name, 10) for name in columns])
    axes.tick_params(labelcolor=INK_2)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _readable(colour: tuple[float, float, float, float]) -> str:
    """White or ink, whichever contrasts more with the tint (WCAG relative luminance)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3])
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return PAPER if 1.05 / (luminance + 0.05) > (luminance + 0.05) / _INK_LUMINANCE else INK
