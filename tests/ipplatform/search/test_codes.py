"""Tokens of codes: one token a meaning, however the code is written."""

import pytest

from ipplatform.search.codes import plain_code, symbol_beginning, symbol_code


@pytest.mark.parametrize(
    ("written", "token"),
    [
        ("G02B27/01", "g02b27z01"), ("G02B 27/01", "g02b27z01"), ("g02b027/01", "g02b27z01"),
        ("Ｇ０２Ｂ０２７／０１", "g02b27z01"), ("G02B27", "g02b27z"), ("G02B0027", "g02b27z"), ("G02B", "g02b"),
        ("G06F3/001", "g06f3z001"),
    ],
)  # fmt: skip
def test_a_symbol_has_one_token(written: str, token: str) -> None:
    assert symbol_code(written) == token


def test_the_beginning_of_a_symbol_stays_open() -> None:
    assert symbol_beginning("G06F3") == symbol_beginning("g06f03") == "g06f3"
    assert symbol_beginning("G06F3/0") == "g06f3z0"


def test_a_plain_code_is_letters_and_digits() -> None:
    assert plain_code("US 2020/0123456 (A1)") == "us20200123456a1"
