"""What is found by codes that stand for something: days and their ranges, values in any of their spellings."""

from datetime import date, timedelta

import pytest

from tests.ipplatform.search.contract.oracle import fill, ids
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, book

DAYS = {
    **{1: "2018-03-05", 2: "2018-03-31", 3: "2018-04-01", 4: "2018-12-31", 5: "2019-01-01", 6: "2020-02-29"},
    **{7: "2018", 8: "2019", 9: "2018-03", 10: None, 11: "1985-04-01"},
}


@pytest.mark.usefixtures("shelf")
class CodedContract:
    """Inherit and give `engine`."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("AD=2018", {1, 2, 3, 4, 7, 9}),
            ("AD=2018年", {1, 2, 3, 4, 7, 9}),
            ("AD=2018-03", {1, 2, 9}),
            ("AD=201803", {1, 2, 9}),
            ("AD=2018/3/5", {1}),
            ("AD=20180305", {1}),
            ("日期=2018年3月5日", {1}),
            ("AD=[20180305 TO 20180331]", {1, 2}),
            ("AD=[2018-03-01 TO 2018-03-31]", {1, 2, 9}),
            ("AD=[201803 TO 201804]", {1, 2, 3, 9}),
            ("AD=[20180306 TO 20190101]", {2, 3, 4, 5}),
            ("AD=[2018 TO 2019]", {1, 2, 3, 4, 5, 7, 8, 9}),
            ("AD=[20180101 TO 20181231]", {1, 2, 3, 4, 7, 9}),
            ("AD=[20180102 TO 20181231]", {1, 2, 3, 4, 9}),
            ("AD=[2019 TO *]", {5, 6, 8}),
            ("AD=[20190101 TO *]", {5, 6, 8}),
            ("AD=[20190102 TO *]", {6}),
            ("AD=[* TO 2017]", {11}),
            ("AD=[* TO *]", {1, 2, 3, 4, 5, 6, 7, 8, 9, 11}),
            ("NOT AD=[* TO *]", {10}),
            ("AD=(1985 OR 20200229)", {6, 11}),
            ("AD=[2018 TO *] NOT AD=2018", {5, 6, 8}),
            ("AD=2001", set()),
            ("TI=泵 AD=[1980 TO 1990]", {11}),
        ],
    )
    def test_days_are_asked_as_fine_as_they_are_written(self, engine, text, expected):
        for key, day in DAYS.items():
            BOOKS[key] = book(key, "泵", date=day)
        fill(engine)
        assert ids(engine, text) == expected

    def test_a_range_finds_exactly_the_days_inside(self, engine):
        first = date(2019, 11, 20)
        for key in range(1, 200):
            BOOKS[key] = book(key, date=(first + timedelta(days=key)).isoformat())
        fill(engine)
        for low, high in ((1, 199), (5, 5), (11, 12), (40, 130), (42, 71), (12, 199), (1, 41)):
            start, end = first + timedelta(days=low), first + timedelta(days=high)
            assert ids(engine, f"AD=[{start:%Y%m%d} TO {end:%Y-%m-%d}]") == set(range(low, high + 1))

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("STATUS=valid", {1, 2}),
            ("STATUS=有效", {1, 2}),
            ('STATUS="in force"', {1, 2}),
            ('STATUS="IN FORCE"', {1, 2}),
            ("STATUS=審中", {3}),
            ("STATUS=(审中 OR lapsed)", {3, 4}),
            ("STATUS=审中|lapsed", {3, 4}),
            ("STATUS＝審中｜ＬＡＰＳＥＤ", {3, 4}),
            ("NOT STATUS=有效", {3, 4}),
            ("STATUS=有效*", {1, 2}),
        ],
    )
    def test_a_value_is_found_in_any_of_its_spellings_and_whole(self, engine, text, expected):
        for key, state in enumerate(["valid", "valid", "pending", "lapsed"], start=1):
            BOOKS[key] = book(key, state=state)
        fill(engine)
        assert ids(engine, text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("TA=电池", {1, 2}),
            ("TA=(电池 AND 电机)", {1}),
            ('TA="电池 电机"', set()),
            ("TA=(电池 NEAR/3 电机)", set()),
            ("TA=(泵 NEAR/3 电机)", {3}),
            ("NOT TA=电池", {3, 4}),
            ("TA=电* NOT TI=电", {2, 3}),
        ],
    )
    def test_a_joined_field_asks_each_word_anywhere_and_a_phrase_within_one(self, engine, text, expected):
        BOOKS[1] = book(1, "电池", "电机")
        BOOKS[2] = book(2, "泵", "电池")
        BOOKS[3] = book(3, "阀", "泵和电机")
        BOOKS[4] = book(4, "阀", writer=["电池"])
        fill(engine)
        assert ids(engine, text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("TOPIC=power", {1, 2}),
            ("NOT 名目=power", {3, 4}),
            ("TOPIC=power TI=电池", {1}),
            ("TOPIC=pumps", {4}),
            ("TOPIC=(power OR pumps)", {1, 2, 4}),
        ],
    )
    def test_a_name_stands_for_its_expression_and_filters(self, engine, text, expected):
        BOOKS[1] = book(1, "电池")
        BOOKS[2] = book(2, "泵", "电机", office="JP")
        BOOKS[3] = book(3, "电池", office="US")
        BOOKS[4] = book(4, "泵")
        fill(engine)
        assert ids(engine, text) == expected

    def test_a_filter_and_its_expression_find_the_same(self, engine):
        fill(engine, 200)
        for value, count in engine.search(ask()).facets["office"]:
            assert ids(engine, f"OFFICE={value}") == set(engine.scan(ask(office=[value])))
            assert engine.search(ask(f"OFFICE={value}")).total == count

    def test_days_and_values_change_with_their_document(self, engine):
        BOOKS[1] = book(1, date="2018-03-05", state="pending")
        fill(engine)
        BOOKS[1] = book(1, date="2021", state="valid")
        assert engine.index(DECLARATION, [BOOKS[1]]) == 1
        assert ids(engine, "AD=2018") == ids(engine, "STATUS=审中") == set()
        assert ids(engine, "AD=[2020 TO 2022]") == ids(engine, "STATUS=有效") == {1}
