"""Where the development data lies: beside the checkout, never inside it."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def shared_data(relative: str) -> Path:
    """Path of a shared data file; the test skips with a reason where the folder is absent, and fails in CI."""
    path = SHARED / relative
    if path.exists():
        return path
    reason = f"development data not beside the checkout: ../shared/data/{relative}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
