"""Marks on the original text."""

import pytest

from ipplatform import search
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
