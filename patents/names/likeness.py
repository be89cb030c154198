"""How alike two names are in their grouping form, and which are worth comparing. Pure: knows no database.

Dice's coefficient over letter pairs (triples in names of Latin letters), refused where names differ in what tells
bodies apart: digits, Chinese numerals, the province. Blocks: only names that share one of their five rarest grams meet.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

ALIKE = 80  # percent; house
_BLOCKS, _BLOCK_LIMIT = 5, 200
_SHORTEST_HAN, _SHORTEST_LATIN = 4, 6
_NUMERALS = re.compile(r"[0-9一二三四五六七八九十甲乙丙丁]")
_PROVINCES = re.compile(
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃"
    "|青海|宁夏|新疆|台湾|香港|澳门"
)


def likeness(first: str, second: str) -> int:
    """Percent, 0 to 100; 0 where the names differ in digits, numerals or province, or one is too short to tell."""
    if not (_long_enough(first) and _long_enough(second)):
        return 0
    if any(sorted(told.findall(first)) != sorted(told.findall(second)) for told in (_NUMERALS, _PROVINCES)):
        return 0
    left, right = grams(first), grams(second)
    return round(200 * len(left & right) / (len(left) + len(right)))


def grams(form: str) -> frozenset[str]:
    """Overlapping pieces of a form with its ends marked: pairs, or triples where all letters are Latin."""
    size = 3 if form.isascii() else 2
    text = f"^{form}$"
    return frozenset(text[start : start + size] for start in range(len(text) - size + 1))


def alike_pairs(forms: Mapping[int, str]) -> Iterator[tuple[int, int, int]]:
    """(key, key, percent) of all pairs of at least `ALIKE` that meet in a block, each once, lower key first."""
    pieces = {key: grams(form) for key, form in forms.items()}
    frequency = Counter(gram for found in pieces.values() for gram in found)
    blocks: dict[str, list[int]] = {}
    for key in sorted(pieces):
        shared = [gram for gram in pieces[key] if 1 < frequency[gram] <= _BLOCK_LIMIT]
        for gram in sorted(shared, key=lambda gram: (frequency[gram], gram))[:_BLOCKS]:
            blocks.setdefault(gram, []).append(key)
    met: set[tuple[int, int]] = set()
    for members in blocks.values():
        for place, first in enumerate(members):
            for second in members[place + 1 :]:
                if (first, second) in met:
                    continue
                met.add((first, second))
                percent = likeness(forms[first], forms[second])
                if percent >= ALIKE:
                    yield first, second, percent


def _long_enough(form: str) -> bool:
    return len(form) >= (_SHORTEST_LATIN if form.isascii() else _SHORTEST_HAN)
