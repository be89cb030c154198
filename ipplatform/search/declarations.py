"""What a room says of its index, and the closed registry of indexes. Knows no engine and no model.

A room fills the registry once, in `apps.ready()`; everything else reads it with `index(name)`.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise

from ipplatform.search.fields import (
    AnyField,
    AskedFacet,
    CodeField,
    DayField,
    ExpandedField,
    Expansion,
    FacetField,
    Field,
    JoinedField,
    SortField,
    TextField,
)
from ipplatform.search.shapes import Shape, shape_of
from ipplatform.search.tokens import TOKENS_VERSION, normalise

SortValue = str | int | None

_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


__all__ = [
    "AnyField", "AskedFacet", "CodeField", "DayField", "Document", "ExpandedField", "Expansion", "FacetField", "Field",
    "IndexDeclaration", "JoinedField", "SortField", "SortValue", "TextField", "index", "index_register",
    "indexes", "plain_name", "values_of",
]  # fmt: skip


@dataclass(frozen=True)
class Document:
    """One thing to be found. `texts` and `keywords` by declared names; several values of a text as a list or tuple."""

    id: int
    texts: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    keywords: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sorts: Mapping[str, SortValue] = field(default_factory=dict)

    def fingerprint(self) -> str:
        """16 hex digits over the content, equal on every machine: tells a stale entry from a fresh one."""
        return self.version()

    def version(self, without: Collection[str] = ()) -> str:
        """The fingerprint over all but some names: two documents of one version differ in those at most.

        Neither holds the id: a record taken away and brought back is of the version it was.
        """
        content = {
            "texts": {name: list(values_of(value)) for name, value in self.texts.items() if name not in without},
            "keywords": {name: sorted(set(values)) for name, values in self.keywords.items() if name not in without},
            "sorts": {name: value for name, value in self.sorts.items() if name not in without},
        }
        return hashlib.blake2b(_canonical(content).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class IndexDeclaration:
    """An index: its fields, facets and orders, and where its documents come from.

    `title` names the text field whose hits rank first; `tie_break` orders what ranks alike (`-date`, `number`).
    `documents(ids)` yields the documents of these ids that exist, in any order; `documents(None)` yields all.
    `schema` is raised by the room when the same rows give other documents. `untold` names what may change without
    those who follow a search being told. `asked` facets are not in the index: they may come and go without a rebuild.
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
    joined: tuple[JoinedField, ...] = ()
    expanded: tuple[ExpandedField, ...] = ()
    asked: tuple[AskedFacet, ...] = ()
    untold: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise ValueError(f"{self.name!r} is no index name: letters, digits and _ only.")
        names = [*(part.name for part in (*self.fields, *self.facets, *self.sorts)), *self.filters]
        if not all(name.isidentifier() for name in names):
            raise ValueError(f"{self.name}: names are letters, digits and _ only.")
        if self.title not in {part.name for part in self.fields if isinstance(part, TextField)}:
            raise ValueError(f"{self.name}: the title {self.title!r} is no text field.")
        texts = {part.name for part in self.fields if isinstance(part, TextField)}
        if any(set(part.of) - texts for part in self.joined):
            raise ValueError(f"{self.name}: a joined field names what is no text field.")
        names = [
            plain_name(name)
            for part in (*self.fields, *self.joined, *self.expanded)
            for name in (part.code, *part.aliases)
        ]
        if len(names) != len(set(names)):
            raise ValueError(
                f"{self.name}: two fields have one name: {sorted({one for one in names if names.count(one) > 1})}."
            )
        if len(self.filters) != len(set(self.filters)) or {part.of for part in self.asked} - {
            one.code for one in self.expanded
        }:
            raise ValueError(f"{self.name}: two facets have one name, or one asks what is no expanded field.")
        unknown = {order.removeprefix("-") for order in self.tie_break} - {part.name for part in self.sorts}
        if unknown:
            raise ValueError(f"{self.name}: tie_break names no sort field: {sorted(unknown)}.")

    @cached_property
    def filters(self) -> tuple[str, ...]:
        """The names of all facets: what a question may be narrowed by."""
        return (*(part.name for part in self.facets), *(part.name for part in self.asked))

    @cached_property
    def codes(self) -> dict[str, AnyField]:
        """Field code and other names (as `plain_name` gives them) -> field."""
        return {
            plain_name(name): part
            for part in (*self.fields, *self.joined, *self.expanded)
            for name in (part.code, *part.aliases)
        }

    @cached_property
    def shown_codes(self) -> tuple[str, ...]:
        """The codes as they are offered to a searcher."""
        return tuple(part.code for part in (*self.fields, *self.joined, *self.expanded) if part.code)

    @cached_property
    def all_names(self) -> tuple[str, ...]:
        """The codes as they are offered, then all other names of the fields."""
        aliases = [name for part in (*self.fields, *self.joined, *self.expanded) for name in part.aliases]
        return (*self.shown_codes, *aliases)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Field name -> field."""
        return {part.name: part for part in self.fields}

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """Numbers that are typed with blanks inside; symbols only behind the names of their own fields."""
        found = [part for part in self.fields if isinstance(part, CodeField) and part.shape]
        return tuple(
            shape_of(one.shape, self._names(one) if one.by_beginning else None, led=one.led, closed=one.closed)
            for one in found
        )

    def _names(self, part: CodeField) -> Callable[[str], bool]:
        return lambda name: self.codes.get(plain_name(name)) is part

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


def plain_name(name: str) -> str:
    """A field's name as it is looked up: case, width and traditional letters do not count."""
    return normalise(name.strip()).upper()


def values_of(value: str | Sequence[str]) -> Sequence[str]:
    """The values of a text field, one or several."""
    return (value,) if isinstance(value, str) else value
