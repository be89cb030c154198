"""Refusals of a search: named, with a place and advice. Must not know engines or indexes."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _g

from ipplatform.search.characters import character_end, character_start


class ErrorCode(StrEnum):
    """Names that tests and pages rely on."""

    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    TOO_MANY_TERMS = "too_many_terms"
    TOO_WIDE = "too_wide"
    BRACKET_OPEN = "bracket_open"
    BRACKET_CLOSE = "bracket_close"
    BRACKET_EMPTY = "bracket_empty"
    QUOTE_OPEN = "quote_open"
    OPERATOR_MISPLACED = "operator_misplaced"
    UNFINISHED = "unfinished"
    CHARACTER = "character_unexpected"
    FIELD_UNKNOWN = "field_unknown"
    FIELD_EMPTY = "field_empty"
    FIELD_NESTED = "field_nested"
    TERM_EMPTY = "term_empty"
    PREFIX_MISPLACED = "prefix_misplaced"
    PREFIX_SHORT = "prefix_short"
    PREFIX_WIDE = "prefix_wide"
    NEAR_OPERAND = "near_operand"
    NEAR_DISTANCE = "near_distance"
    DAY_INVALID = "day_invalid"
    RANGE_ORDER = "range_order"
    RANGE_MISPLACED = "range_misplaced"
    COMPARISON = "comparison_misplaced"
    VALUE_UNKNOWN = "value_unknown"
    OPERATOR_LOWER = "operator_lower"
    OPERATOR_UNKNOWN = "operator_unknown"
    COLON = "colon"
    SEVERAL = "several_values"
    EXPANSION_UNKNOWN = "expansion_unknown"
    EXPANSION_CYCLE = "expansion_cycle"
    EXPANSION_BROKEN = "expansion_broken"
    FILTER_UNKNOWN = "filter_unknown"
    FILTER_MANY = "filter_many"
    SORT_UNKNOWN = "sort_unknown"
    PAGE = "page_invalid"
    PAGE_BEYOND_END = "page_beyond_end"


@dataclass(eq=False)
class QueryError(Exception):
    """A query that cannot be asked; `message` is Chinese and says what to do."""

    code: ErrorCode
    message: str | Promise

    def __str__(self) -> str:
        return str(self.message)


@dataclass(eq=False)
class ExpressionError(QueryError):
    """An expression that cannot be read. `position` counts characters of `text`, the text as typed, from 0.

    `suggestion` is the whole expression corrected, where that can be computed: it can always be read. `edit` is the
    first step towards it: (start, end, what to put there).
    """

    position: int = 0
    suggestion: str | None = None
    text: str = ""
    edit: tuple[int, int, str] | None = None

    @property
    def before(self) -> str:
        """What stands before the place."""
        return self.text[: character_start(self.text, self.position)]

    @property
    def at(self) -> str:
        """The whole character at the place; empty at the end."""
        return self.text[len(self.before) : character_end(self.text, self.position + 1)]

    @property
    def after(self) -> str:
        """What follows it."""
        return self.text[len(self.before) + len(self.at) :]

    def __str__(self) -> str:
        return _g("第 %(place)d 个字符处：%(message)s") % {"place": self.position + 1, "message": self.message}


class EngineError(Exception):
    """The engine cannot answer or take documents now; outbox entries stay. The text holds no query and no content."""


class NeedsRebuild(EngineError):
    """The index on disk was made for another schema or token stream: `manage.py search_rebuild` makes a new one."""
