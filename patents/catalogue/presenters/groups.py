"""Facets as groups of boxes: the most frequent values, the chosen ones always, IPC as a tree that opens."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ipplatform.search.engines import Counts
from patents.catalogue.address import GROUPS, Asked
from patents.catalogue.search import ON_OFFER
from patents.catalogue.selectors import value_label, value_labels
from patents.records.classification import symbol_parent

SHOWN = 8
CHILDREN_SHOWN = 10
LEVELS = {1: 0, 3: 1, 4: 2}
"""Letters of a section, class, subclass; a main group has more and lies one deeper."""
DEEPEST = 3
# Opened by itself: the most frequent section and class, so that subclasses are seen at once.
OPENED_BY_ITSELF = 2
OPEN_NONE = "-"


@dataclass(frozen=True)
class Group:
    """One facet with its options; `more_url` searches inside it."""

    name: str
    legend: str
    options: tuple[dict[str, Any], ...]
    more_url: str


def legends() -> dict[str, str]:
    """Headings of the facets by parameter."""
    return {
        "status": _("法律状态"), "on_offer": _("在本平台"), "type": _("专利类型"),
        "sector": _("产业（本平台界定）"), "ipc": _("IPC 分类"), "applicant": _("权利人"), "inventor": _("发明人"),
        "office": _("受理局"), "province": _("省/州"), "city": _("地市"), "source": _("来源"),
    }  # fmt: skip


def groups(facets: Mapping[str, Counts], asked: Asked, cut: Collection[str] = ()) -> list[Group]:
    """Facet groups in the order of the page; one without a value is left out. `cut`: not all values were counted."""
    made = []
    for name, legend in legends().items():
        counts, chosen = facets.get(GROUPS[name], []), asked.values(name)
        if name == "ipc":
            options = tree_options(counts, chosen, asked)
            more = len(options) < len(counts)
        else:
            options = facet_options(name, counts, chosen, SHOWN)
            more = len(counts) > len(options) or GROUPS[name] in cut
        if name == "on_offer":
            options, more = [one for one in options if one["value"] == ON_OFFER or one["selected"]], False
        if options or more:
            made.append(Group(name, legend, tuple(options), more_url(name, asked) if more else ""))
    return made


def more_url(name: str, asked: Asked, within: str | None = None) -> str:
    """The page that shows and searches all values of a facet."""
    return reverse("catalogue:facet", args=[name]) + asked.link(within=within)


def facet_options(name: str, counts: Counts, chosen: Sequence[str], most: int) -> list[dict[str, Any]]:
    """Boxes of a facet: the chosen values first, then the others up to `most`; chosen ones without a hit last."""
    shown = [pair for pair in counts if pair[0] in chosen]
    shown += [pair for pair in counts if pair[0] not in chosen][: max(0, most - len(shown))]
    shown += [(value, 0) for value in chosen if value not in dict(counts)]
    labels = value_labels(GROUPS[name], [value for value, _count in shown])
    return [_option(name, value, count, value in chosen, labels[value]) for value, count in shown]


def tree_options(counts: Counts, chosen: Sequence[str], asked: Asked) -> list[dict[str, Any]]:
    """The IPC as rows in reading order: sections, and below each open row its most frequent children.

    Open are the rows named by the parameter `open` and those above a chosen symbol; without either the path of the most
    frequent section and class.
    """
    children: dict[str, Counts] = {}
    for value, count in [*counts, *((value, 0) for value in chosen if value not in dict(counts))]:
        children.setdefault(symbol_parent(value), []).append((value, count))
    opened = _opened(children, chosen, asked)

    def rows(parent: str) -> list[dict[str, Any]]:
        below = children.get(parent, [])
        shown = below[: CHILDREN_SHOWN if parent else None]
        shown += [pair for pair in below if pair not in shown and _on_a_path(pair[0], chosen)]
        made = []
        for value, count in shown:
            label = value_label(GROUPS["ipc"], value)
            made.append(_option("ipc", value, count, value in chosen, label) | _toggle(value, children, opened, asked))
            if value in opened:
                made += rows(value)
        return made

    return rows("")


def _opened(children: Mapping[str, Counts], chosen: Sequence[str], asked: Asked) -> set[str]:
    opened = set(asked.opened)
    for value in chosen:
        while value := symbol_parent(value):
            opened.add(value)
    at = ""
    while not chosen and not asked.opened and len(opened) < OPENED_BY_ITSELF and children.get(at):
        at = children[at][0][0]
        opened.add(at)
    return opened


def _toggle(value: str, children: Mapping[str, Counts], opened: set[str], asked: Asked) -> dict[str, Any]:
    after = sorted((opened ^ {value}) - {OPEN_NONE}) or [OPEN_NONE]
    return {
        "level": LEVELS.get(len(value), DEEPEST),
        "toggle_url": asked.with_values("open", after) if value in children else "",
        "open": value in opened,
    }


def _on_a_path(value: str, chosen: Sequence[str]) -> bool:
    return any(one.startswith(value) for one in chosen)


def _option(name: str, value: str, count: int, selected: bool, label: str) -> dict[str, Any]:
    """A box. Its id follows the value, not the place: the focus stays on it when the list is put in anew."""
    key = f"{name}-{blake2b(value.encode(), digest_size=6).hexdigest()}"
    return {"id": key, "value": value, "label": label, "count": f"{count:,}", "selected": selected}
