"""What a filled search form sends, parsed: words-CODE-n with how-CODE-n, from-CODE and to-CODE, one-CODE; `stays`."""

from collections.abc import Iterator

from django.http import QueryDict

from patents.catalogue.form_search import ALL, ANY, ANYWHERE, NONE, RANGE, Condition, words_of

NAMED_ANYWHERE = "ALL"
"""How the code of all default fields is written in the names of the form's fields."""
STAYS = "stays"
"""An expression that the form cannot show: it holds for as long as no row is filled."""
_PARTS = ("words-", "how-", "from-", "to-", "one-")


def form_sent(params: QueryDict) -> bool:
    """Whether the address holds a filled form rather than an expression."""
    return any(name.startswith(_PARTS) for name in params)


def conditions_sent(params: QueryDict) -> Iterator[Condition]:
    """The conditions of a filled form, as typed; empty ones and unknown fields are left to `form_normal`.

    Every row and the whole of it: what is too much for a question is refused where the expression is read, never cut.
    """
    codes = dict.fromkeys(name.split("-")[1] for name in params if name.startswith(_PARTS) and "-" in name)
    for name in codes:
        code = ANYWHERE if name == NAMED_ANYWHERE else name
        start = f"words-{name}-"
        for row in (sent.removeprefix(start) for sent in params if sent.startswith(start)):
            how = params.get(f"how-{name}-{row}", ALL)
            yield Condition(code, how if how in (ALL, ANY, NONE) else ALL, words_of(params.get(start + row, "")))
        first, last = (params.get(f"{end}-{name}", "").strip() for end in ("from", "to"))
        if first or last:
            yield Condition(code, RANGE, (first, last))
        if chosen := params.getlist(f"one-{name}"):
            yield Condition(code, ANY, tuple(value for value in chosen if value))


def without_form(params: QueryDict) -> QueryDict:
    """The address without the form's own fields and without empty ones: filters, order and view."""
    kept = params.copy()
    for name, values in params.lists():
        if name.startswith(_PARTS) or name in ("go", "q", STAYS) or not any(values):
            kept.pop(name)
    return kept
