"""A form that is sent as it stands asks what it was filled from: no row and no word is lost on the way."""

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ipplatform.search import QueryError
from patents.catalogue.form_search import ALL, ANY, NONE, Condition, expression_to_form, form_normal, form_to_expression
from patents.catalogue.forms import conditions_sent
from patents.catalogue.presenters import form_rows
from patents.catalogue.search import DECLARATION
from tests.patents.catalogue.conftest import Read
from tests.patents.catalogue.test_form_page import FORM, sent, shown
from tests.patents.catalogue.test_form_search import PLAIN, RANGES

CODES = ("", "TI", "AB", "PA", "IPC", "TYPE", "STATUS", "AD")
MANY = st.builds(
    Condition, st.sampled_from(CODES), st.sampled_from((ALL, ANY, NONE)),
    st.lists(st.integers(2000, 2099).map(str), min_size=2, max_size=12).map(tuple),
)  # fmt: skip


def posted(form: tuple[Condition, ...]) -> QueryDict:
    """The address that a browser would ask, of the rows as they are shown."""
    fields = QueryDict(mutable=True)
    for row in form_rows(form, {}):
        if row.kind == "words":
            fields[f"words-{row.name}"], fields[f"how-{row.name}"] = row.text, row.how
        elif row.kind == "days":
            fields[f"from-{row.name}"], fields[f"to-{row.name}"] = row.first, row.last
        else:
            fields.setlist(f"one-{row.name}", [one["value"] for one in row.options if one["selected"]])
    return fields


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PLAIN, RANGES, MANY), max_size=30))
def test_a_form_sent_as_it_stands_asks_the_same(conditions: list[Condition]) -> None:
    text = form_to_expression(form_normal(conditions, DECLARATION))
    try:
        form = expression_to_form(text, DECLARATION)
    except QueryError:
        form = None
    assume(form is not None)
    assert form is not None
    assert form_normal(conditions_sent(posted(form)), DECLARATION) == form


GROUPS = " AND ".join(f"(a{place}x OR b{place}y)" for place in range(12)) + " AND NOT zzz"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "TI=(" + " OR ".join(f"word{place:04}abcd" for place in range(99)) + ")",
        " AND ".join(f"TI=(a{place} OR b{place})" for place in range(9)),
        " AND ".join(f"TI=(a{place} OR b{place})" for place in range(99)),
        GROUPS,
    ],
)
def test_a_large_form_comes_back_whole(read: Read, text: str) -> None:
    fields = sent(read(FORM, q=text))
    assert expression_to_form(shown(read(FORM, **fields)), DECLARATION) == expression_to_form(text, DECLARATION)


@pytest.mark.django_db
def test_more_than_a_question_may_hold_is_refused_and_stays_in_the_form(client: Client, read: Read) -> None:
    words = " ".join(f"word{place:04}" for place in range(500))
    page = read(FORM, expect=400, **{"words-TI-0": words, "how-TI-0": "all", "go": "search"})
    assert "检索式最多 4000 个字符" in page.get_text()
    field = page.find("input", {"name": "words-TI-0"})
    assert field is not None and field["value"] == words
