"""What every engine must do: the test class of an engine inherits EngineContract and gives the fixture `engine`.

The truth is a plain substring search over the normalised text; no engine is asked about itself.
"""

import random
import re
import unicodedata

import pytest

from ipplatform.search import ErrorCode, ExpressionError, NeedsRebuild, declarations, engines
from ipplatform.search.engines import Engine
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, book

FORMS = str.maketrans("電機顯鏡", "电机显镜")
VOCABULARY = (
    *("电池", "电机", "電池", "ポンプ", "전지", "泵", "显示", "顯示", "池组", "AR", "x1"),
    *("USB-C", "ＵＳＢ", "々", "ー", "café", "3", "、", "（", "-", "一种", "装置"),
)
SETTLED = (
    *("电池", "電池", "池", "泵", "电", "机电", "池组", "ポン", "ン", "전지", "지", "AR电", "AR", "x1", "usb"),
    *("USB-C", "一种电池", "装置", "café", "々", "显示ar", "3电池", "ー"),
)


def truth(text: str) -> str:
    """Normalised for the oracle, by its own few rules."""
    return unicodedata.normalize("NFKC", text).lower().translate(FORMS)


def holds(text: str, words: str) -> bool:
    """Whether a text holds words next to each other: a CJK letter anywhere, a run of others as a whole word."""
    pieces = re.findall(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]+|[a-z0-9é]+", truth(words))
    latin = r"(?<![a-z0-9é]){}(?![a-z0-9é])"
    # Runs in the query that touch must touch in the text; those with a sign between have one there too, of any kind.
    gaps = re.split(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]+|[a-z0-9é]+", truth(words))[1:-1]
    pattern = ""
    for place, piece in enumerate(pieces):
        if place:
            pattern += "[^a-z0-9é\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]" + ("+" if gaps[place - 1] else "*")
        pattern += latin.format(piece) if piece.isascii() or "é" in piece else piece
    return re.search(pattern, truth(text)) is not None


def shelf_of(count: int, seed: int = 5) -> None:
    """Fill the library with invented books of awkward titles; the same for every engine."""
    chance = random.Random(seed)
    for key in range(1, count + 1):
        title = "".join(chance.choices(VOCABULARY, k=chance.randint(1, 6)))
        summary = " ".join(chance.choices(VOCABULARY, k=chance.randint(0, 8)))
        BOOKS[key] = book(
            key,
            title,
            summary,
            owner=[f"示例公司{chance.randint(1, 9)}"] if chance.random() < 0.9 else [],
            subject=chance.sample(["G02B 27/01", "G02B27/00", "G06F 3/01", "G06F 30/00", "H01M"], chance.randint(0, 3)),
            office=chance.choice(["CN", "CN", "CN", "US", "JP"]),
            date=f"{chance.randint(2001, 2024)}-{chance.randint(1, 12):02d}-01" if chance.random() < 0.95 else None,
        )


def fill(engine: Engine, count: int = 0) -> None:
    """The library's books in the engine."""
    if count:
        shelf_of(count)
    engine.rebuild([DECLARATION])


def ids(engine: Engine, text: str) -> set[int]:
    """All ids of a question."""
    return set(engine.scan(ask(text)))


def another_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after an update of the platform: what was indexed before was made by another token stream."""
    assert DECLARATION.signature  # computed once and kept: put back afterwards
    monkeypatch.delitem(DECLARATION.__dict__, "signature")
    monkeypatch.setattr(declarations, "TOKENS_VERSION", 99)


@pytest.mark.usefixtures("shelf")
class EngineContract:
    """Inherit and give `engine`."""

    @pytest.mark.parametrize("words", SETTLED)
    def test_a_title_word_finds_what_a_substring_search_finds(self, engine, words):
        fill(engine, 300)
        expected = {key for key, one in BOOKS.items() if holds(str(one.texts["title"]), words)}
        assert ids(engine, f'TI="{words}"') == expected

    def test_every_class_of_words_above_finds_something(self, engine):
        fill(engine, 900)
        assert [words for words in SETTLED if not ids(engine, f'TI="{words}"')] == []

    def test_bare_words_may_stand_in_different_default_fields(self, engine):
        BOOKS[1] = book(1, "电池", "水泵", owner=["示例公司"])
        BOOKS[2] = book(2, "电池")
        BOOKS[3] = book(3, "电池", writer=["水泵"])
        fill(engine)
        assert ids(engine, "电池 水泵 示例") == {1}
        assert ids(engine, "电池 水泵") == {1}
        assert ids(engine, "IN=水泵") == {3}

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("TI=(电池 OR 电机)", {1, 2, 3}),
            ("TI=电池 TI=电机", {3}),
            ("TI=电池 NOT TI=电机", {1}),
            ("NOT TI=电池", {2, 4}),
            ("TI=电池 OR NOT TI=电机", {1, 3, 4}),
            ("NOT (TI=电池 OR TI=电机)", {4}),
            ("TI=电池 OR TI=电机 TI=大", {1, 2, 3}),
            ("(TI=电池 OR TI=电机) TI=大", {1, 2}),
            ("NOT NOT TI=电池", {1, 3}),
        ],
    )
    def test_and_or_not_and_brackets(self, engine, text, expected):
        for key, title in enumerate(["大电池", "大电机", "电池电机", "泵"], start=1):
            BOOKS[key] = book(key, title)
        fill(engine)
        assert ids(engine, text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("TI=电池 NEAR/0 电机", {1}),
            ("TI=电机 NEAR/0 电池", {1}),
            ("TI=电池 NEAR/1 电机", {1, 2}),
            ("TI=电池 NEAR/2 电机", {1, 2, 3, 5}),
            ("TI=泵 NEAR/0 AR", {4}),
            ("TI=AR NEAR/2 电机", {4}),
            ("TI=电池 NEAR/0 AR", set()),
        ],
    )
    def test_near_counts_letters_and_words_between_in_either_order(self, engine, text, expected):
        for key, title in enumerate(["电池电机", "电池和电机", "电池以及电机", "泵AR与电机", "电机 x y 电池"], start=1):
            BOOKS[key] = book(key, title)
        fill(engine)
        assert ids(engine, text) == expected

    def test_no_phrase_reaches_across_two_values_of_a_field(self, engine):
        BOOKS[1] = book(1, owner=["Blue Ocean", "Corp Nine"])
        fill(engine)
        assert ids(engine, 'PA="ocean corp"') == set()
        assert ids(engine, 'PA="corp nine"') == {1}

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("IPC=G02B", {1, 2}),
            ("IPC=G02B27", {1, 2}),
            ('IPC="G02B 27/01"', {1}),
            ("IPC=g02b27/01", {1}),
            ("IPC=G06F3", {3}),
            ("IPC=G06F3*", {3, 4}),
            ("IPC=G", {1, 2, 3, 4}),
            ("PN=CN112345678A", {1}),
            ('PN="cn 112345678 a"', {1}),
            ("PN=CN1123", set()),
            ("PN=CN1123*", {1}),
            ("PN=US20200000001A1", {2}),
            ("CN112345678A", {1}),
            ("US2020/0000001A1", {2}),
            ("CN1123*", {1}),
        ],
    )
    def test_codes_by_their_beginning_and_numbers_whole_or_starred(self, engine, text, expected):
        BOOKS[1] = book(1, subject=["G02B 27/01"], number=["CN112345678A", "CN112345678B"])
        BOOKS[2] = book(2, subject=["H01M", "G02B27/00"], number=["US 2020/0000001 (A1)"])
        BOOKS[3] = book(3, subject=["G06F3/01"])
        BOOKS[4] = book(4, subject=["G06F 30/00"])
        fill(engine)
        assert ids(engine, text) == expected

    def test_a_star_stands_for_the_rest_of_a_word(self, engine):
        BOOKS[1] = book(1, "waveguide 组件")
        BOOKS[2] = book(2, "micro wave")
        fill(engine)
        assert ids(engine, "TI=wave*") == {1, 2}
        assert ids(engine, '"micro wav"*') == {2}

    def test_a_star_that_begins_too_many_words_is_refused_with_its_place(self, engine, monkeypatch):
        monkeypatch.setattr(engines, "PREFIX_LIMIT", 3)
        for key in range(1, 6):
            BOOKS[key] = book(key, f"wave{key}")
        fill(engine)
        with pytest.raises(ExpressionError) as caught:
            engine.search(ask("电池 wave*"))
        assert (caught.value.code, caught.value.position) == (ErrorCode.PREFIX_WIDE, 3)
        assert engine.search(ask("wave1*")).total == 1

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

    def test_indexing_again_changes_nothing_and_a_change_replaces(self, engine):
        fill(engine, 50)
        assert engine.index(DECLARATION, BOOKS.values()) == 0
        before = engine.search(ask())
        BOOKS[7] = book(7, "改写", office="FR")
        assert engine.index(DECLARATION, [BOOKS[7]]) == 1
        assert ids(engine, "改写") == {7}
        after = engine.search(ask())
        assert after.total == before.total == 50
        assert dict(after.facets["office"])["FR"] == 1
        assert sum(count for _, count in after.facets["office"]) == 50

    def test_a_deleted_document_is_found_and_counted_nowhere(self, engine):
        fill(engine, 50)
        title = str(BOOKS[9].texts["title"])
        assert engine.delete(DECLARATION, [9, 999]) == 1
        assert engine.delete(DECLARATION, [9]) == 0
        assert 9 not in ids(engine, f'TI="{title}"') and 9 not in ids(engine, "")
        result = engine.search(ask())
        assert result.total == 49 == sum(count for _, count in result.facets["office"])

    def test_a_rebuild_drops_what_is_gone(self, engine):
        fill(engine, 20)
        del BOOKS[3]
        assert engine.rebuild([DECLARATION]) == 19
        assert set(engine.check(DECLARATION)) == set(BOOKS)

    def test_fingerprints_tell_what_is_there(self, engine):
        fill(engine, 20)
        assert engine.check(DECLARATION) == {key: one.fingerprint() for key, one in BOOKS.items()}

    def test_an_index_of_another_schema_asks_for_a_rebuild(self, engine, monkeypatch):
        fill(engine, 5)
        assert engine.usable(DECLARATION)
        another_schema(monkeypatch)
        assert not engine.usable(DECLARATION)
        with pytest.raises(NeedsRebuild):
            engine.search(ask())
        with pytest.raises(NeedsRebuild):
            engine.index(DECLARATION, BOOKS.values())

    def test_an_empty_library_answers(self, engine):
        fill(engine)
        result = engine.search(ask("电池"))
        assert (result.ids, result.total, result.facets) == ([], 0, {one.name: [] for one in DECLARATION.facets})

    def test_wide_and_deep_expressions_within_the_bounds_are_answered(self, engine):
        fill(engine, 30)
        wide = " OR ".join(f"词{number}" for number in range(99)) + " OR 电"
        assert ids(engine, wide) == ids(engine, "电")
        assert ids(engine, " NOT ".join(["电", *(f"词{number}" for number in range(99))])) == ids(engine, "电")
        deep = "电"
        for level in range(12):
            deep = f"({deep} {'OR 无' if level % 2 else 'NOT 无'})"
        assert ids(engine, deep) == ids(engine, "电")

    def test_milliseconds_and_engine_are_told(self, engine):
        fill(engine, 5)
        result = engine.search(ask())
        assert result.engine == engine.name and result.milliseconds > 0

    def test_hits_may_be_asked_while_a_scan_is_walked(self, engine):
        fill(engine, 20)
        assert [engine.search(ask(size=1)).total for _ in engine.scan(ask())] == [20] * 20
