"""A first start from nothing: before its first table it owes the sample content, so that an interrupted one goes on."""

from pathlib import Path

import pytest

from ipplatform.site.management.commands.prepare import SAMPLES_PENDING
from tests import browser
from tests.processes import LIMIT, started, until

pytestmark = [pytest.mark.scale, pytest.mark.timeout(2 * LIMIT)]


def begun_until(sign: Path, *arguments: str) -> bool:
    """Whether `prepare` in the file's folder, killed then, came so far that the file is there."""
    with started(sign.parent, "prepare", *arguments) as process:
        return until(lambda: sign.exists() or process.poll() is not None, LIMIT) and process.poll() is None


def test_a_new_database_owes_the_samples_from_the_beginning(tmp_path: Path) -> None:
    assert browser.SAMPLES_PENDING == SAMPLES_PENDING
    assert begun_until(tmp_path / SAMPLES_PENDING)


def test_a_new_database_without_samples_owes_none(tmp_path: Path) -> None:
    # The log of the first table's transaction: the mark would be there before.
    assert begun_until(tmp_path / "platform.db-wal", "--without-samples")
    assert not (tmp_path / SAMPLES_PENDING).exists()
