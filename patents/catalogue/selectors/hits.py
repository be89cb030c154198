"""A search as a page needs it: hits that the person may see, marked; facets with words; nothing is counted twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from ipplatform.search import SearchQuery, SearchResult, excerpt, highlight, parse_query
from ipplatform.search.services import search
from patents.catalogue.search import ON_OFFER, PATENTS
from patents.imports.models import Source
from patents.offers.selectors import offers_of_patents
from patents.records.models import LegalStatus, Patent, PatentType
from patents.records.numbers import OFFICE_NAMES
from patents.records.selectors import owner_names, patents_for_rows

FACETS = ("status", "on_offer", "type", "ipc", "applicant", "office", "year", "source")
SHOWN = 8
# Words of vendors for status, type and stage; the page shows them in its own language.
RAW_WORDS = (
    _noop("有效"), _noop("失效"), _noop("审中"), _noop("发明申请"), _noop("授权发明"), _noop("实用新型"),
    _noop("外观设计"),
)  # fmt: skip
_STATUS_TONES = {
    LegalStatus.VALID: "good",
    LegalStatus.PENDING: "river",
    LegalStatus.PCT_NATIONAL_PHASE_OPEN: "river",
    LegalStatus.UNKNOWN: "",
}


@dataclass(frozen=True)
class Hit:
    """One row of the result page."""

    patent: Patent
    title: SafeString
    abstract: SafeString
    meta: str
    tags: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Found:
    """The page's hits with the engine's answer."""

    query: SearchQuery
    result: SearchResult
    hits: tuple[Hit, ...]


def query_of(
    text: str, filters: Mapping[str, Sequence[str]], *, sort: str = "", page: int = 1, size: int = 20
) -> SearchQuery:
    """A checked query over the public index. Raises QueryError."""
    return parse_query(text, filters, sort, page, size, index=PATENTS)


def found(query: SearchQuery, *, by: str | None = None) -> Found:
    """Search, load, mark. Queries: the engine's, three for patents, one for offers, whatever the number of hits."""
    result = search(query, by=by)
    patents = patents_for_rows(result.ids)
    offers = offers_of_patents(result.ids)
    return Found(query, result, tuple(_hit(patent, query, bool(offers.get(patent.pk))) for patent in patents))


def year_span(first: str, last: str, known: Sequence[str]) -> list[str]:
    """Years from first to last, inclusive, that the index knows; open ends where a bound is missing."""
    low = int(first) if first.isdigit() else 0
    high = int(last) if last.isdigit() else 9999
    return [year for year in known if low <= int(year) <= high]


def status_tag(patent: Patent) -> dict[str, Any]:
    """Word and tone of the legal status; the source's own word where it gives one."""
    label = _(patent.legal_status_raw) if patent.legal_status_raw else patent.get_legal_status_display()
    return {"label": label, "tone": _STATUS_TONES.get(LegalStatus(patent.legal_status), "bad")}


def value_label(name: str, value: str) -> str:
    """A facet's value in words."""
    if name == "office":
        return office_label(value)
    if name == "source":
        return str(dict(Source.choices).get(value, value))
    if name == "on_offer":
        return _("正在转让或许可") if value == ON_OFFER else _("未在平台供给")
    if name == "status":
        return str(dict(LegalStatus.choices).get(value) or _(value))
    if name == "type":
        return str(dict(PatentType.choices).get(value) or _(value))
    return value


def office_label(code: str) -> str:
    """The office's name in the language of the page; the code where it is unknown."""
    return _(OFFICE_NAMES[code]) if code in OFFICE_NAMES else code


def filing_text(patent: Patent) -> str:
    """The filing day, or only the year where no source knows the day."""
    day: date | None = patent.filing_date
    return day.isoformat() if day else _("%(year)s年") % {"year": patent.filing_year} if patent.filing_year else ""


def _hit(patent: Patent, query: SearchQuery, offered: bool) -> Hit:
    abstract = next((row.abstract for row in patent.publications.all() if row.abstract), "")
    owners = owner_names(patent)
    parts = [owners[0] + (_(" 等 %(n)s 方") % {"n": len(owners)} if len(owners) > 1 else "")] if owners else []
    filed = filing_text(patent)
    parts += [_("申请 %(day)s") % {"day": filed}] if filed else []
    parts += [", ".join(patent.ipc_all[:3])] if patent.ipc_all else []
    parts += [_("被引 %(n)s") % {"n": patent.cited_by_count}] if patent.cited_by_count else []
    tags = [status_tag(patent)]
    if offered:
        tags.append({"label": _("在本平台供给"), "tone": "warn", "icon": "tag"})
    return Hit(
        patent=patent, title=highlight(patent.title or patent.number, query, "title"),
        abstract=excerpt(abstract, query, "abstract"), meta=" · ".join(parts), tags=tuple(tags),
    )  # fmt: skip
