"""Facets whose values are questions: what a chosen value asks, and which values are counted. Must not know engines.

A value asks what its name asks in an expression: `sector=optics` finds what `INDUSTRY=optics` finds, within its bounds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _g

from ipplatform.search.declarations import AskedFacet, ExpandedField, Expansion, IndexDeclaration
from ipplatform.search.errors import ErrorCode, ExpressionError, QueryError
from ipplatform.search.expression import parse
from ipplatform.search.tree import Or, Tree

NOTHING = Or(())
"""What values ask that there are not."""


@dataclass(frozen=True)
class CountedFacet:
    """The values of a facet that are counted, each with what it asks. `cut`: there are more than that."""

    name: str
    questions: tuple[tuple[str, Tree], ...]
    cut: bool = False


def asked_condition(declaration: IndexDeclaration, facet: AskedFacet, values: Sequence[str]) -> Tree:
    """What the values ask together, any of them. Raises QueryError: too many, or one that cannot be asked."""
    known = list(facet.questions(values))
    names = {one.name for one in known}
    chosen = [value for value in values if value in names]
    if len(chosen) > facet.limit:
        message = _g("%(label)s一次最多选 %(most)d 个，请去掉几个。") % {"label": facet.label, "most": facet.limit}
        raise QueryError(ErrorCode.FILTER_MANY, message)
    if not chosen:
        return NOTHING
    try:
        return _tree(_knowing(declaration, facet, known), facet, chosen)
    except ExpressionError as error:
        raise QueryError(error.code, error.message) from None


def facet_counted(
    declaration: IndexDeclaration,
    facet: AskedFacet,
    chosen: Sequence[str],
    keep: Callable[[Expansion], bool] | None = None,
) -> CountedFacet:
    """The chosen values, then the offered ones (those to `keep`), up to the facet's limit; one read.

    What cannot be asked is left out: it is told where its question stands.
    """
    known = list(facet.questions(chosen))
    wanted = [one for one in known if one.name in chosen]
    wanted += [one for one in known if one.offered and one.name not in chosen and (keep is None or keep(one))]
    knowing = _knowing(declaration, facet, known)
    found: list[tuple[str, Tree]] = []
    for one in wanted[: facet.limit]:
        try:
            found.append((one.name, _tree(knowing, facet, [one.name])))
        except ExpressionError:
            continue
    return CountedFacet(facet.name, tuple(found), len(wanted) > facet.limit)


def _tree(declaration: IndexDeclaration, facet: AskedFacet, names: Iterable[str]) -> Tree:
    """Any of these names as the expanded field reads them."""
    quoted = " OR ".join(f'"{name}"' for name in names)
    tree = parse(f"{facet.of}=({quoted})", declaration)
    return NOTHING if tree is None else tree


def _knowing(declaration: IndexDeclaration, facet: AskedFacet, known: Iterable[Expansion]) -> IndexDeclaration:
    """The same index with these names at hand: questions that name each other need no further read."""
    named = {spelling: one for one in known for spelling in (one.label, one.name) if spelling and one.offered}
    named |= {one.name: one for one in known}

    def with_names(part: ExpandedField) -> ExpandedField:
        return replace(part, expand=lambda text: named.get(text.strip()) or part.expand(text))

    return replace(
        declaration, expanded=tuple(with_names(one) if one.code == facet.of else one for one in declaration.expanded)
    )
