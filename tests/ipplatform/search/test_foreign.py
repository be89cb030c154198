"""What other search languages write is refused at its place, and corrected without another meaning."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipplatform.search import ErrorCode, ExpressionError
from ipplatform.search.expression import parse
from tests.ipplatform.search.library import DECLARATION
from tests.ipplatform.search.refusals import refused_with

UNKNOWN, STAR = ErrorCode.OPERATOR_UNKNOWN, ErrorCode.PREFIX_MISPLACED


@pytest.mark.parametrize(
    ("text", "code", "position", "suggestion"),
    [
        ("ti:battery", ErrorCode.COLON, 2, "TI=battery"),
        ("Ti : (a OR b)", ErrorCode.COLON, 3, "TI=(a OR b)"),
        ("ｔｉ：battery", ErrorCode.COLON, 2, "TI=battery"),
        ("ipc:G02B pa:x", ErrorCode.COLON, 3, "IPC=G02B PA=x"),
        ("pa.name:x", ErrorCode.COLON, 7, "PA=x"),
        ("泵，日期：2018", ErrorCode.COLON, 4, "泵，日期=2018"),
        ("電池 題名或提要：泵", ErrorCode.COLON, 8, "電池 題名或提要=泵"),
        ("TI:", ErrorCode.COLON, 2, None),
        ("电池 || 隔膜", UNKNOWN, 3, "电池 OR 隔膜"),
        ("电池 | 隔膜", UNKNOWN, 3, "电池 OR 隔膜"),
        ("电池 ｜ 隔膜", UNKNOWN, 3, "电池 OR 隔膜"),
        ("电池 && 隔膜", UNKNOWN, 3, "电池 AND 隔膜"),
        ("电池 & 隔膜", UNKNOWN, 3, "电池 AND 隔膜"),
        ("a&&b", UNKNOWN, 1, "a AND b"),
        ("(a)||(b)", UNKNOWN, 3, "(a) OR (b)"),
        ("OFFICE=CN | US", UNKNOWN, 10, "OFFICE=CN|US"),
        ("OFFICE=CN || TI=泵", UNKNOWN, 10, "OFFICE=CN OR TI=泵"),
        ("!电池", UNKNOWN, 0, "NOT 电池"),
        ("泵 !(a b)", UNKNOWN, 2, "泵 NOT (a b)"),
        ("TI=!电池", UNKNOWN, 3, "NOT TI=电池"),
        ("泵 ！电池", UNKNOWN, 2, "泵 NOT 电池"),
        ("TI=-电池", UNKNOWN, 3, "NOT TI=电池"),
        ("NOT -泵", UNKNOWN, 4, "NOT 泵"),
        ("泵 -(a OR b)", UNKNOWN, 2, "泵 NOT (a OR b)"),
        ('泵 -"a b"', UNKNOWN, 2, '泵 NOT "a b"'),
        ("泵 −电池", UNKNOWN, 2, "泵 NOT 电池"),
        ("–电池 泵", UNKNOWN, 0, "NOT 电池 泵"),
        ("TI=—电池", UNKNOWN, 3, "NOT TI=电池"),
        ('泵 ‐"a b"', UNKNOWN, 2, '泵 NOT "a b"'),
        ("泵 ﹣电池", UNKNOWN, 2, "泵 NOT 电池"),
        ("华为−PA=中兴", ErrorCode.CHARACTER, 2, "华为 NOT PA=中兴"),
        ("华为 -PA=中兴", UNKNOWN, 3, "华为 NOT PA=中兴"),
        ("华为-PA=中兴", ErrorCode.CHARACTER, 2, "华为 NOT PA=中兴"),
        ("TI=a&PA=b", ErrorCode.CHARACTER, 4, "TI=a AND PA=b"),
        ("TI=泵,PA=x", ErrorCode.CHARACTER, 4, "TI=泵 PA=x"),
        ("电池TI=x", ErrorCode.FIELD_UNKNOWN, 0, "电池 TI=x"),
        ("TI≠电池", UNKNOWN, 2, "NOT TI=电池"),
        ("TI<>电池", UNKNOWN, 2, "NOT TI=电池"),
        ("TI!=电池", UNKNOWN, 2, "NOT TI=电池"),
        ("NOT TI != 电池", UNKNOWN, 7, "NOT TI=电池"),
        ("wa*e", STAR, 2, "wa*"),
        ("电*池", STAR, 1, "电 NEAR/5 池"),
        ("wave*电池", STAR, 4, "wave* 电池"),
        ("TI=wave*电池", STAR, 7, "TI=(wave* 电池)"),
        ("温度= AND 泵", ErrorCode.FIELD_UNKNOWN, 2, "温度  AND 泵"),
        ("温度=TI=泵", ErrorCode.FIELD_UNKNOWN, 2, "温度 TI=泵"),
        ("p/i*zza", STAR, 3, None),
        ("P~A=泵", ErrorCode.CHARACTER, 3, "P~A 泵"),
        ("10*20", STAR, 2, '"10*20"'),
        ("w?ve", ErrorCode.CHARACTER, 1, None),
        ("wave?length b", ErrorCode.CHARACTER, 4, "wave* b"),
        ("电?池", ErrorCode.CHARACTER, 1, "电 NEAR/1 池"),
        ("TI=wave?", ErrorCode.CHARACTER, 7, "TI=wave*"),
        ("?ave", ErrorCode.CHARACTER, 0, "ave"),
        ('TI="battery sep*"', STAR, 15, 'TI="battery sep"*'),
        ('"batt* sep"', STAR, 5, "(batt* sep)"),
        ('"光学 波导"~5', UNKNOWN, 7, "光学 NEAR/5 波导"),
        ('TI="光学 not"～3 泵', UNKNOWN, 11, 'TI=光学 NEAR/3 "not" 泵'),
        ('"a b c"~5', UNKNOWN, 7, None),
        ("battery~2", UNKNOWN, 7, "battery"),
        ('"光学 波导" ~3', UNKNOWN, 8, "光学 NEAR/3 波导"),
        ('TI="光学 波导"/3 泵', UNKNOWN, 10, "TI=光学 NEAR/3 波导 泵"),
        ('"光学 波导"^2', UNKNOWN, 7, '"光学 波导"'),
        ('"a b c"/3', UNKNOWN, 7, None),
        ("(a b)~3", UNKNOWN, 5, None),
        ("(a b)^2 泵", UNKNOWN, 5, "(a b) 泵"),
        ("TI='solid state' 泵", ErrorCode.CHARACTER, 3, 'TI="solid state" 泵'),
        ("‘固态 电池’ 泵", ErrorCode.CHARACTER, 0, '"固态 电池" 泵'),
        ("'a OR b'", ErrorCode.CHARACTER, 0, '"a OR b"'),
        ("electroly$ 泵", ErrorCode.CHARACTER, 9, "electroly* 泵"),
        ("colo#r", ErrorCode.CHARACTER, 4, "colo*"),
        ("TI=%wave％", ErrorCode.CHARACTER, 3, "TI=wave*"),
        ("电池$", ErrorCode.CHARACTER, 2, None),
        ("固态 electroly?", ErrorCode.CHARACTER, 12, "固态 electroly*"),
        ("solid state electroly?", ErrorCode.CHARACTER, 21, "solid state electroly*"),
        ("电池 AND ###", ErrorCode.TERM_EMPTY, 7, "电池"),
        ("电池 OR ###", ErrorCode.TERM_EMPTY, 6, "电池"),
        ("TI=电池 AND NOT ###", ErrorCode.TERM_EMPTY, 14, "TI=电池"),
        ("### OR 电池", ErrorCode.TERM_EMPTY, 0, "电池"),
        ("a AND (###) OR b", ErrorCode.TERM_EMPTY, 7, "a OR b"),
        ('a AND "—" b', ErrorCode.TERM_EMPTY, 6, "a b"),
        ("NOT ###", ErrorCode.TERM_EMPTY, 4, None),
        ("OFFICE=CN;US", ErrorCode.SEVERAL, 9, "OFFICE=(CN OR US)"),
        ("OFFICE=CN,US, JP 泵", ErrorCode.SEVERAL, 9, "OFFICE=(CN OR US OR JP) 泵"),
        ("OFFICE=（CN，US）", ErrorCode.SEVERAL, 10, "OFFICE=（CN OR US）"),
        ("OFFICE=CN|US、JP", ErrorCode.SEVERAL, 12, "OFFICE=(CN|US OR JP)"),
        ("IPC=G02B;H01M", ErrorCode.SEVERAL, 8, "IPC=(G02B OR H01M)"),
        ("IPC=G02B 27/01,H01M*", ErrorCode.SEVERAL, 14, "IPC=(G02B 27/01 OR H01M*)"),
        ("IN=李明;王强", ErrorCode.SEVERAL, 5, "IN=(李明 OR 王强)"),
        ("IN=李明、王强", ErrorCode.SEVERAL, 5, "IN=(李明 OR 王强)"),
        ('PA="甲 乙"，"丙"', ErrorCode.SEVERAL, 8, 'PA=("甲 乙" OR "丙")'),
        ("TI=电池|隔膜", ErrorCode.SEVERAL, 5, "TI=(电池 OR 隔膜)"),
        ("电池|隔膜", ErrorCode.SEVERAL, 2, "(电池 OR 隔膜)"),
        ("AD=2018,2019", ErrorCode.SEVERAL, 7, "AD=(2018 OR 2019)"),
        ("AD=2018|2019", ErrorCode.SEVERAL, 7, "AD=(2018 OR 2019)"),
        ("AD=2018/泵", ErrorCode.DAY_INVALID, 3, None),
        ("TOPIC=power,pumps", ErrorCode.SEVERAL, 11, "TOPIC=(power OR pumps)"),
        ("AD=2018..2019", ErrorCode.DAY_INVALID, 3, "AD=[2018 TO 2019]"),
        ("STATUS=有效/审中", ErrorCode.VALUE_UNKNOWN, 7, "STATUS=有效|审中"),
    ],
)  # fmt: skip
def test_a_foreign_sign_is_refused_with_our_writing(text, code, position, suggestion):
    assert refused_with(text, DECLARATION) == (code, position, suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "Al2O3/SiO2", "C++", "3.5G", "AT&T", "PA=AT&T", "A&B", "电池 - 电机", "电池怎么回收？", "电池怎么回收?",
        "What is a battery?", "What is a battery? How long does it last?", "好！电池", "Hello!", "built-in: x",
        "a:b 12:30", '"5*3" "A*STAR"', '"a || b" "TI≠x" "!a" "w?ve"', "5~10V", "OFFICE=CN|US", "AD=2018~2019",
        "PN=US10,123,456B2", "TI=1,2-二氯乙烷", "TI=N,N-二甲基", "TI=电池，PA=华为", "TI=(电池，隔膜)",
        "TI=电池， NOT 泵", "电池，隔膜；泵", "产品 ——基于光", "泵 — 电机", "−5 泵", "固–液",
        "5%的LiTFSI", "5 wt% LiPF6", "含量 5 %的", "C# Visual C#", "$5 US$ 5", "battery#1",
        "Parkinson's disease 'n' O'Reilly's", "‘固态、电池’的", '"x" ~ y "x" / y',
        "5'-GMP 3'端 5'端", "dogs' tails and cats' tails", "D’ONDA PER L’ESPANSIONE",
        "Plastic batteries: the future?", "什么是 battery?",
        "TI=电池；", "a AND (- b)",
    ],
)  # fmt: skip
def test_signs_that_belong_to_names_numbers_and_sentences_stay(text):
    assert parse(text, DECLARATION) is not None


WORDS = ("alpha", "bravo", "电池", "隔膜", "x9y8")
FIELDS = ("TI", "PA", "IN", "ab", "TA", "Pa")
conditions = st.tuples(
    st.sampled_from(("", "-", "!", "NOT ")),
    st.sampled_from(("", *(name + sign for name in FIELDS for sign in ("=", ":", "：", "!=", "≠", "<>", "＝", "==")))),
    st.sampled_from((*WORDS, *(f"{one}{mark}{other}" for one in WORDS for other in WORDS for mark in ",;|；、"))),
).map("".join)
joints = st.sampled_from((" ", " AND ", " OR ", " || ", "||", " | ", " & ", "&&", " AND ### AND ", " or ", "；"))


@settings(deadline=None)
@given(st.lists(st.tuples(conditions, joints), min_size=1, max_size=4))
def test_a_suggestion_keeps_every_field_named_and_every_word_asked(parts):
    text = "".join(part + joint for part, joint in parts[:-1]) + parts[-1][0]
    try:
        parse(text, DECLARATION)
    except ExpressionError as error:
        assert error.suggestion is not None, text
        assert parse(error.suggestion, DECLARATION) is not None
        asked = error.suggestion.casefold()
        for word in WORDS:
            assert asked.count(word) == text.casefold().count(word), (text, error.suggestion)
        named = re.findall(r"(?<![a-z])(ti|pa|in|ab|ta)\s*(?:[=:：＝≠]|!=|<>)", text.casefold())
        assert sorted(re.findall(r"(?<![a-z])(ti|pa|in|ab|ta)\s*[=＝]", asked)) == sorted(named), (
            text,
            error.suggestion,
        )
