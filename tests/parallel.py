"""What one process of a parallel run must do alone: two would pause the search server under each other, or load the
samples (or make the import that others are compared with) twice. Named here by file, for pytest 9.2 keeps node ids
where the `xdist_group` marks of pytest-xdist 3.8 reach no scheduler.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler.loadgroup import LoadGroupScheduling

ALONE = {
    "samples": ("tests/ipplatform/site/samples/",),
    "killed": ("tests/patents/imports/test_killed.py",),
    "elasticsearch": (
        "tests/ipplatform/search/test_elasticsearch", "tests/ipplatform/search/test_one_meaning.py",
        "tests/patents/catalogue/test_rows.py",
    ),
}  # fmt: skip


class GroupedByFile(LoadGroupScheduling):
    """`--dist loadgroup` with the groups of ALONE, by the beginning of the file's path."""

    def _split_scope(self, nodeid: str) -> str:
        for group, files in ALONE.items():
            if nodeid.startswith(files):
                return group
        return str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadGroupScheduling | None:
    """The scheduler of the run; None leaves the choice to pytest-xdist."""
    return GroupedByFile(config, log) if config.getvalue("dist") == "loadgroup" else None
