"""Which values of a facet of questions are counted, without any engine."""

from dataclasses import replace

import pytest

from ipplatform import search
from ipplatform.search import services
from ipplatform.search.tree import leaves
from tests.ipplatform.search.library import NAMED, TOPICS_SHOWN, ask

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.fixture
def many(monkeypatch):
    """Six topics, one of them offered no more, one that names another by its label."""
    for name in list(NAMED):
        monkeypatch.delitem(NAMED, name)
    for name in "abcdef":
        monkeypatch.setitem(
            NAMED, name, search.Expansion(name, f"TI={name}{name}", label=f"名目{name}", offered=name != "a")
        )
    monkeypatch.setitem(NAMED, "c", search.Expansion("c", "TOPIC=名目b"))


def names(counting):
    return [value for value, _tree in counting.questions]


def test_the_offered_ones_are_counted_in_their_order_up_to_the_limit(many):
    (counting,) = services.counted_of(ask())
    assert (names(counting), counting.cut, TOPICS_SHOWN) == (["b", "c", "d", "e"], True, 4)


def test_chosen_ones_come_first_also_when_offered_no_more(many):
    (counting,) = services.counted_of(ask(topic=["f", "a", "nowhere"]))
    assert (names(counting), counting.cut) == (["a", "f", "b", "c"], True)


def test_a_search_inside_the_facet_chooses_what_is_counted(many):
    (counting,) = services.counted_of(ask(), keep=lambda one: one.label.endswith(("d", "e")))
    assert (names(counting), counting.cut) == (["d", "e"], False)
    assert services.counted_of(ask(), only="office") == ()


def test_a_question_may_name_another_by_its_label(many):
    (counting,) = services.counted_of(ask(topic=["c"]))
    inside = {leaf.phrase.tokens for leaf in leaves(dict(counting.questions)["c"])}
    assert inside == {("bb",)}


def test_more_than_the_limit_is_not_chosen_at_once(many):
    with pytest.raises(search.QueryError) as refused:
        ask(topic=["b", "c", "d", "e", "f"])
    assert (refused.value.code, "最多选 4 个" in str(refused.value)) == ("filter_many", True)


def test_a_stored_query_keeps_the_values_and_asks_what_they_ask_then(many, monkeypatch):
    kept = ask("泵", topic=["b"]).as_dict()
    assert kept["filters"] == {"topic": ["b"]}
    monkeypatch.setitem(NAMED, "b", search.Expansion("b", "TI=zz"))
    (condition,) = search.query_restore(kept).conditions()
    assert [leaf.text for leaf in leaves(condition)] == ["zz"]
    assert search.query_restore(kept).conditions(but="topic") == []


def test_two_facets_of_one_name_and_questions_of_no_field_are_refused(shelf):
    for name, field in (("office", "TOPIC"), ("topic", "TI")):
        with pytest.raises(ValueError, match="two facets have one name"):
            replace(shelf, asked=(replace(shelf.asked[0], name=name, of=field),))
