"""A mistake is named with its place, and corrected where the correction can be computed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplatform import search
from ipplatform.search import ErrorCode, ExpressionError
from ipplatform.search.expression import parse
from ipplatform.search.limits import MAX_EXPANDED
from ipplatform.search.suggestions import nearest
from tests.ipplatform.search.library import DECLARATION, NAMED, ask


@pytest.mark.parametrize(
    ("text", "code", "position", "suggestion"),
    [
        ("TO=电池", ErrorCode.FIELD_UNKNOWN, 0, "TI=电池"),
        ("泵 日其=2018", ErrorCode.FIELD_UNKNOWN, 2, "泵 日期=2018"),
        ("TITLE=泵", ErrorCode.FIELD_UNKNOWN, 0, "TI=泵"),
        ("x=5 泵", ErrorCode.FIELD_UNKNOWN, 0, '"x=5" 泵'),
        ("TI:电池", ErrorCode.COLON, 2, "TI=电池"),
        ("(日期：2018)", ErrorCode.COLON, 3, "(日期=2018)"),
        ("(a AND (b", ErrorCode.BRACKET_OPEN, 7, "(a AND (b))"),
        ("TI=（泵", ErrorCode.BRACKET_OPEN, 3, "TI=（泵)"),
        ("a) b", ErrorCode.BRACKET_CLOSE, 1, "a b"),
        ("泵)PA=a", ErrorCode.BRACKET_CLOSE, 1, "泵 PA=a"),
        ("泵 ()", ErrorCode.BRACKET_EMPTY, 3, "泵"),
        ('TI="电池', ErrorCode.QUOTE_OPEN, 3, 'TI="电池"'),
        ('电池"', ErrorCode.QUOTE_OPEN, 2, "电池"),
        ("a AND", ErrorCode.UNFINISHED, 5, "a"),
        ("(a OR) b", ErrorCode.UNFINISHED, 5, "(a) b"),
        ("AND OR a", ErrorCode.OPERATOR_MISPLACED, 0, "a"),
        ("TI= AND a", ErrorCode.FIELD_EMPTY, 0, None),
        ("TI=", ErrorCode.FIELD_EMPTY, 0, None),
        ("TI=PA=泵", ErrorCode.FIELD_NESTED, 3, None),
        ("TI==泵", ErrorCode.CHARACTER, 3, "TI=泵"),
        ("*池", ErrorCode.PREFIX_MISPLACED, 0, "池"),
        ("a* b", ErrorCode.PREFIX_SHORT, 0, "a b"),
        ("TI=a and PA=b", ErrorCode.OPERATOR_LOWER, 5, "TI=a AND PA=b"),
        ("(TI=a) Or (PA=b)", ErrorCode.OPERATOR_LOWER, 7, "(TI=a) OR (PA=b)"),
        ("a not TI=b", ErrorCode.OPERATOR_LOWER, 2, "a NOT TI=b"),
        ("a NEAR b", ErrorCode.OPERATOR_UNKNOWN, 2, "a NEAR/5 b"),
        ("a ADJ3 b", ErrorCode.OPERATOR_UNKNOWN, 2, "a NEAR/3 b"),
        ("a W/2 b", ErrorCode.OPERATOR_UNKNOWN, 2, "a NEAR/2 b"),
        ("a NEAR/99 b", ErrorCode.NEAR_DISTANCE, 2, "a NEAR/50 b"),
        ("泵 -电机", ErrorCode.OPERATOR_UNKNOWN, 2, "泵 NOT 电机"),
        ("AD=20180230", ErrorCode.DAY_INVALID, 3, "AD=201802"),
        ("AD=2018*", ErrorCode.DAY_INVALID, 3, "AD=2018"),
        ("AD=[2018]", ErrorCode.DAY_INVALID, 3, "AD=2018"),
        ("AD=[2018 TO x]", ErrorCode.DAY_INVALID, 3, "AD=[2018 TO *]"),
        ("AD>=电", ErrorCode.DAY_INVALID, 4, None),
        ("AD=[2020 TO 2018]", ErrorCode.RANGE_ORDER, 3, "AD=[2018 TO 2020]"),
        ("AD=2020-2018", ErrorCode.RANGE_ORDER, 3, "AD=[2018 TO 2020]"),
        ("[2018 TO 2020]", ErrorCode.RANGE_MISPLACED, 0, "AD=[2018 TO 2020]"),
        ("TI=[1,2]", ErrorCode.RANGE_MISPLACED, 3, 'TI="[1,2]"'),
        ("TI>=泵", ErrorCode.COMPARISON, 0, "TI=泵"),
        ("STATUS=有果", ErrorCode.VALUE_UNKNOWN, 7, "STATUS=有效"),
        ("STATUS=in force", ErrorCode.VALUE_UNKNOWN, 7, 'STATUS="In force"'),
        ("STATUS=valid|pendign", ErrorCode.VALUE_UNKNOWN, 13, "STATUS=valid|pending"),
        ("STATUS=zzzzzzzz", ErrorCode.VALUE_UNKNOWN, 7, None),
        ("TOPIC=powr", ErrorCode.EXPANSION_UNKNOWN, 6, "TOPIC=power"),
        ("泵 TOPIC=loop", ErrorCode.EXPANSION_CYCLE, 8, None),
        ("TOPIC=broken", ErrorCode.EXPANSION_BROKEN, 6, None),
        ("TOPIC=empty", ErrorCode.EXPANSION_BROKEN, 6, None),
    ],
)
def test_a_mistake_is_placed_and_corrected(text, code, position, suggestion):
    with pytest.raises(ExpressionError) as caught:
        parse(text, DECLARATION)
    error = caught.value
    assert (error.code, error.position, error.suggestion) == (code, position, suggestion)
    assert error.before + error.at + error.after == error.text == text


def test_the_message_of_a_cycle_names_it():
    with pytest.raises(ExpressionError, match="loop → pool → loop"):
        parse("TOPIC=loop", DECLARATION)


def test_the_message_of_a_closed_field_names_its_values():
    with pytest.raises(ExpressionError, match="valid pending lapsed 有效 In force 审中"):
        parse("STATUS=zzz", DECLARATION)


@pytest.mark.parametrize(
    "text", ["a and b", "not a", "TI=(a or b)", "near/x", '"TI:a"', "a:b", "-5 泵", "AR-x", "a<b>c"]
)
def test_what_may_be_words_stays_words(text):
    assert parse(text, DECLARATION) is not None


def test_names_within_names_are_bounded(monkeypatch):
    for level in range(6):
        monkeypatch.setitem(NAMED, f"level{level}", search.Expansion(f"level{level}", f"TOPIC=level{level + 1}"))
    with pytest.raises(ExpressionError) as caught:
        parse("TOPIC=level0", DECLARATION)
    assert caught.value.code is ErrorCode.TOO_DEEP


def test_terms_are_counted_after_names_were_replaced(monkeypatch):
    monkeypatch.setitem(NAMED, "wide", search.Expansion("wide", " OR ".join(f"词{n}" for n in range(90))))
    within = MAX_EXPANDED // 90
    assert parse(" OR ".join(["TOPIC=wide"] * within), DECLARATION) is not None
    with pytest.raises(ExpressionError) as caught:
        parse(" OR ".join(["TOPIC=wide"] * (within + 1)), DECLARATION)
    assert caught.value.code is ErrorCode.TOO_MANY_TERMS


def test_a_name_with_a_filter_that_the_index_does_not_have_is_refused(monkeypatch):
    monkeypatch.setitem(NAMED, "owned", search.Expansion("owned", "泵", {"colour": ["red"]}))
    with pytest.raises(ExpressionError, match="colour") as caught:
        parse("TOPIC=owned", DECLARATION)
    assert caught.value.code is ErrorCode.EXPANSION_BROKEN


def test_ranges_together_are_bounded():
    with pytest.raises(ExpressionError) as caught:
        parse(" OR ".join(["AD=[1800 TO 2099]"] * 20), DECLARATION)
    assert caught.value.code is ErrorCode.TOO_MANY_TERMS


def test_numbers_of_a_shape_are_one_code_with_their_blanks():
    fields = tuple(
        replace(one, shape=r"[A-Za-z]{2} ?\d[\d ]{4,}[A-Za-z]\d?") if one.name == "number" else one
        for one in DECLARATION.fields
    )
    shaped = replace(DECLARATION, fields=fields)
    tree = parse("泵 CN 104 567 890 A", shaped)
    assert getattr(tree, "parts", ())[1].code == "cn104567890a"
    assert getattr(parse("PN=CN 104567890 A", shaped), "token", "") == "cn104567890a"
    assert getattr(parse("PN=ＣＮ　１０４５６７８９０　Ａ", shaped), "token", "") == "cn104567890a"
    assert len(getattr(parse('"CN 104567890 A" CN 1', shaped), "parts", ())) == 3


@pytest.mark.usefixtures("shelf")
def test_the_error_of_a_query_shows_the_text_that_the_query_would_keep():
    with pytest.raises(ExpressionError) as caught:
        ask("  泵 AND ")
    assert (caught.value.text, caught.value.position, caught.value.suggestion) == ("泵 AND", 5, "泵")


def test_the_nearest_name_is_near():
    assert nearest("TL", ["AB", "TI"]) == "TI"
    assert nearest("申清人", ["发明人", "申请人"]) == "申请人"
    assert nearest("publiction", ["publication", "application"]) == "publication"
    assert nearest("x", ["AB", "TI"]) is None
    assert nearest("", ["AB"]) is None
    assert nearest("授权有效", ["审中", "有效"]) == "有效"


@given(st.text(alphabet='电池a1G2B*=()" /（）“”TIPNAORD%，[]-<>：|0', max_size=40))
def test_a_suggestion_can_always_be_read(text):
    try:
        parse(text, DECLARATION)
    except ExpressionError as error:
        assert 0 <= error.position <= len(text)
        assert error.text == text and str(error.message)
        if error.suggestion is not None:
            assert error.suggestion != text
            assert parse(error.suggestion, DECLARATION) is not None
