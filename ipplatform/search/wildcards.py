"""Signs that stand for letters in other search languages; ours has the star at the end of a word. Pure."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _g

from ipplatform.search.errors import ErrorCode, ExpressionError
from ipplatform.search.grammar import QUOTED, refusal
from ipplatform.search.limits import MIN_PREFIX
from ipplatform.search.tokens import is_cjk
from ipplatform.search.typed import FIELD_BEFORE, WIDE, Typed

_STAR_INSIDE = re.compile(r'(?<=[\w"])\*+(?=\w)')
_QUESTION = re.compile(r"\?+")
_OPERATES = re.compile(r"[=*()]|\b(?:AND|OR|NOT)\b|\bNEAR/")
_ASKS = re.compile(r"\s*(?:what|how|why|which|who|when|where|is|are|can|do|does|will|should)\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:what|how|why|which|who|when|where|whether|is|are|was|can|do|does|will|should|the|a|an|of|to|for|by|with|from"
    r"|on|it|its|be|we|you|that|this|there|next)\b",
    re.IGNORECASE,
)
_SENTENCE_CJK = re.compile(r"[吗嗎呢么麼吧何哪谁誰怎啥几幾否可能是か까]")
_BEHIND = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]+)(?P<sign>[$#%]+)(?P<after>\w?)")
_BEFORE = re.compile(r"(?<![^\s(=])(?<!\d )%(?=[^\W\d_])")
_LONG_END = re.compile(rf"[^\W_]{{{MIN_PREFIX}}}$")
_LATIN_END = re.compile(r"(?<![A-Za-z\u00c0-\u024f])[A-Za-z\u00c0-\u024f]+$")
_PARTS = frozenset(
    {"wt", "vol", "mol", "mole", "at", "atom", "atomic", "mass", "weight", "volume", "molar", "rel", "area"}
)
_STAR_QUOTED = re.compile(r"(?<=[^\W\d_])\*(?![A-Z0-9])")
NATURAL_WORDS = 3
"""From so many words on, with one that only sentences have, a question mark at the very end ends a sentence."""
SHORTEST = 3
"""From so many letters on a word is cut short by a sign: `C#` and `A$` are names."""


def _star_inside(typed: Typed) -> ExpressionError | None:
    match = _STAR_INSIDE.search(typed.masked)
    if match is None:
        return None
    message = _g("星号只能紧跟在词尾，例如 wave*；要检索星号本身，请加引号。")
    return refusal(ErrorCode.PREFIX_MISPLACED, message, match.start(), edit=_mended(typed, *match.span(), "NEAR/5"))


def _question(typed: Typed) -> ExpressionError | None:
    """`w?ve`, `wave?`; a question mark that ends a sentence is none of it."""
    for match in _QUESTION.finditer(typed.masked):
        start, end = match.span()
        before, after = typed.masked[:start][-1:], typed.masked[end : end + 1]
        wide = typed.text[start] == "？"
        if not _of_word(before) and not (_of_word(after) and not wide):
            continue
        if (wide or not _of_word(after)) and (is_cjk(before) or is_cjk(after) or _ends_sentence(typed, start, end)):
            continue
        message = _g("没有代替一个字母的问号。词尾任意写作 wave*，几种写法用 OR 连接；要检索问号本身，请加引号。")
        edit = _mended(typed, start, end, f"NEAR/{end - start}") if _of_word(before) else (start, end, "")
        return refusal(ErrorCode.CHARACTER, message, start, edit=edit)
    return None


def _sign_for_letters(typed: Typed) -> ExpressionError | None:
    """`electroly$`, `colo#r`, `wave%`, `%wave`. `US$`, `C#` and `5 wt%` are what they are."""
    found = [
        (*match.span("sign"), True)
        for match in _BEHIND.finditer(typed.masked)
        if _stands_for_letters(match["word"], match["sign"][0], match["after"])
    ]
    found += [(*match.span(), False) for match in _BEFORE.finditer(typed.masked)]
    if not found:
        return None
    start, end, behind = min(found)
    message = _g(
        "没有代替字母的符号 %(sign)s。词尾任意写作 wave*，几种写法用 OR 连接；要检索这个符号本身，请加引号。"
    ) % {"sign": typed.text[start:end]}
    edit = _mended(typed, start, end, "NEAR/5") if behind else (start, end, "")
    return refusal(ErrorCode.CHARACTER, message, start, edit=edit)


def _stands_for_letters(word: str, sign: str, after: str) -> bool:
    """Whether a sign behind a word says that letters may follow, and is no part of a name, a price or a share."""
    if after.isdigit():
        return False
    latin = _LATIN_END.search(word)
    if latin is None:
        return sign == "$"
    letters = latin.group()
    if sign == "$":
        return not (letters.isupper() and len(letters) < SHORTEST)
    written = letters[1:].islower() or letters.isupper() and len(letters) > SHORTEST + 1
    return len(letters) >= SHORTEST and written and letters.casefold() not in _PARTS


def _of_word(sign: str) -> bool:
    return sign.isalnum()


def _ends_sentence(typed: Typed, start: int, end: int) -> bool:
    """A question as people write it, not a word with a letter left open."""
    if _OPERATES.search(typed.masked):
        return False
    rest = typed.masked[end:].strip(" !.")
    if rest and not (rest[0].isupper() or is_cjk(rest[0])):
        return False
    before = typed.masked[:start]
    many = len(before.split()) >= NATURAL_WORDS
    if _ASKS.match(before) or (many and _SENTENCE.search(before)):
        return True
    return _SENTENCE_CJK.search(before) is not None or bool(before) and is_cjk(before[-1])


def _mended(typed: Typed, start: int, end: int, near: str) -> tuple[int, int, str] | None:
    """A sign for any letters inside a word: near each other for Chinese letters, else the beginning with a star."""
    before, after = typed.masked[:start][-1:], typed.masked[end : end + 1]
    if is_cjk(before) and is_cjk(after):
        return start, end, f" {near} "
    first, last = typed.word_around(start, end)
    head = typed.masked[first:start]
    if head.isdigit() and after.isdigit():
        return first, last, f'"{typed.text[first:last]}"'
    if before == '"':
        return end, end, " "
    if is_cjk(after) and FIELD_BEFORE.search(typed.masked[:first]):
        return first, last, f"({typed.text[first:start]}* {typed.text[end:last]})"
    if is_cjk(after):
        return start, end, "* "
    return (start, last, "*") if _LONG_END.search(head) and not is_cjk(before) else None


def _star_quoted(typed: Typed) -> ExpressionError | None:
    """`"battery sep*"`: between quotes a star would be nothing. `"5*3"` and `"A*STAR"` are what they are."""
    for phrase in QUOTED.finditer(typed.signs):
        match = _STAR_QUOTED.search(phrase.group())
        if match is None:
            continue
        place, inner = phrase.start() + match.start(), typed.text[phrase.start() + 1 : phrase.end() - 1].strip()
        words = inner.translate(WIDE).split()
        edit = None
        if inner.translate(WIDE).count("*") == 1 and words[-1].endswith("*"):
            after = "" if typed.signs[phrase.end() :].startswith("*") else "*"
            edit = (*phrase.span(), f'"{inner[:-1]}"{after}')
        elif all(re.fullmatch(r"\w[\w./*-]*", word) for word in words):
            edit = (*phrase.span(), "({})".format(" ".join(words)))
        message = _g('引号里的星号不起作用。词尾任意的短语把星号写在引号后面，例如 "solid electroly"*。')
        return refusal(ErrorCode.PREFIX_MISPLACED, message, place, edit=edit)
    return None


WILDCARDS: tuple[Callable[[Typed], ExpressionError | None], ...] = (
    _star_inside, _question, _sign_for_letters, _star_quoted,
)  # fmt: skip
