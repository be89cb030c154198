"""The form search and the expression, each made from the other. Pure; knows the fields of the index, no page.

A form is a list of conditions that must all hold. Whatever an expression says that no list of conditions can say (OR
over several fields, NEAR, brackets in brackets) has no form: `expression_to_form` gives None, the expression stays.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ipplatform.search import CodeField, DayField, ExpandedField, IndexDeclaration, QueryError
from ipplatform.search.expression import parse
from ipplatform.search.grammar import plain_of
from ipplatform.search.readings import range_parts
from ipplatform.search.tokens import query_tokens
from ipplatform.search.tree import And, AnyOf, Code, Leaf, Marked, Near, Not, Or, Term, Tree, leaves

ALL, ANY, NONE, RANGE = "all", "any", "none", "range"
HOWS = (ALL, ANY, NONE, RANGE)
ANYWHERE = ""
"""The code of a condition on all default fields."""

_QUOTES = str.maketrans(dict.fromkeys("“”„＂「」『』", '"') | {"＊": "*"})
_WORD = re.compile(r'"(?P<phrase>[^"]*)"?(?P<star>\*?)|(?P<word>[A-Za-z]\d{2}[A-Za-z]\s+\d{1,4}/\d+\*?|[^\s"]+)')
# A word that stands as it is: letters and digits, with the signs of numbers and symbols inside. All else is quoted, for
# an expression may read it as an operator or a sign.
_PLAIN = re.compile(r"[^\W_\uff01-\uff5e](?:[^\W_\uff01-\uff5e]|[./-](?=[^\W_]))*")
_OPERATOR = re.compile(r"(?:and|or|not|to|(?:near|adj|w|pre)/?\d*)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_DIGIT = re.compile(r"\d")
_SUBCLASS = re.compile(r"[A-Za-z]\d{2}[A-Za-z]")


@dataclass(frozen=True)
class Condition:
    """Words that a field must hold: all, at least one, or none of them; for days (first, last), either may be empty.

    A word ends in `*` where it stands for all that begin with it.
    """

    code: str
    how: str
    words: tuple[str, ...]


Form = tuple[Condition, ...]


def words_of(text: str) -> tuple[str, ...]:
    """What was typed into a field, word by word: blanks separate, quotes keep together, a symbol may hold a blank."""
    found = []
    for match in _WORD.finditer(text.translate(_QUOTES)):
        word = match["word"] if match["word"] is not None else match["phrase"].strip().rstrip("* ") + match["star"]
        found.append(re.sub(r"\s+", " ", word))
    return tuple(dict.fromkeys(word for word in found if word.strip("* ")))


def words_text(words: Iterable[str]) -> str:
    """The text of a field that `words_of` reads as these words."""
    return " ".join(_quoted(word) if re.search(r"\s", word) or _SUBCLASS.fullmatch(word) else word for word in words)


def field_codes(declaration: IndexDeclaration) -> list[str]:
    """The code of every field that a searcher can ask, in the declared order; joined and expanded ones last."""
    return [part.code for part in (*declaration.fields, *declaration.joined, *declaration.expanded)]


def form_normal(conditions: Iterable[Condition], declaration: IndexDeclaration) -> Form:
    """The one way to write a form: fields in the declared order, words that can be searched, once each.

    One `all` and one `none` a field; one alternative alone is `all`; empty conditions and unknown fields are left out.
    """
    order = {code: place for place, code in enumerate((ANYWHERE, *field_codes(declaration)))}
    joined: dict[tuple[str, str], list[str]] = {}
    ranges: dict[str, Condition] = {}
    alternatives: list[Condition] = []
    for one in conditions:
        if one.code not in order:
            continue
        if one.how == RANGE:
            if any(one.words):
                ranges[one.code] = one
            continue
        asked = (_normal(word, one.code, declaration) for word in one.words)
        words = tuple(dict.fromkeys(word for word in asked if word))
        lone = len(words) == 1 and one.how != NONE
        if lone and isinstance(declaration.codes.get(one.code.upper()), DayField):
            # One year, month or day is what the two date lines of the form say when they are the same.
            ranges.setdefault(one.code, Condition(one.code, RANGE, words * 2))
        elif one.how == ANY and len(words) > 1:
            alternatives.append(Condition(one.code, ANY, words))
        elif words:
            how = ALL if one.how == ANY else one.how
            joined.setdefault((one.code, how), []).extend(words)
    made = [Condition(code, how, tuple(dict.fromkeys(words))) for (code, how), words in joined.items()]
    made += [*alternatives, *ranges.values()]
    return tuple(sorted(made, key=lambda one: (order[one.code], HOWS.index(one.how))))


def form_to_expression(form: Iterable[Condition]) -> str:
    """The expression of a form in its normal writing; empty for an empty form."""
    return " AND ".join(_written(one) for one in form)


def expression_to_form(text: str, declaration: IndexDeclaration) -> Form | None:
    """The form that says the same, or None where no form does. Raises ExpressionError for what cannot be read."""
    tree = parse(text, declaration)
    if tree is None:
        return ()
    reader = _Reader(text, declaration)
    found: list[Condition] = []
    for part in reader.parts(tree):
        condition = reader.condition(part)
        if condition is None:
            return None
        found.append(condition)
    form = form_normal(found, declaration)
    try:
        again = parse(form_to_expression(form), declaration)
    except QueryError:
        return None
    return form if again is not None and _meaning(again) == _meaning(tree) else None


def _normal(word: str, code: str, declaration: IndexDeclaration) -> str:
    """The word without a star that asks nothing; empty when no letter or digit is in it."""
    bare, starred = word.removesuffix("*"), word.endswith("*")
    field = declaration.codes.get(code.upper()) if code else None
    if isinstance(field, CodeField):
        asked = _LETTER.search(bare) and (field.beginning(bare) if starred else field.token(bare))
        return word if asked else ""
    if isinstance(field, ExpandedField) or not query_tokens(bare):
        return bare if isinstance(field, ExpandedField) else ""
    # Every CJK letter begins a token: a star after one asks nothing.
    asks = starred and query_tokens(bare, starred=True).prefix and not query_tokens(bare).prefix
    return word if asks else bare


def _written(one: Condition) -> str:
    if one.how == RANGE:
        first, last = one.words
        return f"{one.code}={first}" if first == last else f"{one.code}=[{first or '*'} TO {last or '*'}]"
    sign = " " if one.how == ALL else " OR "
    # Numbers side by side, or a subclass and a group, would be read as one.
    loose = one.how == ALL and len(one.words) > 1
    joined = sign.join(_term(word, quoted=loose and bool(_DIGIT.search(word))) for word in one.words)
    field = f"{one.code}=" if one.code else ""
    bracket = len(one.words) > 1 and (field or one.how != ALL)
    return ("NOT " if one.how == NONE else "") + field + (f"({joined})" if bracket else joined)


def _term(word: str, *, quoted: bool) -> str:
    bare = word.removesuffix("*")
    plain = not quoted and _PLAIN.fullmatch(bare) and not _OPERATOR.fullmatch(bare)
    return word if plain else f'"{bare}"' + ("*" if bare != word else "")


def _quoted(word: str) -> str:
    bare = word.removesuffix("*")
    return f'"{bare}"' + ("*" if bare != word else "")


class _Reader:
    """Reads a tree as conditions. What stands at one place of the text is one word, whatever it was read as."""

    def __init__(self, text: str, declaration: IndexDeclaration) -> None:
        self.text = text
        self.declaration = declaration
        self.codes = {part.name: part.code for part in declaration.fields}

    def parts(self, tree: Tree) -> Sequence[Tree]:
        """The parts of a conjunction, flat."""
        if isinstance(tree, And) and not self._one_place(tree):
            return [part for one in tree.parts for part in self.parts(one)]
        return [tree]

    def condition(self, part: Tree) -> Condition | None:
        """The condition of one part; None for what a form cannot say."""
        how = ALL
        if isinstance(part, Not):
            part, how = part.part, NONE
        if isinstance(part, AnyOf) and part.field in self.codes and self._typed(part):
            return self._range(part) if how == ALL else None
        words = self._alternatives(part)
        if words is None or len({code for code, _word in words}) != 1:
            return None
        if len(words) > 1 and how == ALL:
            how = ANY
        return Condition(words[0][0], how, tuple(word for _code, word in words))

    def _alternatives(self, part: Tree) -> list[tuple[str, str]] | None:
        """Code and word of each alternative."""
        if isinstance(part, Leaf | Or | And) and self._one_place(part):
            word = self._word(part)
            return [word] if word else None
        if not isinstance(part, Or):
            return None
        # What stands at one place (a word asked in each of joined fields) is one alternative.
        places: dict[tuple[int, int], list[Tree]] = {}
        for one in part.parts:
            first = next(iter(leaves(one)))
            places.setdefault((first.start, first.end), []).append(one)
        if len(places) == 1:
            # One alternative that is more than a word: NEAR, asked in each of joined fields.
            return None
        found = [self._alternatives(one[0] if len(one) == 1 else Or(tuple(one))) for one in places.values()]
        return None if None in found else [word for one in found if one for word in one]

    def _word(self, part: Tree) -> tuple[str, str] | None:
        """Code and word of what stands at one place: a leaf, one in each of joined fields, or an expanded name."""
        found = list(leaves(part))
        fields = {leaf.field for leaf in found if not isinstance(leaf, Marked)}
        first = found[0]
        if all(isinstance(leaf, Term) and self._typed(leaf) for leaf in found) and len(found) == len(fields) > 1:
            joined = [one.code for one in self.declaration.joined if set(one.of) == fields]
            return (joined[0], _spaced(first.text) + _star(first)) if joined else None
        if len(found) == 1 and isinstance(first, Term | Code) and self._typed(first):
            return (self.codes[first.field] if first.field else ANYWHERE, _spaced(first.text) + _star(first))
        expanded = [one.code for one in self.declaration.expanded]
        return (expanded[0], _spaced(self.text[first.start : first.end])) if len(expanded) == 1 else None

    def _range(self, part: AnyOf) -> Condition | None:
        bounds = range_parts(plain_of(part.text))
        if not 1 <= len(bounds) <= 2:
            return None
        first, last = ("" if bound == "*" else bound for bound in (bounds[0], bounds[-1]))
        return Condition(self.codes[part.field], RANGE, (first, last))

    def _typed(self, leaf: Leaf) -> bool:
        """Whether a leaf was written here, and not in what a name stands for."""
        return leaf.text in self.text[leaf.start : leaf.end]

    def _one_place(self, part: Tree) -> bool:
        return len({(leaf.start, leaf.end) for leaf in leaves(part)}) == 1


def _star(leaf: Leaf) -> str:
    return "*" if isinstance(leaf, Term | Code) and leaf.starred else ""


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_QUOTES).replace('"', " ")).strip()


def _meaning(tree: Tree) -> Any:
    """A tree without places: nested conjunctions and alternatives are flat, order and repetition do not count."""
    if isinstance(tree, And | Or):
        flat: set[Any] = set()
        for part in tree.parts:
            inner = _meaning(part)
            same = isinstance(inner, tuple) and inner[0] == type(tree).__name__
            flat |= inner[1] if same else {inner}
        return (type(tree).__name__, frozenset(flat)) if len(flat) > 1 else next(iter(flat))
    if isinstance(tree, Not):
        # NOT (a OR b) and NOT a NOT b are one.
        inner = _meaning(tree.part)
        if isinstance(inner, tuple) and inner[0] == "Or":
            return ("And", frozenset(("Not", one) for one in inner[1]))
        return ("Not", inner)
    if isinstance(tree, Near):
        return ("Near", _meaning(tree.left), _meaning(tree.right), tree.distance)
    if isinstance(tree, Marked):
        return ("Marked", tree.facet, frozenset(tree.values))
    if isinstance(tree, AnyOf):
        return ("AnyOf", tree.field, frozenset(tree.tokens))
    if isinstance(tree, Code):
        return ("Code", tree.field, tree.token, tree.beginning)
    return ("Term", tree.field, tree.phrase, tree.code, tree.starred)
