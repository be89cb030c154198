"""Expressions by the rules of the search language, sound and spoiled, asked everywhere and counted.

Each goes through the parser, the embedded engine (30 patents, industries that name each other in circles) and the
search page; a tenth also fills the form page, which is sent back as it stands. Prints a table and the defects; the
exit code is 1 where there is any. Needs no server and leaves nothing. Ctrl-C prints what was counted so far.
Run: .venv/bin/python -m scripts.fuzz_expressions [COUNT] [SEED] [FIRST]  (1,000 expressions of seed 1 from number 0)
"""

import logging
import sys
import time
from collections import Counter
from pathlib import Path

from scripts.fuzz_files import defects_tell, in_scratch, numbers, progress_tell, say, table

COLUMNS = ("expressions", "read", "refused", "with hits", "forms", "crashes", "broken")


def main(arguments: list[str]) -> int:
    """Ask the expressions of a seed and print what became of them."""
    return in_scratch(arguments, _run)


def _run(count: int, seed: int, first: int, folder: Path) -> int:
    from django.test import Client  # noqa: PLC0415  the site is set up first

    from tests.fuzz.expressions import counted, put  # noqa: PLC0415
    from tests.fuzz.phrasing import form_too, made  # noqa: PLC0415
    from tests.fuzz.shelf import PREFIX_LIMIT, shelf_fill, short_prefix_limit  # noqa: PLC0415

    logging.getLogger("django.request").setLevel(logging.ERROR)  # thousands of pages are refused, as they should be
    shelf_fill(folder)
    client = Client()
    by_way: dict[str, Counter[str]] = {}
    refusals: Counter[str] = Counter()
    wrong: list[str] = []
    slowest, begun = 0.0, time.perf_counter()
    with short_prefix_limit():
        for number in numbers(first, count):
            text, way = made(seed, number)
            asked = put(text, way, client, form=form_too(number))
            by_way.setdefault(way, Counter()).update(counted(asked))
            refusals.update([asked.code] if asked.code else [])
            slowest = max(slowest, asked.seconds)
            found = [*asked.defects, *([asked.crash] if asked.crash else [])]
            told = [f"expression {number} ({way}) {text[:200]!a}: {what}" for what in found]
            wrong += told
            progress_tell(number - first + 1, count, told, wrong)
    seconds = time.perf_counter() - begun
    done = sum(line["expressions"] for line in by_way.values())
    say(f"{done:,} expressions of seed {seed} from number {first}, {seconds:.0f} s")
    say(f"The slowest took {slowest:.1f} s of processor time.")
    say(f"A starred word was refused above {PREFIX_LIMIT} words, for the index is small.\n")
    say(table("way", COLUMNS, by_way) + "\n")
    say("Refusals: " + ", ".join(f"{code} {many:,}" for code, many in refusals.most_common()))
    return defects_tell(wrong, f"ask one again: python -m scripts.fuzz_expressions 1 {seed} NUMBER")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
