"""A run as it is watched: stopped and whole, tried without writing, its rows by reason, found again in the history."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ipplatform.accounts.models import User
from ipplatform.jobs.models import DONE, RUNNING, STOPPED, Job
from ipplatform.search.models import OutboxEntry
from patents.imports.models import ImportRun, SourceRecord
from patents.imports.pace import Pace, pace_words
from patents.imports.selectors import import_runs_filtered, note_counts
from patents.imports.services import execute, import_run_start, import_run_take_back
from patents.imports.tasks import DRY_RUN_JOB, IMPORT_JOB, import_dry_run_task, import_run_task
from patents.records.models import Name, Patent, Publication
from tests.factories import people
from tests.factories.patents import IMPORT_DAY, imported, index_ready, patsnap_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    index_ready()
    client.force_login(people.user("operator"))
    return client


def rows(n: int) -> list[dict[str, str]]:
    return [
        {"公开(公告)号": f"CN{100_000_000 + i}A", "受理局": "中国", "标题": f"示例{i}", "申请年": "2019",
         "[标]当前申请(专利权)人": f"示例{i}公司"}
        for i in range(n)
    ]  # fmt: skip


def noted(folder: Path) -> Path:
    """Five rows: two plain, one refused, two to check for two reasons."""
    odd = [
        {"公开(公告)号": "IR1B-该数据不支持导出"},
        {"公开(公告)号": "CN100000011A", "受理局": "中国", "申请年": "去年"},
        {"公开(公告)号": "CN100000012A", "受理局": "火星", "申请年": "明年"},
    ]
    return patsnap_file(folder / "noted.xlsx", [*rows(2), *odd])


def started(path: Path) -> ImportRun:
    by = people.user("operator")
    return import_run_start(file=path, format="auto", cutoff=None, by=by, on=IMPORT_DAY)


def test_a_run_that_is_stopped_holds_whole_rows_only_and_goes_on_or_back(
    operator: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(execute, "BATCH", 5)
    run = started(patsnap_file(tmp_path / "a.xlsx", rows(23)))
    page = reverse("imports_staff:run", args=[run.public_id])
    operator.post(reverse("imports_staff:start", args=[run.public_id]), {"cutoff": "2024-03-01"})
    job = Job.objects.get(kind=IMPORT_JOB)
    shown = operator.get(page).content.decode()
    assert reverse("imports_staff:stop", args=[run.public_id]) in shown
    keep = execute._batch_keep

    def keep_and_stop(*arguments: Any) -> None:
        """A person presses the button while the second batch is being written."""
        keep(*arguments)
        if SourceRecord.objects.count() == 10:
            operator.post(reverse("imports_staff:stop", args=[run.public_id]))
            assert "正在停止" in operator.get(page).content.decode()

    monkeypatch.setattr(execute, "_batch_keep", keep_and_stop)
    import_run_task.func(job.pk)
    job.refresh_from_db()
    run.refresh_from_db()
    assert (job.state, run.finished_at) == (STOPPED, None)
    # What was read is whole: every record has its patent with its owner and publication, every patent its record,
    # and the index has been told of all of them.
    assert SourceRecord.objects.count() == Patent.objects.count() == Publication.objects.count() == 10
    assert Name.objects.count() == 10
    assert not OutboxEntry.objects.exists()
    stopped = operator.get(page).content.decode()
    assert "已按要求停止" in stopped and "继续导入" in stopped and "撤回这次导入" in stopped

    monkeypatch.setattr(execute, "_batch_keep", keep)
    operator.post(reverse("imports_staff:start", args=[run.public_id]), {"cutoff": "2024-03-01"})
    import_run_task.func(Job.objects.exclude(pk=job.pk).get(kind=IMPORT_JOB).pk)
    run.refresh_from_db()
    assert (run.created, Patent.objects.count()) == (23, 23)
    import_run_take_back(run=run, by=User.objects.system(), on=IMPORT_DAY)
    assert (Patent.objects.count(), Name.objects.count(), SourceRecord.objects.count()) == (0, 0, 0)


def test_a_queued_run_is_stopped_before_it_begins(operator: Client, tmp_path: Path) -> None:
    run = started(patsnap_file(tmp_path / "a.xlsx", rows(1)))
    operator.post(reverse("imports_staff:start", args=[run.public_id]), {"cutoff": "2024-03-01"})
    operator.post(reverse("imports_staff:stop", args=[run.public_id]))
    job = Job.objects.get(kind=IMPORT_JOB)
    import_run_task.func(job.pk)
    assert job.state != RUNNING and not SourceRecord.objects.exists()


def test_a_dry_run_tells_and_writes_nothing(operator: Client, tmp_path: Path) -> None:
    imported(patsnap_file(tmp_path / "before.xlsx", rows(1)))
    run = started(noted(tmp_path))
    before = (Patent.objects.count(), SourceRecord.objects.count(), Publication.objects.count())
    assert operator.post(reverse("imports_staff:dry_run", args=[run.public_id])).status_code == 302
    job = Job.objects.get(kind=DRY_RUN_JOB)
    import_dry_run_task.func(job.pk)
    assert (Patent.objects.count(), SourceRecord.objects.count(), Publication.objects.count()) == before
    run.refresh_from_db()
    assert run.started_at is None and not run.refusals.exists()
    job.refresh_from_db()
    assert job.state == DONE
    assert {name: job.result[name] for name in ("rows", "created", "unchanged", "refused", "flagged")} == {
        "rows": 5, "created": 3, "unchanged": 1, "refused": 1, "flagged": 2,
    }  # fmt: skip
    shown = operator.get(reverse("imports_staff:run", args=[run.public_id])).content.decode()
    for words in ("试运行结果", "会新增", "IR1B-该数据不支持导出", "日期无法识别：2", "确认并开始导入"):
        assert words in shown, words


def test_rows_are_listed_by_reason_as_pages_and_as_csv(
    operator: Client, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    run = imported(noted(tmp_path))
    assert run.notes == note_counts(ImportRun(pk=run.pk)) == {
        "refused": {"vendor_note": 1}, "flagged": {"date_unreadable": 2, "office_unknown": 1},
    }  # fmt: skip
    address = reverse("imports_staff:notes", args=[run.public_id])
    refused = operator.get(address).content.decode()
    assert "IR1B-该数据不支持导出" in refused and "去年" not in refused
    flagged = operator.get(address, {"kind": "flagged"}).content.decode()
    assert all(words in flagged for words in ("去年", "明年", "火星"))
    offices = operator.get(address, {"kind": "flagged", "reason": "office_unknown"}).content.decode()
    assert "火星" in offices and "去年" not in offices and "明年" not in offices
    more = imported(patsnap_file(tmp_path / "more.xlsx", [row | {"申请年": "去年"} for row in rows(40)]))
    counts = []
    for one in (run, more):
        with django_assert_max_num_queries(30) as queries:
            operator.get(reverse("imports_staff:notes", args=[one.public_id]), {"kind": "flagged"})
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "去年" in operator.get(address, {"kind": "flagged", "reason": "nonsense"}).content.decode()
    table = operator.get(
        reverse("imports_staff:notes_csv", args=[run.public_id]), {"kind": "flagged", "reason": "date_unreadable"}
    ).getvalue().decode("utf-8-sig")  # fmt: skip
    assert [line.split(",")[0:2] + line.split(",")[3:] for line in table.split()] == [
        ["行", "列", "原始值"], ["5", "申请年", "去年"], ["6", "申请年", "明年"],
    ]  # fmt: skip
    clean = imported(patsnap_file(tmp_path / "clean.xlsx", rows(1)))
    empty = operator.get(reverse("imports_staff:notes", args=[clean.public_id])).content.decode()
    assert "没有拒收的行" in empty


@pytest.mark.parametrize(("role", "reads"), [("general_section", 200), ("editor", 404), ("mediator", 404)])
def test_other_roles_look_or_not_and_touch_nothing(client: Client, tmp_path: Path, role: str, reads: int) -> None:
    run = imported(noted(tmp_path))
    client.force_login(people.user(role))
    for name in ("notes", "notes_csv", "progress"):
        assert client.get(reverse(f"imports_staff:{name}", args=[run.public_id])).status_code == reads
    for name in ("dry_run", "stop"):
        assert client.post(reverse(f"imports_staff:{name}", args=[run.public_id])).status_code == 404
    assert not Job.objects.exists()


def test_the_history_is_narrowed(operator: Client, tmp_path: Path) -> None:
    by = people.user("operator")
    done = imported(patsnap_file(tmp_path / "done.xlsx", rows(1)), by=by)
    back = imported(patsnap_file(tmp_path / "back.xlsx", rows(2)))
    import_run_take_back(run=back, by=User.objects.system(), on=IMPORT_DAY)
    waiting = started(patsnap_file(tmp_path / "waiting.xlsx", rows(3)))
    asked = {
        "done": {"state": "done"}, "back": {"state": "taken_back"}, "waiting": {"state": "waiting"},
        "mine": {"person": by}, "none": {"format": "template"},
        "future": {"since": date.today() + timedelta(days=2)}, "past": {"until": date(2000, 1, 1)},
    }  # fmt: skip
    seen = {name: list(import_runs_filtered(by, wanted, [])) for name, wanted in asked.items()}
    assert seen == {"done": [done], "back": [back], "waiting": [waiting], "mine": [done], "none": [], "future": [],
                    "past": []}  # fmt: skip
    live = [str(waiting.public_id)]
    assert list(import_runs_filtered(by, {"state": "working"}, live)) == [waiting]
    assert not import_runs_filtered(by, {"state": "waiting"}, live).exists()
    listed = reverse("imports_staff:list")
    page = operator.get(listed, {"state": "done", "person": by.pk}).content.decode()
    assert "done.xlsx" in page and "back.xlsx" not in page
    assert "没有符合条件的导入" in operator.get(listed, {"format": "template"}).content.decode()
    assert "done.xlsx" in operator.get(listed, {"since": "nonsense"}).content.decode()


def test_the_same_file_says_where_it_was_imported_before(operator: Client, tmp_path: Path) -> None:
    first = imported(patsnap_file(tmp_path / "a.xlsx", rows(1)))
    again = started(tmp_path / "a.xlsx")
    page = operator.get(reverse("imports_staff:run", args=[again.public_id])).content.decode()
    assert "以前导入过" in page and reverse("imports_staff:run", args=[first.public_id]) in page


def test_the_pace_counts_from_where_it_began() -> None:
    said: list[tuple[int, int, str]] = []
    instants = iter([0.0, 0.0, 10.0, 20.0, 20.0])
    pace = Pace(lambda *report: said.append(report), now=lambda: next(instants))
    for done in (5000, 6000, 7000):
        pace(done, 12_000)
    assert [words for _done, _total, words in said] == ["", "每秒 100 行，约剩 1 分钟", "每秒 100 行，约剩 50 秒"]
    assert pace_words(30, 10, 0) == "每秒 3.0 行"
    assert pace_words(1000, 10, 3_600_000) == "每秒 100 行，约剩 10.0 小时"
