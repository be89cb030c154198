"""What one process of a parallel run must do alone: two would pause the search server under each other, ask for
more connections than PostgreSQL grants, or make twice what a module makes once (samples, an import of a real file, a
site, a book). Groups begin first, the largest before the others, so that the long tests among them do not end as the
last. Named here by file, for pytest 9.2 keeps node ids
where the `xdist_group` marks of pytest-xdist 3.8 reach no scheduler.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler.loadgroup import LoadGroupScheduling

ALONE = {
    "samples": ("tests/ipplatform/site/samples/",),
    "at_once": (
        "tests/ipplatform/test_moves", "tests/patents/deals/test_concurrency", "tests/patents/offers/test_concurrency",
        "tests/mediation/proceedings/test_at_once",
    ),
    "killed": ("tests/patents/imports/test_killed.py",),
    "elasticsearch": (
        "tests/ipplatform/search/test_elasticsearch", "tests/ipplatform/search/test_one_meaning.py",
        "tests/patents/catalogue/test_rows.py", "tests/patents/catalogue/test_two_engines.py",
    ),
    "long": (
        "tests/test_capabilities", "tests/analytics/reports/test_real_file", "tests/patents/catalogue/test_real_file",
    ),
    "patsnap": ("tests/patents/imports/test_patsnap_file",),
    "lens": ("tests/patents/imports/test_lens_files",),
    "patentscope": ("tests/patents/imports/test_patentscope_file",),
    "sumobrain": ("tests/patents/imports/test_sumobrain_files",),
    "epo_ops": ("tests/patents/imports/test_epo_ops_files",),
    "book": ("tests/ipplatform/test_documents",),
    "site": ("tests/scripts/test_serve",),
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
