"""The house style of figures: fonts by path, colours that are never the only sign, thin grid. Knows no table."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final, Literal

import matplotlib
from matplotlib import font_manager, ticker
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patches import Patch
from pylopdf_fonts_zh_cn import sans_path

WIDTH: Final = 6.7  # inches: the text width of the report page

INK, INK_2, LINE, LINE_STRONG, PAPER = "#1c2b2d", "#51605f", "#ded9cd", "#bdb8aa", "#ffffff"
RIVER, RIVER_TINT, RIVER_SOFT = "#0e5a60", "#e4f0ef", "#8fbcb8"
MANDARIN, MANDARIN_TINT = "#c4570c", "#fdeede"
GREY, GREY_TINT = "#8a9491", "#f3f0e9"

#: Series colours with their tint: apart in lightness too, so they hold in grey print and for every colour vision.
SERIES: Final = (
    (RIVER, RIVER_TINT),
    (RIVER_SOFT, "#eef6f5"),
    ("#e2a061", MANDARIN_TINT),
    (GREY, GREY_TINT),
)
MISSING_GLYPH: Final = "〓"  # the printer's mark for a letter the case does not hold
TRUNCATED_HATCH: Final = "////"

_CJK_FALLBACK: Final = "Noto Sans CJK KR"  # Hangul; Debian's fonts-noto-cjk
_CJK_FILES: Final = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
)


def _register_fonts() -> tuple[str, ...]:
    """Families in the order they are asked for a glyph; the packaged one first, so pages look alike everywhere."""
    font_manager.fontManager.addfont(str(sans_path()))
    families = ["Noto Sans SC"]
    system = next((path for path in _CJK_FILES if Path(path).exists()), None)
    if system is not None:
        font_manager.fontManager.addfont(system)
        families.append(_CJK_FALLBACK)
    return (*families, "DejaVu Sans")


FAMILIES: Final = _register_fonts()

matplotlib.rcParams.update(
    {
        "font.family": list(FAMILIES),
        "font.size": 8.5,
        "text.color": INK,
        "axes.edgecolor": LINE_STRONG,
        "axes.labelcolor": INK_2,
        "axes.linewidth": 0.6,
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "grid.color": LINE,
        "grid.linewidth": 0.6,
        "xtick.color": INK_2,
        "ytick.color": INK_2,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "hatch.linewidth": 1.1,
        "legend.frameon": False,
        "legend.fontsize": 8,
        "legend.handlelength": 1.4,
        "svg.fonttype": "path",
        "svg.hashsalt": "landscape",
    }
)


def new_figure(height: float) -> Figure:
    """A sheet of the text width and `height` inches that lays itself out."""
    return Figure(figsize=(WIDTH, height), layout=ConstrainedLayoutEngine(w_pad=0.04, h_pad=0.04), facecolor=PAPER)


def grid(axes: Axes, axis: Literal["x", "y"]) -> None:
    """Thin lines across the values of `axis` ("x" or "y"), thousands separated, few ticks."""
    axes.grid(axis=axis)
    target = axes.yaxis if axis == "y" else axes.xaxis
    target.set_major_locator(ticker.MaxNLocator(nbins=5, integer=True))
    target.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.spines["left" if axis == "y" else "bottom"].set_visible(False)


def panel_title(axes: Axes, text: str) -> None:
    """The small head of one panel, flush left."""
    axes.set_title(drawable(text), loc="left", fontsize=9, color=INK_2, pad=8)


def text_width(text: str, size: float) -> float:
    """The width of a text in points, as a figure would set it."""
    figure = Figure()
    renderer = FigureCanvasAgg(figure).get_renderer()
    pixels, _, _ = renderer.get_text_width_height_descent(text, FontProperties(size=size), ismath=False)
    return float(pixels) * 72 / figure.dpi


def empty(figure: Figure, text: str = "没有可以画出的数据") -> Figure:
    """A sheet that says that there is nothing to draw, low so that it wastes no page."""
    figure.clear()
    figure.set_size_inches(WIDTH, 0.9)
    figure.text(0.5, 0.5, text, ha="center", va="center", color=INK_2, fontsize=10)
    return figure


def hatched(patch: Patch, colour: str, tint: str) -> None:
    """Makes a bar that of a truncated year."""
    patch.set(facecolor=tint, edgecolor=colour, hatch=TRUNCATED_HATCH, linewidth=0.6)


def drawable(text: str) -> str:
    """The text with letters that no registered font holds replaced by the printer's mark."""
    held = _glyphs()
    return "".join(letter if ord(letter) in held or letter == "\n" else MISSING_GLYPH for letter in text)


def shortened(text: str, width: int = 30) -> str:
    """The text cut with an ellipsis to `width` half-width columns (a Han letter is two); for figures only."""
    if _columns(text) <= width:
        return drawable(text)
    kept, used = "", 0
    for letter in text:
        used += _columns(letter)
        if used > width - 2:
            break
        kept += letter
    return drawable(kept.rstrip() + "…")


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


@cache
def _glyphs() -> frozenset[int]:
    """Code points that one of the families can draw."""
    held: set[int] = set()
    for family in FAMILIES:
        held.update(font_manager.get_font(font_manager.findfont(family)).get_charmap())
    return frozenset(held)
