"""Where each fact comes from: source and day for everybody; file and row for those who read imports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipplatform.accounts.permissions import AnyUser, has_role
from ipplatform.accounts.roles import GENERAL_SECTION, OPERATOR
from patents.imports.models import SourceRecord
from patents.imports.origins import Origin, Word, origins
from patents.records.models import PatentType, Stage

_LONG = 120
TERMS = {
    "patent_type": gettext_lazy("专利类型"), "filing_date": gettext_lazy("申请日"),
    "filing_year": gettext_lazy("申请年"),
    "grant_date": gettext_lazy("授权公告日"), "priority_date": gettext_lazy("最早优先权日"),
    "priorities": gettext_lazy("优先权"), "ipc": gettext_lazy("IPC 分类号"), "cpc": gettext_lazy("CPC 分类号"),
    "us_class": gettext_lazy("美国分类号"), "inventors": gettext_lazy("发明人"), "applicants": gettext_lazy("申请人"),
    "assignees": gettext_lazy("当前权利人"), "family_id": gettext_lazy("同族号"), "family_size": gettext_lazy("同族数"),
    "claims_count": gettext_lazy("权利要求数"), "pages": gettext_lazy("页数"),
    "cited_by_count": gettext_lazy("被引用数"), "cites_count": gettext_lazy("引用数"),
    "province": gettext_lazy("省/州"), "city": gettext_lazy("地市"), "district": gettext_lazy("区县"),
    "sei_industry": gettext_lazy("战略新兴产业"), "legal_status_raw": gettext_lazy("法律状态"),
    "legal_events": gettext_lazy("法律事件"), "status_date": gettext_lazy("状态日期"),
    "fee_paid_to": gettext_lazy("年费缴至"), "state_funded": gettext_lazy("财政资助"),
    "invalidation_pending": gettext_lazy("无效宣告审理中"), "legal_event_rows": gettext_lazy("法律事件明细"),
    "family_members": gettext_lazy("同族成员"), "kind": gettext_lazy("文献种类"), "stage": gettext_lazy("阶段"),
    "publication_date": gettext_lazy("公开（公告）日"), "title": gettext_lazy("标题"),
    "abstract": gettext_lazy("摘要"), "claims": gettext_lazy("权利要求"),
}  # fmt: skip
# Shown by their number alone: their text stands elsewhere on the page.
_COUNTED = frozenset({"legal_event_rows", "family_members"})


@dataclass(frozen=True)
class Said:
    """A value in words, who says it, of which day; place and link for those who read imports."""

    value: str
    source: str
    day: date
    place: str = ""
    url: str = ""


@dataclass(frozen=True)
class FactOrigin:
    """One fact's term, of which publication, what was taken and what others say."""

    term: str
    publication: str
    taken: Said
    others: tuple[Said, ...]


@dataclass(frozen=True)
class SourceView:
    """Distinct sources with their day, origin of each fact, and those with differing words."""

    sources: tuple[Said, ...]
    facts: tuple[FactOrigin, ...]
    differing: tuple[FactOrigin, ...]


def source_view(user: AnyUser, records: Sequence[SourceRecord]) -> SourceView:
    """Made from records already loaded with their runs: no query."""
    with_place = has_role(user, OPERATOR, GENERAL_SECTION)
    facts = tuple(_fact(origin, with_place) for origin in origins(records) if origin.name in TERMS)
    seen: dict[tuple[str, date], Said] = {}
    for record in records:
        seen.setdefault((record.source, record.as_of), _said("", record, with_place))
    return SourceView(tuple(seen.values()), facts, tuple(fact for fact in facts if fact.others))


def _fact(origin: Origin, with_place: bool) -> FactOrigin:
    def words(word: Word) -> Said:
        return _said(_value(origin.name, word.value), word.record, with_place)

    return FactOrigin(
        str(TERMS[origin.name]), origin.publication, words(origin.taken), tuple(words(word) for word in origin.others)
    )


def _said(value: str, record: SourceRecord, with_place: bool) -> Said:
    place = url = ""
    if with_place and record.run is not None:
        place = _("%(file)s 第 %(row)s 行") % {"file": record.run.file_name, "row": record.row}
        url = reverse("imports_staff:run", args=[record.run.public_id])
    elif with_place and record.stated_by is not None:
        place = record.stated_by.name
    return Said(value, str(record.get_source_display()), record.as_of, place, url)


def _value(name: str, value: Any) -> str:
    if name in _COUNTED:
        return _("%(n)s 条") % {"n": len(value)}
    if name == "stage" and value in Stage.values:
        return str(Stage(value).label)
    if name == "patent_type" and value in PatentType.values:
        return str(PatentType(value).label)
    text = _("；").join(_plain(one) for one in value) if isinstance(value, list) else _plain(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dict):
        return " ".join(str(one) for one in value.values() if one)
    return str(value)
