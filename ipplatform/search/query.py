"""The one frozen form in which a search is asked, kept, and defines an industry. Must not know engines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _g

from ipplatform.search.asked import asked_condition
from ipplatform.search.declarations import index as declared
from ipplatform.search.errors import ErrorCode, QueryError
from ipplatform.search.expression import parse
from ipplatform.search.tree import Marked, Tree

RELEVANCE = "relevance"
WINDOW = 10_000
"""Pages end at this hit on every engine (from + size of Elasticsearch)."""
MAX_SIZE = 200
DEFAULT_SIZE = 20

Filters = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class SearchQuery:
    """A question to one index. `tree` None asks for everything; a filter's values are alternatives, filters add up.

    `asked`: what those filters ask whose values are questions (AskedFacet), as they stood when the query was made.
    """

    index: str
    tree: Tree | None
    text: str
    filters: Filters
    sort: str
    page: int
    size: int
    asked: tuple[tuple[str, Tree], ...] = ()

    def conditions(self, but: str = "") -> list[Tree]:
        """What each filter asks, without that of one facet."""
        asked = dict(self.asked)
        return [asked.get(name, Marked(name, values, "", 0, 0)) for name, values in self.filters if name != but]

    def values(self, name: str) -> tuple[str, ...]:
        """The chosen values of a filter, or none."""
        return dict(self.filters).get(name, ())

    def on_page(self, page: int) -> "SearchQuery":
        """The same question's other page; raises QueryError beyond the window."""
        _check_page(page, self.size)
        return replace(self, page=page)

    def as_dict(self) -> dict[str, object]:
        """Plain values to store; `query_restore` reads them again."""
        return {
            "index": self.index,
            "text": self.text,
            "filters": {name: list(values) for name, values in self.filters},
            "sort": self.sort,
        }


def parse_query(
    text: str,
    filters: Mapping[str, Iterable[str]] | None = None,
    sort: str = "",
    page: int = 1,
    size: int = DEFAULT_SIZE,
    *,
    index: str,
) -> SearchQuery:
    """A checked query. Raises ExpressionError for the text, QueryError for an unknown filter, order or page, and for
    chosen values that cannot be asked; a value that there is not finds nothing. One read for each AskedFacet chosen.
    """
    declaration = declared(index)
    known = set(declaration.filters)
    chosen: list[tuple[str, tuple[str, ...]]] = []
    for name, values in sorted((filters or {}).items()):
        if name not in known:
            message = _g("没有筛选项 %(name)s。可用：%(known)s。") % {"name": name, "known": " ".join(sorted(known))}
            raise QueryError(ErrorCode.FILTER_UNKNOWN, message)
        kept = tuple(sorted({value for value in values if value}))
        if kept:
            chosen.append((name, kept))
    orders = {RELEVANCE, *(f"{sign}{one.name}" for one in declaration.sorts for sign in ("", "-"))}
    if sort and sort not in orders:
        message = _g("没有排序方式 %(name)s。可用：%(known)s。") % {"name": sort, "known": " ".join(sorted(orders))}
        raise QueryError(ErrorCode.SORT_UNKNOWN, message)
    if not 1 <= size <= MAX_SIZE:
        raise QueryError(ErrorCode.PAGE, _g("每页条数应在 1 到 %(most)d 之间。") % {"most": MAX_SIZE})
    _check_page(page, size)
    text = text.strip()
    tree = parse(text, declaration)
    values_of = dict(chosen)
    asked = tuple(
        (facet.name, asked_condition(declaration, facet, values_of[facet.name]))
        for facet in declaration.asked
        if facet.name in values_of
    )
    return SearchQuery(index, tree, text, tuple(chosen), sort or RELEVANCE, page, size, asked)


def query_restore(stored: Mapping[str, object], page: int = 1, size: int = DEFAULT_SIZE) -> SearchQuery:
    """The query of `SearchQuery.as_dict()`; raises QueryError when the index has dropped a filter or order since."""
    filters = stored.get("filters")
    return parse_query(
        str(stored.get("text", "")),
        {str(name): [str(value) for value in values] for name, values in filters.items()}
        if isinstance(filters, Mapping)
        else None,
        str(stored.get("sort", "")),
        page,
        size,
        index=str(stored["index"]),
    )


def _check_page(page: int, size: int) -> None:
    if page < 1:
        raise QueryError(ErrorCode.PAGE, _g("页码从 1 开始。"))
    if page * size > WINDOW:
        message = _g("只能翻到第 %(most)d 条。请增加检索词或筛选条件缩小范围，或导出结果。") % {"most": WINDOW}
        raise QueryError(ErrorCode.PAGE_BEYOND_END, message)
