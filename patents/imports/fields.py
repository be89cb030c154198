"""What the fields of a source record are called on pages, and their values in words. Asks the database nothing."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patents.records.models import PatentType, Stage

TERMS = {
    "publication_number": gettext_lazy("公开（公告）号"), "application_number": gettext_lazy("申请号"),
    "office": gettext_lazy("受理局"), "patent_type": gettext_lazy("专利类型"), "filing_date": gettext_lazy("申请日"),
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
    "citations": gettext_lazy("引用文献"), "family_members": gettext_lazy("同族成员"),
    "applicant_usccs": gettext_lazy("申请人统一社会信用代码"),
    "assignee_usccs": gettext_lazy("当前权利人统一社会信用代码"), "kind": gettext_lazy("文献种类"),
    "stage": gettext_lazy("阶段"), "stage_raw": gettext_lazy("专利类型（来源写法）"),
    "publication_date": gettext_lazy("公开（公告）日"), "title": gettext_lazy("标题"),
    "other_titles": gettext_lazy("其他标题"), "abstract": gettext_lazy("摘要"), "claims": gettext_lazy("权利要求"),
    "check_computed": gettext_lazy("校验位为推算"), "source_url": gettext_lazy("来源网址"),
    "source_id": gettext_lazy("数据商的编号"), "source_note": gettext_lazy("来源说明"),
}  # fmt: skip


def value_words(name: str, value: Any) -> str:
    """A value in words, whole; empty where it says nothing."""
    if name == "stage" and value in Stage.values:
        return str(Stage(value).label)
    if name == "patent_type" and value in PatentType.values:
        return str(PatentType(value).label)
    parts = value if isinstance(value, list) else _pairs(value) if name == "other_titles" else [value]
    return _("；").join(text for text in map(_plain, parts) if text)


def _pairs(value: dict[str, str]) -> list[str]:
    return [f"{language} {title}" for language, title in value.items() if title]


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dict):
        return " ".join(str(one) for one in value.values() if one)
    return "" if value is None else str(value)
