"""Letters that nobody sees change nothing that is found, and places stay those of the text as typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplatform.search import ExpressionError, highlight
from ipplatform.search.codes import symbol_code
from ipplatform.search.expression import parse
from ipplatform.search.tree import leaves, moved
from ipplatform.search.unseen import is_unseen, seen, span_typed
from tests.ipplatform.search.library import DECLARATION, ask, library

VISIBLE = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
UNSEEN = "\u00ad\u200b\u200d\u200e\u2060\ufeff\ufe0f"


def test_all_of_the_category_are_unseen_but_those_that_are_written():
    formats = {chr(at) for at in range(0x110BD) if unicodedata.category(chr(at)) == "Cf"}
    assert {one for one in formats if not is_unseen(one)} == set(VISIBLE)
    assert not any(map(is_unseen, "电池aÀ9 　-—\u0301\n"))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("电\u200b池", "电池"),
        ("wave\u00adguide", "waveguide"),
        ("\ufeffTI=电池\u200b OR\u200b TI=隔膜", "TI=电池 OR TI=隔膜"),
        ("T\u200bI=电池", "TI=电池"),
        ("IPC=G02\u200bB27", "IPC=G02B27"),
        ("AD=20\u200e18", "AD=2018"),
        ("(a\u2060)*", "(a)*"),
        ('"光\u200b学 波导" NEAR\u200b/5 泵', '"光学 波导" NEAR/5 泵'),
        ("泵 AND\u200b", "泵 AND"),
        ("泵 OFF\u200bIC=CN", "泵 OFFIC=CN"),
    ],
)
def test_an_expression_means_the_same_with_them(text, plain):
    assert seen(text) == plain
    try:
        tree = parse(plain, DECLARATION)
    except ExpressionError as error:
        with pytest.raises(ExpressionError) as caught:
            parse(text, DECLARATION)
        assert caught.value.code is error.code
        assert caught.value.position == span_typed(text, error.position, error.position)[0]
        assert seen(caught.value.suggestion or "") == (error.suggestion or "")
        assert caught.value.before + caught.value.at + caught.value.after == text
        return
    assert parse(text, DECLARATION) == moved(tree, lambda start, end: span_typed(text, start, end))
    for leaf in leaves(parse(text, DECLARATION)):
        assert seen(text[leaf.start : leaf.end]).strip('"') == leaf.text


def test_a_text_of_nothing_else_is_refused():
    with pytest.raises(ExpressionError):
        parse("\u200b\ufeff", DECLARATION)


@given(st.text(alphabet='电池a1G2B*=()" TIPNAORD,-|' + UNSEEN, max_size=30))
def test_any_text_is_read_or_refused_as_without_them(text):
    def read(one):
        try:
            return parse(one, DECLARATION), ""
        except ExpressionError as error:
            assert 0 <= error.position <= len(one)
            assert error.suggestion is None or parse(error.suggestion, DECLARATION) is not None
            return None, error.code

    (tree, code), (plain, as_plain) = read(text), read(seen(text))
    if seen(text).strip():
        assert code == as_plain and bool(tree) == bool(plain)


def test_what_is_found_is_marked_with_them():
    library()
    assert highlight("一种固\u200b态电池", ask("固态"), "title") == "一种<mark>固\u200b态</mark>电池"
    assert symbol_code("G02\u200bB 27") == symbol_code("G02B27")
