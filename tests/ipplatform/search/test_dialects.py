"""Ranges, operators and field names of other databases are refused at their place, with our writing of them."""

from dataclasses import replace

import pytest

from ipplatform.search import ErrorCode, ExpressionError
from ipplatform.search.expression import parse
from patents.catalogue.search import DECLARATION
from tests.ipplatform.search.refusals import refused_with

RANGES = (
    ("AD=2018 TO 2020", ErrorCode.DAY_INVALID, 3, "AD=[2018 TO 2020]"),
    ("AD=2018 - 2020", ErrorCode.DAY_INVALID, 3, "AD=[2018 TO 2020]"),
    ("泵 申请日=2018-03 - 2020-03", ErrorCode.DAY_INVALID, 6, "泵 申请日=[2018-03 TO 2020-03]"),
    ("AD=2018 至 2020 泵", ErrorCode.DAY_INVALID, 3, "AD=[2018 TO 2020] 泵"),
    ("AD=(20180101 to 20201231)", ErrorCode.DAY_INVALID, 4, "AD=([20180101 TO 20201231])"),
    ("AD>2018 <2020", ErrorCode.COMPARISON, 8, "AD>2018 AD<2020"),
    ("AD>=2018 AND <=2020", ErrorCode.COMPARISON, 13, "AD>=2018 AND AD<=2020"),
    ("2018<AD<2020", ErrorCode.COMPARISON, 4, "AD>2018 AD<2020"),
    ("2018 <= AD", ErrorCode.COMPARISON, 5, "AD>=2018"),
    ("TI>电池", ErrorCode.COMPARISON, 2, "TI=电池"),
    ("AD>电池", ErrorCode.COMPARISON, 2, None),
    ("AD=[1700 TO 1750]", ErrorCode.DAY_INVALID, 3, None),
)
OPERATORS = (
    ("固态 ADJ (隔膜)", 3, "固态 NEAR/5 (隔膜)"),
    ("a W/5 (b)", 2, "a NEAR/5 (b)"),
    ("TI=光学 NEAR (波导 OR x)", 6, None),
    ("光学 NEAR/5波导", 3, "光学 NEAR/5 波导"),
    ("光学NEAR/5波导", 2, "光学 NEAR/5 波导"),
    ("光学NEAR/5wave", 2, "光学 NEAR/5 wave"),
    ("waveNEAR/5光学", 4, "wave NEAR/5 光学"),
    ("wave NEAR/5guide", 5, "wave NEAR/5 guide"),
    ("电池ORwave", 2, "电池 OR wave"),
    ("waveNOT电池", 4, "wave NOT 电池"),
    ("光学 NEAR/-5 波导", 3, "光学 NEAR/5 波导"),
    ("TI=固态AND TI=隔膜", 5, "TI=固态 AND TI=隔膜"),
    ("电池OR隔膜", 2, "电池 OR 隔膜"),
    ("NOT电池", 0, "NOT 电池"),
    ("电池 AND隔膜", 3, "电池 AND 隔膜"),
    ("a ANDNOT b", 2, "a NOT b"),
    ("a XOR b", 2, None),
    ("a SAME b", 2, "a AND b"),
    ("光学 near5 波导", 3, "光学 NEAR/5 波导"),
    ("光学 w/5 波导", 3, "光学 NEAR/5 波导"),
)
NAMES = (
    ("TAC:(电池)", 0, "TA=(电池)"),
    ("泵 jurisdiction:CN", 2, "泵 OFFICE=CN"),
    ("TACD:(a OR b)", 0, "TA=(a OR b)"),
    ("ALL:电池", 0, "电池"),
    ('class_cpc.symbol:"G02B27/01"', 0, 'CPC="G02B27/01"'),
    ("year_published:[2010 TO 2012]", 0, "PD=[2010 TO 2012]"),
    ("EN_TI:battery", 0, "TI=battery"),
    ("IC:G02B", 0, "IPC=G02B"),
    ("TTL_ALL:电池", 0, "TI=电池"),
    ("ANCS_EXACT:华为", 0, "AS=华为"),
    ("ALL_AN:(华为)", 0, "PA=(华为)"),
    ("ANC=华为", 0, "AS=华为"),
    ("APD_Y=2018", 0, "AD=2018"),
    ("ISD:[20180101 TO 20181231]", 0, "GD=[20180101 TO 20181231]"),
    ("owner_all.name:x", 0, "AS=x"),
    ("application_reference.date:2018", 0, "AD=2018"),
    ("ZH_AB:电池", 0, "AB=电池"),
    ("EN_ALLTXT:(电池)", 0, "(电池)"),
    ("FP:(电池)", 0, "(电池)"),
    ("ALL=电池", 0, "电池"),
    ("DP:2018", 0, "PD=2018"),
    ("PATENT_TYPE:U", 0, None),
    ("电池申請人=华为", 0, "电池 申請人=华为"),
    ("XYZ:(电池)", 0, None),
    ("XYZ:电池", 0, None),
)


@pytest.mark.parametrize(
    ("text", "code", "position", "suggestion"),
    [
        *RANGES,
        *((text, ErrorCode.OPERATOR_UNKNOWN, place, put) for text, place, put in OPERATORS),
        *((text, ErrorCode.FIELD_UNKNOWN, place, put) for text, place, put in NAMES),
    ],
)
def test_another_databases_writing_is_refused_with_ours(text, code, position, suggestion):
    assert refused_with(text, DECLARATION) == (code, position, suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "AD=[2018-01-01 - 2019-12-31]", "AD=2018-2020", "AD=2018 泵", "AD>2018 AD<2020", "5<x", "a <b> c",
        "ORAL NOTE ANDROID电池", "NOTE电池", "W (钨)", "钨 W (电极)", "THE SAME THING", "same or", "电池AND", "NEAR场",
        "PEO:LiTFSI DNA:RNA LED：灯", "http://a.b/c https://x", "built-in: x", "Note: (x)", "12:30 3:1",
        "dp:5 all:x of:y", "LINEAR/3D", "电池ORNL 传感器OR", "sensOR",
    ],
)  # fmt: skip
def test_what_is_ours_or_a_word_stays(text):
    assert parse(text, DECLARATION) is not None


@pytest.mark.parametrize(
    ("text", "position", "suggestion"),
    [
        ("TI=a=b", 3, None),
        ("TI=电池PA=华为", 5, "TI=电池 PA=华为"),
        ("TI=电池申请人=华为", 5, "TI=电池 申请人=华为"),
        ("TI=泵AD>2018", 4, "TI=泵 AD>2018"),
        ("TI= AND a", 0, None),
        ("TI=### 泵", 0, None),
        ("PA= 华为 TI=", 7, None),
        ("PA=*华为*", 3, "PA=华为*"),
        ("IN=Zhang, San", 8, 'IN="Zhang, San"'),
        ("PA=Apple, Inc.", 8, 'PA="Apple, Inc."'),
        ("PA=(x OR Apple, Inc.)", 14, 'PA=(x OR "Apple, Inc.")'),
        ("PA=Apple, Inc., Samsung", 8, 'PA=("Apple, Inc." OR Samsung)'),
        ("PA=Foo, Co., Ltd.", 6, 'PA="Foo, Co., Ltd."'),
        ("IN=Zhang, San; Li, Wei; 王强", 8, 'IN=("Zhang, San" OR "Li, Wei" OR 王强)'),
        ("IN=Wang, Li, Zhang", 7, "IN=(Wang OR Li OR Zhang)"),
        ("pH>7", 0, '"pH>7"'),
    ],
)
def test_a_suggestion_drops_no_field_and_asks_for_no_other(text, position, suggestion):
    with pytest.raises(ExpressionError) as caught:
        parse(text, DECLARATION)
    assert (caught.value.position, caught.value.suggestion) == (position, suggestion)


def _closed(asked: str, text: str) -> str | None:
    """The suggestion for a value that a closed field does not have, its values given."""
    known = {"OFFICE": ["CN", "CH", "中国"], "TYPE": ["invention", "utility_model"]}[asked]
    fields = tuple(replace(one, known=lambda: known) if one.code == asked else one for one in DECLARATION.fields)
    with pytest.raises(ExpressionError) as caught:
        parse(f"{asked}={text}", replace(DECLARATION, fields=fields))
    return caught.value.suggestion


def test_a_name_is_not_corrected_to_a_code_of_two_letters():
    assert _closed("OFFICE", "China") is None
    assert _closed("OFFICE", "CX") == "OFFICE=CN"


def test_a_value_with_a_blank_for_its_underscore_is_taken_whole():
    assert _closed("TYPE", "utility model") == 'TYPE="utility_model"'
