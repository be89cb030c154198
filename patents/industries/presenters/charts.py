"""A small line of counts over days, drawn on the server as SVG; its table stands below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from patents.industries.models import SetCount

WIDTH, HEIGHT, MARGIN = 600, 120, 6
MARKS_UP_TO = 40


@dataclass(frozen=True)
class Chart:
    """Coordinates in a box of WIDTH x HEIGHT; `low` and `high` are the counts at its foot and top."""

    points: str
    marks: tuple[tuple[str, str], ...]
    low: str
    high: str
    first: str
    last: str
    alt: str


def count_chart(rows: Sequence[SetCount], name: str) -> Chart | None:
    """The line of at least two counts, in order of days; the days are to scale. The foot is not zero: it is said."""
    if len(rows) < 2:
        return None
    low, high = min(row.count for row in rows), max(row.count for row in rows)
    days = (rows[-1].on - rows[0].on).days
    places = [
        (
            f"{MARGIN + (row.on - rows[0].on).days / days * (WIDTH - 2 * MARGIN):.1f}",
            f"{_height(row.count, low, high):.1f}",
        )
        for row in rows
    ]
    alt = _("%(name)s：%(first)s %(start)s 件，%(last)s %(end)s 件，最少 %(low)s，最多 %(high)s") % {
        "name": name, "first": rows[0].on.isoformat(), "start": f"{rows[0].count:,}", "last": rows[-1].on.isoformat(),
        "end": f"{rows[-1].count:,}", "low": f"{low:,}", "high": f"{high:,}",
    }  # fmt: skip
    return Chart(
        " ".join(f"{x},{y}" for x, y in places), tuple(places) if len(places) <= MARKS_UP_TO else (),
        f"{low:,}", f"{high:,}", rows[0].on.isoformat(), rows[-1].on.isoformat(), alt,
    )  # fmt: skip


def count_rows(rows: Sequence[SetCount], most: int) -> list[list[str]]:
    """Day, count, change since the count before, version of the expression; newest first, at most so many."""
    table = []
    for place in range(len(rows) - 1, max(-1, len(rows) - 1 - most), -1):
        row = rows[place]
        change = row.count - rows[place - 1].count if place else None
        changed = "—" if change is None else f"{change:+,}" if change else "0"
        table.append([row.on.isoformat(), f"{row.count:,}", changed, str(row.version)])
    return table


def _height(count: int, low: int, high: int) -> float:
    """Downward from the top; a line that never changes runs through the middle."""
    share = (count - low) / (high - low) if high > low else 0.5
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)
