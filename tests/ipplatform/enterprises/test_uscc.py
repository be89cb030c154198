"""USCC: the vectors of domain.md 4.1, cross-checked with python-stdnum where it accepts the form."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc

from ipplatform.enterprises.uscc import ALPHABET, uscc_canonical, uscc_check_letter, uscc_validate

VALID = [
    "91110108551385082Q", "91350100M000100Y43", "91430104MA4L000460", "91430104MA4L0045XY",
    "12430000444876548X", "N2430104MF1234567E", " 91110108551385082q ",
]  # fmt: skip
INVALID = {
    "91350100M000100Y4Z": "uscc_alphabet",
    "91310115MA1H8R7C6D": "uscc_check",
    "91430104MA4L00046": "uscc_length",
    "91430104MA4LO00460": "uscc_alphabet",
    "11010519491231002X": "personal_id",
}


@pytest.mark.parametrize("code", VALID)
def test_valid_codes_pass(code):
    uscc_validate(code)
    assert uscc_canonical(code) == code.strip().upper()


@pytest.mark.parametrize(("code", "reason"), INVALID.items())
def test_invalid_codes_are_refused_by_name_and_never_echoed(code, reason):
    with pytest.raises(ValidationError) as refused:
        uscc_validate(code)
    assert refused.value.code == reason
    assert code not in str(refused.value)


@given(st.text(alphabet=ALPHABET, min_size=15, max_size=15), st.sampled_from(["91", "12", "52"]))
def test_our_check_letter_is_that_of_stdnum(rest, head):
    digits = head + "430104" + rest[6:15]
    code = digits + uscc_check_letter(digits)
    assert stdnum_uscc.is_valid(code)
    uscc_validate(code)
