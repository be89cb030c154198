"""The breakdown as a sheet: out and in again the same, wrong cells told by place, taken as a whole or not at all."""

import html
import io
import re
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ipplatform.spreadsheets import xlsx_write
from patents.industries.models import Industry
from patents.industries.selectors import branches_of
from patents.industries.services import branch_save, branches_import
from patents.industries.treefile import COLUMNS, LEVELS, TEXT, tree_rows
from patents.industries.uploads import sheet_lines
from tests.factories.people import user
from tests.patents.industries.test_branches import drawn, tree
from tests.patents.industries.test_services import refused

pytestmark = pytest.mark.django_db


def sheet(rows: Sequence[Sequence[str]], header: Sequence[str] = COLUMNS) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    xlsx_write(buffer, header=header, rows=rows)
    return SimpleUploadedFile("分解表.xlsx", buffer.getvalue())


def read(rows: Sequence[Sequence[str]]):
    lines = sheet_lines(sheet(rows), needed=(LEVELS[0], TEXT), known=COLUMNS, most=300)
    return tree_rows(lines)


def client_of(made: Industry) -> Client:
    client = Client()
    client.force_login(made.created_by)
    return client


def test_a_sheet_reads_as_an_outline_or_with_names_repeated():
    rows, wrong = read([
        ["储能", "", "", "", ""],
        ["", "电芯", "", "TI=电芯", ""],
        ["储能", "电芯", "隔膜", "TI=隔膜", "示例原因"],
        ["", "", "极片", "", ""],
        ["热管理", "", "", "TI=散热", ""],
    ])  # fmt: skip
    assert wrong == []
    assert [(row.path, row.text) for row in rows] == [
        (("储能",), ""), (("储能", "电芯"), "TI=电芯"), (("储能", "电芯", "隔膜"), "TI=隔膜"),
        (("储能", "电芯", "极片"), ""), (("热管理",), "TI=散热"),
    ]  # fmt: skip
    assert rows[2].reason == "示例原因"


def test_wrong_cells_are_told_by_place_and_reason():
    _rows, wrong = read([
        ["", "无上级", "", "", ""],
        ["储能", "", "", "TI=(电池", ""],
        ["储能", "", "", "", ""],
        ["", "", "", "TI=散热", ""],
        ["别的", "电芯", "", "", ""],
        ["长" * 81, "", "", "", ""],
    ])  # fmt: skip
    assert [(one.row, one.column) for one in wrong] == [
        (2, "二级分支"), (3, "检索式"), (5, "一级分支"), (6, "一级分支"), (7, "一级分支"),
    ]  # fmt: skip
    assert wrong[1].value == "TI=(电池"


def test_the_same_branch_twice_is_refused():
    rows, wrong = read([["储能", "", "", "", ""], ["", "电芯", "", "", ""], ["", "电芯", "", "", ""]])
    assert [(one.row, one.value) for one in wrong] == [(4, "电芯")]
    assert len(rows) == 3


def test_a_sheet_keeps_branches_of_the_same_path_and_cuts_only_when_told():
    made = tree("甲", ".甲一", "乙")
    kept = made.branches.get(name="甲一")
    rows, _wrong = read([["丙", "", "", "", ""], ["甲", "", "", "", ""], ["", "甲一", "", "TI=隔膜", ""]])
    made.refresh_from_db()
    plan = branches_import(
        industry=made, rows=rows, remove_absent=False, by=made.created_by, revision=made.tree_revision
    )
    assert (plan.added, plan.changed, plan.same, plan.absent) == (["丙"], ["甲 / 甲一"], 1, ["乙"])
    assert drawn(made) == ["丙", "甲", ".甲一", "乙"]
    kept.refresh_from_db()
    assert kept.text == "TI=隔膜"
    made.refresh_from_db()
    branches_import(industry=made, rows=rows, remove_absent=True, by=made.created_by, revision=made.tree_revision)
    assert drawn(made) == ["丙", "甲", ".甲一"]
    with refused("changed_meanwhile"):
        branches_import(industry=made, rows=rows, remove_absent=True, by=made.created_by, revision=1)
    with refused("not_allowed"):
        branches_import(industry=made, rows=rows, remove_absent=True, by=user("operator"), revision=1)


def test_out_and_in_again_changes_nothing():
    made = tree("甲", ".甲一", "..甲一一", "乙")
    branch_save(industry=made, name="丙", text="TI=散热", not_sampled_reason="小", by=made.created_by)
    client = client_of(made)
    answer = client.get(f"/admin/industries/{made.code}/branches.xlsx")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    upload = SimpleUploadedFile("branches.xlsx", answer.content)
    page = client.post(f"/admin/industries/{made.code}/branches/import/", {"file": upload}).content.decode()
    assert re.search(r"不变</dt><dd>5<", page)
    assert re.search(r"新增</dt><dd>0<", page)


def test_importing_in_the_browser_shows_the_change_first():
    made = tree("甲", "乙")
    client = client_of(made)
    path = f"/admin/industries/{made.code}/branches/import/"
    page = client.post(path, {"file": sheet([["甲", "", "", "TI=隔膜", ""], ["", "新", "", "", ""]])}).content.decode()
    assert drawn(made) == ["甲", "乙"]
    assert "表里没有的" in page

    rows = html.unescape(re.search(r'<textarea name="rows"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1])
    revision = re.search(r'name="revision" value="(\d+)"', page)[1]
    take = f"{path}take/"
    assert client.post(take, {"rows": "[[1", "revision": revision}).status_code == 302
    assert client.post(take, {"rows": '[[1, ["a"]]]', "revision": revision}).status_code == 302
    assert drawn(made) == ["甲", "乙"]
    answer = client.post(take, {"rows": rows, "revision": revision, "remove_absent": "on"})
    assert answer.url == f"/admin/industries/{made.code}/branches/"
    assert drawn(made) == ["甲", ".新"]
    assert client.post(take, {"rows": rows, "revision": revision}).status_code == 409


@pytest.mark.parametrize(
    ("file", "word"),
    [
        (sheet([["x", "y"]], header=["名称", "别的"]), "没有找到需要的表头"),
        (SimpleUploadedFile("x.xlsx", b"PK\x03\x04 broken"), "读不出表格"),
        (sheet([["", "孤儿", "", "", ""]]), "1 处要改，什么都没有保存"),
        (sheet([]), "表里没有分支"),
    ],
)
def test_a_sheet_that_cannot_be_taken_is_told_why(file, word):
    made = tree("甲")
    page = client_of(made).post(f"/admin/industries/{made.code}/branches/import/", {"file": file})
    assert page.status_code in (400, 409)
    assert word in page.content.decode()
    assert [row.name for row in branches_of(made)] == ["甲"]
