"""Whose word counts: the stated precedence of sources, field by field. Pure; the order of arrival never matters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from patents.imports.models import Source

# A clerk corrects everybody; offices and office-fed databases before vendors; an owner's own word fills gaps only.
ORDER: tuple[Source, ...] = (
    Source.CLERK, Source.EPO_OPS, Source.ESPACENET, Source.LENS, Source.PATENTSCOPE, Source.PATSNAP,
    Source.GOOGLE_PATENTS, Source.SUMOBRAIN, Source.OTHER, Source.ENTERPRISE, Source.DEMO,
)  # fmt: skip
# Facts that change with time: the newest cut-off wins, ORDER decides within a day.
CHANGING = frozenset({
    "legal_status_raw", "assignees", "fee_paid_to", "invalidation_pending", "cited_by_count", "family_size",
    "legal_event_rows", "family_members",
})  # fmt: skip
# Fields that follow another one: they are taken from the very record that gave their leader.
FOLLOWERS: dict[str, tuple[str, ...]] = {
    "legal_status_raw": ("legal_events", "status_date"),
    "assignees": ("province", "city", "district", "assignee_usccs"),
    "applicants": ("applicant_usccs",),
}
_RANK: dict[str, int] = {source.value: rank for rank, source in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Stated:
    """One source record as the fold sees it."""

    source: str
    publication_number: str
    office: str
    application_number: str
    values: dict[str, Any]
    as_of: date
    hash: str
    stated_by: int | None


def by_rank(records: Iterable[Stated]) -> list[Stated]:
    """Best word first, for facts that stay: ORDER, then newest cut-off, then the grant's record, then hash."""
    return sorted(records, key=lambda r: (_RANK[r.source], -r.as_of.toordinal(), *_last_resort(r)))


def by_date(records: Iterable[Stated]) -> list[Stated]:
    """Best word first, for facts that change: newest cut-off, then ORDER, then the grant's record, then hash."""
    return sorted(records, key=lambda r: (-r.as_of.toordinal(), _RANK[r.source], *_last_resort(r)))


def first_stating(records: Iterable[Stated], name: str) -> Stated | None:
    """The best record that says something of a field; of priorities first one that gives more than their countries."""
    saying = (record for record in records if name in record.values)
    if name != "priorities":
        return next(saying, None)
    said = list(saying)
    fuller = (record for record in said if not countries_only(record.values[name]))
    return next(fuller, said[0] if said else None)


def countries_only(priorities: Iterable[dict[str, str]]) -> bool:
    """Whether priorities name but countries: no number and no day."""
    return not any(entry.get("number") or entry.get("date") for entry in priorities)


def application_of(records: Iterable[Stated]) -> tuple[str, str] | None:
    """(office, application number) of one publication: the best word among its records, None where nobody gives one."""
    best = next((record for record in by_rank(records) if record.application_number and record.office), None)
    return (best.office, best.application_number) if best else None


def _last_resort(record: Stated) -> tuple[bool, str, str]:
    return (record.values.get("stage") != "grant", record.publication_number, record.hash)
