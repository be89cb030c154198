"""A workbook with several sheets: the one that somebody knows is read and those like it, the others are named."""

import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ipplatform.moves import Refused
from ipplatform.spreadsheets import SheetOut, sheets_filled, xlsx_write_sheets
from patents.imports.models import ColumnMapping, ImportRun
from patents.imports.readers import Recipe, sheet_knows, table_open
from patents.imports.selectors import same_file_before
from patents.imports.services import (
    column_mapping_save,
    file_look,
    files_taken,
    import_batch_start,
    import_run_dry_run,
    import_run_execute,
    import_run_start,
    import_run_take_back,
)
from patents.records.models import Patent
from tests.factories import people
from tests.factories.patents import IMPORT_DAY, index_ready

Given = tuple[str, Sequence[str], Sequence[Sequence[str]]]
COVER = ("说明", ("导出人", "导出日期"), [("示例", "2026-03-01")])
PATSNAP = ("公开(公告)号", "标题", "当前申请(专利权)人", "简单法律状态")
FIRST = ("列表", PATSNAP, [("CN190000001A", "示例一", "示例甲公司", "有效")])
SECOND = ("列表二", PATSNAP, [("CN190000002A", "示例二", "示例乙公司", "有效")])
NOBODYS = ("清单", ("编码", "题目", "备注"), [("CN190000003A", "示例三", "甲")])
BARE: Given = ("空表", PATSNAP, [])
TITLE: Given = ("题目", ("示例清单",), [])
EMPTY: Given = ("Sheet3", (), [])


def book(folder: Path, *sheets: Given) -> Path:
    path = folder / "book.xlsx"
    xlsx_write_sheets(path, [SheetOut(name, header, rows) for name, header, rows in sheets])
    return path


def taken(path: Path) -> ImportRun:
    index_ready()
    with files_taken([path]) as files:
        return import_batch_start(taken=files, by=people.user("operator"), on=IMPORT_DAY).runs.get()


def test_only_filled_sheets_count_and_other_files_have_none(tmp_path: Path) -> None:
    path = book(tmp_path, FIRST, EMPTY, COVER)
    assert sheets_filled(path) == {0: "列表", 2: "说明"}
    table = tmp_path / "a.csv"
    table.write_text("a,b\n1,2\n", "utf-8")
    assert sheets_filled(table) == {}


@pytest.mark.parametrize(
    ("sheets", "read", "unread"),
    [
        ((FIRST, EMPTY), "列表", ()),
        ((FIRST, SECOND), "列表", ("列表二",)),
        ((COVER, FIRST), "列表", ("说明",)),
        ((COVER, NOBODYS, SECOND), "列表二", ("说明", "清单")),
        ((COVER, NOBODYS), "说明", ("清单",)),
        ((TITLE, NOBODYS, COVER), "清单", ("题目", "说明")),
        ((BARE, SECOND), "列表二", ("空表",)),
        ((COVER, BARE), "空表", ("说明",)),
    ],
)
def test_the_sheet_with_known_headings_is_read(
    tmp_path: Path, sheets: tuple[Given, ...], read: str, unread: tuple[str, ...]
) -> None:
    path = book(tmp_path, *sheets)
    with table_open(path, sheet_knows("patsnap")) as sheet:
        assert (sheet.name if unread else "列表", sheet.unread) == (read, unread)


def test_a_sheet_may_be_asked_for_and_nobody_is_told_of_others_unasked(tmp_path: Path) -> None:
    path = book(tmp_path, COVER, FIRST)
    with table_open(path, name="说明") as sheet:
        assert (sheet.name, sheet.unread) == ("说明", ("列表",))
    with table_open(path) as sheet:
        assert (sheet.name, sheet.unread) == ("说明", ())


@pytest.mark.django_db
def test_sheets_that_are_not_read_are_told_before_and_after(client: Client, tmp_path: Path) -> None:
    index_ready()
    by = people.user("operator")
    client.force_login(by)
    run = import_run_start(file=book(tmp_path, COVER, FIRST, SECOND), format="auto", cutoff=None, by=by, on=IMPORT_DAY)
    assert (run.format, run.notes) == ("patsnap", {"sheet": "列表", "unread": ["说明", "列表二"]})
    assert import_run_dry_run(run=run).rows == 1
    page = reverse("imports_staff:run", args=[run.public_id])
    words = ("有工作表没有读取", "未读取的工作表", "说明、列表二", "“列表”")
    before = client.get(page).content.decode()
    assert "确认数据截止日" in before and all(word in before for word in words)
    import_run_execute(run=run, by=by, on=IMPORT_DAY)
    assert list(Patent.objects.values_list("number", flat=True)) == ["CN190000001A"]
    run.refresh_from_db()
    assert (run.rows, run.notes["unread"], run.notes["refused"]) == (1, ["说明", "列表二"], {})
    after = client.get(page).content.decode()
    assert "导入结果" in after and all(word in after for word in words)


@pytest.mark.django_db
def test_headings_alone_do_not_hide_the_sheet_with_the_rows(tmp_path: Path) -> None:
    run = taken(book(tmp_path, BARE, SECOND))
    assert (run.format, run.notes["sheet"], run.notes["unread"]) == ("patsnap", "列表二", ["空表"])
    with pytest.raises(Refused) as refused:
        file_look(book(tmp_path, COVER, BARE))
    assert refused.value.refusal.code == "no_rows"


@pytest.mark.django_db
def test_the_batch_and_the_command_tell_it_too(client: Client, tmp_path: Path) -> None:
    run = taken(book(tmp_path, COVER, FIRST))
    assert run.batch is not None
    client.force_login(people.user("operator"))
    page = client.get(reverse("imports_staff:batch", args=[run.batch.public_id])).content.decode()
    assert "未读取的工作表：说明" in page
    out = StringIO()
    call_command("import_patents", str(tmp_path / "book.xlsx"), "--json", stdout=out, stderr=StringIO())
    answer = json.loads(out.getvalue().splitlines()[-1])
    assert (answer["rows"], answer["sheet"], answer["unread"]) == (1, "列表", ["说明"])


@pytest.mark.django_db
def test_a_mapped_sheet_stays_the_one_that_the_person_saw(client: Client, tmp_path: Path) -> None:
    client.force_login(people.user("operator"))
    other = ("别的", ("编码", "题目", "备注"), [("CN190000004A", "示例四", "乙")])
    run = taken(book(tmp_path, NOBODYS, other))
    mapping = reverse("imports_staff:mapping", args=[run.public_id])
    shown = client.get(mapping).content.decode()
    assert run.format == "" and "有工作表没有读取" in shown and "别的" in shown and "示例三" in shown
    data = {"column-0": "publication_number", "column-1": "title", "separator": ";", "date_order": "ymd",
            "header": "1", "name": "示例", "source": "other", "do": "save"}  # fmt: skip
    assert client.post(mapping, data).status_code == 302
    run.refresh_from_db()
    assert (run.recipe["sheet"], run.recipe["columns"]["title"]) == ("清单", "题目")
    import_run_execute(run=run, by=run.created_by, on=IMPORT_DAY)
    assert list(Patent.objects.values_list("number", flat=True)) == ["CN190000003A"]
    # A cover before it: the kept mapping finds its sheet.
    second = taken(book(tmp_path, COVER, other))
    assert (second.mapping, second.notes["sheet"]) == (ColumnMapping.objects.get(), "别的")
    import_run_execute(run=second, by=run.created_by, on=IMPORT_DAY)
    assert Patent.objects.filter(number="CN190000004A").exists()


@pytest.mark.django_db
def test_a_recognised_second_sheet_is_the_one_that_a_person_maps(client: Client, tmp_path: Path) -> None:
    client.force_login(people.user("operator"))
    run = taken(book(tmp_path, COVER, FIRST))
    shown = client.get(reverse("imports_staff:mapping", args=[run.public_id])).content.decode()
    assert "示例甲公司" in shown and "有工作表没有读取" in shown


@pytest.mark.django_db
def test_sheets_with_the_same_headings_are_read_each_by_its_own_run(client: Client, tmp_path: Path) -> None:
    index_ready()
    by = people.user("operator")
    turned = ("列表三", (*PATSNAP[1:], PATSNAP[0]), [("示例三", "示例甲公司", "有效", "CN190000003A")])
    path = book(tmp_path, COVER, FIRST, SECOND, NOBODYS, BARE, turned)
    with files_taken([path]) as files:
        batch = import_batch_start(taken=files, by=by, on=IMPORT_DAY)
    runs = list(batch.runs.order_by("pk"))
    assert [run.file_name for run in runs] == [f"book.xlsx · {name}" for name in ("列表", "列表二", "列表三")]
    assert {run.file.name for run in runs if run.file} == {"book.xlsx"}
    assert all(run.notes["unread"] == ["说明", "清单", "空表"] for run in runs)
    assert [import_run_dry_run(run=run).created for run in runs] == [1, 1, 1]
    for run in runs:
        import_run_execute(run=run, by=by, on=IMPORT_DAY)
    assert dict(Patent.objects.values_list("number", "title")) == {
        f"CN19000000{n}A": f"示例{word}" for n, word in enumerate("一二三", start=1)
    }
    assert all(same_file_before(run) is None for run in runs)
    with files_taken([path]) as files:
        again = import_batch_start(taken=files, by=by, on=IMPORT_DAY)
    assert [same_file_before(run) for run in again.runs.order_by("pk")] == runs
    client.force_login(by)
    shown = client.get(reverse("imports_staff:batch", args=[again.public_id])).content.decode()
    assert "book.xlsx · 列表三" in shown and "未读取的工作表：说明、清单、空表" in shown
    import_run_take_back(run=runs[1], by=by, on=IMPORT_DAY)
    assert Patent.objects.count() == 2


@pytest.mark.django_db
def test_the_command_reads_them_too_and_a_kept_mapping_knows_its_sheets(tmp_path: Path) -> None:
    index_ready()
    path, out = book(tmp_path, FIRST, COVER, SECOND), StringIO()
    for dry in (True, False):
        call_command("import_patents", str(path), "--json", dry_run=dry, stdout=out, stderr=StringIO())
        answers = json.loads(out.getvalue().splitlines()[-1])
        assert [(one["rows"], one["sheet"], one["unread"]) for one in answers] == [
            (1, "列表", ["说明"]), (1, "列表二", ["说明"]),
        ]  # fmt: skip
        assert len({one["refusals"] for one in answers}) == 2
    other = ("清单二", NOBODYS[1], [("CN190000004A", "示例四", "乙")])
    first = taken(book(tmp_path, NOBODYS, other))
    assert (first.format, first.file_name, first.notes["unread"]) == ("", "book.xlsx", ["清单二"])
    said = Recipe({"publication_number": "编码", "title": "题目"})
    column_mapping_save(run=first, name="示例", source="other", recipe=said, by=first.created_by)
    with files_taken([path]) as files:
        assert len(files) == 2
        batch = import_batch_start(taken=files, by=first.created_by, on=IMPORT_DAY)
    for run in batch.runs.order_by("pk"):
        import_run_execute(run=run, by=first.created_by, on=IMPORT_DAY)
    assert set(Patent.objects.values_list("number", flat=True)) == {f"CN19000000{n}A" for n in (1, 2, 3, 4)}
