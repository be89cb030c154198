"""The parsed form of a query, equal for every engine. Pure data; positions are [start, end) in the text as typed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from ipplatform.search.tokens import QueryTokens


@dataclass(frozen=True)
class Term:
    """A word or phrase. `field`: a text field's name, None = any default one; `code`: its form as a number."""

    field: str | None
    phrase: QueryTokens
    closed: QueryTokens
    code: str
    starred: bool
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Code:
    """A code of a code field, whole or by its beginning."""

    field: str
    token: str
    beginning: bool
    starred: bool
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class AnyOf:
    """Any of these whole code tokens of one code field: a range of days, a set of values. `tokens` is never empty."""

    field: str
    tokens: tuple[str, ...]
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Marked:
    """Any of these values of a facet, exactly as the filter of the same name asks; `values` is never empty."""

    facet: str
    values: tuple[str, ...]
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Near:
    """Two terms of one field with at most `distance` CJK letters or words between, either order."""

    left: Term
    right: Term
    distance: int


@dataclass(frozen=True)
class And:
    """All of them."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True)
class Or:
    """Any of them."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True)
class Not:
    """All documents but these."""

    part: "Tree"


Leaf = Term | Code | AnyOf | Marked
_Found = TypeVar("_Found", bound=Leaf)
Tree = Leaf | Near | And | Or | Not


def wanted(tree: Tree | None) -> Iterator[Leaf]:
    """The leaves a searcher wants to see, in the order typed; nothing under an odd number of NOTs."""
    return (leaf for leaf, here in _walk(tree, True) if here)


def leaves(tree: Tree | None) -> Iterator[Leaf]:
    """All leaves, in the order typed."""
    return (leaf for leaf, _here in _walk(tree, True))


def start_of(tree: Tree) -> int:
    """Where a tree begins in the text as typed."""
    return next(leaves(tree)).start


def moved(tree: Tree, place: Callable[[int, int], tuple[int, int]]) -> Tree:
    """The same tree with every [start, end) as `place` gives it."""
    if isinstance(tree, And | Or):
        return replace(tree, parts=tuple(moved(part, place) for part in tree.parts))
    if isinstance(tree, Not):
        return replace(tree, part=moved(tree.part, place))
    if isinstance(tree, Near):
        return replace(tree, left=_moved(tree.left, place), right=_moved(tree.right, place))
    return _moved(tree, place)


def depth(tree: Tree) -> int:
    """Levels of And, Or and Not above the deepest leaf."""
    if isinstance(tree, And | Or):
        return 1 + max(depth(part) for part in tree.parts)
    return 1 + depth(tree.part) if isinstance(tree, Not) else 0


def flat(tree: And | Or) -> And | Or:
    """The same with parts of its own kind taken up into it."""
    kind = type(tree)
    parts = [inner for part in tree.parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    return kind(tuple(parts))


def _moved(leaf: _Found, place: Callable[[int, int], tuple[int, int]]) -> _Found:
    start, end = place(leaf.start, leaf.end)
    return replace(leaf, start=start, end=end)


def _walk(tree: Tree | None, here: bool) -> Iterator[tuple[Leaf, bool]]:
    """Every leaf, and whether it is wanted."""
    if isinstance(tree, Leaf):
        yield tree, here
    elif isinstance(tree, Near):
        yield from ((tree.left, here), (tree.right, here))
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from _walk(part, here)
    elif isinstance(tree, Not):
        yield from _walk(tree.part, not here)
