"""Import of a large CSV of the platform's template: rows a second as it grows, memory, the wait of another writer.

The rows are invented, the same at every run. Ratio: the rate of each tenth of the file against the first tenth.
Run: python -m benchmarks.import_csv [ROWS]  (1,000,000 unless told: that is half an hour and more)
"""

import csv
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from benchmarks.scratch import (
    file_import,
    index_ready,
    lines_print,
    measured,
    other_writer,
    peak_mib,
    scratch_site,
    waits_line,
)
from benchmarks.search_embedded import ENDS, LETTERS, PARTS, WEIGHTS

PARTS_OF_FILE = 10
TARGET_FLAT, TARGET_MIB, TARGET_WAIT = 0.8, 300, 250
COLUMNS = (
    "公开（公告）号", "受理局", "标题", "摘要", "专利类型", "申请日", "申请人", "发明人", "IPC分类号", "法律状态",
    "来源说明",
)  # fmt: skip


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Invented patents: a publication each, words as rare and as common as in real titles, 20,000 owners."""
    chance = random.Random(11)  # noqa: S311  sample data
    parts, ends = PARTS.split(), ENDS.split()
    first = date(2001, 1, 1)
    for place in range(count):
        title = chance.choice(parts) + "".join(chance.choices(LETTERS, WEIGHTS, k=4)) + chance.choice(ends)
        symbols = {f"{chance.choice('ABCDEFGH')}{chance.randint(1, 30):02d}B{chance.randint(1, 90)}/00" for _ in "12"}
        yield (
            f"CN{200_000_000 + place}A", "CN", title, title + "".join(chance.choices(LETTERS, WEIGHTS, k=100)),
            "发明申请", (first + timedelta(days=chance.randint(0, 9000))).isoformat(),
            f"示例公司{int(chance.paretovariate(0.5)) % 20_000}", f"示例{place % 5000};示例{place % 777}",
            ";".join(sorted(symbols)), chance.choice(("有效", "审中", "失效")),
            "示例",
        )  # fmt: skip


def file_write(path: Path, count: int) -> None:
    """The CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows(count))


def lines(folder: Path, count: int) -> Iterator[str]:
    """Import, then the lines of the table."""
    index_ready()
    path = folder / "large.csv"
    file_write(path, count)
    before, _child = peak_mib()
    seen: list[tuple[int, float, float]] = [(0, time.perf_counter(), time.process_time())]

    def progress(done: int, total: int) -> None:
        if done >= count * len(seen) // PARTS_OF_FILE:
            seen.append((done, time.perf_counter(), time.process_time()))
            sys.stderr.write(f"{done}/{total}\n")

    with other_writer(folder / "platform.db") as waits, measured() as spent:
        run = file_import(path, progress)
    assert (run.rows, run.created, run.refused) == (count, count, 0), (run.rows, run.created, run.refused)
    yield f"{count} rows, {path.stat().st_size / 2**20:.0f} MiB: {spent.wall:.0f} s, {spent.cpu:.0f} s of CPU"
    # By the clock, and by the processor's time, which other work on the machine changes less.
    for place, name in ((1, "rows a second"), (2, "rows a second of CPU")):
        rates = [(two[0] - one[0]) / (two[place] - one[place]) for one, two in pairwise(seen)]
        yield f"{name} by tenths: " + " ".join(f"{rate:.0f}" for rate in rates)
        yield f"ratio of {name}, slowest tenth / first: {min(rates) / rates[0]:.2f} (target >= {TARGET_FLAT})"
    yield f"peak memory: {peak_mib()[0]:.0f} MiB, before the import {before:.0f} (target <= {TARGET_MIB})"
    yield waits_line(waits, TARGET_WAIT)


def main(count: int) -> None:
    """Print the table."""
    with scratch_site() as folder:
        lines_print(lines(folder, count))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
