"""A few expressions of every way, always the same ones; `scripts/fuzz_expressions.py` asks any number of them."""

from collections import Counter
from pathlib import Path

import pytest
from django.test import Client

from tests.fuzz.expressions import counted, put
from tests.fuzz.phrasing import WAYS, form_too, made
from tests.fuzz.shelf import shelf_fill, short_prefix_limit

SEED, EXPRESSIONS = 5, 300


@pytest.mark.django_db
def test_expressions_are_answered_or_refused_at_their_place(client: Client, tmp_path: Path) -> None:
    shelf_fill(tmp_path, patents=12)
    seen: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    with short_prefix_limit():
        for number in range(EXPRESSIONS):
            text, way = made(SEED, number)
            asked = put(text, way, client, form=form_too(number))
            assert not asked.crash, f"{number} {way} {text!a}\n{asked.crash}"
            assert not asked.defects, (number, way, text, asked.defects)
            seen.update(counted(asked))
            codes.update([asked.code])
    assert seen["expressions"] == EXPRESSIONS and seen["forms"] >= 2 * len(WAYS)
    assert min(seen["read"], seen["refused"]) > EXPRESSIONS / 4 and seen["with hits"] > 30, seen
    assert {"too_deep", "too_many_terms", "too_long", "prefix_wide", "expansion_cycle"} <= set(codes), codes
