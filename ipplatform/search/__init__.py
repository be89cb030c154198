"""Search over any declared index. Its own names need no models and may be imported from `apps.py`.

What touches the database or an engine lies in `ipplatform.search.services`: search, scan, touch, drain, rebuild, check.
"""

from ipplatform.search.declarations import (
    AskedFacet,
    CodeField,
    DayField,
    Document,
    ExpandedField,
    Expansion,
    FacetField,
    IndexDeclaration,
    JoinedField,
    SortField,
    TextField,
    index,
    index_register,
    indexes,
)
from ipplatform.search.engines import SearchResult
from ipplatform.search.errors import EngineError, ErrorCode, ExpressionError, NeedsRebuild, QueryError
from ipplatform.search.highlight import excerpt, highlight
from ipplatform.search.query import RELEVANCE, WINDOW, SearchQuery, parse_query, query_restore

__all__ = [
    "AskedFacet",
    "RELEVANCE",
    "WINDOW",
    "CodeField",
    "DayField",
    "Document",
    "EngineError",
    "ErrorCode",
    "ExpandedField",
    "Expansion",
    "ExpressionError",
    "FacetField",
    "IndexDeclaration",
    "JoinedField",
    "NeedsRebuild",
    "QueryError",
    "SearchQuery",
    "SearchResult",
    "SortField",
    "TextField",
    "excerpt",
    "highlight",
    "index",
    "index_register",
    "indexes",
    "parse_query",
    "query_restore",
]
