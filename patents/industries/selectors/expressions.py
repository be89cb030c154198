"""Reads of the question: its versions, what it finds now, and whether it can be asked at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from ipplatform.search import EngineError, ExpressionError, QueryError, SearchQuery, SearchResult, parse_query
from ipplatform.search.services import search
from patents.industries.models import Industry, IndustryExpression
from patents.records.models import Patent
from patents.records.selectors import patents_for_rows

INDEX = "patents"
Filters = Mapping[str, Sequence[str]]
_AROUND = 40


@dataclass(frozen=True)
class Preview:
    """What a question finds now: exact total, first patents, counts per facet value."""

    total: int
    patents: list[Patent]
    facets: dict[str, list[tuple[str, int]]]


@dataclass(frozen=True)
class Fault:
    """Why a question cannot be asked. `before`, `at`, `after`: the typed text around the place; empty without one.

    `suggestion`: the whole expression corrected, where that can be computed. `away`: nothing is wrong that anybody
    knows of, the index does not answer.
    """

    message: str
    before: str = ""
    at: str = ""
    after: str = ""
    suggestion: str = ""
    away: bool = False

    @property
    def has_place(self) -> bool:
        """The place is known: the page sets a caret under it."""
        return bool(self.before or self.at)


def expression_newest(industry: Industry) -> IndustryExpression | None:
    """The expression in use."""
    return industry.expressions.order_by("-version").first()


def expressions_of(industry: Industry) -> list[IndustryExpression]:
    """All versions, newest first, with who saved them."""
    return list(industry.expressions.select_related("created_by").order_by("-version"))


def version_next(industry: Industry) -> int:
    """Number of the version to be saved."""
    return int(industry.expressions.aggregate(last=Max("version"))["last"] or 0) + 1


def query_of(text: str, filters: Filters, *, size: int = 10) -> SearchQuery:
    """The question to the patent index. Raises ExpressionError or QueryError, whose text says what to mend."""
    return parse_query(text, filters, size=size, index=INDEX)


def preview(text: str, filters: Filters) -> Preview:
    """Hits, first patents and facets of a question; raises what `query_of` and the engine raise."""
    found: SearchResult = search(query_of(text, filters))
    return Preview(found.total, patents_for_rows(found.ids), found.facets)


def fault_of(text: str, filters: Filters | None = None) -> Fault | None:
    """What is wrong with a question as typed, or None. Cheap enough for every line of a page.

    Asks the index for the words of vendors alone; raises EngineError where it does not answer.
    """
    try:
        query_of(text, filters or {})
    except QueryError as wrong:
        return fault_told(wrong)
    return None


def fault_known(text: str, filters: Filters | None = None) -> Fault | None:
    """The same for a page that only shows a question: one that cannot be judged now is not called wrong."""
    try:
        return fault_of(text, filters)
    except EngineError:
        return None


def fault_told(wrong: Exception) -> Fault:
    """The same for an error already in hand; at most 40 characters of the text on either side of the place."""
    if isinstance(wrong, EngineError):
        return Fault(_("请稍后再试；什么也没有改动。"), away=True)
    if not isinstance(wrong, ExpressionError):
        return Fault(str(wrong))
    before, at, after = wrong.before, wrong.at, wrong.after
    return Fault(
        str(wrong),
        ("…" if len(before) > _AROUND else "") + before[-_AROUND:],
        at or _("（末尾）"),
        after[:_AROUND] + ("…" if len(after) > _AROUND else ""),
        wrong.suggestion or "",
    )
