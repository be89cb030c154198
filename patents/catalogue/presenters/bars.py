"""The histogram of filing years."""

from typing import Any

from ipplatform.search.engines import Counts
from patents.catalogue.address import Asked, whole_number

TRUNCATED_YEARS = 2
"""The last two years with data are always incomplete (domain.md 10.2)."""
SHOWN_YEARS = 40


def year_bars(counts: Counts, asked: Asked) -> dict[str, Any]:
    """Bars of the last SHOWN_YEARS years, and the range as chosen."""
    years = {int(value): count for value, count in counts if value.isdigit()}
    chosen = {year for value in asked.filters.get("year", ()) if (year := whole_number(value)) is not None}
    last = max(years, default=0)
    span = range(max(min(years), last - SHOWN_YEARS + 1), last + 1) if years else range(0)
    top = max((years.get(year, 0) for year in span), default=0) or 1
    bars = [
        {
            "year": year, "count": years.get(year, 0), "percent": years.get(year, 0) * 100 / top,
            "selected": not chosen or year in chosen, "incomplete": year > last - TRUNCATED_YEARS,
        }
        for year in span
    ]  # fmt: skip
    return {
        "bars": bars, "first": span[0] if bars else "", "last": span[-1] if bars else "",
        "from_value": asked.params.get("year_from", ""), "to_value": asked.params.get("year_to", ""),
    }  # fmt: skip
