"""What a person may change when nothing was found: only changes that were asked and find something."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ipplatform.search import QueryError
from ipplatform.search.services import search
from patents.catalogue.form_search import (
    ANYWHERE,
    RANGE,
    Condition,
    expression_to_form,
    form_normal,
    form_to_expression,
)
from patents.catalogue.search import DECLARATION
from patents.catalogue.selectors.hits import query_of
from patents.records.permissions import patents_public
from patents.records.selectors import patent_by_any_number

MOST_WORDS = 6
"""Words that are left out one at a time: a bound on the questions asked."""
WITHOUT_FILTER, WITHOUT_WORD, EVERYWHERE = "filter", "word", "everywhere"
_NARROW = ("TI", "AB")

Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Change:
    """One change: the facet or word left out, the expression and the filters that remain, and what they find."""

    kind: str
    what: str
    text: str
    filters: Filters
    total: int


@dataclass(frozen=True)
class Advice:
    """Changes by what they find, and the number of a patent that the text names."""

    changes: tuple[Change, ...]
    number: str


def advice_for(text: str, filters: Filters) -> Advice:
    """Ways out of an empty answer; at most one question a filter and MOST_WORDS + 1 more. Raises EngineError."""
    found = []
    for kind, what, other, kept in _changes(text, filters):
        try:
            total = search(query_of(other, kept, size=1), facets=False).total
        except QueryError:
            continue
        if total:
            found.append(Change(kind, what, other, kept, total))
    found.sort(key=lambda one: one.total)
    return Advice(tuple(found), _number(text))


def _changes(text: str, filters: Filters) -> Iterator[tuple[str, str, str, Filters]]:
    for name in filters:
        yield WITHOUT_FILTER, name, text, {other: values for other, values in filters.items() if other != name}
    try:
        form = expression_to_form(text, DECLARATION) or ()
    except QueryError:
        return
    words = [(one, word) for one in form if one.how != RANGE for word in one.words]
    for one, word in words[:MOST_WORDS] if len(words) > 1 else ():
        left = [_without(other, word) if other is one else other for other in form]
        yield WITHOUT_WORD, word, form_to_expression(form_normal(left, DECLARATION)), filters
    if any(one.code in _NARROW for one in form):
        wide = [replace(one, code=ANYWHERE) if one.code in _NARROW else one for one in form]
        yield EVERYWHERE, "", form_to_expression(form_normal(wide, DECLARATION)), filters


def _without(one: Condition, word: str) -> Condition:
    return replace(one, words=tuple(other for other in one.words if other != word))


def _number(text: str) -> str:
    """The public patent that the whole text names as a number, in any spelling; empty for none."""
    if not any(letter.isdigit() for letter in text) or len(text) > 60:
        return ""
    named = patent_by_any_number(text)
    return named.number if named and patents_public().filter(pk=named.pk).exists() else ""
