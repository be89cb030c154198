"""The frozen query: checked names, window, kept and restored."""

import pytest

from ipplatform import search
from ipplatform.search import ErrorCode, QueryError
from tests.ipplatform.search.library import ask

pytestmark = pytest.mark.usefixtures("shelf")


def test_filters_are_sorted_and_without_repetition_or_blanks():
    query = ask("电池", year=["2021", "2020", "2021", ""], office=[])
    assert query.filters == (("year", ("2020", "2021")),)
    assert query.values("year") == ("2020", "2021")
    assert query.values("office") == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"colour": ["red"]}, ErrorCode.FILTER_UNKNOWN),
        ({"sort": "colour"}, ErrorCode.SORT_UNKNOWN),
        ({"page": 0}, ErrorCode.PAGE),
        ({"size": 0}, ErrorCode.PAGE),
        ({"size": 100_000}, ErrorCode.PAGE),
        ({"page": 501}, ErrorCode.PAGE_BEYOND_END),
    ],
)
def test_what_the_index_does_not_know_is_refused(changes, code):
    with pytest.raises(QueryError) as caught:
        ask("电池", **changes)
    assert caught.value.code is code


def test_the_last_page_of_the_window_can_be_asked():
    assert ask(page=500).on_page(1).page == 1
    with pytest.raises(QueryError):
        ask(page=500).on_page(501)


def test_a_kept_query_comes_back_the_same():
    query = ask("TI=(电池 OR 泵)", sort="-date", office=["CN"])
    assert search.query_restore(query.as_dict()) == query
    assert hash(query) == hash(search.query_restore(query.as_dict()))


def test_the_registry_is_closed():
    with pytest.raises(KeyError):
        search.parse_query("电池", index="nobody")
    with pytest.raises(ValueError, match="registered already"):
        search.index_register(search.index("books"))
