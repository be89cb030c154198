"""What exists before a long work is left out of the collector's rounds, and comes back to them."""

import gc
import weakref

import pytest

from ipplatform.heap import heap_set_aside


class Knot:
    """An object that only the collector can take away."""

    def __init__(self) -> None:
        self.own = self


def test_what_was_there_is_set_aside_and_what_is_new_is_collected():
    old = Knot()
    with heap_set_aside():
        assert not any(one is old for one in gc.get_objects())
        gone = weakref.ref(Knot())
        gc.collect()
        assert gone() is None
    assert any(one is old for one in gc.get_objects())


def test_a_work_that_fails_gives_everything_back():
    with pytest.raises(ValueError, match="failed"), heap_set_aside():
        raise ValueError("failed")
    assert gc.get_freeze_count() == 0
