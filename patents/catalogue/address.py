"""What the address of a search page says, read once: words, filters, order, page and how the page looks. Pure."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from ipplatform.search import RELEVANCE

PAGE_SIZE = 20
VIEWS = ("list", "cards", "table")
BY_APPLICATION, BY_PUBLICATION = "applications", "publications"
YEARS = tuple(str(year) for year in range(1800, 2201))
NO_YEAR = ("-",)
"""A filter value that no patent has: a range without a year in it finds nothing."""

# parameter of the address -> facet of the index; the order is the order on the page.
GROUPS = {
    "status": "status", "on_offer": "on_offer", "type": "type", "sector": "sector", "ipc": "ipc_tree",
    "applicant": "applicant", "inventor": "inventor", "office": "office", "province": "province", "city": "city",
    "source": "source",
}  # fmt: skip
BY_QUESTION = ("sector",)
"""Those whose values are questions, which may be refused."""
CHOICES = (*GROUPS, "year", "year_from", "year_to")
"""Parameters that narrow the hits; taking them all away leaves the expression."""


_MOST_DIGITS = 8

OF_THE_MOMENT = ("page", "within", "facets")
"""Parameters that no link carries on."""


def whole_number(text: str) -> int | None:
    """The number that a parameter says; None for rubbish: `²` is a digit to Python, and 5,000 digits are no page."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


@dataclass(frozen=True)
class Asked:
    """A search page's address. Unknown parameters are left out; wrong values of `sort` are refused by the query."""

    params: QueryDict

    @cached_property
    def text(self) -> str:
        """The expression as typed."""
        return self.params.get("q", "")

    @cached_property
    def filters(self) -> dict[str, list[str]]:
        """Facet of the index -> chosen values."""
        chosen = {facet: self.values(name) for name, facet in GROUPS.items() if self.values(name)}
        years = self.values("year")
        if self.params.get("year_from") or self.params.get("year_to"):
            chosen["year"] = list(self._span(years or YEARS) or NO_YEAR)
        elif years:
            chosen["year"] = years
        return chosen

    @property
    def narrowed(self) -> bool:
        """Any filter is chosen."""
        return bool(self.filters)

    @property
    def sort(self) -> str:
        """As typed; empty is the order by relevance."""
        return self.params.get("sort", "")

    @property
    def page(self) -> int:
        """From 1; rubbish is the first page."""
        page = whole_number(self.params.get("page", ""))
        return 1 if page is None else page

    @property
    def view(self) -> str:
        """One of VIEWS."""
        view = self.params.get("view", "")
        return view if view in VIEWS else VIEWS[0]

    @property
    def by_publication(self) -> bool:
        """One row a publication instead of one an application."""
        return self.params.get("rows") == BY_PUBLICATION

    @property
    def opened(self) -> list[str]:
        """Rows of the IPC tree that were opened or closed by hand; empty: as the page likes."""
        return self.values("open")

    def values(self, name: str) -> list[str]:
        """The values of a parameter, without empties and repeats."""
        return list(dict.fromkeys(value for value in self.params.getlist(name) if value))

    @property
    def question_pairs(self) -> list[tuple[str, str]]:
        """Parameter and value of what is asked, in one order, without empties, repeats and unknown parameters."""
        pairs = [("q", self.text.strip())] if self.text.strip() else []
        pairs += [(name, value) for name in CHOICES for value in sorted(self.values(name))]
        return pairs + ([("sort", self.sort)] if self.sort not in ("", RELEVANCE) else [])

    @property
    def question(self) -> str:
        """The one query string of this question: page and view are left out."""
        return urlencode(self.question_pairs)

    def link(self, **changes: str | None) -> str:
        """The query string with changes, back on the first page; None takes a parameter away."""
        changed = self._lasting()
        for name, value in changes.items():
            changed.pop(name, None)
            if value is not None:
                changed[name] = value
        return f"?{changed.urlencode()}"

    def without(self, name: str, value: str) -> str:
        """The query string without one value of a parameter."""
        return self.with_values(name, [other for other in self.params.getlist(name) if other != value])

    def with_values(self, name: str, values: list[str]) -> str:
        """The query string with these values of a parameter in place of its own."""
        changed = self._lasting()
        changed.setlist(name, values)
        return f"?{changed.urlencode()}"

    def kept(self, *but: str) -> list[tuple[str, str]]:
        """Parameter and value of all that lasts but these names: hidden fields of a form."""
        names = [name for name in self._lasting() if name not in but]
        return [(name, value) for name in names for value in self.params.getlist(name) if value]

    def _lasting(self) -> QueryDict:
        lasting = self.params.copy()
        for name in OF_THE_MOMENT:
            lasting.pop(name, None)
        return lasting

    def _span(self, known: "list[str] | tuple[str, ...]") -> list[str]:
        low, high = (whole_number(self.params.get(name, "")) for name in ("year_from", "year_to"))
        span = range(low or 0, (9999 if high is None else high) + 1)
        return [year for year in known if whole_number(year) in span]
