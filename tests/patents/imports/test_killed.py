"""Real processes that import, killed with SIGKILL half-way: what follows ends where an undisturbed import ends.

SQLite in data directories of their own: each process is a `manage.py` command, as a person or the supervisor starts it.
"""

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import migrated
from tests.factories.patents import cn_number, patsnap_file
from tests.processes import LIMIT, answer, asked, manage, started, told, until

# A process starts in a second or two; on a machine that is busy with much else, in a minute.
pytestmark = [pytest.mark.scale, pytest.mark.sqlite, pytest.mark.timeout(2400)]

ROWS, TRIES = 2400, 3
STATUSES = ("有效", "审中", "失效")
WORKER = ("db_worker", "--no-reload", "--queue-name", "work")
RECORDS = "select count(*) from imports_sourcerecord"
# Every table that an import fills, by what its rows say: keys, runs and times apart.
TABLES = {
    "patents": "select {patent} from records_patent as p",
    "publications": (
        "select {publication}, p.number from records_publication as u join records_patent as p on p.id = u.patent_id"
    ),
    "parties": (
        "select p.number, r.role, r.position, r.as_written, r.uscc, n.normalised from records_patentparty as r"
        " join records_patent as p on p.id = r.patent_id join records_name as n on n.id = r.name_id"
    ),
    "names": "select normalised, normaliser_version, alias_of_id, enterprise_id from records_name",
    "citations": "select p.number, c.number from records_citation as c join records_patent as p on p.id = c.patent_id",
    "statements": (
        'select distinct source, publication_number, office, application_number, hash, as_of, "values", raw, flags'
        " from imports_sourcerecord"
    ),
    "refusals": 'select distinct "row", "column", reason, raw_value from imports_refusedrow',
    "waiting for the index": "select * from search_outboxentry",
}
KEYS = {"id", "anchor", "patent_id", "merged_into_id"}


def rows() -> Iterator[dict[str, str]]:
    """Applications published once or twice, rows that say again or otherwise what an earlier one said, refused ones."""
    number = ""
    for n in range(ROWS):
        number = number if n % 4 == 1 else cn_number()
        row = {
            "公开(公告)号": f"CN{100_000_000 + n // 2}{'AB'[n % 2]}", "受理局": "中国", "标题": f"示例装置{n}",
            "专利类型": ("发明申请", "授权发明")[n % 2], "发明人": f"示例人{n % 101}", "申请号": number,
            "[标]当前申请(专利权)人": f"示例{n % 37}公司 | 示例{n % 11}大学", "申请年": str(2005 + n % 18),
            "IPC分类号": "H01M10/05 | B60L50/60", "简单法律状态": STATUSES[n % 3],
        }  # fmt: skip
        if n % 97 == 50:
            row = {"标题": "示例：没有号码"}
        if n % 89 == 60:
            row |= {"公开(公告)号": f"CN{100_000_000 + n // 4}A", "简单法律状态": "有效"}
        yield row


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return patsnap_file(tmp_path_factory.mktemp("file") / "patents.xlsx", list(rows()))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, file: Path) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """The answer and the tables of an import that nobody disturbed."""
    data = migrated(tmp_path_factory.mktemp("whole") / "data")
    found = answer(data, "import_patents", str(file), "--cutoff", "2026-01-01", "--json")
    assert found["rows"] == ROWS and found["refused"] > 10 and found["updated"] > 10
    in_order(data)
    return found, tables(data)


def tables(data: Path) -> dict[str, list[Any]]:
    """All that an import leaves, sorted."""
    names = {
        "patent": columns(data, "records_patent", "p"),
        "publication": columns(data, "records_publication", "u"),
    }
    return {table: sorted(asked(data, question.format(**names)), key=repr) for table, question in TABLES.items()}


def columns(data: Path, table: str, alias: str) -> str:
    found = [name for (name,) in asked(data, f"select name from pragma_table_info('{table}')") if name not in KEYS]
    assert len(found) > 5
    return ", ".join(f'{alias}."{name}"' for name in found)


def in_order(data: Path) -> None:
    """Index and database agree, and the database itself is whole."""
    checked = answer(data, "search_check", "--json")
    assert {name: checked[name] for name in ("missing", "extra", "stale")} == {"missing": 0, "extra": 0, "stale": 0}
    assert asked(data, "pragma integrity_check") == [("ok",)]
    assert asked(data, "pragma foreign_key_check") == []


def kept(data: Path) -> int:
    return int(asked(data, RECORDS)[0][0])


def killed_half_way(data: Path, *command: str) -> int:
    """Start a command, SIGKILL it when a third of the rows is kept; the rows that are kept then.

    A machine that gave this process no time until the other was done says nothing: then 0.
    """
    with started(data, *command) as process:
        assert until(lambda: kept(data) >= ROWS // 3 or process.poll() is not None, LIMIT), "nothing was kept in time"
        process.send_signal(signal.SIGKILL)
        code = process.wait(LIMIT)
    finished = asked(data, "select count(*) from imports_importrun where finished_at is not null")[0][0]
    if finished:
        return 0
    assert code == -signal.SIGKILL
    return kept(data)


def test_a_killed_command_run_again_ends_as_if_nothing_had_been(
    tmp_path: Path, file: Path, undisturbed: tuple[dict[str, Any], dict[str, list[Any]]]
) -> None:
    command = ("import_patents", str(file), "--cutoff", "2026-01-01", "--json")
    for n in range(TRIES):
        data = migrated(tmp_path / f"data{n}")
        half = killed_half_way(data, *command)
        if half:
            break
        shutil.rmtree(data)
    assert ROWS // 3 <= half < ROWS
    whole, wanted = undisturbed
    again = answer(data, *command)
    same = ("rows", "refused", "flagged", "patents", "publications")
    assert {name: again[name] for name in same} == {name: whole[name] for name in same}
    assert again["created"] + again["updated"] + again["unchanged"] + again["refused"] == ROWS
    assert again["unchanged"] >= half
    assert tables(data) == wanted
    in_order(data)


JOB = """
from datetime import date
from pathlib import Path
from ipplatform.accounts.models import User
from ipplatform.jobs.services import job_enqueue
from patents.imports.services import import_run_start
from patents.imports.tasks import IMPORT_JOB, import_run_task
by = User.objects.system()
run = import_run_start(file=Path({path!r}), format="auto", cutoff=date(2026, 1, 1), by=by, on=date(2026, 5, 20))
job_enqueue(kind=IMPORT_JOB, key=str(run.public_id), task=import_run_task, by=by)
"""


def test_the_job_of_a_killed_worker_is_taken_up_by_the_next_and_goes_on(
    tmp_path: Path, file: Path, undisturbed: tuple[dict[str, Any], dict[str, list[Any]]]
) -> None:
    for n in range(TRIES):
        data = migrated(tmp_path / f"data{n}")
        manage(data, "shell", "-v", "0", "-c", JOB.format(path=str(file)))
        half = killed_half_way(data, *WORKER)
        if half:
            break
        shutil.rmtree(data)
    assert ROWS // 3 <= half < ROWS
    assert job(data) == ("running", 1, "")
    lapse(data)
    assert answer(data, "jobs_reap") == {"taken_up": 1, "failed": 0}
    with started(data, *WORKER):
        assert until(lambda: job(data)[0] not in ("queued", "running"), LIMIT)
    assert job(data) == ("done", 2, "")
    whole, wanted = undisturbed
    names = ("rows", "created", "updated", "unchanged", "refused", "flagged", "patents", "publications")
    runs = asked(data, f"select {', '.join(names)} from imports_importrun")
    assert runs == [tuple(whole[name] for name in names)]
    assert kept(data) == whole["created"] + whole["updated"] + whole["unchanged"], "it went on, it did not begin again"
    assert tables(data) == wanted
    in_order(data)


def test_a_job_whose_third_worker_dies_too_fails_with_its_reason(tmp_path: Path, file: Path) -> None:
    data = migrated(tmp_path / "data")
    manage(data, "shell", "-v", "0", "-c", JOB.format(path=str(file)))
    assert told(data, "update jobs_job set attempt = 2") == 1  # two died before
    with started(data, *WORKER) as worker:
        assert until(lambda: job(data)[0] == "running", LIMIT)
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(LIMIT) == -signal.SIGKILL
    assert job(data) == ("running", 3, "")
    lapse(data)
    assert answer(data, "jobs_reap") == {"taken_up": 0, "failed": 1}
    assert job(data) == ("failed", 3, "worker_lost")


def job(data: Path) -> tuple[str, int, str]:
    """State, attempt and error of the only job."""
    [(state, attempt, error)] = asked(data, "select state, attempt, error from jobs_job")
    return state, attempt, error


def lapse(data: Path) -> None:
    """The minute of the lease passes."""
    assert told(data, "update jobs_job set lease_until = '2026-01-01 00:00:00' where state = 'running'") == 1
