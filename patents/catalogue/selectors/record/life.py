"""The life of a patent: what happened, what falls due, when it ends; its legal events with their codes described."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from patents.catalogue.selectors.words import filing_text, language, office_label
from patents.records.models import LegalStatus, Patent, Publication, Stage
from patents.records.numbers import fee_window
from patents.records.reference import legal_code_meaning

# Statuses under which fees still fall due.
_ALIVE = frozenset({LegalStatus.VALID.value, LegalStatus.UNKNOWN.value})

Event = dict[str, Any]


def life_events(patent: Patent, publications: Sequence[Publication], on: date) -> list[Event]:
    """Events for the timeline, newest first, today between what was and what comes; a bare year stays a year."""
    events = [*_past(patent, publications), *_to_come(patent, on)]
    if any(key > on.isoformat() for key, _event in events):
        events.append((on.isoformat(), {"date": on, "title": _("今天"), "now": True}))
    return [event for _key, event in sorted(events, key=lambda pair: pair[0], reverse=True)]


def event_rows(patent: Patent) -> Iterator[Event]:
    """Legal events as {day, country, code, meaning, detail}, newest first; undated ones last."""
    for row in sorted(patent.legal_event_rows, key=lambda row: row.get("date") or "", reverse=True):
        office, code = row.get("country") or patent.office, row.get("code", "")
        meaning, text = legal_code_meaning(office, code, language()), row.get("text", "")
        yield {
            "day": row.get("date", ""), "country": office_label(office) if office else "", "code": code,
            "meaning": meaning or text, "text": text if meaning and text != meaning else "",
            "detail": row.get("detail", ""),
        }  # fmt: skip


def _past(patent: Patent, publications: Sequence[Publication]) -> Iterator[tuple[str, Event]]:
    if patent.priority_date and patent.priority_date != patent.filing_date:
        yield _dated(patent.priority_date, _("最早优先权日"))
    if patent.filing_date:
        yield _dated(patent.filing_date, _("申请"))
    elif patent.filing_year:
        yield str(patent.filing_year), {"when": filing_text(patent), "title": _("申请")}
    granted = set()
    for row in publications:
        if row.publication_date:
            yield _dated(row.publication_date, f"{row.get_stage_display()} {row.publication_number}")
            granted |= {row.publication_date} if row.stage == Stage.GRANT else set()
    if patent.grant_date and patent.grant_date not in granted:
        yield _dated(patent.grant_date, _("授权公告"))
    if patent.status_date and patent.legal_status not in _ALIVE:
        yield _dated(patent.status_date, _("状态：%(status)s") % {"status": patent.get_legal_status_display()})


def _to_come(patent: Patent, on: date) -> Iterator[tuple[str, Event]]:
    fee = None
    if patent.legal_status in _ALIVE:
        fee = fee_window(
            office=patent.office, filing_date=patent.filing_date, grant_date=patent.grant_date,
            expiry_date=patent.expiry_date, paid_to=patent.fee_paid_to, on=on,
        )  # fmt: skip
    if fee is not None:
        state = _("来源没有说明是否已缴纳。")
        if fee.is_over(on):
            state = _("已超过补缴期，请核对是否已缴纳。")
        elif patent.fee_paid_to:
            state = _("来源记载年费缴至 %(day)s。") % {"day": date_format(patent.fee_paid_to, "DATE_FORMAT")}
        yield _dated(fee.due_on, _("第 %(year)s 年度年费到期日") % {"year": fee.year}, state)
        yield _dated(fee.late_until, _("补缴期截止"), _("到期后六个月内可以补缴，须加缴滞纳金。"))
    if patent.expiry_date:
        end = patent.expiry_date
        left = end.year - on.year - ((end.month, end.day) < (on.month, on.day))
        text = _("还有 %(years)s 年") % {"years": left} if left > 0 and patent.legal_status in _ALIVE else ""
        yield _dated(end, _("期限届满日"), text)


def _dated(day: date, title: str, text: str = "") -> tuple[str, Event]:
    return day.isoformat(), {"date": day, "title": title, "text": text}
