"""The filters of an address inside the search form: what is on offer, the filing years, a box for each chosen value."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from patents.catalogue.address import GROUPS, Asked
from patents.catalogue.presenters.groups import legends
from patents.catalogue.search import ON_OFFER
from patents.catalogue.selectors import value_labels


@dataclass(frozen=True)
class FormFilter:
    """One row of boxes, or (with `years`) the first and last year above the boxes of single years."""

    name: str
    legend: str
    options: tuple[dict[str, Any], ...]
    years: tuple[str, str] | None = None


def form_filters(asked: Asked) -> list[FormFilter]:
    """On offer and the years always; of the other facets those with a chosen value. Taking a tick away takes it off."""
    named = legends()
    years = (asked.params.get("year_from", ""), asked.params.get("year_to", ""))
    rows = [
        FormFilter("on_offer", named.pop("on_offer"), _boxes("on_offer", asked, ON_OFFER)),
        FormFilter("year", _("申请年"), _boxes("year", asked), years),
    ]
    return rows + [FormFilter(name, legend, boxes) for name, legend in named.items() if (boxes := _boxes(name, asked))]


def _boxes(name: str, asked: Asked, *always: str) -> tuple[dict[str, Any], ...]:
    """A box for each of these values and for each chosen one."""
    chosen = asked.values(name)
    values = list(dict.fromkeys((*always, *chosen)))
    labels = value_labels(GROUPS.get(name, name), values) if values else {}
    return tuple({"value": value, "label": label, "selected": value in chosen} for value, label in labels.items())
