"""Form and expression are made from each other without loss."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ipplatform.search import ExpressionError, parse_query
from ipplatform.search.declarations import DayField
from patents.catalogue.form_search import (
    ALL,
    ANY,
    ANYWHERE,
    NONE,
    RANGE,
    Condition,
    _meaning,
    expression_to_form,
    form_normal,
    form_to_expression,
    words_of,
    words_text,
)
from patents.catalogue.search import DECLARATION, PATENTS

TEXTS = ("", *(part.code for part in DECLARATION.fields if part.code in ("TI", "AB", "PA", "IN", "PN", "IPC")))
DAYS = tuple(part.code for part in DECLARATION.fields if isinstance(part, DayField))

LETTERS = "固态電解質かなカ한글abcXYZ019 -/.,()=*[]、；“”AND"
WORDS = st.one_of(
    st.sampled_from(
        ["AND", "OR", "NOT", "NEAR/3", "H01M", "10", "10/0562", "H01M 10/0562", "H01M10", "wave*", "TI=x", "C++", "(a)",
         "CN 104567890 A", "ＺＬ２０１３", "电 池", "“引用”", "50%", "a;b", "[2018 TO 2020]"]
    ),
    st.text(LETTERS, min_size=1, max_size=8),
)  # fmt: skip
PLAIN = st.builds(
    Condition, st.sampled_from(TEXTS), st.sampled_from((ALL, ANY, NONE)),
    st.lists(WORDS, max_size=4).map(lambda words: words_of(words_text(word.replace('"', "") for word in words))),
)  # fmt: skip
RANGES = st.builds(
    Condition, st.sampled_from(DAYS or ("",)), st.just(RANGE),
    st.sampled_from((("2018", "2020"), ("20180101", ""), ("", "2019-12-31"), ("2018", "2018"))),
)  # fmt: skip
FORMS = st.lists(st.one_of(PLAIN, RANGES) if DAYS else PLAIN, max_size=5)


@settings(max_examples=400, deadline=None)
@given(FORMS)
def test_a_form_comes_back_from_its_expression(conditions: list[Condition]) -> None:
    form = form_normal(conditions, DECLARATION)
    text = form_to_expression(form)
    try:
        again = expression_to_form(text, DECLARATION)
    except ExpressionError as error:
        # The parser's own bounds (a star inside a word, no symbol): the page shows them beside the form.
        assume(error.code not in ("prefix_short", "prefix_misplaced", "too_wide", "value_unknown"))
        raise
    assert again == form, text


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, max_size=5))
def test_what_is_typed_into_a_field_is_kept(words: list[str]) -> None:
    once = words_of(" ".join(words))
    assert words_of(words_text(once)) == once


EXPRESSIONS = st.recursive(
    st.sampled_from(["电池", "TI=隔膜", "PA=(甲 OR 乙)", '"固态 电解质"', "IPC=H01M10", "wave*", "AB=(a b)", "IN=丙",
                     "TA=丁", "TA=(戊 NEAR/3 己)"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" ", " AND ", " OR "]), inner).map(
            lambda one: f"({one[0]}){one[1]}({one[2]})"
        ),
        inner.map(lambda one: f"NOT ({one})"),
    ),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(EXPRESSIONS)
def test_a_form_shown_for_an_expression_means_the_same(text: str) -> None:
    form = expression_to_form(text, DECLARATION)
    if form is None:
        return
    first = parse_query(text, index=PATENTS).tree
    second = parse_query(form_to_expression(form), index=PATENTS).tree
    assert first is not None and second is not None and _meaning(first) == _meaning(second)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", ()),
        ("固态 电解质", (Condition(ANYWHERE, ALL, ("固态", "电解质")),)),
        ("TI=(固态 OR 液态) NOT PA=大学", (Condition("TI", ANY, ("固态", "液态")), Condition("PA", NONE, ("大学",)))),
        ("TI=a TI=b NOT (c OR d)", (Condition(ANYWHERE, NONE, ("c", "d")), Condition("TI", ALL, ("a", "b")))),
        ("AD=［２０１８ ＴＯ ２０２０］", (Condition("AD", RANGE, ("2018", "2020")),)),
        ("GD=2018 OR GD=2018", (Condition("GD", RANGE, ("2018", "2018")),)),
        ("AD=[2018,2020]", (Condition("AD", RANGE, ("2018", "2020")),)),
        ("AD=[2018 TO *] NOT AD=2020", (Condition("AD", NONE, ("2020",)), Condition("AD", RANGE, ("2018", "")))),
        ("NOT AD=2020 AD=[2018 TO *]", (Condition("AD", NONE, ("2020",)), Condition("AD", RANGE, ("2018", "")))),
        ("IPC=H01M 10/0562", (Condition("IPC", ALL, ("H01M 10/0562",)),)),
    ],
)  # fmt: skip
def test_expressions_that_a_form_can_show(text: str, form: tuple[Condition, ...]) -> None:
    assert expression_to_form(text, DECLARATION) == form


@pytest.mark.parametrize(
    "text",
    [
        "TI=a OR PA=b",
        "TI=a NEAR/3 b",
        "NOT (a b)",
        "(a b) OR c",
        "TI=(a OR (b c))",
        "AD=[2018 TO *] AD=[* TO 2020]",
        "NOT (TI=a OR PA=b)",
        "TA=(a NEAR/3 b)",
        "NOT TA=(a NEAR/3 b)",
        "TA=(a NEAR/3 b) OR TA=c",
        "TA=c TA=(a NEAR/3 b)",
    ],
)
def test_expressions_that_stay_expressions(text: str) -> None:
    assert expression_to_form(text, DECLARATION) is None


def test_a_sign_alone_is_no_word_of_a_form() -> None:
    form = form_normal([Condition("IPC", ANY, ("AND", "/"))], DECLARATION)
    assert form == (Condition("IPC", ALL, ("AND",)),)


def test_a_wrong_expression_is_refused_with_its_place() -> None:
    with pytest.raises(ExpressionError, match="第 4 个字符"):
        expression_to_form("TI=(a", DECLARATION)
