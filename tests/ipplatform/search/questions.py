"""About 300 questions to an index of books, drawn from its own titles; the same for every engine, by class."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from ipplatform.search import SearchQuery
from ipplatform.search.tokens import normalise
from tests.ipplatform.search.corpus import windows
from tests.ipplatform.search.library import ask

HAN, KANA, HANGUL = r"[\u4e00-\u9fff]", r"[\u3041-\u30fa\u30fc]", r"[\uac00-\ud7a3]"
LATIN = r"[a-z]"


@dataclass(frozen=True)
class Question:
    """What is typed and chosen."""

    text: str
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    size: int = 20

    def query(self) -> SearchQuery:
        """The frozen query; ExpressionError as the parser raises it."""
        return ask(self.text, sort=self.sort, page=self.page, size=self.size, **self.filters)


class Drawn:
    """Terms and titles of a corpus, drawn by chance with a fixed seed."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.chance = random.Random(29)
        self.titles = list(titles)
        self.folded = [_folded(title) for title in titles]

    def terms(self, kind: str, lengths: Sequence[int], count: int) -> list[str]:
        """`count` different terms of a kind, one length after the other, as far as the titles hold them."""
        every = rf"(?:{kind})+" if kind != MIXED else rf"(?=.*{LATIN})(?=.*{HAN}).*"
        fitting = [one for one in self.folded if re.search(kind if kind != MIXED else HAN, one)]
        found: dict[str, None] = {}
        for turn in range(count * 40):
            if len(found) >= count or not fitting:
                break
            pool = [
                one
                for one in windows(self.chance.choice(fitting), lengths[turn % len(lengths)])
                if re.fullmatch(every, one)
            ]
            if pool:
                found.setdefault(self.chance.choice(pool))
        return list(found)

    def words(self, pattern: str, count: int) -> list[str]:
        """`count` different words of the titles that fit a pattern."""
        pool = sorted(
            {word for one in self.folded for word in re.findall(r"[^\W_]+", one) if re.fullmatch(pattern, word)}
        )
        return self.chance.sample(pool, min(count, len(pool)))

    def cuts(self, count: int) -> list[str]:
        """Pieces of original titles with a sign inside, ready for quotes."""
        pool = [
            found.group()
            for one in self.titles
            for found in re.finditer(r"\w+[^\w\s\"]\s?\w+", one)
            if len(found.group()) < 40
        ]
        return self.chance.sample(pool, min(count, len(pool)))


MIXED = "mixed"
_folded = cache(normalise)


def full_width(text: str) -> str:
    """The same in full-width forms, the blank apart."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def one_letter(drawn: Drawn) -> Iterator[Question]:
    for kind in (HAN, KANA, HANGUL):
        yield from (Question(term) for term in drawn.terms(kind, (1,), 8))
    yield from (Question(f"TI={word}") for word in drawn.words(LATIN, 6))


def han(drawn: Drawn) -> Iterator[Question]:
    yield from (Question(term) for term in drawn.terms(HAN, (2, 3, 4, 5, 6), 40))


def kana(drawn: Drawn) -> Iterator[Question]:
    yield from (Question(f"TI={term}") for term in drawn.terms(KANA, (2, 3, 4, 6), 16))


def hangul(drawn: Drawn) -> Iterator[Question]:
    yield from (Question(f"TI={term}") for term in drawn.terms(HANGUL, (2, 3, 4), 16))


def mixed(drawn: Drawn) -> Iterator[Question]:
    yield from (Question(term) for term in drawn.terms(MIXED, (3, 4, 5, 6), 20))


def digits(drawn: Drawn) -> Iterator[Question]:
    yield from (Question(word) for word in drawn.words(r"\w*\d\w*", 14))


def signs_inside(drawn: Drawn) -> Iterator[Question]:
    for cut in drawn.cuts(20):
        yield Question(f'"{cut}"')


def widths_and_accents(drawn: Drawn) -> Iterator[Question]:
    yield from (Question(full_width(word)) for word in drawn.words(r"[a-z0-9]{2,8}", 10))
    yield from (Question(word) for word in drawn.words(r".*[à-öø-ÿ].*", 8))
    yield from (Question(text) for text in ("Café", "cafe", "NAÏVE", "ﬁx", "usb－c", "電池", "电池 電機"))


def stars(drawn: Drawn) -> Iterator[Question]:
    yield from (Question(f"TI={word[:3]}*") for word in drawn.words(r"[a-z]{4,}", 10))
    yield from (Question(f"{word[:2]}*") for word in drawn.words(r"[a-z]{4,}", 6))
    pairs = (one.split()[:2] for one in drawn.folded if re.fullmatch(r"[a-z]+ [a-z]{3,} .*", one))
    yield from (Question(f'"{first} {last[:3]}"*') for first, last in list(pairs)[:200:25])
    yield from (Question(text) for text in ("US*", "CN*", "PN=US2*", "PN=CN10*", "PN=CN1012*", "PN=WO20*"))


def near(drawn: Drawn) -> Iterator[Question]:
    pool = [one for one in drawn.folded if len(re.findall(HAN, one)) > 12]
    for place in range(22):
        title = re.sub(r"[^\u4e00-\u9fff]", "", drawn.chance.choice(pool))
        at = drawn.chance.randrange(len(title) - 8)
        left, right = title[at : at + 2], title[at + 3 + place % 3 : at + 5 + place % 3]
        yield Question(f"TI={left} NEAR/{place % 6} {right}" if place % 2 else f"{right} NEAR/{place % 9} {left}")
    yield from (
        Question(text) for text in ("光 NEAR/2 AR", "AR NEAR/1 显示", "TI=display NEAR/3 augmented", "电 NEAR/0 电")
    )


def expressions(drawn: Drawn) -> Iterator[Question]:
    one, two, three, four = drawn.terms(HAN, (2,), 4)
    for shape in (
        "{a} OR {b}", "{a} {b}", "{a} NOT {b}", "NOT {a}", "({a} OR {b}) NOT ({c} OR {d})", "TI=({a} OR {b}) {c}",
        "NOT ({a} OR {b} OR {c})", "TI={a} OR NOT TI={b}", "({a} {b}) OR ({c} {d})", "NOT NOT {a}", "TI={a} PA=公司",
        "TA=({a} OR {b}) PN=CN*", "{a} {b} {c} OR TI={d}", "AR OR VR OR {a}", "IN=李 TI={a}", "TI={a} STATUS=有效",
    ):  # fmt: skip
        yield Question(shape.format(a=one, b=two, c=three, d=four))
    yield Question(" OR ".join(drawn.terms(HAN, (2, 3), 30)))


def codes_and_days(drawn: Drawn) -> Iterator[Question]:
    for text in (
        "IPC=G02B", "IPC=G02B27", "IPC=G02B27/01", 'IPC="G02B 27/01"', "IPC=G06F3*", "IPC=G", "IPC=H04",
        "IPC=G06T19/00", "AD=2018", "AD=[2010 TO 2012]", "AD=[20180101 TO 20191231]", "AD=[* TO 2005]",
        "AD=[2022 TO *]", "NOT AD=[* TO *]", "AD=2018-03", "STATUS=有效", "STATUS=lapsed", "OFFICE=US",
        "OFFICE=(JP OR KR)", "IPC=G02B AD=2019 STATUS=有效",
    ):  # fmt: skip
        yield Question(text)


def filtered(drawn: Drawn) -> Iterator[Question]:
    chosen: tuple[dict[str, tuple[str, ...]], ...] = (
        {"office": ("US",)}, {"office": ("JP", "KR")}, {"year": ("2018",)},
        {"year": ("2015", "2016"), "office": ("CN",)},
        {"subject": ("G02B",), "office": ("US", "EP")}, {"office": ("ZZ",)},
        {"subject": ("G06F", "G06T"), "year": ("2019",), "office": ("CN",)},
    )  # fmt: skip
    for text in ("", "显示", "TI=AR", "光 NOT 显示"):
        yield from (Question(text, one) for one in chosen)


def sorted_and_paged(drawn: Drawn) -> Iterator[Question]:
    for sort in ("date", "-date", "number", "-number"):
        for text in ("", "显示", "TI=光", "AR 眼镜"):
            yield Question(text, {"office": ("CN", "JP")} if text == "TI=光" else {}, sort, 3, 7)
    for page, size in ((1, 200), (2, 50), (5, 20), (11, 3), (40, 20)):
        yield from (Question(text, page=page, size=size) for text in ("显示", "TI=系统 方法"))


CLASSES: dict[str, Callable[[Drawn], Iterator[Question]]] = {
    make.__name__: make
    for make in (
        one_letter, han, kana, hangul, mixed, digits, signs_inside, widths_and_accents, stars, near, expressions,
        codes_and_days, filtered, sorted_and_paged,
    )
}  # fmt: skip
