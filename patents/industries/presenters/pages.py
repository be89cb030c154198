"""Words, tags and rows of the industry pages; no rules, no queries."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from patents.industries.differences import FilterChange, Part, filters_difference, text_difference
from patents.industries.models import Industry, IndustryExpression
from patents.industries.selectors import Fault, fault_known

TABS = (
    ("detail", _lazy("概览")),
    ("branches", _lazy("技术分解")),
    ("samples", _lazy("抽样检验")),
    ("counts", _lazy("数量变化")),
    ("versions", _lazy("检索式版本")),
)


def tabs(industry: Industry, current: str) -> list[dict[str, Any]]:
    """Links of the pages of one industry, for `nav_links`."""
    return [
        {"label": label, "url": reverse(f"industries_staff:{name}", args=[industry.code]), "current": name == current}
        for name, label in TABS
    ]


def industry_tags(industry: Industry, fault: Fault | None) -> list[dict[str, str]]:
    """In use or not, and whether its question can be asked."""
    tags = [{"label": _("在用"), "tone": "good"} if industry.is_active else {"label": _("已停用"), "tone": "lock"}]
    if fault is not None:
        tags.append({"label": _("检索式有误"), "tone": "bad"})
    return tags


def list_row(industry: Any) -> dict[str, Any]:
    """A line of the list, from what `industries_listed` annotates."""
    fault = fault_known(industry.newest_text or "", industry.newest_filters or {}) if industry.newest_version else None
    return {
        "industry": industry, "tags": industry_tags(industry, fault),
        "question": spoken(industry.newest_text or "", industry.newest_filters or {}),
        "hits": f"{industry.newest_hits:,}" if industry.newest_hits is not None else "—",
    }  # fmt: skip


def spoken(text: str, filters: dict[str, list[str]]) -> str:
    """A question on one line."""
    return IndustryExpression(text=text, filters=filters).spoken


def version_row(expression: IndustryExpression, earlier: IndustryExpression | None) -> dict[str, Any]:
    """A version with what it changed against the one before, and whether it could be asked today."""
    return {
        "expression": expression,
        "earlier": earlier,
        "fault": fault_known(expression.text, expression.filters),
        **difference(earlier, expression),
    }


def difference(old: IndustryExpression | None, new: IndustryExpression) -> dict[str, Any]:
    """Parts of the text, changes of filters, and the change of hits, from one version to another."""
    parts: list[Part] = text_difference(old.text, new.text) if old else []
    filters: list[FilterChange] = filters_difference(old.filters, new.filters) if old else []
    change = new.hits - old.hits if old else 0
    return {"parts": parts, "filters": filters, "hits_change": f"{change:+,}" if change else ""}
