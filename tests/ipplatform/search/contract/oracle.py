"""The plain substring truth and the invented library that every engine is measured against."""

import random
import re
import unicodedata

import pytest

from ipplatform.search import declarations
from ipplatform.search.engines import Engine
from tests.ipplatform.search.library import BOOKS, DECLARATION, ask, book

FORMS = str.maketrans("電機顯鏡", "电机显镜")
VOCABULARY = (
    *("电池", "电机", "電池", "ポンプ", "전지", "泵", "显示", "顯示", "池组", "AR", "x1"),
    *("USB-C", "ＵＳＢ", "々", "ー", "café", "3", "、", "（", "-", "一种", "装置"),
)
SETTLED = (
    *("电池", "電池", "池", "泵", "电", "机电", "池组", "ポン", "ン", "전지", "지", "AR电", "AR", "x1", "usb"),
    *("USB-C", "一种电池", "装置", "café", "々", "显示ar", "3电池", "ー"),
)


def truth(text: str) -> str:
    """Normalised for the oracle, by its own few rules."""
    return unicodedata.normalize("NFKC", text).lower().translate(FORMS)


def holds(text: str, words: str) -> bool:
    """Whether a text holds words next to each other: a CJK letter anywhere, a run of others as a whole word."""
    pieces = re.findall(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]+|[a-z0-9é]+", truth(words))
    latin = r"(?<![a-z0-9é]){}(?![a-z0-9é])"
    # Runs in the query that touch must touch in the text; those with a sign between have one there too, of any kind.
    gaps = re.split(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]+|[a-z0-9é]+", truth(words))[1:-1]
    pattern = ""
    for place, piece in enumerate(pieces):
        if place:
            pattern += "[^a-z0-9é\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]" + ("+" if gaps[place - 1] else "*")
        pattern += latin.format(piece) if piece.isascii() or "é" in piece else piece
    return re.search(pattern, truth(text)) is not None


def shelf_of(count: int, seed: int = 5) -> None:
    """Fill the library with invented books of awkward titles; the same for every engine."""
    chance = random.Random(seed)
    for key in range(1, count + 1):
        title = "".join(chance.choices(VOCABULARY, k=chance.randint(1, 6)))
        summary = " ".join(chance.choices(VOCABULARY, k=chance.randint(0, 8)))
        BOOKS[key] = book(
            key,
            title,
            summary,
            owner=[f"示例公司{chance.randint(1, 9)}"] if chance.random() < 0.9 else [],
            subject=chance.sample(["G02B 27/01", "G02B27/00", "G06F 3/01", "G06F 30/00", "H01M"], chance.randint(0, 3)),
            office=chance.choice(["CN", "CN", "CN", "US", "JP"]),
            date=f"{chance.randint(2001, 2024)}-{chance.randint(1, 12):02d}-01" if chance.random() < 0.95 else None,
        )


def fill(engine: Engine, count: int = 0) -> None:
    """The library's books in the engine, and nothing else; an index that stands is brought up to date."""
    if count:
        shelf_of(count)
    if not engine.usable(DECLARATION):
        engine.rebuild([DECLARATION])
        return
    engine.delete(DECLARATION, engine.check(DECLARATION).keys() - BOOKS.keys())
    engine.index(DECLARATION, BOOKS.values())


def ids(engine: Engine, text: str) -> set[int]:
    """All ids of a question."""
    return set(engine.scan(ask(text)))


def another_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after an update of the platform: what was indexed before was made by another token stream."""
    assert DECLARATION.signature  # computed once and kept: put back afterwards
    monkeypatch.delitem(DECLARATION.__dict__, "signature")
    monkeypatch.setattr(declarations, "TOKENS_VERSION", 99)
