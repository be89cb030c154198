"""A few spoiled files of every format and way, always the same; `scripts/fuzz_files.py` runs any number of them."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.factories.patents import index_ready
from tests.fuzz.files import put_through, spoiled, workshop

SEED, FILES, STEP = 5, 150, 14
"""The step meets every format in turn and passes through all mutations of each."""


@pytest.mark.django_db
def test_spoiled_files_are_read_refused_or_flagged_by_name(tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_FILE, settings.PRIVATE_FILES_DIR = tmp_path / "search.db", tmp_path / "private"
    index_ready()
    seen: Counter[str] = Counter()
    with workshop():
        for number in range(0, FILES * STEP, STEP):
            file = spoiled(SEED, number, real=False)
            outcome = put_through(file, tmp_path)
            assert not outcome.crash, f"{number} {file.format} {file.mutation.name}\n{outcome.crash}"
            assert not outcome.defects, (number, file.format, file.mutation.name, outcome.defects)
            seen.update({"accepted": outcome.accepted, "refused": len(outcome.refused), "asked": outcome.asked})
            seen.update({"flagged": outcome.rows_flagged, "gone": outcome.rows_refused, "folded": outcome.thorough})
            seen.update({file.format: 1, file.mutation.name: 1})
    assert all(seen[what] for what in ("accepted", "refused", "asked", "flagged", "gone", "folded")), seen
    assert len(seen) > 6 + 13 + 25, "every format and nearly every mutation took part"
