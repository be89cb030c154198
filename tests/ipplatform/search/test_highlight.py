"""Marks on the original text."""

import html
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipplatform import search
from ipplatform.search.characters import character_end, character_start
from tests.ipplatform.search.library import ask

pytestmark = pytest.mark.usefixtures("shelf")


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("一种电池组", "电池", "一种<mark>电池</mark>组"),
        ("一種電池組", "电池组", "一種<mark>電池組</mark>"),
        ("一种电池组", "TI=電池", "一种<mark>电池</mark>组"),
        ("电泵与水泵", "泵", "电<mark>泵</mark>与水<mark>泵</mark>"),
        ("ＵＳＢ接口 usb", "usb", "<mark>ＵＳＢ</mark>接口 <mark>usb</mark>"),
        ("Waveform", "wave*", "<mark>Waveform</mark>"),
        ("Waveform", "wave", "Waveform"),
        ("电池电机", "电池 电机", "<mark>电池电机</mark>"),
        ("电池和电机", "电池 NEAR/3 电机", "<mark>电池</mark>和<mark>电机</mark>"),
        ("电池和电机", "电池 NOT 电机", "<mark>电池</mark>和电机"),
        ("电池和电机", "AB=电池", "电池和电机"),
        ("<b>电池&", "电池", "&lt;b&gt;<mark>电池</mark>&amp;"),
        ("电池", "", "电池"),
        ("电池AR眼", "电池AR", "<mark>电池AR</mark>眼"),
        ("ﾃﾞｰﾀ装置", "データ", "<mark>ﾃﾞｰﾀ</mark>装置"),
    ],
)
def test_what_is_marked(text, query, expected):
    assert search.highlight(text, ask(query), "title") == expected


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("CN 112345678 A", "CN112345678A", True),
        ("CN112345678A", "PN=CN1123*", True),
        ("CN112345678A", "PN=CN1123", False),
        ("CN112345678A", "1123", False),
    ],
)
def test_a_number_is_marked_whole(text, query, marked):
    assert ("<mark>" in search.highlight(text, ask(query), "number")) is marked


def test_a_symbol_is_marked_by_its_beginning():
    assert search.highlight("G02B 27/01", ask("IPC=G02B27"), "subject") == "<mark>G02B 27/01</mark>"
    assert search.highlight("G06F 30/00", ask("IPC=G06F3"), "subject") == "G06F 30/00"


def test_an_excerpt_holds_the_first_hit_and_says_where_it_was_cut():
    text = "前" * 300 + "电池" + "后" * 300
    shown = search.excerpt(text, ask("电池"), "summary", letters=80)
    assert shown.startswith("…前") and shown.endswith("后…")
    assert "<mark>电池</mark>" in shown
    assert len(shown.replace("<mark>", "").replace("</mark>", "")) == 82


def test_an_excerpt_without_hit_is_the_beginning():
    assert search.excerpt("电" * 100, ask("泵"), "summary", letters=10) == "电" * 10 + "…"
    assert search.excerpt("电池", ask("泵"), "summary") == "电池"


# What a person sees as one character each; no one of them goes on where another ends.
CHARACTERS = (
    "e\u0301", "q\u0303", "a\u0300\u0323", "が", "か\u3099", "か\u309a", "ｶﾞ", "ﾊﾟ", "葛\U000e0100", "辻\ufe00",
    "1\ufe0f\u20e3",
    "👍🏽", "👨\u200d👩\u200d👧", "🧑🏿\u200d⚕\ufe0f",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🇨🇳", "🇬🇧",
    "हि", "क\u094dष", "กำ", "\u1112\u1161\u11ab", "\ud558\u11ab", "한", "ﬁ", "㍿", "İ", "ß", "電", "电", "池",
    "泵", "𠮷", "Ａ", "Ｂ", "ー",
    "a", "b", "x", "1", "2", " ", "-", ".", "<", ">", "&", "'", '"', "\r\n", "\u3000", "<i>", "</mark>", "<mark>",
    "&amp;", "&#60;",
)  # fmt: skip


def visible(text: str) -> list[str]:
    """The characters of a text by the rules of the highlighter."""
    ends = [at for at in range(len(text) + 1) if character_start(text, at) == at == character_end(text, at)]
    return [text[one:other] for one, other in zip(ends, ends[1:], strict=False)]


@pytest.mark.parametrize("character", [one for one in CHARACTERS if not re.search(r"[<&].", one)])
def test_what_is_seen_as_one_character_is_one(character):
    assert visible(character) == [character]
    assert visible(f"電{character}a{character}") == ["電", character, "a", character]


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(CHARACTERS), max_size=24),
    st.lists(st.integers(0, 23), min_size=2, max_size=8),
    st.integers(3, 12),
)
def test_no_mark_splits_a_character_or_leaks_markup(characters, places, letters):
    text = "".join(characters)
    edges = {0}
    for one in characters:
        first = max(edges)
        # Markup typed in a title is letters like any others.
        edges |= {first + at + 1 for at in range(len(one))} if one.isascii() and one != "\r\n" else {first + len(one)}
    words = [text[min(pair) : max(pair)] for pair in zip(places, places[1:], strict=False)]
    words = [re.sub(r'["\s]', " ", word) for word in words if re.search(r"\w", word)]
    try:
        query = ask(" OR ".join(f'"{word}"' for word in words))
    except search.QueryError:
        return
    for shown in (search.highlight(text, query, "title"), search.excerpt(text, query, "title", letters=letters)):
        pieces = re.split(r"(</?mark>)", shown)
        plain = [html.unescape(piece) for piece in pieces if piece not in ("<mark>", "</mark>")]
        seen = "".join(plain).removeprefix("…").removesuffix("…")
        at = text.find(seen)
        assert seen == text or any(start + len(seen) in edges for start in edges if text.startswith(seen, start)), (
            "an excerpt begins and ends with whole characters"
        )
        assert pieces[1::2] == ["<mark>", "</mark>"] * (len(pieces) // 4)
        tags = BeautifulSoup(shown, "html.parser").find_all(True)
        assert {tag.name for tag in tags} <= {"mark"} and len(tags) == len(pieces) // 4
        if seen == text:
            for piece in plain[:-1]:
                at = (at if piece is plain[0] else at) + len(piece)
                assert at in edges, (text, shown)
