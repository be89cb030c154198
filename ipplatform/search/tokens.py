"""The only tokeniser, for both engines: equal streams give equal hits (docs/architecture). Knows no field and no index.

Han, kana, Hangul and 々 stand letter by letter: a run of n letters gives n tokens c1c2, c2c3, ... cn, so that a phrase
of tokens finds exactly what a substring search would find. Any other run of letters or digits is one token, cut where
it is too long for an engine; all else separates.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import opencc

from ipplatform.search.unseen import is_unseen, seen

TOKENS_VERSION = 2
"""Part of every index's schema: another number means that the index on disk must be rebuilt."""

LONGEST_TOKEN = 127
"""Letters of a word or code that are kept, when written and when asked: the server's analyzer cuts a longer one in two
at 255, where it counts a letter outside the basic plane as two."""

GAP = "\ue000"
"""A token that no text holds: it stands between two values of one field, so that no phrase reaches across."""

_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_CJK = (
    r"\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)
# Vowel signs of New Tai Lue and Vedic signs: letters to Python, separators to FTS5.
_SIGNS = r"\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3"
_RUN = re.compile(rf"([{_CJK}]+)|[^\W_{_CJK}{_SIGNS}]+")
_JOINS_LETTER_BEFORE = re.compile(r"[\uff9e\uff9f\u1160-\u11ff\uffa0-\uffdc]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token and the letters [start, end) of the original text it covers; `first_end` ends its first letter."""

    text: str
    start: int
    end: int
    first_end: int


@dataclass(frozen=True, slots=True)
class QueryTokens:
    """A phrase as both engines ask it. With `prefix` the last token stands for every token that begins with it."""

    tokens: tuple[str, ...]
    prefix: bool

    def __bool__(self) -> bool:
        return bool(self.tokens)


def is_cjk(token: str) -> bool:
    """Whether a token came from a run of CJK letters; no word may begin it."""
    match = _RUN.match(token)
    return match is not None and match.group(1) is not None


def normalise(text: str) -> str:
    """Unseen letters out, NFKC, lower case, Han letters simplified, a final sigma as σ, letter by letter."""
    text = seen(text)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return text.lower().translate(_kin())


def kept(token: str) -> str:
    """The part of a word or code that is indexed and asked."""
    return token[:LONGEST_TOKEN]


def tokens(text: str) -> list[str]:
    """The index stream of a text, in order: one token a CJK letter, one token a word."""
    stream: list[str] = []
    for run in _RUN.finditer(normalise(text)):
        letters = run.group()
        if run.group(1) is None:
            stream.append(kept(letters))
        else:
            stream.extend([one + two for one, two in zip(letters, letters[1:], strict=False)])
            stream.append(letters[-1])
    return stream


def stream(values: str | Sequence[str]) -> str:
    """The stream of a field as one blank-separated string; several values are kept apart by the gap token."""
    if isinstance(values, str):
        return " ".join(tokens(values))
    return f" {GAP} ".join(" ".join(tokens(value)) for value in values)


def query_tokens(text: str, *, starred: bool = False) -> QueryTokens:
    """The phrase that finds a text anywhere: the last single token of a run is dropped, a lone letter is a prefix.

    `starred` asks for words that only begin with the last one; a CJK letter needs no star: every letter starts a token.
    """
    found = tokens(text)
    if not found or not is_cjk(found[-1]):
        return QueryTokens(tuple(found), starred and bool(found))
    if len(found) > 1 and len(found[-2]) > 1 and is_cjk(found[-2]) and found[-2].endswith(found[-1]):
        return QueryTokens(tuple(found[:-1]), False)
    return QueryTokens(tuple(found), True)


def closed_tokens(text: str, *, starred: bool = False) -> QueryTokens:
    """The same phrase covering every letter (the last as a prefix): distances count from its real end."""
    found = tokens(text)
    if not found:
        return QueryTokens((), False)
    return QueryTokens(tuple(found), starred or is_cjk(found[-1]))


def tokens_placed(text: str) -> list[Token]:
    """The index stream with places in the text as it stands; empty where no exact map exists."""
    normal, places = _placed(text)
    if normal is None:
        return []
    placed: list[Token] = []
    for run in _RUN.finditer(normal):
        first, last = run.span()
        if run.group(1) is None:
            placed.append(Token(kept(run.group()), places[first][0], places[last - 1][1], places[last - 1][1]))
            continue
        for at in range(first, last):
            end = min(at + 2, last)
            placed.append(Token(normal[at:end], places[at][0], places[end - 1][1], places[at][1]))
    return placed


def _placed(text: str) -> tuple[str | None, list[tuple[int, int]]]:
    """The normalised text and, for each of its characters, the [start, end) in the original it came from."""
    normal = normalise(text)
    if len(normal) == len(text) and unicodedata.is_normalized("NFKC", text) and seen(text) == text:
        return normal, [(at, at + 1) for at in range(len(text))]
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        piece = normalise(text[start:end])
        pieces.append(piece)
        places.extend([(start, end)] * len(piece))
    joined = "".join(pieces)
    return (joined, places) if joined == normal else (None, [])


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """A letter with the marks that NFKC may melt into it (accents, half-width voicing marks, Hangul parts)."""
    start = 0
    for at in range(1, len(text)):
        joins = unicodedata.combining(text[at]) or _JOINS_LETTER_BEFORE.match(text[at]) or is_unseen(text[at])
        if not joins:
            yield start, at
            start = at
    if text:
        yield start, len(text)


@cache
def _kin() -> dict[int, str]:
    letters = [chr(point) for first, last in _HAN for point in range(first, last + 1)]
    # One letter a line: no word rule of the dictionary can apply across.
    simple = opencc.OpenCC("t2s").convert("\n".join(letters)).split("\n")
    pairs = zip(letters, simple, strict=True)
    # FTS5 folds ς; capitals give one or the other by their place in the word.
    return {ord(letter): other for letter, other in pairs if letter != other and len(other) == 1} | {ord("ς"): "σ"}
