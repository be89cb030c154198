"""The one token stream: what both engines index and ask."""

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplatform.search.tokens import GAP, QueryTokens, normalise, query_tokens, stream, tokens, tokens_placed

LETTERS = st.text(alphabet="电池泵電池顯显示ＡＢaB9１ﾃﾞガ々가각é、-（ *İß①\u200b\u00ad\ufe0f\u0301", max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电池组", ["电池", "池组", "组"]),
        ("电", ["电"]),
        ("電池", ["电池", "池"]),
        ("AR电池X1", ["ar", "电池", "池", "x1"]),
        ("ＡＲ　电池", ["ar", "电池", "池"]),
        ("电池、电机", ["电池", "池", "电机", "机"]),
        ("デﾃﾞ々", ["デデ", "デ々", "々"]),
        ("전지", ["전지", "지"]),
        ("head-mounted_unit", ["head", "mounted", "unit"]),
        ("", []),
        ("——%*", []),
        ("ΟΔΟΣ οδος", ["οδοσ", "οδοσ"]),
        ("x" * 200, ["x" * 127]),
        (
            "电\u200b池 wave\u00adguide cafe\u2060\u0301 葛\U000e0100饰",
            ["电池", "池", "waveguide", "café", "葛饰", "饰"],
        ),
    ],
)
def test_stream_of_a_text(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电池组", QueryTokens(("电池", "池组"), False)),
        ("电", QueryTokens(("电",), True)),
        ("电池AR", QueryTokens(("电池", "池", "ar"), False)),
        ("AR电", QueryTokens(("ar", "电"), True)),
        ("电池、电", QueryTokens(("电池", "池", "电"), True)),
        ("电池、电机", QueryTokens(("电池", "池", "电机"), False)),
        ("wave", QueryTokens(("wave",), False)),
        ("%", QueryTokens((), False)),
    ],
)
def test_a_query_drops_the_last_single_token_and_a_lone_letter_is_a_prefix(text, expected):
    assert query_tokens(text) == expected


def test_a_star_is_a_prefix_for_words_and_asks_nothing_new_after_a_chinese_word():
    assert query_tokens("wav", starred=True) == QueryTokens(("wav",), True)
    assert query_tokens("电池", starred=True) == query_tokens("电池")


def test_values_of_one_field_are_kept_apart():
    assert stream(("电池", "电机")) == f"电池 池 {GAP} 电机 机"
    assert GAP not in stream(GAP)


@given(LETTERS)
def test_placed_tokens_are_the_stream_and_lie_in_the_text(text):
    placed = tokens_placed(text)
    assert [one.text for one in placed] == tokens(text)
    for one in placed:
        assert 0 <= one.start < one.first_end <= one.end <= len(text)
        assert one.text in normalise(text[one.start : one.end])


@given(st.text(max_size=40))
def test_any_text_gives_tokens_that_need_no_escape(text):
    assert all(token and not re.search(r'[\s"*_\ue000-\uf8ff]', token) for token in tokens(text))
    assert tokens_placed(text) == [] or [one.text for one in tokens_placed(text)] == tokens(text)


def test_every_letter_is_to_the_index_file_what_it_is_here():
    letters = [letter for letter in map(chr, range(0x110000)) if not "\ud800" <= letter <= "\udfff"]
    kept = {key: found for key, letter in enumerate(letters) if len(found := tokens(f"a{letter}a")) == 1}
    shelf = sqlite3.connect(":memory:")
    shelf.execute("CREATE VIRTUAL TABLE words USING fts5(x, content='', tokenize='unicode61 remove_diacritics 0')")
    shelf.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'instance')")
    shelf.executemany("INSERT INTO words (rowid, x) VALUES (?, ?)", ((key, *found) for key, found in kept.items()))
    terms = dict(shelf.execute("SELECT doc, term FROM vocabulary").fetchall())
    shelf.close()
    assert {key: [term] for key, term in terms.items()} == kept


def test_a_word_in_greek_capitals_has_its_place():
    (word,) = tokens_placed("ΟΔΟΣ")
    assert (word.text, word.start, word.end) == ("οδοσ", 0, 4)
