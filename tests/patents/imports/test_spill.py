"""Sets and lists that outgrow memory behave as those that do not."""

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from patents.imports.raw import RowRefused
from patents.imports.spill import Refusals, Seen

WORDS = st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8), max_size=60)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_seen_is_a_set(added: list[str], asked: list[str]) -> None:
    seen, like = Seen(), set(added)
    for text in added:
        seen.add(text)
    assert len(seen) == len(like)
    assert [text in seen for text in asked] == [text in like for text in asked]


@settings(deadline=None)
@given(st.lists(st.builds(RowRefused, row=st.integers(1, 10**7), column=WORDS.map("".join), reason=st.just("x"),
                          raw_value=st.text(max_size=40))))  # fmt: skip
def test_refusals_come_back_in_order_however_often(rows: list[RowRefused]) -> None:
    kept = Refusals()
    for row in rows:
        kept.append(row)
        assert next(iter(kept)) == rows[0]
    assert (list(kept), list(kept), len(kept)) == (rows, rows, len(rows))


def test_many_texts_are_no_matter_of_memory() -> None:
    script = (
        "import resource\nfrom patents.imports.spill import Seen\nseen = Seen()\nseen.add('')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for n in range(300_000): seen.add(f'{n:064d}')\n"
        "print(len(seen), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    count, grown = map(int, done.stdout.split())
    assert count == 300_001
    assert grown < 20 * 1024, "KiB; a set of these takes 50 MiB"
