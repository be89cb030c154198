"""The fields, facets and orders of an index: what may be asked and by which names. Knows no engine and no index."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from ipplatform.search.codes import plain_code, symbol_beginning, symbol_code
from ipplatform.search.days import day_span, day_token, day_tokens

REMEMBERED = 20_000
"""Values of a code field whose tokens are kept, in each process."""


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

    `spellings(value)` gives all ways in which a stored value may be asked, itself among them. `known()` gives all
    values of a closed field as they may be asked: any other is refused. `meant(typed)` gives the value that is meant,
    None where it can be none: it is refused with `looks`, which says what one looks like. `shape`: values typed with
    blanks inside, of symbols only behind the field's name; `led` and `closed`: what people write right before and
    behind such a number, which is read over.
    """

    name: str
    code: str
    label: str | Promise
    default: bool = False
    by_beginning: bool = False
    aliases: tuple[str, ...] = ()
    spellings: Callable[[str], Iterable[str]] | None = None
    known: Callable[[], Iterable[str]] | None = None
    meant: Callable[[str], str | None] | None = None
    looks: str | Promise = ""
    shape: str = ""
    led: str = ""
    closed: str = ""
    _stored: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def token(self, value: str) -> str:
        """The token of a code asked without star; empty when no letter or digit is in it."""
        return symbol_code(value) if self.by_beginning else plain_code(value)

    def stored(self, value: str) -> tuple[str, ...]:
        """The tokens under which a stored value is found, each whole: an engine indexes all of them.

        Remembered: offices, states, places and symbols come again with nearly every document.
        """
        known = self._stored.get(value)
        if known is None:
            if len(self._stored) >= REMEMBERED:
                self._stored.clear()
            known = self._stored[value] = self._tokens(value)
        return known

    def _tokens(self, value: str) -> tuple[str, ...]:
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

    def _tokens(self, value: str) -> tuple[str, ...]:
        """The tokens of a stored day and of its month and year; a bare year gives one."""
        return day_tokens(value)


Field = TextField | CodeField


@dataclass(frozen=True)
class JoinedField:
    """Text fields asked as one (`of`: their names): a word, a phrase or a NEAR in any of them."""

    code: str
    label: str | Promise
    of: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expansion:
    """What a name stands for: an expression, and filters over facets. `name` is its one spelling.

    `label`: the name as people say it, where it may be written too. `offered`: a searcher is shown it to choose.
    """

    name: str
    text: str
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    label: str = ""
    offered: bool = True


@dataclass(frozen=True)
class ExpandedField:
    """Names that stand for other questions: `expand(name)` gives one, None when there is none; `known()` names all."""

    code: str
    label: str | Promise
    expand: Callable[[str], Expansion | None]
    known: Callable[[], Iterable[str]]
    aliases: tuple[str, ...] = ()


AnyField = Field | JoinedField | ExpandedField


@dataclass(frozen=True)
class FacetField:
    """A filter with counts; its values are codes. At most `limit` values are shown, by count, then value."""

    name: str
    label: str | Promise
    limit: int = 1000


@dataclass(frozen=True)
class AskedFacet:
    """A filter with counts of which an index stores nothing: each value is a name of an expanded field, and asks it.

    `of`: that field's code. `questions(also)` gives what is offered, in the order in which it is counted, and of `also`
    what is there without being offered; one read. At most `limit` values are counted at once, or chosen together.
    """

    name: str
    label: str | Promise
    of: str
    questions: Callable[[Sequence[str]], Iterable[Expansion]]
    limit: int = 20


@dataclass(frozen=True)
class SortField:
    """A value to order by; `-name` in a query turns the order round. Documents without the value come last."""

    name: str
    label: str | Promise
