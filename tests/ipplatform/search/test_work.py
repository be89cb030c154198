"""How much a long text may cost: readings and comparisons are counted, never timed."""

import pytest

from ipplatform.search import ExpressionError, expression, several, suggestions
from ipplatform.search.foreign import MAX_UNKNOWN
from ipplatform.search.limits import MAX_LENGTH
from patents.catalogue.search import DECLARATION

READINGS = 6
LONG = ("状= ", "申请= ", "tx= ", "TI= ", "ti:a ", "a NEAR b ", "TI=[1,2] ", "a| b ", "x=5 ")


@pytest.fixture
def counted(monkeypatch):
    """How often each was called: a reading of the whole text, a comparison of two names."""
    calls = {"_read": 0, "_distance": 0}

    def counting(module, name):
        real = getattr(module, name)

        def call(*args):
            calls[name] += 1
            return real(*args)

        monkeypatch.setattr(module, name, call)

    counting(expression, "_read")
    counting(suggestions, "_distance")
    suggestions.nearest_field.cache_clear()
    return calls


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_is_read_a_few_times_and_a_name_is_compared_once(piece, counted):
    text = (piece * MAX_LENGTH)[:MAX_LENGTH]
    with pytest.raises(ExpressionError):
        expression.parse(text, DECLARATION)
    assert counted["_read"] <= READINGS
    assert counted["_distance"] <= 2 * len(DECLARATION.all_names)


def test_a_thousand_unknown_names_are_not_all_compared(counted):
    text = " ".join(f"q{number}=" for number in range(600))
    with pytest.raises(ExpressionError):
        expression.parse(text, DECLARATION)
    assert counted["_distance"] <= READINGS * (MAX_UNKNOWN + 1) * len(DECLARATION.all_names)


def test_the_signs_of_a_text_are_masked_once_for_all_its_words():
    several._masked.cache_clear()
    expression.parse(" ".join(["PN=CN1,234"] * 100), DECLARATION)
    assert several._masked.cache_info().misses == 1


def test_a_list_of_values_is_corrected_in_one_step(counted):
    with pytest.raises(ExpressionError) as caught:
        expression.parse("TI=(a OR CN;US;JP;DE)", DECLARATION)
    assert caught.value.suggestion == "TI=(a OR CN OR US OR JP OR DE)"
    assert counted["_read"] == 2
