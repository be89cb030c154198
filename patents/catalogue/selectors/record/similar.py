"""Patents like one: rare words shared by the titles, and shared IPC. One question to the engine, one to the tables."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ipplatform.search import EngineError, QueryError
from ipplatform.search.services import search
from ipplatform.search.tokens import normalise
from patents.catalogue.selectors.hits import query_of
from patents.records.classification import symbol_normal
from patents.records.models import Patent
from patents.records.permissions import patents_public

SHOWN = 5
LOOKED_AT = 60
# As many words of a question as the engines rank by.
WORDS = 8
SUBCLASSES = 3
_LETTERS = 160
# Words of every title of its kind: they part the letters around them and are never what two patents share.
_COMMON = re.compile(
    "一种|多种|及其|以及|基于|用于|应用|方法|装置|系统|设备|制备|实现|结构|新型|使用|进行|具有|包括|产品|组件|部件|"
    "工艺|生产|及|和|与|或|的|在|中|其|所|该|对|之|为|由|从|到|于|上|下"
)
_COMMON_LATIN = frozenset({
    "with", "from", "that", "this", "their", "having", "using", "method", "methods", "device", "devices", "system",
    "systems", "apparatus", "based", "thereof", "same", "which", "wherein", "comprising", "including", "producing",
    "making", "process",
})  # fmt: skip
_RUNS = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3]{2,}|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{4,}")


@dataclass(frozen=True)
class Similar:
    """One patent alike, with the words of both titles and the IPC places of both."""

    patent: Patent
    words: tuple[str, ...]
    symbols: tuple[str, ...]


def similar_to(patent: Patent) -> tuple[Similar, ...]:
    """At most SHOWN published patents that share words of the title, within its IPC subclasses where it has any."""
    runs = title_runs(patent.title)
    asked = _asked(runs)
    if not asked:
        return ()
    subclasses = list(dict.fromkeys(symbol[:4] for symbol in _symbols(patent)))[:SUBCLASSES]
    text = "TI=(" + " OR ".join(f'"{word}"' for word in asked) + ")"
    if subclasses:
        text += " AND IPC=(" + " OR ".join(subclasses) + ")"
    try:
        ids = search(query_of(text, {}, size=LOOKED_AT), facets=False).ids
    except (EngineError, QueryError):
        return ()
    others = patents_public().filter(pk__in=ids).exclude(pk=patent.pk).only("number", "title", "ipc_all")
    return _best(patent, runs, list(others))


def title_runs(title: str) -> list[str]:
    """Runs of letters and words of a title that say what it is about, normalised, in order, at most _LETTERS read."""
    parted = _COMMON.sub(" ", normalise(title)[:_LETTERS])
    return [run for run in _RUNS.findall(parted) if run not in _COMMON_LATIN]


def _asked(runs: Sequence[str]) -> list[str]:
    """At most WORDS words to ask by: long words, and pairs of letters spread evenly over the others."""
    latin = sorted({run for run in runs if not _is_cjk(run)}, key=lambda run: (-len(run), run))
    pairs = list(dict.fromkeys(pair for run in runs if _is_cjk(run) for pair in _pairs(run)))
    room = max(WORDS - len(latin), WORDS // 2)
    step = max(1.0, len(pairs) / room)
    spread = [pairs[int(place * step)] for place in range(min(room, len(pairs)))]
    return [*spread, *latin[: WORDS - len(spread)]]


def _best(patent: Patent, runs: Sequence[str], others: Sequence[Patent]) -> tuple[Similar, ...]:
    shared = {one.pk: _shared(runs, title_runs(one.title)) for one in others}
    known = Counter(word for words in shared.values() for word in words)
    own = _symbols(patent)
    places = {symbol for symbol in own} | {symbol.partition("/")[0] for symbol in own}
    scored = []
    for one in others:
        words = sorted(shared[one.pk], key=lambda word: (-_rarity(word, known, len(others)), word))
        symbols = [symbol for symbol in _symbols(one) if symbol in own]
        symbols = symbols or [
            group for group in dict.fromkeys(symbol.partition("/")[0] for symbol in _symbols(one)) if group in places
        ]
        if words:
            score = sum(_rarity(word, known, len(others)) for word in words) + min(len(symbols), 3)
            scored.append((-score, one.number, Similar(one, tuple(words[:3]), tuple(symbols[:3]))))
    return tuple(found for _score, _number, found in sorted(scored, key=lambda row: row[:2])[:SHOWN])


def _rarity(word: str, known: Counter[str], among: int) -> float:
    """The fewer of the patents found share a word, and the longer it is, the more it says."""
    return math.log(1 + among / known[word]) * math.sqrt(len(word) if _is_cjk(word) else 3)


def _shared(own: Sequence[str], theirs: Iterable[str]) -> set[str]:
    """Longest pieces of their runs that stand in ours: two CJK letters or more, or a whole word."""
    latin, letters = {run for run in own if not _is_cjk(run)}, "\n".join(run for run in own if _is_cjk(run))
    found: set[str] = set()
    for run in theirs:
        if not _is_cjk(run):
            found |= {run} & latin
            continue
        start = 0
        while start < len(run) - 1:
            end = start + 2
            if run[start:end] not in letters:
                start += 1
                continue
            while end < len(run) and run[start : end + 1] in letters:
                end += 1
            found.add(run[start:end])
            start = end
    return found


def _symbols(patent: Patent) -> list[str]:
    return [symbol for raw in patent.ipc_all if (symbol := symbol_normal(str(raw)))]


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _is_cjk(run: str) -> bool:
    return run[0] >= "\u3040"
