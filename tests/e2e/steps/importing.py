"""An operator imports a file in the staff pages."""

import re
import time

from playwright.sync_api import Page, expect

from tests.e2e.steps.forms import follow, send
from tests.e2e.steps.look import looked_at, opened
from tests.shared_data import shared_data

REAL_FILE = "patsnap/ar_glasses.xlsx"
ROWS, RECORDS, REFUSED = 17_113, 17_111, 2
IMPORT_LIMIT = 240.0  # seconds; a quiet machine takes about 30


def figures(page: Page) -> dict[str, int]:
    """The counts of a result page by their label."""
    stats = page.locator(".stats .stat")
    pairs = zip(stats.locator("p.small").all_inner_texts(), stats.locator("b").all_inner_texts(), strict=True)
    return {label.strip(): int(re.sub(r"[^\d]", "", value)) for label, value in pairs}


def upload(page: Page) -> None:
    """The real file, recognised; the page asks for its cut-off."""
    opened(page, "/admin/imports/")
    follow(page, "导入专利数据")
    page.set_input_files("input[name=file]", shared_data(REAL_FILE))
    send(page.locator("main"), "上传并识别")
    expect(page.get_by_role("heading", name="确认数据截止日")).to_be_visible()


def confirm(page: Page, *, picture: str = "") -> None:
    """Confirm the cut-off; the page shows progress while the worker runs."""
    assert page.input_value("input[name=cutoff]")
    send(page.locator("main"), "确认并开始导入")
    expect(page.locator(".job-progress progress")).to_be_visible()
    if picture:
        looked_at(page, picture)


def finished(page: Page, heading: str) -> None:
    """Wait until no work is shown and the run's page has the heading; a person would reload it."""
    until = time.monotonic() + IMPORT_LIMIT
    while page.locator(".job-progress").count() or not page.get_by_role("heading", name=heading).is_visible():
        assert time.monotonic() < until, page.locator("main").inner_text()
        page.wait_for_timeout(500)
        page.reload()
