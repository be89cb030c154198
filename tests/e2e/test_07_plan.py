"""Step 7, the general section: six targets, the records behind one, plan and ledger as files that open."""

import io
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.browser import LiveSite
from tests.e2e.conftest import Person
from tests.e2e.steps.forms import downloaded, follow, hidden_from
from tests.e2e.steps.look import WAGTAIL, looked_at, opened, quiet, violations

pytestmark = pytest.mark.browser

CODES = ("T3-1", "T3-2", "T3-3", "T3-4", "T3-5", "T3-6")
# Month, threshold and unit of each milestone (domain.md section 1).
MILESTONES = {
    "T3-1": [(12, 20, "项")],
    "T3-2": [(12, 20, "%")],
    "T3-3": [(8, 1, "个产业"), (12, 2, "个产业")],
    "T3-4": [(8, 1, "个产业"), (12, 2, "个产业")],
    "T3-5": [(12, 1, "次")],
    "T3-6": [(8, 50, "家"), (12, 100, "家/次")],
}


def test_the_board_shows_six_targets(person: Person) -> None:
    page = person("general")
    with quiet(page):
        opened(page, "/admin/plan/")
        rows = page.locator(".plan-board tbody tr")
        assert tuple(rows.locator("th .cell-note").all_inner_texts()) == CODES
        for row in rows.all():
            assert re.search(r"\d", row.locator(".plan-value").inner_text())
            assert re.search(r"目标 \d", row.locator(".plan-scale").inner_text())
            assert row.locator("svg.goal-bar .goal-mark").count() == 1
        looked_at(page, "07-board", phone=True)
        assert violations(page, outside=WAGTAIL) == []


def test_milestones_say_their_month_and_value(person: Person, live: LiveSite) -> None:
    page = person("general")
    opened(page, "/admin/plan/")
    board = json.loads(live.manage("plan_board", "--json").splitlines()[-1])
    targets = {target["code"]: target for target in board["targets"]}
    for code, set_up in MILESTONES.items():
        computed = targets[code]["milestones"]
        assert [(int(m["due_on"][5:7]), m["threshold"], m["unit"]) for m in computed] == set_up
        tags = page.locator(".plan-board tr", has_text=code).locator(".tag")
        assert [text.strip() for text in tags.all_inner_texts()] == [milestone_words(m) for m in computed], code
        tones = [tag.get_attribute("class") for tag in tags.all()]
        for milestone, classes in zip(computed, tones, strict=True):
            assert ("tag-good" in (classes or "")) is milestone["met"]
            value, threshold = milestone["value"], milestone["threshold"]
            assert milestone["met"] is (value is not None and value >= threshold)
            assert milestone["met"] or value is None or milestone["gap"] == pytest.approx(threshold - value)
    assert targets["T3-6"]["milestones"][1]["value"] == targets["T3-6"]["value"]
    assert targets["T3-6"]["milestones"][0]["value"] <= targets["T3-6"]["parts"]["enterprises"]


def milestone_words(milestone: dict[str, Any]) -> str:
    """What the tag says, from the figures of the command."""
    month = f"{int(milestone['due_on'][5:7])}月"
    if milestone["met"]:
        return f"{month} {number(milestone['value'])} {milestone['unit']} 已达"
    return f"{month} 差 {number(milestone['gap'])} {milestone['unit']}" if milestone["gap"] else f"{month}节点"


def number(value: float) -> str:
    return f"{round(Decimal(str(value)), 1).normalize():f}"


@pytest.mark.parametrize("code", CODES)
def test_a_click_shows_what_counts_and_what_does_not(person: Person, code: str) -> None:
    page = person("general")
    with quiet(page):
        opened(page, "/admin/plan/")
        follow(page, page.locator(".plan-board tr", has_text=code).locator("th a"))
        counted = page.get_by_role("heading", name=re.compile(r"^计入 \d+ 条"))
        left_out = page.get_by_role("heading", name=re.compile(r"没有计入 \d+ 条"))
        expect(counted).to_be_visible()
        expect(left_out).to_be_visible()
        number = int(re.sub(r"\D", "", left_out.inner_text()))
        if number:
            assert page.locator(".plan-reasons li a").count() >= 1
            assert page.locator(".plan-excluded li").count() >= 1
        looked_at(page, f"07-{code}")
        assert violations(page, outside=WAGTAIL) == []


def test_files_open_and_say_the_same(person: Person) -> None:
    page = person("general")
    opened(page, "/admin/plan/")
    value = page.locator(".plan-board tr", has_text="T3-6").locator(".plan-value").inner_text()
    files: dict[str, bytes] = {}
    for label in ("导出 XLSX", "进展通报 PDF", "服务台账 XLSX"):
        with page.expect_download() as downloading:
            page.get_by_role("link", name=label).click()
        files[label] = downloading.value.path().read_bytes()
    plan = CalamineWorkbook.from_filelike(io.BytesIO(files["导出 XLSX"]))
    cells = [str(cell) for name in plan.sheet_names for row in plan.get_sheet_by_name(name).to_python() for cell in row]
    assert set(CODES) <= set(cells)
    statement = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(files["进展通报 PDF"])).pages)
    assert "进展通报" in statement
    assert value in statement
    ledger = CalamineWorkbook.from_filelike(io.BytesIO(files["服务台账 XLSX"]))
    lines = ledger.get_sheet_by_index(0).to_python()
    assert len(lines) > int(value)
    address = page.get_by_role("link", name="服务台账 XLSX").get_attribute("href")
    assert address is not None
    assert downloaded(page, address.replace("services.xlsx", "services.pdf"))[1].startswith(b"%PDF")
    hidden_from(person("operator"), address)
    hidden_from(person("mediator"), "/admin/plan/", address)
