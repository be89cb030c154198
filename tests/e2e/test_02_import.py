"""Step 2, an operator: the real export in, its result to the row, the same again changes nothing."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import login
from tests.e2e.steps.importing import RECORDS, REFUSED, ROWS, confirm, figures, finished, upload
from tests.e2e.steps.look import WAGTAIL, looked_at, quiet, violations

pytestmark = pytest.mark.browser


def test_the_real_file_is_read_to_the_row(page: Page) -> None:
    login(page, "operator@demo.test")
    with quiet(page):
        upload(page)
        looked_at(page, "02-cutoff", phone=True)
        assert violations(page, outside=WAGTAIL) == []
        confirm(page, picture="02-progress")
        finished(page, "导入结果")
        counts = figures(page)
        assert counts["数据行"] == ROWS
        assert counts["新增"] == RECORDS
        assert counts["拒收"] == REFUSED
        looked_at(page, "02-result", phone=True)
        assert violations(page, outside=WAGTAIL) == []

    table = page.locator("table", has_text="原始值")
    assert table.locator("thead th").all_inner_texts() == ["行", "列", "原因", "原始值"]
    shown = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    assert len(shown) == REFUSED
    assert all(cell.strip() for row in shown for cell in row[:3])
    with page.expect_download() as downloading:
        page.get_by_role("link", name="下载全部拒收行（CSV）").click()
    text = Path(downloading.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["行", "列", "原因", "原始值"]
    assert [row[0] for row in rows[1:]] == [row[0] for row in shown]


def test_the_same_file_again_changes_nothing(page: Page) -> None:
    login(page, "operator@demo.test")
    upload(page)
    confirm(page)
    finished(page, "导入结果")
    counts = figures(page)
    assert (counts["新增"], counts["更新"], counts["无变化"]) == (0, 0, RECORDS)
    page.goto("/admin/imports/")
    expect(page.locator("tbody tr", has_text="ar_glasses.xlsx")).to_have_count(2)
    looked_at(page, "02-imports")
