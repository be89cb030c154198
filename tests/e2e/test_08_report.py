"""Step 8, an author: an industry from a search, frozen, typeset, reviewed, approved, published, built twice."""

import io
import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from ipplatform import clock
from tests.browser import LiveSite
from tests.e2e.conftest import Person
from tests.e2e.steps.forms import downloaded, fill, follow, paper, refused, send
from tests.e2e.steps.importing import RECORDS
from tests.e2e.steps.look import WAGTAIL, looked_at, opened, quiet, violations

pytestmark = pytest.mark.browser

CODE, NAME = "ar-glasses", "AR 眼镜"
WORK_LIMIT = 180.0  # seconds that freezing or typesetting may take
# The six kinds that a data report must have (domain.md 10.3): number, title, n where every record has the fact.
KINDS = {
    1: ("申请量趋势", RECORDS),
    6: ("法律状态", RECORDS),
    7: ("地域分布", RECORDS),
    9: ("申请人排名", RECORDS),
    10: ("申请人集中度", None),
    15: ("IPC 分布", RECORDS),
}
SOURCE_LINE = re.compile(
    r"单位：(?:件（[^（）]+）|个申请人)；n = ([\d,]+)；(?:.+；)?来源：[^；]+；数据截至 2023年3月21日"
)


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
        follow(author, "新建产业")
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
        looked_at(author, "08-industry", phone=True)
        follow(author, "技术分解")
        parent = ""
        for level in ("整机", "模组", "部件"):
            follow(author, "新增技术分支")
            if parent:
                author.locator("select[name=parent]").select_option(label=parent)
            fill(author, {"name": level, "not_sampled_reason": "示例：未抽样"})
            send(author.locator("main"), "保存")
            author.wait_for_url(f"**/admin/industries/{CODE}/branches/")
            parent = level
        expect(author.locator("table", has_text="部件").locator("tbody tr")).to_have_count(3)
        looked_at(author, "08-industry-branches", phone=True)
        assert violations(author, outside=WAGTAIL) == []


def test_the_dataset_is_frozen(person: Person, walk: Walk) -> None:
    author = person("general")
    with quiet(author):
        opened(author, "/admin/reports/")
        follow(author, "报告立项")
        author.locator("select[name=industry]").select_option(label=NAME)
        fill(author, {"kind": "data", "plan_target": "T3-4"})
        send(author.locator("main"), "立项")
        author.wait_for_url(re.compile(r"/admin/reports/[0-9a-f-]{36}/"))
        walk.staff = author.url
        for group, name in (("authors", "示例综合科甲"), ("reviewers", "示例专员")):
            author.locator(f"#{group}-field").get_by_label(name, exact=True).check()
        send(author.locator("main"), "开始编制")
        expect(author.get_by_role("link", name="固化数据")).to_be_visible()
        follow(author, "固化数据")
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
        follow(author.locator("li", has_text="封面与摘要"), "编辑")
        fill(author, {"report_date": clock.today(), "series": f"{clock.today().year} · 示例第 1 号"})
        send(author.locator("main .confirm-bar"), "保存")
        opened(author, walk.staff)
        follow(author, author.get_by_role("link", name=re.compile("编辑.*建议$")))
        looked_at(author, "08-section")
        block = author.locator("fieldset.report-block").last
        block.locator("select[name$=-type]").select_option("recommendation")
        block.locator("textarea").fill("示例建议：围绕关键部件布局。")
        block.locator("[name$=-owner]").fill("示例单位")
        block.locator("[name$=-term]").fill("年底前")
        send(author.locator("main .confirm-bar"), "保存")
        opened(author, walk.staff)
        follow(author, "逐项核对")
        for answer in author.locator("select[name$=-state]").all():
            answer.select_option("done")
        send(author.locator("main .confirm-bar"), "保存")
        opened(author, walk.staff)
        expect(author.locator("section.card", has_text="验收清单").first).to_contain_text("已齐备")
        send(author.locator("main"), "生成 PDF")
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
    follow(approver, "归档专家评审单")
    fill(approver, {"people": "示例专家", "given_on": today, "opinion": "agreed", "sheet": paper("专家评审单")})
    send(approver.locator("main"), "归档")
    opened(author, walk.staff)
    assert author.get_by_role("button", name="批准", exact=True).count() == 0
    move(approver, walk, "批准")
    move(editor, walk, "发布", no_confidential_data=True)
    follow(editor, "看公开页面")
    editor.wait_for_url(re.compile(r"/reports/[\w-]+/$"))
    walk.public = "/" + editor.url.split("/", 3)[3]


def test_the_public_page_and_its_pdf(page: Page, walk: Walk) -> None:
    with quiet(page):
        opened(page, "/reports/")
        follow(page, page.locator(f".report-card h2 a[href='{walk.public}']"))
        page.wait_for_url(f"**{walk.public}")
        figures = page.locator("figure")
        assert figures.count() >= 6
        assert {number: title for number, (title, _n) in KINDS.items()}.items() <= captions(page).items()
        for figure in figures.all():
            assert (figure.locator("img").get_attribute("alt") or "").strip()
            assert figure.locator("table tbody tr").count() >= 1
            assert SOURCE_LINE.search(figure.locator("figcaption").inner_text()), figure.inner_text()
        for number, (title, n) in KINDS.items():
            figure = page.locator(f"#figure-{number}")
            said = SOURCE_LINE.search(figure.locator("figcaption").inner_text())
            assert said is not None
            counted = int(said[1].replace(",", ""))
            assert counted == n if n else 0 < counted <= RECORDS, title
            assert (figure.locator("img").get_attribute("alt") or "").startswith(f"图 {number}，{title}，")
        expect(page.locator("#figure-1 figcaption")).to_contain_text("公开尚不完整，以斜纹表示")
        assert page.locator(".report-findings li").count() in range(5, 9)
        looked_at(page, "08-report", phone=True)
        assert violations(page) == []
        table = figures.first.locator("a[href$='.csv']").get_attribute("href")
    assert table is not None
    status, body = downloaded(page, table)
    assert status == 200
    assert body.decode("utf-8-sig").count("\n") >= 2
    status, body = downloaded(page, f"{walk.public}pdf/")
    assert status == 200
    book = PdfReader(io.BytesIO(body))
    text = "".join(leaf.extract_text() for leaf in book.pages)
    assert len(set(re.findall(r"图 ?(\d+)", text))) >= 6
    for words in (NAME, "目录", "主要发现", "检索式", "数据截止", "计数单位", "示例综合科甲", "示例专员"):
        assert words in text, words


def captions(page: Page) -> dict[int, str]:
    """Number -> title of each figure on the page."""
    heads = page.locator("figure figcaption b").all_inner_texts()
    return {int(number): title for head in heads for number, title in re.findall(r"^图 (\d+)　(.+)$", head)}


def test_built_twice_it_is_the_same(live: LiveSite, tmp_path: Path) -> None:
    first, second = (
        json.loads(live.manage("report_build", CODE, "--output", str(tmp_path / name), "--json").splitlines()[-1])
        for name in ("first.pdf", "second.pdf")
    )
    assert first["dataset_hash"] == second["dataset_hash"]
    assert (first["figures"], first["pages"]) == (second["figures"], second["pages"])
    assert first["figures"] >= 6
