"""Facets whose values are questions: what a value finds, and how many hits each question finds."""

import pytest

from ipplatform import search
from ipplatform.search import engines, services
from tests.ipplatform.search.contract.oracle import fill, ids
from tests.ipplatform.search.library import BOOKS, DECLARATION, NAMED, ask, book

QUESTIONS = [
    ("", {}),
    ("电", {}),
    ("电", {"office": ["CN", "US"]}),
    ("", {"office": ["JP"], "year": [str(year) for year in range(2001, 2015)]}),
    ("TI=没有这个词", {}),
    ("NOT TI=电", {}),
]


def counted(engine, query):
    """The counts of topics of a question, as a page asks for them."""
    return engine.search(query, counting=services.counted_of(query)).facets["topic"]


@pytest.mark.usefixtures("shelf")
class AskedContract:
    """Inherit and give `engine`."""

    @pytest.fixture
    def named(self, monkeypatch):
        """Four topics, two that cannot be asked, one that is offered no more."""

        def put(**texts):
            for name in list(NAMED):
                monkeypatch.delitem(NAMED, name)
            for name, text in texts.items():
                monkeypatch.setitem(NAMED, name, search.Expansion(name, text, label=f"名目{name}"))

        put(power="TA=(电池 OR 电机)", pumps="TI=泵 NOT 名目=power", all="电 OR 池 OR 泵 OR 装置", none="TI=没有这个词")
        return put

    @pytest.mark.parametrize(("text", "filters"), QUESTIONS)
    def test_a_question_is_counted_as_its_name_finds(self, engine, named, text, filters):
        fill(engine, 300)
        hits = set(engine.scan(ask(text, **filters)))
        truth = {name: len(hits & ids(engine, f"TOPIC={name}")) for name in NAMED}
        expected = sorted(((name, many) for name, many in truth.items() if many), key=lambda one: (-one[1], one[0]))
        assert counted(engine, ask(text, **filters)) == expected

    @pytest.mark.parametrize(("text", "filters"), QUESTIONS[:4])
    def test_a_value_finds_what_its_name_finds_and_several_are_alternatives(self, engine, named, text, filters):
        fill(engine, 300)
        without = set(engine.scan(ask(text, **filters)))
        for chosen in (["power"], ["pumps", "power"], ["none"], ["none", "pumps"]):
            query = ask(text, topic=chosen, **filters)
            expected = without & ids(engine, f"TOPIC=({' OR '.join(chosen)})")
            assert set(engine.scan(query)) == expected
            assert engine.search(query, facets=False).total == len(expected)

    @pytest.mark.parametrize(("text", "filters"), QUESTIONS)
    def test_counts_ignore_their_own_filter_and_heed_the_others(self, engine, named, text, filters):
        fill(engine, 300)
        plain = ask(text, **filters)
        chosen = ask(text, topic=["pumps"], **filters)
        assert counted(engine, chosen) == counted(engine, plain)
        result = engine.search(chosen, counting=services.counted_of(chosen))
        hits = ids(engine, "TOPIC=pumps") & set(engine.scan(plain))
        for facet in {"office", "subject", "year"} - set(filters):
            assert sum(many for _, many in result.facets[facet]) == sum(
                len(set(BOOKS[key].keywords[facet])) for key in hits
            )

    def test_a_filter_leaves_the_order_of_the_question(self, engine, named):
        fill(engine, 200)
        whole = engine.search(ask("泵", size=200)).ids
        inside = engine.search(ask("泵", topic=["power"], size=200)).ids
        assert inside == [key for key in whole if key in set(inside)] != whole

    def test_what_there_is_not_finds_nothing(self, engine, named):
        fill(engine, 30)
        query = ask(topic=["nowhere"])
        result = engine.search(query, counting=services.counted_of(query))
        assert (result.total, result.ids) == (0, []) and result.facets["topic"]
        assert engine.search(ask("电", topic=["nowhere", "power"])).total == engine.search(ask("电 TOPIC=power")).total

    def test_a_question_that_cannot_be_asked_is_not_counted_and_refused_when_chosen(self, engine, named, monkeypatch):
        named(power="TA=电池", broken="TI=(", loop="TOPIC=loop", wide="CN*")
        monkeypatch.setattr(engines, "PREFIX_LIMIT", 3)
        fill(engine, 60)
        assert [name for name, _ in counted(engine, ask())] == ["power"]
        for name, code in (("broken", "expansion_broken"), ("loop", "expansion_cycle")):
            with pytest.raises(search.QueryError) as refused:
                ask(topic=["power", name])
            assert refused.value.code == code and not isinstance(refused.value, search.ExpressionError)
        with pytest.raises(search.QueryError) as refused:
            engine.search(ask(topic=["wide"]))
        assert refused.value.code == "prefix_wide" and not isinstance(refused.value, search.ExpressionError)

    def test_nothing_to_count_is_an_empty_facet(self, engine, named):
        fill(engine, 20)
        named()
        assert counted(engine, ask("电")) == []

    def test_counts_follow_the_documents_and_the_question(self, engine, named):
        BOOKS[1] = book(1, "电池")
        BOOKS[2] = book(2, "泵")
        fill(engine)
        assert dict(counted(engine, ask()))["power"] == 1
        BOOKS[2] = book(2, "电机")
        engine.index(DECLARATION, [BOOKS[2]])
        assert dict(counted(engine, ask()))["power"] == 2
        named(power="TI=电机")
        assert counted(engine, ask()) == [("power", 1)]

    def test_pending_facets_wait_with_the_others(self, engine, named):
        fill(engine, 60)
        query = ask("电")
        waiting = engine.search(query, facets_up_to=5, counting=services.counted_of(query))
        assert (waiting.facets_pending, waiting.facets) == (True, {})
