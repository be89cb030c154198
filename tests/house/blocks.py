"""Blocks of code that stand twice: runs of the same significant lines in two places."""

import ast
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

_PUNCTUATION = re.compile(r"[\W_]*")


@dataclass(frozen=True)
class Repeated:
    """The same lines from `first` and from `second` on: (place, line number), and how many significant lines."""

    first: tuple[str, int]
    second: tuple[str, int]
    lines: int

    def __str__(self) -> str:
        return f"{self.first[0]}:{self.first[1]} = {self.second[0]}:{self.second[1]}, {self.lines} lines"


def significant(text: str) -> list[tuple[int, str]]:
    """Line numbers and lines that say something: no imports, docstrings, comments, blanks, brackets alone."""
    tree = ast.parse(text)
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node):
            left_out |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))  # type: ignore[attr-defined]
    return [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if number not in left_out and not line.lstrip().startswith("#") and not _PUNCTUATION.fullmatch(line)
    ]


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def repeated(texts: Mapping[str, str], *, length: int) -> list[Repeated]:
    """Runs of `length` and more significant lines that stand in two places, each pair of places once and whole."""
    lines = {place: significant(text) for place, text in texts.items()}
    windows: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for place, rows in lines.items():
        for start in range(len(rows) - length + 1):
            windows[tuple(line for _number, line in rows[start : start + length])].append((place, start))
    found: list[Repeated] = []
    for places in windows.values():
        for position, (place, start) in enumerate(places):
            for other, begin in places[position + 1 :]:
                if place == other and begin - start < length:
                    continue  # one long run of equal lines, not two places
                if start and begin and lines[place][start - 1][1] == lines[other][begin - 1][1]:
                    continue  # the middle of a longer run that is found from its beginning
                found.append(_whole(lines, (place, start), (other, begin)))
    return found


def _whole(lines: Mapping[str, list[tuple[int, str]]], first: tuple[str, int], second: tuple[str, int]) -> Repeated:
    (place, start), (other, begin) = first, second
    one, two = lines[place][start:], lines[other][begin:]
    count = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a[1] != b[1]), min(len(one), len(two)))
    return Repeated((place, one[0][0]), (other, two[0][0]), count)
