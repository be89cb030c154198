"""What a room says of its index, and the closed registry of indexes. Knows no engine and no model.

A room fills the registry once, in `apps.ready()`; everything else reads it with `index(name)`.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise

from ipplatform.search.codes import plain_code, symbol_beginning, symbol_code
from ipplatform.search.days import day_span, day_token, day_tokens
from ipplatform.search.tokens import TOKENS_VERSION

SortValue = str | int | None


@dataclass(frozen=True)
class Document:
    """One thing to be found. `texts` and `keywords` by declared names; several values of a text as a list or tuple."""

    id: int
    texts: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    keywords: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sorts: Mapping[str, SortValue] = field(default_factory=dict)

    def fingerprint(self) -> str:
        """16 hex digits over the content, equal on every machine: tells a stale entry from a fresh one."""
        content = {
            "texts": {name: list(values_of(value)) for name, value in self.texts.items()},
            "keywords": {name: sorted(set(values)) for name, values in self.keywords.items()},
            "sorts": dict(self.sorts),
        }
        line = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.blake2b(line.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class TextField:
    """Words and phrases. `code` is what a searcher writes before `=`; `default` fields are asked by bare words too."""

    name: str
    code: str
    label: str | Promise
    default: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeField:
    """Codes asked whole, or by their beginning with `*`. `by_beginning`: symbols, always asked by their beginning.

    `spellings(value)` gives all ways in which a stored value may be asked, itself among them.
    """

    name: str
    code: str
    label: str | Promise
    default: bool = False
    by_beginning: bool = False
    aliases: tuple[str, ...] = ()
    spellings: Callable[[str], Iterable[str]] | None = None

    def token(self, value: str) -> str:
        """The token of a code asked without star; empty when no letter or digit is in it."""
        return symbol_code(value) if self.by_beginning else plain_code(value)

    def stored(self, value: str) -> tuple[str, ...]:
        """The tokens under which a stored value is found, each whole: an engine indexes all of them."""
        found = [self.token(one) for one in (self.spellings(value) if self.spellings else (value,))]
        return tuple(dict.fromkeys(one for one in found if one))

    def beginning(self, value: str) -> str:
        """The token of what was typed before a star."""
        return symbol_beginning(value) if self.by_beginning else plain_code(value)


@dataclass(frozen=True)
class DayField(CodeField):
    """Days as codes (`days`): asked by year, month, day, or a range. Stored values are `2018-03-05`, or coarser."""

    def token(self, value: str) -> str:
        """y2018, m201803 or d20180305, as fine as it was written; empty when it is no day."""
        span = day_span(value)
        return day_token(span) if span else ""

    def stored(self, value: str) -> tuple[str, ...]:
        """The tokens of a stored day and of its month and year; a bare year gives one."""
        return day_tokens(value)


Field = TextField | CodeField


@dataclass(frozen=True)
class FacetField:
    """A filter with counts; its values are codes. At most `limit` values are shown, by count, then value."""

    name: str
    label: str | Promise
    limit: int = 1000


@dataclass(frozen=True)
class SortField:
    """A value to order by; `-name` in a query turns the order round. Documents without the value come last."""

    name: str
    label: str | Promise


@dataclass(frozen=True)
class IndexDeclaration:
    """An index: its fields, facets and orders, and where its documents come from.

    `title` names the text field whose hits rank first; `tie_break` orders what ranks alike (`-date`, `number`).
    `documents(ids)` yields the documents of these ids that exist, in any order; `documents(None)` yields all.
    `schema` is raised by the room when the same rows give other documents.
    """

    name: str
    label: str | Promise
    fields: tuple[Field, ...]
    facets: tuple[FacetField, ...]
    sorts: tuple[SortField, ...]
    title: str
    tie_break: tuple[str, ...]
    schema: int
    documents: Callable[[Sequence[int] | None], Iterator[Document]]

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise ValueError(f"{self.name!r} is no index name: letters, digits and _ only.")
        names = [part.name for part in (*self.fields, *self.facets, *self.sorts)]
        if not all(name.isidentifier() for name in names):
            raise ValueError(f"{self.name}: names are letters, digits and _ only.")
        if self.title not in {part.name for part in self.fields if isinstance(part, TextField)}:
            raise ValueError(f"{self.name}: the title {self.title!r} is no text field.")
        unknown = {order.removeprefix("-") for order in self.tie_break} - {part.name for part in self.sorts}
        if unknown:
            raise ValueError(f"{self.name}: tie_break names no sort field: {sorted(unknown)}.")

    @cached_property
    def codes(self) -> dict[str, Field]:
        """Field code and other names (upper case) -> field."""
        return {name.upper(): part for part in self.fields for name in (part.code, *part.aliases)}

    @cached_property
    def default_texts(self) -> tuple[TextField, ...]:
        """Text fields that bare words ask."""
        return tuple(part for part in self.fields if isinstance(part, TextField) and part.default)

    @cached_property
    def default_codes(self) -> tuple[CodeField, ...]:
        """Code fields that bare words ask."""
        return tuple(part for part in self.fields if isinstance(part, CodeField) and part.default)

    @cached_property
    def signature(self) -> str:
        """Changes whenever an index on disk of this name can no longer be used."""
        shape = [
            [[type(part).__name__, part.name, getattr(part, "by_beginning", False)] for part in self.fields],
            [part.name for part in self.facets],
            [part.name for part in self.sorts],
            self.tie_break,
            self.title,
        ]
        return (
            f"{self.schema}.{TOKENS_VERSION}.{hashlib.blake2b(json.dumps(shape).encode(), digest_size=6).hexdigest()}"
        )


_registry: dict[str, IndexDeclaration] = {}


def index_register(declaration: IndexDeclaration) -> None:
    """Enter an index; called from a room's `apps.ready()` only. The same name twice is a programming error."""
    if declaration.name in _registry:
        raise ValueError(f"The index {declaration.name!r} is registered already.")
    _registry[declaration.name] = declaration


def index(name: str) -> IndexDeclaration:
    """The declaration of an index; KeyError for a name nobody registered."""
    return _registry[name]


def indexes() -> tuple[IndexDeclaration, ...]:
    """All registered indexes by name."""
    return tuple(_registry[name] for name in sorted(_registry))


def values_of(value: str | Sequence[str]) -> Sequence[str]:
    """The values of a text field, one or several."""
    return (value,) if isinstance(value, str) else value
