"""Facets, chips and sorting for the shared components: words and links, no counting."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from patents.catalogue.selectors import SHOWN, Found, value_label

GROUPS = ("status", "on_offer", "type", "ipc", "applicant", "office", "source")
TRUNCATED_YEARS = 2


@dataclass(frozen=True)
class Group:
    """One facet with its options; `more` offers the rest."""

    name: str
    legend: str
    options: tuple[dict[str, Any], ...]
    more_url: str


def legends() -> dict[str, str]:
    """Headings of the facets."""
    return {
        "status": _("法律状态"), "on_offer": _("在本平台"), "type": _("专利类型"), "ipc": _("IPC 小类"),
        "applicant": _("权利人"), "office": _("受理局"), "source": _("来源"),
    }  # fmt: skip


def groups(found: Found, params: QueryDict) -> list[Group]:
    """Facet groups in the order of the page; selected values always shown, the others up to a limit."""
    made = []
    for name, legend in legends().items():
        chosen = set(found.query.values(name))
        counts = found.result.facets.get(name, [])
        full = params.get("more") == name
        shown = [pair for pair in counts if pair[0] in chosen]
        shown += [pair for pair in counts if pair[0] not in chosen][: None if full else max(0, SHOWN - len(shown))]
        known = {value for value, _count in counts}
        shown += [(value, 0) for value in sorted(chosen - known)]
        if name == "on_offer":
            shown = [pair for pair in shown if pair[0] == "yes" or pair[0] in chosen]
        options = tuple(
            {"value": value, "label": value_label(name, value), "count": count, "selected": value in chosen}
            for value, count in shown
        )
        more = "" if full or len(counts) <= len(shown) or name == "on_offer" else link(params, more=name)
        if options:
            made.append(Group(name, legend, options, more))
    return made


def year_bars(found: Found, params: QueryDict) -> dict[str, Any]:
    """The histogram of filing years; the last two years with data are always incomplete (domain.md 10.2)."""
    counts = sorted((int(value), count) for value, count in found.result.facets.get("year", []))
    chosen = {int(value) for value in found.query.values("year")}
    years = {year: count for year, count in counts}
    span = range(max(counts[0][0], counts[-1][0] - 39), counts[-1][0] + 1) if counts else range(0)
    top = max((years.get(year, 0) for year in span), default=0) or 1
    bars = [
        {
            "year": year, "count": years.get(year, 0), "percent": years.get(year, 0) * 100 / top,
            "selected": not chosen or year in chosen, "incomplete": year > counts[-1][0] - TRUNCATED_YEARS,
        }
        for year in span
    ]  # fmt: skip
    return {
        "bars": bars, "first": span[0] if bars else "", "last": span[-1] if bars else "",
        "from_value": params.get("year_from", ""), "to_value": params.get("year_to", ""),
    }  # fmt: skip


def chips(found: Found, params: QueryDict) -> list[dict[str, str]]:
    """Chosen filters, each with the link that takes it away."""
    made = []
    for name, values in found.query.filters:
        if name == "year":
            continue
        made += [{"label": value_label(name, value), "url": _without(params, name, value)} for value in values]
    if params.get("year_from") or params.get("year_to"):
        label = f"{params.get('year_from') or '…'} – {params.get('year_to') or '…'}"
        made.append({"label": label, "url": link(params, year_from=None, year_to=None)})
    made += [
        {"label": value, "url": _without(params, "year", value)} for value in params.getlist("year") if value.isdigit()
    ]
    return made


def sorts(params: QueryDict, chosen: str) -> list[dict[str, Any]]:
    """Orders offered, the present one marked."""
    offered = (
        ("", _("相关度")),
        ("-date", _("申请日由新到旧")),
        ("date", _("申请日由旧到新")),
        ("-cited", _("被引用")),
    )
    now = "" if chosen == "relevance" else chosen
    return [{"label": label, "url": link(params, sort=key or None), "current": key == now} for key, label in offered]


def link(params: QueryDict, **changes: str | None) -> str:
    """The page's query string with changes, back on the first page; None takes a parameter away."""
    changed = params.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = value
    return f"?{changed.urlencode()}"


def _without(params: QueryDict, name: str, value: str) -> str:
    changed = params.copy()
    changed.pop("page", None)
    changed.setlist(name, [other for other in changed.getlist(name) if other != value])
    return f"?{changed.urlencode()}"
