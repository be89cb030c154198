"""What is found: words, phrases, operators, nearness, codes, stars."""

import pytest

from ipplatform.search import ErrorCode, ExpressionError, engines
from tests.ipplatform.search.contract.oracle import SETTLED, fill, holds, ids
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, book


@pytest.mark.usefixtures("shelf")
class FindingContract:
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

    @pytest.mark.parametrize("text", ["TI=电池", "TI=电\u200b池", "TI=wave*", "TI=wave\u00adguide", "PN=CN\u206012"])
    def test_letters_that_nobody_sees_change_nothing(self, engine, text):
        BOOKS[1] = book(1, "电\u200b池wave\u00adguide", number=["CN\ufeff12"])
        BOOKS[2] = book(2, "电池 waveguide", number=["CN12"])
        fill(engine)
        assert ids(engine, text) == {1, 2}

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
            (f"TI={'a' * 200}", {1, 2}),
            (f"TI={'a' * 127}", {1, 2}),
            (f"TI={'a' * 126}", set()),
            (f"TI={'a' * 150}*", {1, 2}),
            (f"PN={'7' * 200}", {3}),
            (f"PN={'7' * 150}", {3}),
            (f"PN={'7' * 126}*", {3}),
            ("TI=οδος", {4, 5}),
            ("TI=ΟΔΟΣ", {4, 5}),
            ("TI=οδοσ", {4, 5}),
            ("TI=οδος*", {4, 5, 6}),
            ('TI="οδος β"', {5}),
        ],
    )
    def test_words_too_long_for_an_engine_and_final_sigmas_are_one_token_on_both(self, engine, text, expected):
        for key, title in enumerate(["a" * 200, "a" * 127, "泵", "οδος", "ΟΔΟΣ β", "ΟΔΟΣΑ"], start=1):
            BOOKS[key] = book(key, title, number=["7" * 200] if key == 3 else [])
        fill(engine)
        assert ids(engine, text) == expected

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
        engine.rebuild([DECLARATION])  # an index brought up to date may still know words of what was taken away
        with pytest.raises(ExpressionError) as caught:
            engine.search(ask("电池 wave*"))
        assert (caught.value.code, caught.value.position) == (ErrorCode.PREFIX_WIDE, 3)
        assert engine.search(ask("wave1*")).total == 1

    def test_a_star_counts_words_alone_and_no_marks_of_an_engines_own(self, engine, monkeypatch):
        monkeypatch.setattr(engines, "PREFIX_LIMIT", 8)
        fill(engine, 200)
        assert ids(engine, "v1*") == ids(engine, "TI=al*") == set()
        for key in range(1, 9):
            BOOKS[key] = book(key, f"v1{key}")
        engine.rebuild([DECLARATION])
        assert ids(engine, "v1*") == set(range(1, 9))
        BOOKS[9] = book(9, "v19")
        engine.rebuild([DECLARATION])
        with pytest.raises(ExpressionError) as caught:
            engine.search(ask("v1*"))
        assert caught.value.code == ErrorCode.PREFIX_WIDE

    def test_wide_and_deep_expressions_within_the_bounds_are_answered(self, engine):
        fill(engine, 30)
        wide = " OR ".join(f"词{number}" for number in range(99)) + " OR 电"
        assert ids(engine, wide) == ids(engine, "电")
        assert ids(engine, " NOT ".join(["电", *(f"词{number}" for number in range(99))])) == ids(engine, "电")
        deep = "电"
        for level in range(12):
            deep = f"({deep} {'OR 无' if level % 2 else 'NOT 无'})"
        assert ids(engine, deep) == ids(engine, "电")
