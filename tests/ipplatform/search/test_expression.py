"""The expression grammar: one tree, or a named refusal with a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplatform.search import ErrorCode, ExpressionError, limits
from ipplatform.search.expression import parse
from ipplatform.search.tree import And, AnyOf, Code, Marked, Near, Not, Or, Term, Tree
from tests.ipplatform.search.library import DECLARATION


def shape(tree: Tree | None) -> object:
    """A tree as nested tuples, short to read in a test."""
    match tree:
        case Term():
            return f"{tree.field or ''}:{'+'.join(tree.phrase.tokens)}{'~' if tree.phrase.prefix else ''}"
        case Code():
            return f"{tree.field}={tree.token}{'~' if tree.beginning else ''}"
        case Marked():
            return ("marked", tree.facet, *tree.values)
        case AnyOf():
            return ("any", tree.field, len(tree.tokens))
        case Near():
            return ("near", tree.distance, shape(tree.left), shape(tree.right))
        case Not():
            return ("not", shape(tree.part))
        case And() | Or():
            return (type(tree).__name__.lower(), *map(shape, tree.parts))
    return None


def read(text: str) -> object:
    return shape(parse(text, DECLARATION))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("　 ", None),
        ("电池", ":电池"),
        ("电池 电机", ("and", ":电池", ":电机")),
        ("电池，电机；泵", ("and", ":电池", ":电机", ":泵~")),
        ("电池 AND 电机 OR 泵", ("or", ("and", ":电池", ":电机"), ":泵~")),
        ("a OR b c", ("or", ":a", ("and", ":b", ":c"))),
        ("电池 NOT 电机", ("and", ":电池", ("not", ":电机"))),
        ("NOT 电机", ("not", ":电机")),
        ("NOT NOT 电机", ":电机"),
        ("ANDROID ORB NOTE", ("and", ":android", ":orb", ":note")),
        ('"电池 电机"', ":电池+池+电机"),
        ("“电池 电机”", ":电池+池+电机"),
        ("TI=电池", "title:电池"),
        ("ti = 电池", "title:电池"),
        ("ＴＩ＝电池", "title:电池"),
        ("AD=2018-03", "day=m201803"),
        ("日期=20180305", "day=d20180305"),
        ("AD=[20180305 TO 201804]", ("any", "day", 28)),
        ("AD=[2018 TO 2020]", ("any", "day", 3)),
        ("TI=（电池 OR 光栅） AND IPC=G02B27", ("and", ("or", "title:电池", "title:光栅"), "subject=g02b27z~")),
        ("TI=电池 电机", ("and", "title:电池", ":电机")),
        ("IPC=G02B", "subject=g02b~"),
        ("IPC=G02B 27/01 泵", ("and", "subject=g02b27z01~", ":泵~")),
        ("IPC=G02B27/01", "subject=g02b27z01~"),
        ("IPC=G06F3*", "subject=g06f3~"),
        ("IPC=(G02B27 OR H01M)", ("or", "subject=g02b27z~", "subject=h01m~")),
        ("PN=CN 1", ("and", "number=cn", ":1")),
        ('PN="us 2020/0123456 (A1)"', "number=us20200123456a1"),
        ("PN=CN11*", "number=cn11~"),
        ("wav* 电池*", ("and", ":wav~", ":电池")),
        ("电池 NEAR/5 电机", ("near", 5, ":电池", ":电机")),
        ("TI=电池 NEAR/0 泵 AND x", ("and", ("near", 0, "title:电池", "title:泵~"), ":x")),
        ("电池 - 电机", ("and", ":电池", ":电机")),
    ],
)
def test_what_an_expression_means(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("(电池", ErrorCode.BRACKET_OPEN, 0),
        ("电池)", ErrorCode.BRACKET_CLOSE, 2),
        ("电池 （）", ErrorCode.BRACKET_EMPTY, 4),
        ('电池 "电机', ErrorCode.QUOTE_OPEN, 3),
        ("AND 电池", ErrorCode.OPERATOR_MISPLACED, 0),
        ("电池 OR OR 电机", ErrorCode.OPERATOR_MISPLACED, 6),
        ("电池 AND", ErrorCode.UNFINISHED, 6),
        ("(电池 OR) 泵", ErrorCode.UNFINISHED, 6),
        ("电池 XX=泵", ErrorCode.FIELD_UNKNOWN, 3),
        ("电池 TI=", ErrorCode.FIELD_EMPTY, 3),
        ("TI=%", ErrorCode.FIELD_EMPTY, 0),
        ("TI=PA=泵", ErrorCode.FIELD_NESTED, 3),
        ("TI=(泵 PA=x)", ErrorCode.FIELD_NESTED, 6),
        ("电池=x", ErrorCode.FIELD_UNKNOWN, 0),
        ("*池", ErrorCode.PREFIX_MISPLACED, 0),
        ("a*", ErrorCode.PREFIX_SHORT, 0),
        ("PN=C*", ErrorCode.PREFIX_SHORT, 3),
        ("%%%", ErrorCode.TERM_EMPTY, 0),
        ("(a OR b) NEAR/3 c", ErrorCode.NEAR_OPERAND, 9),
        ("PN=CN1 NEAR/3 c", ErrorCode.NEAR_OPERAND, 7),
        ("a NEAR/99 b", ErrorCode.NEAR_DISTANCE, 2),
        ("AD=电池", ErrorCode.DAY_INVALID, 3),
        ("AD=2018-02-30", ErrorCode.DAY_INVALID, 3),
        ("AD=2018*", ErrorCode.DAY_INVALID, 3),
        ("泵 AD=[2018 TO x]", ErrorCode.DAY_INVALID, 5),
        ("AD=[2018]", ErrorCode.DAY_INVALID, 3),
        ("电池\x00", ErrorCode.CHARACTER, 2),
        ("TOPIC=\ud800", ErrorCode.CHARACTER, 6),
        ("AD>[2018 TO 2020]", ErrorCode.DAY_INVALID, 3),
        ("AD=[2020 TO 2018]", ErrorCode.RANGE_ORDER, 3),
        ("TI=[2018 TO 2020]", ErrorCode.RANGE_MISPLACED, 3),
        ("[2018 TO 2020]", ErrorCode.RANGE_MISPLACED, 0),
        ("泵 " * 150, ErrorCode.TOO_WIDE, 200),
        ("泵" * 5000, ErrorCode.TOO_LONG, limits.MAX_LENGTH),
        ("泵" * 200, ErrorCode.TOO_WIDE, 0),
        ("(" * 13 + "泵" + ")" * 13, ErrorCode.TOO_DEEP, 12),
        (" OR ".join(["(泵 泵 泵 泵 泵)"] * 50), ErrorCode.TOO_MANY_TERMS, 601),
    ],
)
def test_a_refusal_has_a_name_and_a_place(text, code, position):
    with pytest.raises(ExpressionError) as caught:
        read(text)
    assert (caught.value.code, caught.value.position) == (code, position)
    assert f"第 {position + 1} 个字符" in str(caught.value)


def test_a_term_knows_where_it_stood_and_what_was_typed():
    tree = parse("TI=電池", DECLARATION)
    assert isinstance(tree, Term)
    assert (tree.start, tree.end, tree.text) == (3, 5, "電池")


def test_a_bare_word_with_digits_is_asked_as_a_number_too():
    tree = parse("CN-1,234", DECLARATION)
    assert isinstance(tree, Term)
    assert (tree.code, tree.phrase.tokens) == ("cn1234", ("cn", "1", "234"))


def test_many_nots_do_not_exhaust_the_reader():
    assert read("NOT " * 900 + "泵") == ":泵~"


@given(st.text(alphabet='电池a1G02B*=()" /（）“”TIPNAORD%，', max_size=60))
def test_any_text_is_read_or_refused_within_itself(text):
    try:
        parse(text, DECLARATION)
    except ExpressionError as error:
        assert 0 <= error.position <= len(text)
        assert str(error.message)
