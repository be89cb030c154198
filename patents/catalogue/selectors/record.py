"""One patent as its page shows it: the record in INID order, its documents, sources, offers and rights."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ipplatform.accounts.permissions import AnyUser
from patents.catalogue.search import distinct
from patents.catalogue.selectors.words import filing_text, office_label
from patents.imports.models import SourceRecord
from patents.imports.selectors import records_of
from patents.offers.selectors import OfferCard, offer_cards, offers_of_patents
from patents.records.models import PartyRole, Patent, Publication
from patents.records.permissions import patent_can_read
from patents.records.selectors import party_names, patent_by_any_number, patents_for_rows
from patents.rights.selectors import encumbrances_of


@dataclass(frozen=True)
class PatentView:
    """What the page needs; `facts` are {code, term, value} in the order of their INID codes (ST.9)."""

    patent: Patent
    facts: tuple[dict[str, Any], ...]
    publications: tuple[Publication, ...]
    abstract: str
    sources: tuple[SourceRecord, ...]
    offers: tuple[OfferCard, ...]
    events: tuple[dict[str, Any], ...]
    pledged: bool
    cite: str


def patent_view(user: AnyUser, number: str, on: date) -> PatentView | None:
    """The patent that any of its numbers names, if this person may read it; None is 404. Constant queries."""
    named = patent_by_any_number(number)
    if named is None or not patent_can_read(user, named):
        return None
    patent = patents_for_rows([named.pk])[0]
    publications = tuple(patent.publications.all())
    offers = offers_of_patents([patent.pk], on).get(patent.pk, [])
    rights = encumbrances_of([patent.pk])[patent.pk]
    return PatentView(
        patent=patent, facts=tuple(_facts(patent, publications)), publications=publications,
        abstract=next((row.abstract for row in publications if row.abstract), ""),
        sources=tuple(_distinct_sources(records_of(patent))), offers=tuple(offer_cards(offers, on)),
        events=tuple(_events(patent, publications)), pledged=bool(rights.live_pledges), cite=_cite(patent),
    )  # fmt: skip


def _facts(patent: Patent, publications: tuple[Publication, ...]) -> list[dict[str, Any]]:
    priorities = _("；").join(
        " ".join(str(row[key]) for key in ("country", "number", "date") if row.get(key)) for row in patent.priorities
    )
    pairs: list[tuple[str, str, Any]] = [
        ("11", _("公开（公告）号"), _("，").join(row.publication_number for row in publications)),
        ("19", _("受理局"), office_label(patent.office)),
        ("21", _("申请号"), patent.application_number or ""),
        ("", _("专利号"), patent.patent_number),
        ("22", _("申请日"), filing_text(patent)),
        ("30", _("优先权"), priorities),
        ("45", _("授权公告日"), patent.grant_date.isoformat() if patent.grant_date else ""),
        ("", _("期限届满日"), patent.expiry_date.isoformat() if patent.expiry_date else ""),
        ("51", _("IPC 分类号"), ", ".join(patent.ipc_all)),
        ("", _("CPC 分类号"), ", ".join(patent.cpc)),
        ("71", _("申请人"), _("；").join(party_names(patent, PartyRole.APPLICANT))),
        ("72", _("发明人"), _("；").join(patent.inventors)),
        ("73", _("专利权人"), _("；").join(party_names(patent, PartyRole.ASSIGNEE))),
        ("", _("所在地"), " ".join(distinct([*patent.province, *patent.city, *patent.district]))),
        ("", _("权利要求数"), patent.claims_count),
        ("", _("同族数"), patent.family_size),
        ("", _("被引用 / 引用"), _pair(patent.cited_by_count, patent.cites_count)),
        ("", _("战略新兴产业"), patent.sei_industry),
        ("", _("法律事件"), _("，").join(str(event) for event in patent.legal_events)),
    ]
    return [{"code": code, "term": term, "value": value} for code, term, value in pairs if value not in ("", None)]


def _pair(cited: int | None, cites: int | None) -> str:
    if cited is None and cites is None:
        return ""
    return f"{'—' if cited is None else cited} / {'—' if cites is None else cites}"


def _events(patent: Patent, publications: tuple[Publication, ...]) -> list[dict[str, Any]]:
    """The life of the right, newest first; a bare year stays a year."""
    rows: list[tuple[str, dict[str, Any]]] = []
    if patent.filing_date:
        rows.append((patent.filing_date.isoformat(), {"date": patent.filing_date, "title": _("申请")}))
    elif patent.filing_year:
        rows.append((str(patent.filing_year), {"when": filing_text(patent), "title": _("申请")}))
    for row in publications:
        title = f"{row.get_stage_display()} {row.publication_number}"
        if row.publication_date:
            rows.append((row.publication_date.isoformat(), {"date": row.publication_date, "title": title}))
    if patent.expiry_date:
        rows.append((patent.expiry_date.isoformat(), {"date": patent.expiry_date, "title": _("期限届满")}))
    return [event for _day, event in sorted(rows, key=lambda pair: pair[0], reverse=True)]


def _distinct_sources(records: list[SourceRecord]) -> list[SourceRecord]:
    seen: dict[tuple[str, int | None], SourceRecord] = {}
    for record in records:
        seen.setdefault((record.source, record.run_id), record)
    return list(seen.values())


def _cite(patent: Patent) -> str:
    owners = party_names(patent, PartyRole.APPLICANT) or party_names(patent, PartyRole.ASSIGNEE)
    names = ", ".join(owners[:3]) + (_("，等") if len(owners) > 3 else "")
    year = str(patent.filing_year or "")
    return ". ".join(part for part in (names, f"{patent.title}: {patent.number}" + "[P]", year) if part)
