"""Spoiled import files through the real reading path, counted: every format, spoiled in every way, and again.

Each is recognised, read and its rows compared; a stated share is also tried dry, folded into a scratch database and
taken back. Workbooks are read by the limited child, forked from a warm process; a stated share starts it afresh.
Prints a table and the defects; the exit code is 1 where there is any. Needs no server and leaves nothing. Where real
exports lie in ../shared/data every second file is a cut of one. Ctrl-C prints what was counted so far.
Run: .venv/bin/python -m scripts.fuzz_files [COUNT] [SEED] [FIRST]  (1,000 files of seed 1 from number 0 unless told)
"""

import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import django
from django.db import connection

PROGRESS_EVERY = 500
SHOWN_DEFECTS = 20
COLUMNS = (
    "files", "folded", "accepted", "to be mapped", "refused", "rows", "rows refused", "rows flagged",
    "crashes", "broken",
)  # fmt: skip


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def scratch_open() -> Path:
    """A folder of its own and an empty database in it; to be called before anything of the site is imported.

    The tables are made as the models say: seconds instead of the minute that all migrations take.
    """
    folder = Path(tempfile.mkdtemp(prefix="ipp-fuzz-"))
    os.environ |= {"IPP_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "ipplatform.settings.test"}
    django.setup()
    connection.settings_dict["TEST"]["MIGRATE"] = False
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    return folder


def numbers(first: int, count: int) -> Iterator[int]:
    """The numbers in turn, until SIGINT or SIGTERM asks for the counts so far."""
    asked_to_end: list[int] = []
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda number, _frame: asked_to_end.append(number))
    for number in range(first, first + count):
        if asked_to_end:
            return
        yield number


def counted(outcome: Any) -> Counter[str]:
    """One file's line, by COLUMNS."""
    return Counter({
        "files": 1, "folded": outcome.thorough, "accepted": outcome.accepted, "to be mapped": outcome.asked,
        "refused": len(outcome.refused),
        "rows": outcome.rows, "rows refused": outcome.rows_refused, "rows flagged": outcome.rows_flagged,
        "crashes": bool(outcome.crash), "broken": bool(outcome.defects),
    })  # fmt: skip


def table(title: str, columns: Sequence[str], lines: Mapping[str, Counter[str]]) -> str:
    """A Markdown table of counts with a last line of sums."""
    total: Counter[str] = Counter()
    rows = [f"| {title} | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name, counts in lines.items():
        total.update(counts)
        rows.append(f"| {name} | {' | '.join(f'{counts[one]:,}' for one in columns)} |")
    return "\n".join([*rows, f"| **all** | {' | '.join(f'{total[one]:,}' for one in columns)} |"])


def in_scratch(arguments: list[str], run: Callable[[int, int, int, Path], int]) -> int:
    """Call `run(count, seed, first, folder)` with what the command line says, in a scratch site that is removed."""
    count, seed, first = ([int(one) for one in arguments] + [1000, 1, 0][len(arguments) :])[:3]
    folder = scratch_open()
    try:
        return run(count, seed, first, folder)
    finally:
        connection.close()
        shutil.rmtree(folder, ignore_errors=True)


def progress_tell(done: int, count: int, found: Sequence[str], wrong: Sequence[str]) -> None:
    """On standard error: the defects just found, and every so often how far it is."""
    for what in found:
        sys.stderr.write(f"{what}\n")
    if done % PROGRESS_EVERY == 0:
        sys.stderr.write(f"{done} of {count}, {len(wrong)} defects\n")


def defects_tell(wrong: Sequence[str], again: str) -> int:
    """Print the first defects, their number and the command that repeats one; the exit code."""
    for defect in wrong[:SHOWN_DEFECTS]:
        say(f"DEFECT {defect}")
    say(f"{len(wrong)} defects" + (f"; {again}" if wrong else ""))
    return 1 if wrong else 0


def main(arguments: list[str]) -> int:
    """Run the files of a seed and print what became of them."""
    return in_scratch(arguments, _run)


def _run(count: int, seed: int, first: int, folder: Path) -> int:
    from tests.factories.patents import index_ready  # noqa: PLC0415  the site is set up first
    from tests.fuzz.files import put_through, spoiled, workshop  # noqa: PLC0415
    from tests.shared_data import SHARED  # noqa: PLC0415

    index_ready()
    by_format: dict[str, Counter[str]] = {}
    by_mutation: dict[str, Counter[str]] = {}
    by_both: dict[str, Counter[str]] = {}
    refusals: Counter[str] = Counter()
    wrong: list[str] = []
    slowest, fresh, begun = 0.0, 0, time.perf_counter()
    with workshop():
        for number in numbers(first, count):
            file = spoiled(seed, number, real=SHARED.exists())
            outcome = put_through(file, folder)
            fresh += outcome.fresh_child
            shutil.rmtree(folder / "private", ignore_errors=True)
            line = counted(outcome)
            both = f"{file.format}: {file.mutation.name}"
            for lines, name in ((by_format, file.format), (by_mutation, file.mutation.name), (by_both, both)):
                lines.setdefault(name, Counter()).update(line)
            refusals.update(outcome.refused)
            slowest = max(slowest, outcome.seconds)
            found = [*outcome.defects, *([outcome.crash] if outcome.crash else [])]
            told = [f"file {number} ({file.format}, {file.mutation.name}): {what}" for what in found]
            wrong += told
            progress_tell(number - first + 1, count, told, wrong)
    seconds = time.perf_counter() - begun
    real = "with cuts of real exports" if SHARED.exists() else "invented seeds only"
    done = sum(line["files"] for line in by_format.values())
    say(f"{done:,} files of seed {seed} from number {first} ({real}), {seconds:.0f} s")
    say(f"The slowest took {slowest:.1f} s of processor time.")
    say(f"Children started afresh for {fresh:,} files, forked from a warm process for the others.\n")
    say(table("format", COLUMNS, dict(sorted(by_format.items()))) + "\n")
    say(table("mutation", COLUMNS, by_mutation) + "\n")
    say(table("format: mutation", COLUMNS, dict(sorted(by_both.items()))) + "\n")
    say("Refusals of files: " + ", ".join(f"{code} {many:,}" for code, many in refusals.most_common()))
    return defects_tell(wrong, f"run one again: python -m scripts.fuzz_files 1 {seed} NUMBER")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
