"""The end of step 2: both imports of the real file are taken back, and it is as if they had never been."""

import json

import pytest
from playwright.sync_api import Page

from tests.browser import LiveSite, login
from tests.e2e.steps.forms import follow, send
from tests.e2e.steps.importing import figures, finished
from tests.e2e.steps.look import looked_at, opened, quiet

pytestmark = pytest.mark.browser

FILE = "ar_glasses.xlsx"


def test_taken_back_it_was_never_there(page: Page, live: LiveSite) -> None:
    login(page, "operator@demo.test")
    with quiet(page):
        opened(page, "/admin/imports/")
        left = page.locator("tbody tr", has_text=FILE).filter(has_not_text="已撤回")
        assert left.count() >= 1, "nothing was imported"
        while left.count():
            follow(page, left.last.locator("a"))
            follow(page, "撤回这次导入…")
            assert figures(page)["数据行"] > 0
            looked_at(page, "09-take-back")
            send(page.locator("main"), "撤回导入")
            finished(page, "文件与来源")
            assert page.get_by_role("link", name="撤回这次导入…").count() == 0
            opened(page, "/admin/imports/")
        looked_at(page, "09-taken-back", phone=True)
    opened(page, "/patents/?q=&source=patsnap")
    assert page.locator(".hit-count").inner_text() == "0"
    opened(page, "/patents/?q=TI%3D%E6%B3%A2%E5%AF%BC")
    assert page.locator(".hit-count").inner_text() == "0"
    check = json.loads(live.manage("search_check", "--json").splitlines()[-1])
    assert {name: check[name] for name in ("missing", "extra", "stale")} == {"missing": 0, "extra": 0, "stale": 0}
