"""Legal status, names and classification symbols."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patents.records.classification import ipc_asked, subclass_of, symbol_asked, symbol_normal
from patents.records.legal_status import ENDING_EVENTS, LABELS, legal_status_of
from patents.records.models import LegalStatus
from patents.records.names import name_normalised


@pytest.mark.parametrize(
    ("raw", "events", "code"),
    [
        ("有效", ["授权", "质押"], "valid"),
        ("审中", ["实质审查"], "pending"),
        ("PCT指定期满", [], "pct_period_over"),
        ("PCT指定期内", ["PCT未进入指定国（指定期内）"], "pct_national_phase_open"),
        ("失效", ["期限届满"], "expired"),
        ("失效", ["权利转移", "未缴年费"], "lapsed_fee"),
        ("失效", ["放弃", "一案双申"], "abandoned"),
        ("失效", ["驳回", "复审"], "rejected"),
        ("失效", ["撤回"], "withdrawn"),
        ("失效", ["全部撤销"], "invalidated"),
        ("失效", ["申请终止"], "lapsed_other"),
        ("失效", ["无效程序"], "lapsed_other"),
        ("失效", [], "lapsed_other"),
        ("未确认", [], "unknown"),
        ("从未见过", ["驳回"], "unknown"),
        ("有效", ["无效程序"], "valid"),
        ("valid", [], "valid"),
    ],
)
def test_raw_status_to_code(raw: str, events: list[str], code: str) -> None:
    assert legal_status_of(raw, events) == code


def test_tables_name_only_known_codes() -> None:
    assert {*LABELS.values(), *(code for _event, code in ENDING_EVENTS)} <= set(LegalStatus)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Google Inc.", "GOOGLE INC"), ("示例（湖南）有限公司", "示例(湖南)有限公司"), ("ＡＢＣ 公司", "abc公司")],
)
def test_writings_of_one_name_meet(one: str, other: str) -> None:
    assert name_normalised(one) == name_normalised(other)


def test_the_legal_form_keeps_names_apart() -> None:
    assert name_normalised("示例有限公司") != name_normalised("示例股份有限公司")


@given(st.text(min_size=1, max_size=400))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = name_normalised(text)
    assert name_normalised(once) == once
    assert len(once) <= 300


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("G02B27/01", "G02B27/01"), ("A21D 13/00", "A21D13/00"), ("A21D 6/", "A21D6"), ("G02B", "G02B"),
        ("H04N 5/225 (2006.01)", "H04N5/225"), ("A21D013/00", "A21D13/00"), ("G02B0027/01", "G02B27/01"),
        ("G06F16/33(2019.01)I", "G06F16/33"), ("G02B 27/01 [2006.01]", "G02B27/01"),
        ("G02B 27/01［2006.01］ N", "G02B27/01"),
        ("G02B27/01（2006.01）", "G02B27/01"), ("G02B27/01I", None), ("G02B27/01(2006.01)X", None),
        ("G02B000/01", None), ("A23P 000/00000", "A23P"), ("146/32", None), ("", None), ("g02b27/01", "G02B27/01"),
    ],
)  # fmt: skip
def test_symbols(raw: str, normal: str | None) -> None:
    assert symbol_normal(raw) == normal


def test_subclass() -> None:
    assert subclass_of("G02B27/01") == "G02B"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("G", "G"), ("g0", "G0"), ("G02", "G02"), ("G02B", "G02B"), ("G02B27", "G02B27"), ("A01B 1/00", "A01B1/00"),
        ("H01M 10/0562", "H01M10/0562"), ("H01M-010/0562", "H01M10/0562"), ("H01M 10", "H01M10"),
        ("H01M0010056200", "H01M10/0562"), ("A01B0001000000", "A01B1/00"), ("G06T2207200000", "G06T2207/20"),
        ("Y02E 60/10", "Y02E60/10"), ("Ｇ０２Ｂ２７／０１ (2006.01)", "G02B27/01"), ("光学", None), ("12345", None),
        ("I99Z", None), ("H01M10/low", None), ("G02B27/01/02", None), ("10", None), ("", None),
    ],
)  # fmt: skip
def test_a_symbol_or_its_beginning_is_read_as_it_is_typed(typed: str, meant: str | None) -> None:
    assert symbol_asked(typed) == meant
    assert ipc_asked(typed) == (None if meant and meant[0] == "Y" else meant)
