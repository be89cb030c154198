"""Turns a tree and filters into queries of the server. Pure; every part is a filter, the rank is counted apart."""

from collections.abc import Iterable, Sequence
from typing import Any

from elasticsearch.dsl import query as dsl

from ipplatform.search.declarations import IndexDeclaration
from ipplatform.search.elasticsearch.mapping import facet_field, field_of
from ipplatform.search.engines import RANK_WORDS
from ipplatform.search.tokens import QueryTokens
from ipplatform.search.tree import And, AnyOf, Code, Marked, Near, Not, Or, Term, Tree, wanted

EXPANSIONS = 50_000
"""More words than any beginning has: a star is refused far below, a lone letter has its own posting list."""


def match(tree: Tree, declaration: IndexDeclaration) -> dsl.Query:
    """The query of a tree; finds what embedded/match.py finds."""
    if isinstance(tree, Term):
        return _term(tree, declaration)
    if isinstance(tree, Code):
        return _code(tree.field, tree.token, tree.beginning)
    if isinstance(tree, AnyOf):
        return _among(field_of(tree.field, text=False), tree.tokens)
    if isinstance(tree, Marked):
        return _among(facet_field(tree.facet), tree.values)
    if isinstance(tree, Near):
        return _near(tree, declaration)
    if isinstance(tree, Or):
        return _any([match(part, declaration) for part in tree.parts])
    if isinstance(tree, And):
        asked = [match(part, declaration) for part in tree.parts if not isinstance(part, Not)]
        barred = [match(part.part, declaration) for part in tree.parts if isinstance(part, Not)]
        return dsl.Bool(filter=asked or [dsl.MatchAll()], must_not=barred)
    return dsl.Bool(filter=[dsl.MatchAll()], must_not=[match(tree.part, declaration)])


def title_words(tree: Tree | None, declaration: IndexDeclaration) -> list[dsl.Query]:
    """For each wanted word that asks the title (at most RANK_WORDS), the query of its title hits."""
    title = declaration.title
    default = title in {one.name for one in declaration.default_texts}
    terms = [one for one in wanted(tree) if isinstance(one, Term)]
    asking = {one.phrase: one for one in terms if one.field == title or (one.field is None and default)}
    return [_phrase(field_of(title, text=True), phrase) for phrase in list(asking)[:RANK_WORDS]]


def title_only(tree: Tree | None, title: str) -> bool:
    """Every hit has the same title hits: all wanted words ask the title and are joined by AND."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    others = [part for part in parts if not isinstance(part, Not | Code | AnyOf | Marked)]
    asked = [part.left if isinstance(part, Near) else part for part in others]
    return all(isinstance(leaf, Term) and leaf.field == title for leaf in asked)


def all_of(parts: Iterable[dsl.Query]) -> dsl.Query:
    """All of these; all documents when there is none."""
    return dsl.Bool(filter=list(parts) or [dsl.MatchAll()])


def ranked(found: dsl.Query, words: Sequence[dsl.Query]) -> dsl.Query:
    """The same hits with the number of words that are in the title as their score."""
    counted = [dsl.ConstantScore(filter=word, boost=1.0) for word in words]
    return dsl.Bool(filter=[found], should=counted, minimum_should_match=0)


def _term(term: Term, declaration: IndexDeclaration) -> dsl.Query:
    if term.field is not None:
        return _phrase(field_of(term.field, text=True), term.phrase)
    found = [_phrase(field_of(one.name, text=True), term.phrase) for one in declaration.default_texts]
    if term.code:
        found += [_code(one.name, term.code, term.starred) for one in declaration.default_codes]
    return _any(found)


def _code(field: str, token: str, beginning: bool) -> dsl.Query:
    name = field_of(field, text=False)
    return dsl.Prefix(**{name: token}) if beginning else dsl.Term(**{name: token})


def _among(name: str, values: Sequence[str]) -> dsl.Query:
    field: dict[str, Any] = {name: list(values)}
    return dsl.Terms(**field)


def _phrase(name: str, asked: QueryTokens) -> dsl.Query:
    tokens = asked.tokens
    if len(tokens) == 1:
        return dsl.Prefix(**{name: tokens[0]}) if asked.prefix else dsl.Term(**{name: tokens[0]})
    if asked.prefix:
        return dsl.MatchPhrasePrefix(**{name: {"query": " ".join(tokens), "max_expansions": EXPANSIONS}})
    return dsl.MatchPhrase(**{name: {"query": " ".join(tokens)}})


def _near(near: Near, declaration: IndexDeclaration) -> dsl.Query:
    names = [near.left.field] if near.left.field else [one.name for one in declaration.default_texts]
    fields = [field_of(name, text=True) for name in names]
    return _any(
        [
            dsl.SpanNear(
                clauses=[_span(name, near.left.closed), _span(name, near.right.closed)],
                slop=near.distance,
                in_order=False,
            )
            for name in fields
        ]
    )


def _span(name: str, asked: QueryTokens) -> Any:
    """A phrase whose place can be measured."""
    tokens = asked.tokens
    parts: list[Any] = [dsl.SpanTerm(**{name: token}) for token in tokens]
    if asked.prefix:
        parts[-1] = dsl.SpanMulti(match=dsl.Prefix(**{name: tokens[-1]}))
    return parts[0] if len(parts) == 1 else dsl.SpanNear(clauses=parts, slop=0, in_order=True)


def _any(parts: list[dsl.Query]) -> dsl.Query:
    if len(parts) == 1:
        return parts[0]
    return dsl.Bool(should=parts, minimum_should_match=1) if parts else dsl.MatchNone()
