"""Rows and frames for landscape tests: plain samples, one publication a call."""

from datetime import date
from typing import Any

import polars as pl

from analytics.landscape import Params, Unit, frame_from_rows

CUTOFF = date(2024, 6, 30)  # last complete year 2022


def row(place: int, /, **values: Any) -> dict[str, Any]:
    """One publication that is its own application, of a sample applicant."""
    base: dict[str, Any] = {
        "number": f"CN{place:06}A",
        "application_key": f"CN/{place:06}",
        "office": "CN",
        "patent_type": "invention",
        "stage": "application",
        "filing_year": 2020,
        "applicants": ["示例甲公司"],
    }
    return base | values


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """The frame of those rows."""
    return frame_from_rows(rows)


def by_year(counts: dict[int, int], **values: Any) -> pl.DataFrame:
    """A frame with so many applications in each year."""
    rows = [dict(filing_year=year, **values) for year, n in counts.items() for _ in range(n)]
    return frame_from_rows(row(place, **one) for place, one in enumerate(rows))


def params(**values: Any) -> Params:
    """Params by application at CUTOFF unless told."""
    base: dict[str, Any] = {"cutoff": CUTOFF, "unit": Unit.APPLICATION}
    return Params(**(base | values))
