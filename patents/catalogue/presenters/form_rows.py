"""The rows of the search form, filled from the conditions that an expression says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ipplatform.search import CodeField
from ipplatform.search.declarations import DayField, ExpandedField
from ipplatform.search.engines import Counts
from patents.catalogue.form_search import ALL, ANY, ANYWHERE, NONE, RANGE, Condition, Form, words_text
from patents.catalogue.forms import NAMED_ANYWHERE
from patents.catalogue.search import DECLARATION
from patents.catalogue.selectors import value_label

CHOICES = {"TYPE": "type", "STATUS": "status", "OFFICE": "office"}
"""Fields with few values, chosen by boxes, and the facet that lists them."""
CHOICES_SHOWN = 14


@dataclass(frozen=True)
class Row:
    """One row. `kind`: words (text, how; `fixed` = how cannot be changed), days (first, last) or choices (options)."""

    kind: str
    name: str
    label: str
    hint: str = ""
    text: str = ""
    how: str = ALL
    fixed: bool = False
    first: str = ""
    last: str = ""
    options: tuple[dict[str, Any], ...] = ()


def form_rows(form: Form, facets: Mapping[str, Counts]) -> list[Row]:
    """At least one row for every field of the index; a second one where a field has two conditions."""
    rows = _anywhere(form)
    for field in (*DECLARATION.fields, *DECLARATION.joined, *DECLARATION.expanded):
        mine = [one for one in form if one.code == field.code]
        label = str(field.label)
        if isinstance(field, DayField):
            first, last = next((one.words for one in mine if one.how == RANGE), ("", ""))
            rows.append(Row("days", field.code, label, first=first, last=last))
            mine = [one for one in mine if one.how != RANGE]
            rows += [_words(field.code, place, label, one, ANY) for place, one in enumerate(mine)]
            continue
        if field.code in CHOICES:
            boxes = [one for one in mine if one.how == ANY or (one.how == ALL and len(one.words) == 1)][:1]
            chosen = boxes[0].words if boxes else ()
            rows.append(Row("choices", field.code, label, options=_options(field.code, chosen, facets)))
            mine = [one for one in mine if one not in boxes]
            rows += [_words(field.code, place, label, one, ANY) for place, one in enumerate(mine)]
            continue
        usual = ANY if isinstance(field, CodeField | ExpandedField) else ALL
        empty = [Condition(field.code, usual, ())]
        rows += [_words(field.code, place, label, one, usual) for place, one in enumerate(mine or empty)]
    return rows


def hows() -> list[tuple[str, str]]:
    """What words of a row may be asked for."""
    return [(ALL, _("全部包含")), (ANY, _("至少包含其一")), (NONE, _("不包含"))]


def _anywhere(form: Form) -> list[Row]:
    """The three ways to ask words of the title, abstract, names and numbers, always shown; more where needed."""
    found = []
    labels = dict(hows())
    place = 0
    for how in (ALL, ANY, NONE):
        mine = [one for one in form if one.code == ANYWHERE and one.how == how] or [Condition(ANYWHERE, how, ())]
        for one in mine:
            name = f"{NAMED_ANYWHERE}-{place}"
            found.append(Row("words", name, labels[how], text=words_text(one.words), how=how, fixed=True))
            place += 1
    return found


def _words(code: str, place: int, label: str, one: Condition, usual: str) -> Row:
    how = usual if len(one.words) < 2 and one.how != NONE else one.how
    return Row("words", f"{code}-{place}", label, text=words_text(one.words), how=how)


def _options(code: str, chosen: Sequence[str], facets: Mapping[str, Counts]) -> tuple[dict[str, Any], ...]:
    facet = CHOICES[code]
    values = [value for value, _count in facets.get(facet, [])][:CHOICES_SHOWN]
    return tuple(_option(facet, value, chosen) for value in dict.fromkeys([*values, *chosen]))


def _option(facet: str, value: str, chosen: Iterable[str]) -> dict[str, Any]:
    return {"value": value, "label": value_label(facet, value), "selected": value in chosen}
