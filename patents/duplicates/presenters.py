"""What pages show of a pair: the facts of both beside each other, where they differ, the reasons in words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from patents.duplicates.models import DuplicatePair, Reason
from patents.duplicates.spellings import title_spelled
from patents.imports.models import Source
from patents.records.models import PartyRole, Patent
from patents.records.names import name_grouped
from patents.records.selectors import party_names

TONES = {
    Reason.NUMBER_WITHOUT_KIND: "good",
    Reason.NUMBER_OTHER_KIND: "good",
    Reason.APPLICATION_SPELLED: "river",
    Reason.TITLE_FILING_APPLICANT: "warn",
}


SOURCES = dict(Source.choices)
NEVER_ALIKE = frozenset({"publications", "sources"})
SHORT = ("title", "application", "filing", "parties", "assignees")


def reason_tags(reasons: list[str]) -> list[dict[str, Any]]:
    """Reasons as tags."""
    return [{"label": Reason(code).label, "tone": TONES[Reason(code)]} for code in reasons]


def pair_line(pair: DuplicatePair, patents: dict[int, Patent]) -> dict[str, Any]:
    """One pair of the list: for each field that helps to judge, both values and whether they are the same."""
    first, second = patents[pair.first_id], patents[pair.second_id]
    return {
        "pair": pair, "first": first, "second": second, "tags": reason_tags(pair.reasons),
        "facts": [fact for fact in facts_of(first, second) if fact["key"] in SHORT],
    }  # fmt: skip


def facts_of(first: Patent, second: Patent) -> list[dict[str, Any]]:
    """All facts of two patents: {key, term, first, second, state}.

    State: same (also in another case, width or legal form), differs, or "" where one says nothing.
    """
    rows = []
    for key, term, value in _facts():
        left, right = value(first), value(second)
        if left or right:
            state = ""
            if left and right and key not in NEVER_ALIKE:
                state = "same" if _plain(key, left) == _plain(key, right) else "differs"
            rows.append({"key": key, "term": term, "first": left, "second": right, "state": state})
    return rows


def _facts() -> list[tuple[str, str, Any]]:
    return [
        ("title", _("标题"), lambda patent: patent.title),
        ("publications", _("公开（公告）号"), _publications),
        ("application", _("申请号"), lambda patent: patent.application_number or ""),
        ("type", _("专利类型"), lambda patent: patent.get_patent_type_display()),
        ("filing", _("申请日"), _filing),
        ("priority", _("最早优先权日"), lambda patent: _day(patent.priority_date)),
        ("parties", _("申请人"), lambda patent: "；".join(party_names(patent, PartyRole.APPLICANT))),
        ("assignees", _("专利权人"), lambda patent: "；".join(party_names(patent, PartyRole.ASSIGNEE))),
        ("inventors", _("发明人"), lambda patent: "；".join(patent.inventors)),
        ("ipc", _("IPC 分类号"), lambda patent: "，".join(patent.ipc_all)),
        ("status", _("法律状态"), lambda patent: patent.legal_status_raw),
        ("sources", _("来源"), lambda patent: "、".join(str(SOURCES.get(one, one)) for one in patent.sources)),
    ]  # fmt: skip


def _plain(key: str, text: str) -> str:
    """What is compared: names in their grouping form, other texts without case, width and punctuation."""
    if key in ("parties", "assignees"):
        return "；".join(name_grouped(name) for name in text.split("；"))
    return title_spelled(text)


def _publications(patent: Patent) -> str:
    return "\n".join(f"{row.publication_number} {_day(row.publication_date)}" for row in patent.publications.all())


def _filing(patent: Patent) -> str:
    return _day(patent.filing_date) or str(patent.filing_year or "")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
