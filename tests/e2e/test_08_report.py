"""Step 8, an author: an industry from a search, frozen, typeset, reviewed, approved, published."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from ipplatform import clock
from tests.e2e.conftest import Person
from tests.e2e.steps.forms import fill, paper, refused, send
from tests.e2e.steps.importing import RECORDS
from tests.e2e.steps.look import WAGTAIL, looked_at, opened, quiet, violations

pytestmark = pytest.mark.browser

CODE, NAME = "ar-glasses", "AR 眼镜"
WORK_LIMIT = 180.0  # seconds that freezing or typesetting may take


class Walk:
    """The report's address in the staff pages, and its public one."""

    staff = ""
    public = ""
    dataset_hash = ""


@pytest.fixture(scope="module")
def walk() -> Walk:
    return Walk()


def until(page: Page, selector: str) -> None:
    """Reload as a person would until the page has the part."""
    limit = time.monotonic() + WORK_LIMIT
    while page.locator(selector).count() == 0:
        assert time.monotonic() < limit, page.locator("main").inner_text()
        page.wait_for_timeout(500)
        page.reload()


def move(page: Page, walk: Walk, label: str, **fields: object) -> None:
    """Fill in and press one of the moves on the report's page."""
    opened(page, walk.staff)
    form = page.locator("form", has=page.get_by_role("button", name=label, exact=True))
    fill(form, fields)
    send(form, label)
    expect(page.get_by_role("button", name=label, exact=True)).to_have_count(0)


def test_an_industry_is_made_from_a_search(person: Person) -> None:
    author = person("general")
    with quiet(author):
        opened(author, "/admin/industries/")
        author.get_by_role("link", name="新建产业").click()
        send(author.locator("main"), "查看命中")
        author.locator("input[name=source][value=patsnap]").check()
        send(author.locator("main"), "查看命中")
        found = author.locator("section[aria-live=polite] b").first.inner_text()
        assert int(re.sub(r"[^\d]", "", found)) == RECORDS
        form = author.locator("form", has=author.get_by_role("button", name="保存产业"))
        assert form.locator("[name=cutoff_date]").input_value() == "2023-03-21"
        chain = {"summary": "示例概况。", "upstream": "示例材料", "midstream": "示例模组", "downstream": "示例整机"}
        fill(form, {"name": NAME, "code": CODE, **chain})
        looked_at(author, "08-industry-new")
        send(form, "保存产业")
        author.wait_for_url(f"**/admin/industries/{CODE}/")
        parent = ""
        for level in ("整机", "模组", "部件"):
            author.get_by_role("link", name="新增技术分支").click()
            if parent:
                author.locator("select[name=parent]").select_option(label=parent)
            fill(author, {"name": level, "not_sampled_reason": "示例：未抽样"})
            send(author.locator("main"), "保存")
            author.wait_for_url(f"**/admin/industries/{CODE}/")
            parent = level
        expect(author.locator("table", has_text="部件").locator("tbody tr")).to_have_count(3)
        looked_at(author, "08-industry", phone=True)
        assert violations(author, outside=WAGTAIL) == []


def test_the_dataset_is_frozen(person: Person, walk: Walk) -> None:
    author = person("general")
    with quiet(author):
        opened(author, "/admin/reports/")
        author.get_by_role("link", name="报告立项").click()
        author.locator("select[name=industry]").select_option(label=NAME)
        fill(author, {"kind": "data", "plan_target": "T3-4"})
        send(author.locator("main"), "立项")
        author.wait_for_url(re.compile(r"/admin/reports/[0-9a-f-]{36}/"))
        walk.staff = author.url
        for group, name in (("authors", "示例综合科甲"), ("reviewers", "示例专员")):
            author.locator(f"#{group}-field").get_by_label(name, exact=True).check()
        send(author.locator("main"), "开始编制")
        expect(author.get_by_role("link", name="固化数据")).to_be_visible()
        author.get_by_role("link", name="固化数据").click()
        fill(author, {"not_sampled_reason": "示例：未抽样"})
        looked_at(author, "08-freeze")
        send(author.locator("main"), "固化数据")
        until(author, "section.card:has-text('数据集') code")
        expect(author.locator("section.card", has_text="数据集").first).to_contain_text(f"{RECORDS:,}")
        assert author.locator("details summary", has_text="图 ").count() >= 6


def test_the_draft_is_completed_and_typeset(person: Person, walk: Walk) -> None:
    author = person("general")
    with quiet(author):
        opened(author, walk.staff)
        author.locator("li", has_text="封面与摘要").get_by_role("link", name="编辑").click()
        fill(author, {"report_date": clock.today(), "series": f"{clock.today().year} · 示例第 1 号"})
        send(author.locator("main .confirm-bar"), "保存")
        opened(author, walk.staff)
        author.locator("li", has_text="建议").get_by_role("link", name="编辑").click()
        looked_at(author, "08-section")
        block = author.locator("fieldset.report-block").last
        block.locator("select[name$=-type]").select_option("recommendation")
        block.locator("textarea").fill("示例建议：围绕关键部件布局。")
        block.locator("[name$=-owner]").fill("示例单位")
        block.locator("[name$=-term]").fill("年底前")
        author.locator("main .confirm-bar button").first.click()
        opened(author, walk.staff)
        author.get_by_role("link", name="逐项核对").click()
        for answer in author.locator("select[name$=-state]").all():
            answer.select_option("done")
        author.locator("main .confirm-bar button").first.click()
        opened(author, walk.staff)
        expect(author.locator("section.card", has_text="验收清单").first).to_contain_text("已齐备")
        author.get_by_role("button", name="生成 PDF").click()
        until(author, "a[href$='/pdf/']")
        looked_at(author, "08-report-staff", phone=True)
        assert violations(author, outside=WAGTAIL) == []
        move(author, walk, "提交审核")


def test_reviewed_sheet_filed_approved_published(person: Person, walk: Walk) -> None:
    author, reviewer, approver, editor = person("general"), person("operator"), person("general2"), person("editor")
    today = clock.today()
    opened(author, walk.staff)
    assert author.get_by_role("button", name="审核通过").count() == 0
    move(reviewer, walk, "审核通过", given_on=today, sheet=paper("内部审核单"))
    opened(approver, walk.staff)
    send(approver.locator("main"), "批准")
    refused(approver, "专家评审单")
    approver.get_by_role("link", name="归档专家评审单").click()
    fill(approver, {"people": "示例专家", "given_on": today, "opinion": "agreed", "sheet": paper("专家评审单")})
    send(approver.locator("main"), "归档")
    opened(author, walk.staff)
    assert author.get_by_role("button", name="批准", exact=True).count() == 0
    move(approver, walk, "批准")
    move(editor, walk, "发布", no_confidential_data=True)
    editor.get_by_role("link", name="看公开页面").click()
    editor.wait_for_url(re.compile(r"/reports/[\w-]+/$"))
    walk.public = "/" + editor.url.split("/", 3)[3]
