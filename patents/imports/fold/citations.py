"""The way back of citations: one row a cited publication, kept beside `Patent.citations`."""

from collections.abc import Iterable, Mapping
from typing import Any

from patents.imports.bulk import rows_insert
from patents.imports.fold.rows import Existing
from patents.records.models import Citation


def citations_write(wanted: Mapping[int, list[dict[str, str]]], merged: Iterable[int], existing: Existing) -> None:
    """Make the cited numbers of each patent those of its citations, and of merged patents none.

    Compares with what the patents' rows held before: a patent whose citations stand as they were is not asked for.
    """
    before = {pk: _standing(existing.rows[pk]) if pk in existing.rows else [] for pk in wanted}
    differing = {pk: cited for pk, cited in wanted.items() if before[pk] != cited}
    emptied = [pk for pk in (*differing, *merged) if pk in existing.rows and existing.rows[pk]["citations"]]
    if emptied:
        Citation.objects.filter(patent_id__in=emptied).delete()
    rows_insert(
        Citation,
        (
            {"patent_id": pk, "number": number}
            for pk, cited in differing.items()
            for number in dict.fromkeys(entry["number"] for entry in cited if entry.get("number"))
        ),
    )


def _standing(row: Mapping[str, Any]) -> list[dict[str, str]] | None:
    """Citations whose rows stand; None for a patent that was merged away and has no rows."""
    standing: list[dict[str, str]] | None = None if row["merged_into_id"] else row["citations"]
    return standing
