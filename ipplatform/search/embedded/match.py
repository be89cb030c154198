"""Turns a tree and filters into one FTS5 MATCH expression. Pure; tokens are letters and digits, nothing is escaped."""

from collections.abc import Callable, Iterable, Sequence

from ipplatform.search.declarations import IndexDeclaration
from ipplatform.search.engines import RANK_WORDS
from ipplatform.search.tokens import QueryTokens
from ipplatform.search.tree import And, AnyOf, Code, Marked, Near, Not, Or, Term, Tree, wanted

MARKS = "marks"
"""The column of marks: EVERYTHING, and one token a facet value, so that a filter is a posting list too."""
EVERYTHING = "all"
NOTHING = "none"


def column(field: str) -> str:
    """The FTS5 column of a declared field."""
    return f"f_{field}"


def mark(value_id: int) -> str:
    """The token of a facet value."""
    return f"v{value_id}"


def may_be_mark(beginning: str) -> bool:
    """Whether tokens with this beginning may stand in the column of marks: a word may look like a mark."""
    number = beginning.removeprefix("v")
    named = beginning.startswith("v") and (not number or (number.isascii() and number.isdigit()))
    return named or EVERYTHING.startswith(beginning)


def everything() -> str:
    """Every document."""
    return f'{{{MARKS}}} : "{EVERYTHING}"'


def any_mark(value_ids: Iterable[int]) -> str:
    """Documents with any of these facet values; with none known, no document."""
    tokens = [mark(one) for one in value_ids] or [NOTHING]
    return f"{{{MARKS}}} : (" + " OR ".join(f'"{token}"' for token in tokens) + ")"


Numbers = Callable[[str, Sequence[str]], list[int]]
"""The numbers of these values of a facet; what the file does not know is left out."""


def match(tree: Tree, declaration: IndexDeclaration, numbers: Numbers) -> str:
    """The MATCH expression of a tree."""
    if isinstance(tree, Term):
        return _term(tree, declaration)
    if isinstance(tree, Code):
        return f"{{{column(tree.field)}}} : {_phrase(QueryTokens((tree.token,), tree.beginning))}"
    if isinstance(tree, Marked):
        return any_mark(numbers(tree.facet, tree.values))
    if isinstance(tree, AnyOf):
        return f"{{{column(tree.field)}}} : (" + " OR ".join(f'"{token}"' for token in tree.tokens) + ")"
    if isinstance(tree, Near):
        left, right = _phrase(tree.left.closed), _phrase(tree.right.closed)
        names = [tree.left.field] if tree.left.field else [one.name for one in declaration.default_texts]
        # A field each: FTS5 would take NEAR over a set of columns as one, but the right word may name its own.
        return _any([f"{{{column(name)}}} : NEAR({left} {right}, {tree.distance})" for name in names])
    if isinstance(tree, Or):
        return _any([match(part, declaration, numbers) for part in tree.parts])
    if isinstance(tree, And):
        asked = [part for part in tree.parts if not isinstance(part, Not)]
        barred = [part.part for part in tree.parts if isinstance(part, Not)]
        text = _all([match(part, declaration, numbers) for part in asked]) if asked else everything()
        return f"({text}) NOT ({_any([match(part, declaration, numbers) for part in barred])})" if barred else text
    return f"({everything()}) NOT ({match(tree.part, declaration, numbers)})"


def title_words(tree: Tree | None, declaration: IndexDeclaration) -> list[str]:
    """For each wanted word that asks the title (at most RANK_WORDS), the expression of its title hits."""
    title = declaration.title
    default = title in {one.name for one in declaration.default_texts}
    terms = [one for one in wanted(tree) if isinstance(one, Term)]
    asking = {one.phrase: one for one in terms if one.field == title or (one.field is None and default)}
    return [f"{{{column(title)}}} : {_phrase(phrase)}" for phrase in list(asking)[:RANK_WORDS]]


def title_only(tree: Tree | None, title: str) -> bool:
    """Every hit has the same title hits: all wanted words ask the title and are joined by AND."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    asked = [part for part in parts if not isinstance(part, Not | Code | AnyOf | Marked)]
    leaves = [part.left if isinstance(part, Near) else part for part in asked]
    return all(isinstance(leaf, Term) and leaf.field == title for leaf in leaves)


def _term(term: Term, declaration: IndexDeclaration) -> str:
    if term.field is not None:
        return f"{{{column(term.field)}}} : {_phrase(term.phrase)}"
    columns = " ".join(column(one.name) for one in declaration.default_texts)
    found = [f"{{{columns}}} : {_phrase(term.phrase)}"] if columns else []
    if term.code and declaration.default_codes:
        codes = " ".join(column(one.name) for one in declaration.default_codes)
        found.append(f"{{{codes}}} : {_phrase(QueryTokens((term.code,), term.starred))}")
    return _any(found)


def _phrase(asked: QueryTokens) -> str:
    return '"' + " ".join(asked.tokens) + '"' + (" *" if asked.prefix else "")


def _any(parts: list[str]) -> str:
    if not parts:
        return any_mark(())
    return parts[0] if len(parts) == 1 else "(" + " OR ".join(f"({part})" for part in parts) + ")"


def _all(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " AND ".join(f"({part})" for part in parts) + ")"
