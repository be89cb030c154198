"""What changed between two versions of a question. Pure: knows no model and no page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
# A run of Han letters, a word of Latin letters and digits, blanks, or one sign: what a person sees as one piece.
_PIECE = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9_]+|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """A stretch of text: in both versions, only in the later one, or only in the earlier one."""

    kind: str
    text: str


@dataclass(frozen=True)
class FilterChange:
    """Values of one filter that came and went."""

    name: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


def text_difference(old: str, new: str) -> list[Part]:
    """Parts in reading order; without the removed ones they spell `new`, without the added ones `old`."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    parts: list[Part] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part(SAME, "".join(after[j1:j2])))
            continue
        if i1 < i2:
            parts.append(Part(REMOVED, "".join(before[i1:i2])))
        if j1 < j2:
            parts.append(Part(ADDED, "".join(after[j1:j2])))
    return parts


def filters_difference(old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]) -> list[FilterChange]:
    """Filters that changed, by name, values in code-point order."""
    changes = []
    for name in sorted({*old, *new}):
        before, after = set(old.get(name, ())), set(new.get(name, ()))
        if before != after:
            changes.append(FilterChange(name, tuple(sorted(after - before)), tuple(sorted(before - after))))
    return changes
