"""The one table of a `make bench`: every printed line that has a target, as what, figure and target.

Run: python -m benchmarks.summary OUTPUT  (a file that holds what the benchmarks printed, each after `== its name`)
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_MEASURED = re.compile(r"(?P<what>.+): (?P<figure>.+) \(target (?P<target>[^()]+)\)")
_SCRIPT = re.compile(r"== benchmarks/(\w+)\.py")


def rows(lines: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Script, what was measured, figure and target; `not run: ...` is a row without a target."""
    script = ""
    for line in lines:
        if began := _SCRIPT.fullmatch(line.strip()):
            script = began[1]
        elif found := _MEASURED.fullmatch(line.strip()):
            yield script, found["what"], found["figure"], found["target"]
        elif line.startswith("not run:"):
            yield script, line.strip(), "-", "-"


def table(lines: Iterable[str]) -> str:
    """The rows as a table of text, each column as wide as its widest cell."""
    cells = [("script", "what", "figure", "target"), *rows(lines)]
    widths = [max(len(row[place]) for row in cells) for place in range(4)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)


if __name__ == "__main__":
    sys.stdout.write(table(Path(sys.argv[1]).read_text().splitlines()) + "\n")
