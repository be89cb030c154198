"""Several files and zips: one run a file, a named refusal for each that does not fit; bounds hold."""

import json
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from ipplatform.jobs.models import Job
from ipplatform.moves import Refused
from patents.imports.models import ImportBatch, ImportRun
from patents.imports.services import archives, files_taken, import_batch_start, uploads
from patents.imports.tasks import IMPORT_JOB, import_run_task
from patents.records.models import Patent
from tests.factories import people
from tests.factories.patents import IMPORT_DAY, index_ready, patsnap_file, template_file

pytestmark = pytest.mark.django_db
TOKEN = "0123456789abcdef0123"


@pytest.fixture
def operator(client: Client) -> Client:
    index_ready()
    client.force_login(people.user("operator"))
    return client


def export(folder: Path, name: str, first: int) -> Path:
    rows = [{"公开(公告)号": f"CN{first + n}A", "受理局": "中国", "标题": "示例"} for n in range(2)]
    return patsnap_file(folder / name, rows)


def zipped(path: Path, *files: Path, **texts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, f"导出/{file.name}")
        for name, text in texts.items():
            archive.writestr(name, text)
        archive.writestr("__MACOSX/._a.xlsx", "x")
    return path


def post(client: Client, *paths: Path) -> Any:
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return client.post(reverse("imports_staff:upload"), {"file": files, "format": "auto", "form_token": TOKEN})


def test_the_content_of_a_table_counts_and_not_its_ending(operator: Client, tmp_path: Path) -> None:
    text = "公开(公告)号\t受理局\t标题\t简单法律状态\nCN19000000{}A\t中国\t示例\t有效\n"
    book = export(tmp_path, "a.xlsx", 100000001)
    for name in ("b.xls", "c.xlsm", "d.csv"):
        (tmp_path / name).write_bytes(book.read_bytes())
    (tmp_path / "e.xls").write_text(text.format(1), "utf-16")
    (tmp_path / "f.tsv").write_text(text.format(2), "gb18030")
    (tmp_path / "g.xls").write_text(text.format(3).replace("\t", ","), "utf-8")
    (tmp_path / "h.parquet").write_text(text.format(4), "utf-8")
    (tmp_path / "i.xls").write_text("<html>" + text.format(5), "utf-8")
    post(
        operator,
        *(tmp_path / name for name in ["b.xls", "c.xlsm", "d.csv", "e.xls", "f.tsv", "g.xls", "h.parquet", "i.xls"]),
    )
    batch = ImportBatch.objects.get()
    kinds = {run.file_name: run.file.media_type.rpartition(".")[2] for run in batch.runs.all() if run.file}
    assert kinds == {
        "b.xls": "sheet", "c.xlsm": "12", "d.csv": "sheet", "e.xls": "text/csv", "f.tsv": "text/tab-separated-values",
        "g.xls": "text/csv",
    }  # fmt: skip
    assert {run.format for run in batch.runs.all()} == {"patsnap"}
    assert {entry["name"]: entry["code"] for entry in batch.refused} == {
        "h.parquet": "data_kind_refused", "i.xls": "file_content_differs",
    }  # fmt: skip
    shown = operator.get(reverse("imports_staff:batch", args=[batch.public_id])).content.decode()
    assert "xlsx、xlsm、xls、csv、tsv" in shown and "图片、Word" not in shown


def test_several_files_and_a_zip_become_one_run_a_file(operator: Client, tmp_path: Path) -> None:
    one, two = export(tmp_path, "a.xlsx", 100000001), export(tmp_path, "b.xlsx", 100000011)
    note = tmp_path / "note.pdf"
    note.write_bytes(b"%PDF-1.7\x00\x01\x02\x03\x04\x05\x06\x07")
    answer = post(operator, one, zipped(tmp_path / "c.zip", two, **{"说明.csv": ""}), note)
    batch = ImportBatch.objects.get()
    page = reverse("imports_staff:batch", args=[batch.public_id])
    assert (answer.status_code, answer.url) == (302, page)
    assert post(operator, one).url == page and ImportRun.objects.count() == 2, "pressed twice it is taken in once"
    assert [(run.file_name, run.archive) for run in batch.runs.order_by("pk")] == [
        ("a.xlsx", ""), ("导出/b.xlsx", "c.zip"),
    ]  # fmt: skip
    assert [(entry["name"], entry["code"]) for entry in batch.refused] == [
        ("c.zip / 说明.csv", "file_empty"), ("note.pdf", "not_a_spreadsheet"),
    ]  # fmt: skip
    shown = operator.get(page).content.decode()
    for words in ("note.pdf：这不是表格文件", "c.zip / 说明.csv：文件是空的", "确认并开始导入", "导出/b.xlsx"):
        assert words in shown
    runs = list(batch.runs.order_by("pk"))
    start = reverse("imports_staff:batch_start", args=[batch.public_id])
    data = {f"cutoff-{run.public_id}": "2024-03-01" for run in runs}
    assert operator.post(start, data).status_code == 422, "no file is chosen"
    data |= {f"take-{run.public_id}": "on" for run in runs}
    wrong = operator.post(start, data | {f"cutoff-{runs[0].public_id}": "2999-01-01"})
    assert wrong.status_code == 409 and "2999-01-01" in wrong.content.decode() and not Job.objects.exists()
    assert operator.post(start, data).status_code == 302
    for job in Job.objects.filter(kind=IMPORT_JOB).order_by("pk"):
        import_run_task.func(job.pk)
    assert Patent.objects.count() == 4
    assert "已完成" in operator.get(page).content.decode()


def test_pages_of_a_batch_ask_the_same_number_of_queries(
    operator: Client, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for size in (1, 4):
        files = [export(tmp_path, f"{size}-{n}.xlsx", 100000001 + n * 10) for n in range(size)]
        with files_taken(files) as taken:
            batch = import_batch_start(taken=taken, by=people.user("operator"), on=IMPORT_DAY)
        with django_assert_max_num_queries(30) as queries:
            operator.get(reverse("imports_staff:batch", args=[batch.public_id]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("role", "reads"), [("general_section", 200), ("editor", 404), ("mediator", 404)])
def test_other_roles_neither_upload_nor_start(client: Client, tmp_path: Path, role: str, reads: int) -> None:
    with files_taken([export(tmp_path, "a.xlsx", 100000001)]) as taken:
        batch = import_batch_start(taken=taken, by=people.user("operator"), on=IMPORT_DAY)
        with pytest.raises(Refused) as refused:
            import_batch_start(taken=taken, by=people.user(role), on=IMPORT_DAY)
    assert refused.value.refusal.code == "not_allowed"
    client.force_login(people.user(role))
    assert client.get(reverse("imports_staff:batch", args=[batch.public_id])).status_code == reads
    assert client.post(reverse("imports_staff:batch_start", args=[batch.public_id])).status_code == 404
    assert client.post(reverse("imports_staff:upload")).status_code == 404


def codes(path: Path) -> list[tuple[str, str]]:
    with files_taken([path]) as taken:
        return [(one.name, one.refusal.code if one.refusal else "") for one in taken]


def test_zips_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = zipped(tmp_path / "inner.zip", export(tmp_path, "a.xlsx", 100000001))
    assert codes(zipped(tmp_path / "outer.zip", inner)) == [("导出/inner.zip", "archive_nested")]
    assert codes(zipped(tmp_path / "empty.zip")) == [("empty.zip", "archive_empty")]
    bomb = zipped(tmp_path / "bomb.zip", **{"a.csv": "0" * 3_000_000})
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000_000)
    assert codes(bomb) == [("bomb.zip", "archive_too_large")]
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    many = zipped(tmp_path / "many.zip", **{f"{n}.csv": "a,b" for n in range(3)})
    assert codes(many) == [("many.zip", "archive_too_many")]


def test_a_zip_that_lies_about_its_size_is_stopped_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "liar.zip", **{"a.csv": "0" * 3_000_000})
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):  # the size in the central list and before the bytes
        place = raw.index(mark) + at
        raw[place : place + 4] = (100).to_bytes(4, "little")
    path.write_bytes(raw)
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000_000)
    (name, code), *_rest = codes(path)
    assert code in ("archive_too_large", "archive_broken"), (name, code)


def test_a_broken_or_locked_member_keeps_the_others(tmp_path: Path) -> None:
    good = export(tmp_path, "a.xlsx", 100000001)
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("bad.csv", "标题,摘要\n一,二\n")
        archive.write(good, "a.xlsx")
    raw = path.read_bytes()
    path.write_bytes(raw.replace("一,二".encode(), "三,二".encode(), 1))
    assert codes(path) == [("bad.csv", "archive_broken"), ("a.xlsx", "")]
    name = "中文.csv".encode("gbk").decode("cp437")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("aaaaaaaa", "x")
    raw = path.read_bytes().replace(b"aaaaaaaa", name.encode("cp437"))
    path.write_bytes(raw)
    assert [entry[0] for entry in codes(path)] == ["中文.csv"], "names of Windows archives are read"


def test_more_files_than_fit_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_FILES", 1)
    files = [export(tmp_path, f"{n}.xlsx", 100000001) for n in range(2)]
    with files_taken(files) as taken:
        assert [one.refusal.code if one.refusal else "" for one in taken] == ["", "archive_too_many"]


def test_the_command_takes_zips_and_names_what_it_refused(tmp_path: Path) -> None:
    index_ready()
    rows = [{"publication_number": "CN100000021B"}]
    path = zipped(
        tmp_path / "c.zip", export(tmp_path, "a.xlsx", 100000001), template_file(tmp_path / "t.xlsx", rows),
        **{"x.csv": "甲,乙\n1,2\n"},
    )  # fmt: skip
    out = StringIO()
    with pytest.raises(CommandError, match="x.csv: format_unknown") as refused:
        call_command("import_patents", str(path), "--json", stdout=out, stderr=StringIO())
    assert refused.value.returncode == 1
    answers = json.loads(out.getvalue().splitlines()[-1])
    assert [(entry["format"], entry["created"]) for entry in answers] == [("patsnap", 2), ("template", 1)]
    assert answers[0]["file"] == f"{path}/导出/a.xlsx"
