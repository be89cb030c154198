"""Patents of the records room as rows of the landscape's frame: streamed in batches, names after merge."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import polars as pl

from analytics.landscape import frame_from_rows
from patents.names.selectors import NameReading, Names
from patents.records.models import PartyRole, Patent, PatentParty, Publication, Stage

BATCH: Final = 2000  # ids a query: below the variable limit of both databases
_UNDECIDED: Final = {"pending", "rejected", "withdrawn"}
_PATENT: Final = (
    "pk", "office", "application_number", "family_id", "patent_type", "filing_year", "priority_date", "priorities",
    "grant_date", "legal_status", "legal_status_raw", "status_date", "province", "ipc_main", "ipc_all", "inventors",
    "cited_by_count", "family_size", "claims_count",
)  # fmt: skip


def frame_of_patents(ids: Sequence[int], names: NameReading = NameReading.APPROVED) -> pl.DataFrame:
    """The frame of all publications of these patents, one row a publication, sorted by number.

    Applicants where the record has any, else present assignees (domain.md 5.1), under one reading of names; a bare
    filing year stays a year. Queries: three a batch of 2,000 patents and three for the names.
    """
    reader = Names(names)
    rows: list[dict[str, Any]] = []
    for start in range(0, len(ids), BATCH):
        rows += _rows(ids[start : start + BATCH], reader)
    shown = reader.shown()
    for row in rows:
        row["applicants"] = [shown[key] for key in row["applicants"]]
    return frame_from_rows(rows)


def _rows(ids: Sequence[int], reader: Names) -> Iterator[dict[str, Any]]:
    """Rows of a batch; `applicants` holds keys of names for now, and the reader learns how they are written."""
    holders = _holders(ids, reader)
    patents = {values["pk"]: values for values in Patent.objects.filter(pk__in=ids).values(*_PATENT)}
    granted: set[int] = {pk for pk, values in patents.items() if values["grant_date"]}
    publications = list(
        Publication.objects.filter(patent_id__in=ids)
        .order_by("publication_number")
        .values_list("publication_number", "patent_id", "stage", "office")
    )
    granted |= {patent_id for _, patent_id, stage, _ in publications if stage == Stage.GRANT}
    for number, patent_id, stage, office in publications:
        values = patents[patent_id]
        basis, names = holders.get(patent_id, ("applicants", []))
        application = values["application_number"]
        yield {
            "number": number,
            "application_key": f"{values['office']}/{application}" if application else None,
            "family_id": values["family_id"],
            "office": values["office"] or office,
            "patent_type": values["patent_type"] or "unknown",
            "stage": stage,
            "filing_year": values["filing_year"],
            "priority_year": _priority_year(values),
            "granted": _granted(patent_id in granted, values["legal_status"]),
            "grant_date": values["grant_date"],
            "legal_status": values["legal_status"],
            "legal_status_raw": values["legal_status_raw"],
            "status_date": values["status_date"],
            "applicants": names,
            "applicants_basis": basis,
            "province": next(iter(values["province"]), None),
            "ipc_main": values["ipc_main"],
            "ipc_all": values["ipc_all"],
            "inventors": values["inventors"],
            "cited_by_count": values["cited_by_count"],
            "family_size": values["family_size"],
            "claims_count": values["claims_count"],
        }


def _holders(ids: Sequence[int], reader: Names) -> dict[int, tuple[str, list[int | str]]]:
    """Patent -> whom it counts for: ("applicants" or "assignees", keys of names in order)."""
    by_role: dict[int, dict[str, list[int | str]]] = {}
    parties = PatentParty.objects.filter(patent_id__in=ids).order_by("patent_id", "role", "position")
    for patent_id, role, written, name_id in parties.values_list("patent_id", "role", "as_written", "name_id"):
        by_role.setdefault(patent_id, {}).setdefault(role, []).append(reader.key(name_id, written))
    return {
        patent_id: ("applicants", found[PartyRole.APPLICANT])
        if PartyRole.APPLICANT in found
        else ("assignees", found[PartyRole.ASSIGNEE])
        for patent_id, found in by_role.items()
    }


def _priority_year(values: dict[str, Any]) -> int | None:
    """Year of the earliest priority, where the record gives a date."""
    if values["priority_date"]:
        year: int = values["priority_date"].year
        return year
    dates = [str(one["date"]) for one in values["priorities"] if isinstance(one, dict) and one.get("date")]
    years = [int(text[:4]) for text in dates if text[:4].isdigit()]
    return min(years, default=None)


def _granted(granted: bool, status: str) -> bool | None:
    """Whether the application was granted; None where the record does not tell."""
    if granted:
        return True
    return False if status in _UNDECIDED else None
