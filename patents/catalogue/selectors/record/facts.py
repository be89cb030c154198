"""The record in the order of its INID codes (WIPO ST.9), ready for a list of facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from patents.catalogue.selectors.words import filing_text, office_label
from patents.records.models import PartyRole, Patent, PatentType, Publication
from patents.records.selectors import party_names


@dataclass(frozen=True)
class Piece:
    """Part of a value: its words, a link where there is one, and whether it is a day (never broken)."""

    text: str
    url: str = ""
    is_day: bool = False


@dataclass(frozen=True)
class Fact:
    """One line: INID code ("" where the standard has none), term, pieces that stand one after the other."""

    code: str
    term: str
    pieces: tuple[Piece, ...]


def facts_of(patent: Patent, publications: Sequence[Publication]) -> list[Fact]:
    """Facts that some source states; absent ones are left out."""
    first = min((row.publication_date for row in publications if row.publication_date), default=None)
    lines: list[tuple[str, str, Iterable[Piece]]] = [
        ("11", _("公开（公告）号"), _texts(row.publication_number for row in publications)),
        ("12", _("专利类型"), _texts([_type(patent)])),
        ("19", _("受理局"), _texts([office_label(patent.office)])),
        ("21", _("申请号"), _texts([_application(patent)])),
        ("", _("专利号"), _texts([patent.patent_number])),
        ("22", _("申请日"), _filed(patent)),
        ("30", _("优先权"), _texts(_priority(row) for row in patent.priorities)),
        ("43", _("首次公开日"), _day(first)),
        ("45", _("授权公告日"), _day(patent.grant_date)),
        ("51", _("IPC 分类号"), _texts([", ".join(patent.ipc_all)])),
        ("54", _("其他标题"), _texts(_other_titles(patent, publications))),
        ("71", _("申请人"), _linked("applicant", party_names(patent, PartyRole.APPLICANT))),
        ("72", _("发明人"), _linked("inventor", patent.inventors)),
        ("73", _("专利权人"), _linked("applicant", party_names(patent, PartyRole.ASSIGNEE))),
        ("", _("所在地"), _texts([" ".join(dict.fromkeys([*patent.province, *patent.city, *patent.district]))])),
        ("", _("期限届满日"), _day(patent.expiry_date)),
        ("", _("年费缴至"), _day(patent.fee_paid_to)),
        ("", _("CPC 分类号"), _texts([", ".join(patent.cpc)])),
        ("", _("美国分类号"), _texts([", ".join(patent.us_class)])),
        ("", _("权利要求数"), _number(patent.claims_count)),
        ("", _("页数"), _number(patent.pages)),
        ("", _("战略新兴产业"), _texts([patent.sei_industry])),
        ("", _("法律事件"), _texts(str(event) for event in patent.legal_events)),
    ]
    made = [Fact(code, term, tuple(pieces)) for code, term, pieces in lines]
    return [fact for fact in made if fact.pieces]


def search_url(**params: str) -> str:
    """The search page with a filter or an expression."""
    return f"{reverse('catalogue:search')}?{urlencode(params)}"


def _texts(values: Iterable[str]) -> list[Piece]:
    return [Piece(value) for value in values if value]


def _linked(parameter: str, names: Iterable[str]) -> list[Piece]:
    return [Piece(name, search_url(**{parameter: name})) for name in names if name]


def _day(value: date | None) -> list[Piece]:
    return [Piece(value.isoformat(), is_day=True)] if value else []


def _number(value: int | None) -> list[Piece]:
    return [] if value is None else [Piece(str(value))]


def _filed(patent: Patent) -> list[Piece]:
    return _day(patent.filing_date) or _texts([filing_text(patent)])


def _type(patent: Patent) -> str:
    code = patent.patent_type
    label = str(PatentType(code).label) if code else ""
    raw = _(patent.type_raw) if patent.type_raw else ""
    if label and raw and raw != label:
        return _("%(type)s（%(raw)s）") % {"type": label, "raw": raw}
    return label or raw


def _application(patent: Patent) -> str:
    number = patent.application_number or ""
    return number + _("（校验位为推算）") if number and patent.check_computed else number


def _priority(row: dict[str, Any]) -> str:
    return " ".join(str(row[key]) for key in ("country", "number", "date") if row.get(key))


def _other_titles(patent: Patent, publications: Sequence[Publication]) -> list[str]:
    """Titles of its documents, in any language, that are not the page's heading."""
    titles = [title for row in publications for title in (row.title, *row.other_titles.values())]
    return [title for title in dict.fromkeys(titles) if title != patent.title]
