"""Symbols of the IPC and CPC behind their fields: read as they are typed, or refused at their place."""

import pytest

from ipplatform.search import ErrorCode
from ipplatform.search.expression import parse
from ipplatform.search.tree import Code, leaves
from patents.catalogue.search import DECLARATION
from tests.ipplatform.search.refusals import refused_with


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("IPC=H01M 10/0562", ["h01m10z0562"]), ("IPC=H01M-010/0562", ["h01m10z0562"]),
        ("IPC=H01M0010056200", ["h01m10z0562"]), ("IPC=H01M 10", ["h01m10z"]), ("IPC=H01M 10*", ["h01m10"]),
        ("分類號=H01M 10", ["h01m10z"]), ('IPC="H01M 10"', ["h01m10z"]), ("IPC=A01B 1 / 00", ["a01b1z00"]),
        ("IPC=(H01M 10 OR G02B 27)", ["h01m10z", "g02b27z"]), ("IPC=G02B 27/01 (2006.01)", ["g02b27z01"]),
        ("IPC=G02B|H01M 10/0562", ["g02b", "h01m10z0562"]), ("IPC=G02B2*", ["g02b2"]), ("IPC=G", ["g"]),
        ("IPC=H 01 M 10/0562", ["h01m10z0562"]),
        ("IPC=(H 01 OR G 02 B)", ["h01", "g02b"]), ("IPC=G02", ["g02"]),
        ("CPC=Y02E60/10", ["y02e60z10"]), ("CPC=G06T 2207/20", ["g06t2207z20"]),
    ],
)  # fmt: skip
def test_a_symbol_is_read_as_it_is_typed(text, tokens):
    found = list(leaves(parse(text, DECLARATION)))
    assert [one.token for one in found if isinstance(one, Code)] == tokens and len(found) == len(tokens)


@pytest.mark.parametrize(
    ("text", "position", "suggestion"),
    [
        ("IPC=光学", 4, None), ("IPC=12345", 4, None), ("IPC=I99Z", 4, None), ("IPC=H01M10/low", 4, None),
        ("IPC=G02B|xx", 9, None), ("IPC=Y02E60/10", 4, None), ("CPC=(H01M AND 10)", 14, "CPC=(H01M10)"),
        ('IPC=("H01M" "10" "G02B")', 12, 'IPC=("H01M10" "G02B")'), ("IPC=(H01M OR 10)", 13, "IPC=(H01M10)"),
        ("IPC=((H01M 10) OR G02B)", 11, "IPC=((H01M10) OR G02B)"),
    ],
)  # fmt: skip
def test_what_can_be_no_symbol_is_refused_at_its_place(text, position, suggestion):
    assert refused_with(text, DECLARATION) == (ErrorCode.VALUE_UNKNOWN, position, suggestion)


def test_values_with_blanks_inside_are_put_side_by_side_whole():
    assert refused_with("CPC=G06T 2207/20;H01M", DECLARATION)[2] == "CPC=(G06T 2207/20 OR H01M)"
    assert refused_with("IPC=H01M 10, G02B 27", DECLARATION) == (
        ErrorCode.SEVERAL, 11, "IPC=(H01M 10 OR G02B 27)"
    )  # fmt: skip


def test_a_symbol_elsewhere_is_two_words():
    assert len(list(leaves(parse("TI=H01M 10", DECLARATION)))) == 2
    assert len(list(leaves(parse("H01M 10", DECLARATION)))) == 2
