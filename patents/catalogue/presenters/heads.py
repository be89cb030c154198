"""What stands above the hits: chosen filters, orders, ways to look at the hits."""

from typing import Any

from django.utils.translation import gettext as _

from patents.catalogue.address import BY_PUBLICATION, GROUPS, VIEWS, Asked
from patents.catalogue.presenters.groups import legends
from patents.catalogue.selectors import value_labels


def chips(asked: Asked) -> list[dict[str, str]]:
    """Chosen filters, each with its facet and the link that takes it away."""
    made = [
        {"facet": legend, "label": label, "url": asked.without(name, value)}
        for name, legend in legends().items()
        for value, label in value_labels(GROUPS[name], asked.values(name)).items()
    ]
    years = _("申请年")
    first, last = asked.params.get("year_from", ""), asked.params.get("year_to", "")
    if first or last:
        label = first if first == last else f"{first or '…'} – {last or '…'}"
        made.append({"facet": years, "label": label, "url": asked.link(year_from=None, year_to=None)})
    made += [{"facet": years, "label": one, "url": asked.without("year", one)} for one in asked.values("year")]
    return made


def sorts(asked: Asked) -> list[dict[str, Any]]:
    """Orders offered, the present one marked."""
    offered = (
        ("", _("相关度")),
        ("-date", _("申请日由新到旧")),
        ("date", _("申请日由旧到新")),
        ("-published", _("公开日由新到旧")),
        ("-cited", _("被引用")),
        ("-family", _("同族数")),
    )
    now = "" if asked.sort == "relevance" else asked.sort
    return [
        {"value": key, "label": label, "url": asked.link(sort=key or None), "current": key == now}
        for key, label in offered
    ]


def views(asked: Asked) -> list[dict[str, Any]]:
    """Ways to look at the hits; the choice stays in the address."""
    words = {"list": _("列表"), "cards": _("卡片"), "table": _("表格")}
    return [
        {
            "label": words[view],
            "url": asked.link(view=None if view == VIEWS[0] else view),
            "current": view == asked.view,
        }
        for view in VIEWS
    ]


def row_kinds(asked: Asked) -> list[dict[str, Any]]:
    """What one row stands for; the choice stays in the address."""
    offered = ((None, _("每项申请一行")), (BY_PUBLICATION, _("每件公开一行")))
    return [
        {"label": label, "url": asked.link(rows=rows), "current": bool(rows) == asked.by_publication}
        for rows, label in offered
    ]
