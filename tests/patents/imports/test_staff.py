"""Staff pages: upload, confirm, read the result, take back; who may; constant queries."""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ipplatform.jobs.models import Job
from patents.imports.models import ImportRun
from patents.imports.staff import subject
from patents.imports.tasks import IMPORT_JOB, TAKE_BACK_JOB, import_run_task, import_take_back_task
from patents.records.models import Patent
from tests.factories import people
from tests.factories.patents import imported, index_ready, patsnap_file

pytestmark = pytest.mark.django_db
TOKEN = "0123456789abcdef0123"


@pytest.fixture
def operator(client: Client) -> Client:
    index_ready()
    client.force_login(people.user("operator"))
    return client


def export(folder: Path, n: int = 2) -> Path:
    rows = [{"公开(公告)号": f"CN10000000{i}A", "受理局": "中国", "标题": "示例"} for i in range(n)]
    return patsnap_file(folder / "示例.xlsx", [*rows, {"公开(公告)号": "IR1B-该数据不支持导出"}])


def upload(client: Client, path: Path, token: str = TOKEN) -> Any:
    content = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(reverse("imports_staff:upload"), {"file": content, "format": "auto", "form_token": token})


def test_an_operator_uploads_confirms_and_reads_the_result(operator: Client, tmp_path: Path) -> None:
    answer = upload(operator, export(tmp_path))
    run = ImportRun.objects.get()
    page = reverse("imports_staff:run", args=[run.public_id])
    assert (answer.status_code, answer.url) == (302, page)
    assert upload(operator, export(tmp_path)).url == page and ImportRun.objects.count() == 1
    assert "确认数据截止日" in operator.get(page).content.decode()
    start = reverse("imports_staff:start", args=[run.public_id])
    assert operator.post(start, {"cutoff": "nonsense"}).status_code == 422
    assert operator.post(start, {"cutoff": "2024-03-01"}).status_code == 302
    job = Job.objects.get(kind=IMPORT_JOB)
    shown = operator.get(page).content.decode()
    assert "hx-get" in shown and "<noscript>" in shown
    assert "正在导入" in shown
    import_run_task.func(job.pk)
    run.refresh_from_db()
    assert (run.cutoff, run.created, run.refused) == (date(2024, 3, 1), 2, 1)
    result = operator.get(page).content.decode()
    assert "IR1B-该数据不支持导出" in result and "下载全部拒收行" in result
    table = operator.get(reverse("imports_staff:refusals", args=[run.public_id])).getvalue().decode("utf-8-sig")
    assert "4,公开(公告)号,号码后附有数据商的说明文字，此行不是专利记录,IR1B-该数据不支持导出" in table


def test_taking_back_asks_first(operator: Client, tmp_path: Path) -> None:
    run = imported(export(tmp_path))
    url = reverse("imports_staff:take_back", args=[run.public_id])
    assert "撤回" in operator.get(url).content.decode() and Patent.objects.count() == 2
    assert operator.post(url).status_code == 302
    import_take_back_task.func(Job.objects.get(kind=TAKE_BACK_JOB).pk)
    assert not Patent.objects.exists()
    assert "已撤回" in operator.get(reverse("imports_staff:run", args=[run.public_id])).content.decode()


def test_work_that_ends_while_the_page_is_read_is_not_offered_again(
    operator: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = imported(export(tmp_path))
    operator.post(reverse("imports_staff:take_back", args=[run.public_id]))
    pages = import_module("patents.imports.staff.runs")  # the package has a view of that name

    def end_and_read(public_id: UUID) -> list[Job]:
        import_take_back_task.func(Job.objects.get(kind=TAKE_BACK_JOB).pk)
        return subject.jobs_of(public_id)

    monkeypatch.setattr(pages, "jobs_of", end_and_read)
    page = operator.get(reverse("imports_staff:run", args=[run.public_id])).content.decode()
    assert ImportRun.objects.get().taken_back_at
    assert reverse("imports_staff:take_back", args=[run.public_id]) not in page


def test_a_refused_file_keeps_the_form_and_says_why(operator: Client, tmp_path: Path) -> None:
    bad = tmp_path / "a.csv"
    bad.write_text("只有一列\n1\n", "utf-8")
    answer = upload(operator, bad)
    assert answer.status_code == 409 and "表头" in answer.content.decode()
    assert not ImportRun.objects.exists()
    assert operator.post(reverse("imports_staff:upload"), {"form_token": TOKEN, "format": "auto"}).status_code == 422


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("general_section", 200, 404), ("editor", 404, 404), ("mediator", 404, 404), ("case_coordinator", 404, 404)],
)
def test_other_roles(client: Client, tmp_path: Path, role: str, reads: int, writes: int) -> None:
    run = imported(export(tmp_path))
    client.force_login(people.user(role))
    for name in ("list",):
        assert client.get(reverse(f"imports_staff:{name}")).status_code == reads
    for name in ("run", "refusals"):
        assert client.get(reverse(f"imports_staff:{name}", args=[run.public_id])).status_code == reads
    assert client.get(reverse("imports_staff:upload")).status_code == writes
    for name in ("start", "take_back"):
        assert client.post(reverse(f"imports_staff:{name}", args=[run.public_id])).status_code == writes
    assert Patent.objects.count() == 2


def test_the_list_has_an_empty_state_and_constant_queries(
    operator: Client, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    assert "还没有导入过专利数据" in operator.get(reverse("imports_staff:list")).content.decode()
    counts = []
    for _round in range(2):
        imported(export(tmp_path))
        with django_assert_max_num_queries(30) as queries:
            operator.get(reverse("imports_staff:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
