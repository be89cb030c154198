"""One group of source records -> the rows they amount to. Pure: reads no database, knows no row that exists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from patents.imports.fold.precedence import CHANGING, FOLLOWERS, Stated, by_date, by_rank, first_stating
from patents.imports.models import Source
from patents.records.legal_status import legal_status_of
from patents.records.models import LegalStatus, PartyRole
from patents.records.numbers import NumberInvalid, cn_application_number, expiry_date
from patents.records.selectors import canonical_publication

# Offices whose grant day is the day their grant document is published.
_GRANT_IS_PUBLICATION = frozenset({"CN", "US", "EP"})
_DATES = ("filing_date", "grant_date", "priority_date", "status_date", "fee_paid_to")
_COUNTS = ("family_size", "claims_count", "pages", "cited_by_count", "cites_count")
_TEXTS = ("family_id", "sei_industry")
_LISTS = (
    "priorities", "cpc", "us_class", "inventors", "province", "city", "district", "legal_events", "legal_event_rows",
    "family_members",
)  # fmt: skip
_FLAGS = ("state_funded", "invalidation_pending")
_LEADERS = {follower: leader for leader, followers in FOLLOWERS.items() for follower in followers}


class PublicationValues(NamedTuple):
    """Field values of one publication: a row of the table costs ten times as much to make."""

    publication_number: str
    office: str
    kind: str
    stage: str
    stage_raw: str
    publication_date: date | None
    title: str
    other_titles: dict[str, str]
    abstract: str
    claims: str


@dataclass(slots=True)
class Composed:
    """Field values of one patent, its publications by number, its parties (role, position, as written, USCC)."""

    patent: dict[str, Any]
    publications: dict[str, dict[str, Any]] = field(default_factory=dict)
    parties: list[tuple[str, int, str, str]] = field(default_factory=list)


def compose(records: Sequence[Stated], publications: Iterable[str], application: tuple[str, str] | None) -> Composed:
    """The rows of one patent. `publications` are the numbers that belong to it, `application` its key where known."""
    ranked, dated = by_rank(records), by_date(records)
    documents = {number: _publication(number, ranked) for number in sorted(publications)}
    said = _said(ranked, dated)
    office = application[0] if application else next((r.office for r in ranked if r.office), "")
    shown = canonical_publication(PublicationValues(**values) for values in documents.values())
    patent_type = said.get("patent_type", "") or _type_of(application)
    filing_date = _date(said.get("filing_date"))
    grant_date = _grant_date(said, office, documents)
    if filing_date and grant_date and grant_date < filing_date:
        grant_date = None
    raw_status, events = said.get("legal_status_raw", ""), said.get("legal_events", [])
    status = first_stating(dated, "legal_status_raw")
    patent: dict[str, Any] = {
        "number": shown.publication_number if shown else (application[1] if application else ""),
        "title": (shown.title if shown else "") or said.get("title", ""),
        "office": office,
        "application_number": application[1] if application else None,
        "check_computed": bool(application) and all(
            r.values.get("check_computed") for r in records if r.application_number
        ),
        "patent_type": patent_type,
        "type_raw": shown.stage_raw if shown else said.get("stage_raw", ""),
        "filing_year": filing_date.year if filing_date else said.get("filing_year"),
        "ipc_all": said.get("ipc", []),
        "ipc_main": next(iter(said.get("ipc", [])), ""),
        "legal_status_raw": raw_status,
        "legal_status": legal_status_of(raw_status, events).value if raw_status else LegalStatus.UNKNOWN.value,
        "status_source": status.source if status else "",
        "sources": sorted({record.source for record in records}),
        "owner_enterprise_id": _owner(records),
        "merged_into_id": None,
        "citations": _citations(ranked, documents),
        **{name: said.get(name, []) for name in _LISTS},
        **{name: said.get(name, "") for name in _TEXTS},
        **{name: said.get(name) for name in (*_COUNTS, *_FLAGS)},
        **{name: _date(said.get(name)) for name in _DATES},
    }  # fmt: skip
    patent["grant_date"] = grant_date
    patent["expiry_date"] = expiry_date(office=office, patent_type=patent_type, filing_date=filing_date)
    if patent["priority_date"] is None:
        patent["priority_date"] = _earliest(patent["priorities"])
    return Composed(patent, documents, _parties(said))


def _said(ranked: list[Stated], dated: list[Stated]) -> dict[str, Any]:
    """The winning word for every field that anybody states."""
    if len(ranked) == 1:
        return ranked[0].values
    said: dict[str, Any] = {}
    for name in {name for record in ranked for name in record.values}:
        leader = _LEADERS.get(name, name)
        record = first_stating(dated if leader in CHANGING else ranked, leader)
        record = record or first_stating(ranked, name)
        if record is not None and name in record.values:
            said[name] = record.values[name]
    return said


def _publication(number: str, ranked: list[Stated]) -> dict[str, Any]:
    own = [record for record in ranked if record.publication_number == number]
    said: dict[str, Any] = {}
    for record in reversed(own):
        said.update(record.values)
    return {
        "publication_number": number,
        "office": next((record.office for record in own if record.office), ""),
        "kind": said.get("kind", ""),
        "stage": said.get("stage", "other"),
        "stage_raw": said.get("stage_raw", ""),
        "publication_date": _date(said.get("publication_date")),
        "title": said.get("title", ""),
        "other_titles": said.get("other_titles", {}),
        "abstract": said.get("abstract", ""),
        "claims": said.get("claims", ""),
    }


def _citations(ranked: list[Stated], publications: Iterable[str]) -> list[dict[str, str]]:
    """What each publication cites by its best word, one publication after the other, each document once."""
    found: dict[str, dict[str, str]] = {}
    for number in ("", *publications):
        best = first_stating((record for record in ranked if record.publication_number == number), "citations")
        for cited in best.values["citations"] if best else ():
            found.setdefault(cited.get("number") or cited["text"], cited)
    return list(found.values())


def _parties(said: dict[str, Any]) -> list[tuple[str, int, str, str]]:
    return [
        (role.value, position, name, uscc)
        for role, names, codes in (
            (PartyRole.APPLICANT, "applicants", "applicant_usccs"),
            (PartyRole.ASSIGNEE, "assignees", "assignee_usccs"),
        )
        for position, (name, uscc) in enumerate(
            zip_longest(said.get(names, ()), said.get(codes, ())[: len(said.get(names, ()))], fillvalue=""), start=1
        )
    ]


def _grant_date(said: dict[str, Any], office: str, documents: dict[str, dict[str, Any]]) -> date | None:
    stated = _date(said.get("grant_date"))
    if stated or office not in _GRANT_IS_PUBLICATION:
        return stated
    days = [d["publication_date"] for d in documents.values() if d["stage"] == "grant" and d["publication_date"]]
    return min(days, default=None)


def _owner(records: Sequence[Stated]) -> int | None:
    """The enterprise that stated the patent first."""
    own = [(r.as_of, r.stated_by) for r in records if r.source == Source.ENTERPRISE and r.stated_by is not None]
    return min(own)[1] if own else None


def _type_of(application: tuple[str, str] | None) -> str:
    if application is None or application[0] != "CN":
        return ""
    try:
        return cn_application_number(application[1]).patent_type
    except NumberInvalid:
        return ""


def _earliest(priorities: list[dict[str, str]]) -> date | None:
    days = [day for entry in priorities if (day := _date(entry.get("date")))]
    return min(days, default=None)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
