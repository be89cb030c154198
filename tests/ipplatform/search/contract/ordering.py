"""What is counted and in which order it comes."""

import pytest

from ipplatform.search import WINDOW, services
from tests.ipplatform.search.contract.oracle import fill, ids
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, book


@pytest.mark.usefixtures("shelf")
class OrderingContract:
    """Inherit and give `engine`."""

    def test_totals_and_facets_are_exact_and_ordered(self, engine):
        fill(engine, 400)
        result = engine.search(ask("电"))
        hits = ids(engine, "电")
        assert result.total == len(hits) > 50
        for facet in DECLARATION.facets:
            counts: dict[str, int] = {}
            for key in hits:
                for value in set(BOOKS[key].keywords[facet.name]):
                    counts[value] = counts.get(value, 0) + 1
            expected = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[: facet.limit]
            assert result.facets[facet.name] == expected

    @pytest.mark.parametrize("text", ["", "电"])
    def test_facets_ignore_their_own_filter_only(self, engine, text):
        fill(engine, 400)
        plain = engine.search(ask(text))
        chosen = engine.search(ask(text, office=["US", "JP"]))
        assert chosen.facets["office"] == plain.facets["office"]
        assert chosen.total == sum(count for value, count in plain.facets["office"] if value != "CN")
        both = engine.search(ask(text, office=["US"], year=[chosen.facets["year"][0][0]]))
        assert dict(both.facets["office"])["US"] == both.total
        assert sum(count for _, count in both.facets["year"]) > both.total

    def test_an_unknown_value_finds_nothing_and_shows_the_others(self, engine):
        fill(engine, 30)
        result = engine.search(ask(office=["XX"]))
        assert (result.total, result.ids) == (0, [])
        assert sum(count for _, count in result.facets["office"]) == 30

    def test_above_the_limit_facets_wait_but_those_of_the_whole_set_are_ready(self, engine):
        fill(engine, 60)
        waiting = engine.search(ask("电"), facets_up_to=5)
        assert (waiting.facets_pending, waiting.facets) == (True, {})
        whole = engine.search(ask(), facets_up_to=5)
        assert not whole.facets_pending and sum(count for _, count in whole.facets["office"]) == 60

    def test_rank_is_title_hits_then_shorter_titles_then_date_then_number(self, engine):
        BOOKS[1] = book(1, "泵", "电池 电机")
        BOOKS[2] = book(2, "电池的装置", "电机")
        BOOKS[3] = book(3, "电池", "电机", date="2001-01-01")
        BOOKS[4] = book(4, "电池和电机的大装置")
        BOOKS[5] = book(5, "电池", "电机", date="2019-01-01", number=["CN2"])
        BOOKS[6] = book(6, "电池", "电机", date="2019-01-01", number=["CN1"])
        fill(engine)
        assert engine.search(ask("电池 电机")).ids == [4, 6, 5, 3, 2, 1]

    def test_without_title_words_the_tie_break_orders(self, engine):
        BOOKS[1] = book(1, "长长的题名", date="2020-01-01")
        BOOKS[2] = book(2, "短", date=None)
        BOOKS[3] = book(3, "中等", date="2010-01-01")
        fill(engine)
        assert engine.search(ask()).ids == [1, 3, 2]
        assert engine.search(ask("PN=CN0000*")).ids == [1, 3, 2]

    def test_chosen_orders_put_documents_without_value_last(self, engine):
        for key, date in enumerate(["2020-01-01", None, "2010-01-01"], start=1):
            BOOKS[key] = book(key, "电池", date=date)
        fill(engine)
        assert engine.search(ask("电池", sort="date")).ids == [3, 1, 2]
        assert engine.search(ask("电池", sort="-date")).ids == [1, 3, 2]
        assert engine.search(ask(sort="date")).ids == [3, 1, 2]

    @pytest.mark.parametrize("sort", ["", "date", "-date", "number"])
    def test_pages_cover_every_hit_once(self, engine, sort):
        fill(engine, 120)
        total = engine.search(ask("电")).total
        seen = [key for page in range(1, 30) for key in engine.search(ask("电", sort=sort, page=page, size=7)).ids]
        assert len(seen) == len(set(seen)) == total
        assert engine.search(ask("电")).pages(7) == -(-total // 7)

    @pytest.mark.parametrize("sort", ["", "-date"])
    def test_the_first_ids_are_the_pages_one_after_another(self, engine, sort, monkeypatch):
        monkeypatch.setattr(services, "engine", lambda by=None: engine)
        fill(engine, 120)
        paged = [key for page in range(1, 30) for key in engine.search(ask("电", sort=sort, page=page, size=7)).ids]
        assert services.first_ids(ask("电", sort=sort, page=3, size=7), 40) == paged[:40]
        assert services.first_ids(ask("电", sort=sort), 2 * WINDOW) == paged
