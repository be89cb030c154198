"""The histogram of filing years."""

from datetime import date
from typing import Any

from ipplatform.search.engines import Counts
from patents.catalogue.address import Asked, whole_number

SHOWN_YEARS = 40
FEWEST_YEARS = 10
"""A single year is not drawn as one bar as wide as the page."""


def year_bars(counts: Counts, asked: Asked, cutoff: date) -> dict[str, Any]:
    """Bars of the last SHOWN_YEARS years, and the range as chosen.

    A year is incomplete while applications filed in it may be unpublished at the `cutoff` of the data (domain.md 10.2:
    complete from 30 June of the second year after it).
    """
    years = {int(value): count for value, count in counts if value.isdigit()}
    chosen = {year for value in asked.filters.get("year", ()) if (year := whole_number(value)) is not None}
    last = max(years, default=0)
    first = min(max(min(years, default=0), last - SHOWN_YEARS + 1), last - FEWEST_YEARS + 1)
    span = range(first, last + 1) if years else range(0)
    top = max((years.get(year, 0) for year in span), default=0) or 1
    bars = [
        {
            "year": year, "count": years.get(year, 0), "percent": years.get(year, 0) * 100 / top,
            "selected": not chosen or year in chosen, "incomplete": cutoff < date(min(year + 2, date.max.year), 6, 30),
        }
        for year in span
    ]  # fmt: skip
    return {
        "bars": bars, "incomplete": any(bar["incomplete"] for bar in bars),
        "first": span[0] if bars else "", "last": span[-1] if bars else "",
        "from_value": asked.params.get("year_from", ""), "to_value": asked.params.get("year_to", ""),
    }  # fmt: skip
