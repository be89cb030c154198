"""In the browser: files dragged in, progress to the end; the same without JavaScript; a mapping with the keyboard."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import DESKTOP, PHONE, LiveSite, login, new_page
from tests.e2e.steps.look import WAGTAIL, overflow, quiet, violations
from tests.patents.imports.exports import EXPORTS, rows_of
from tests.shared_data import shared_data

pytestmark = pytest.mark.browser
HEADER = "公开(公告)号,受理局,标题,申请年,简单法律状态"
END = 120_000  # milliseconds for the worker of a busy machine
DROP = """([names, text]) => {
    const carried = new DataTransfer();
    names.forEach((name, n) => carried.items.add(new File([text.replaceAll("NN", String(10 + n))], name)));
    const area = document.querySelector("[data-drop]");
    for (const kind of ["dragenter", "dragover", "drop"])
        area.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: carried}));
}"""

DROP_FILES = """(files) => {
    const carried = new DataTransfer();
    for (const [name, content] of files)
        carried.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name));
    const area = document.querySelector("[data-drop]");
    for (const kind of ["dragenter", "dragover", "drop"])
        area.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: carried}));
}"""
ALL_END = 600_000  # the two largest have 27,000 rows together


@pytest.fixture
def plain(browser: Browser, live: LiveSite) -> Iterator[Page]:
    """A window without JavaScript."""
    made = new_page(browser, live, DESKTOP, javascript=False)
    yield made
    made.context.close()


def export(folder: Path, name: str, number: int) -> Path:
    path = folder / name
    path.write_text(f"{HEADER}\nCN{number}A,中国,浏览器示例,2019\n", "utf-8")
    return path


def test_files_are_dragged_in_and_read_to_their_end(page: Page) -> None:
    login(page, "operator@demo.test")
    with quiet(page):
        page.goto("/admin/imports/upload/")
        expect(page.get_by_text("也可以把文件拖到这里")).to_be_visible()
        text = f"{HEADER}\nCN1950001NNA,中国,浏览器示例,2019\nIR1B-示例说明,中国,-,-\n"
        page.evaluate(DROP, [["拖入一.csv", "拖入二.csv"], text])
        expect(page.locator("[data-drop-list] li")).to_have_count(2)
        assert violations(page, outside=WAGTAIL) == []
        page.get_by_role("button", name="上传并识别").click()
        expect(page.get_by_role("heading", name="确认数据截止日")).to_be_visible()
        assert violations(page, outside=WAGTAIL) == []
        page.get_by_role("button", name="确认并开始导入").click()
        expect(page.locator("#begun .tag", has_text="已完成")).to_have_count(2, timeout=END)
        page.get_by_role("link", name="拖入一.csv").click()
        page.get_by_role("link", name="按原因查看全部拒收行").click()
        expect(page.get_by_role("cell", name="IR1B-示例说明")).to_be_visible()
        assert violations(page, outside=WAGTAIL) == []
        page.set_viewport_size(PHONE)
        assert overflow(page) <= 0


@pytest.mark.timeout(900)
def test_every_export_is_dragged_in_at_once(page: Page) -> None:
    paths = [shared_data(name) for name in EXPORTS]
    # The same name would hide which row is whose: two vendors call their file alike.
    names = [f"{path.parent.name}-{path.name}" for path in paths]
    login(page, "operator@demo.test")
    with quiet(page):
        page.goto("/admin/imports/upload/")
        contents = [b64encode(path.read_bytes()).decode() for path in paths]
        page.evaluate(DROP_FILES, [list(pair) for pair in zip(names, contents, strict=True)])
        expect(page.locator("[data-drop-list] li")).to_have_count(len(EXPORTS))
        page.get_by_role("button", name="上传并识别").click()
        expect(page.get_by_role("heading", name="确认数据截止日")).to_be_visible(timeout=END)
        page.get_by_role("button", name="确认并开始导入").click()
        expect(page.locator("#begun .tag", has_text="已完成")).to_have_count(len(EXPORTS), timeout=ALL_END)
        for name, export_name in zip(names, EXPORTS, strict=True):
            line = page.locator("#begun tr", has=page.get_by_role("link", name=name, exact=True))
            cells = [text.replace(",", "").strip() for text in line.get_by_role("cell").all_inner_texts()]
            assert str(rows_of(export_name)) in cells, (name, cells)


def test_all_of_it_works_without_javascript(plain: Page, tmp_path: Path) -> None:
    login(plain, "operator@demo.test")
    plain.goto("/admin/imports/upload/")
    expect(plain.get_by_text("也可以把文件拖到这里")).to_be_hidden()
    files = [export(tmp_path, "甲.csv", 195000301), export(tmp_path, "乙.csv", 195000302)]
    plain.set_input_files("input[name=file]", files)
    plain.get_by_role("button", name="上传并识别").click()
    plain.get_by_role("button", name="确认并开始导入").click()
    for _wait in range(120):
        if plain.locator("#begun .tag", has_text="已完成").count() == 2:
            break
        plain.wait_for_timeout(1000)
        plain.reload()
    expect(plain.locator("#begun .tag", has_text="已完成")).to_have_count(2)


def test_a_mapping_is_made_with_the_keyboard_alone(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "示例目录.csv"
    path.write_text("件号,题目,人\nCN195000401A,键盘示例,示例公司\n", "utf-8")
    login(page, "operator@demo.test")
    page.goto("/admin/imports/upload/")
    page.set_input_files("input[name=file]", path)
    page.locator("button[type=submit]", has_text="上传并识别").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="指定各列的含义").first).to_be_visible()
    assert page.get_by_label("件号").input_value() == "publication_number", "proposed by what stands in the column"
    assert violations(page, outside=WAGTAIL) == []
    page.get_by_label("件号").focus()
    page.keyboard.press("Tab")
    for _step in range(4):  # number, application number, office, title
        page.keyboard.press("ArrowDown")
    assert page.get_by_label("题目").input_value() == "title"
    page.get_by_label("这些数据是谁的").focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.type("键盘示例目录")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="确认数据截止日")).to_be_visible()
    page.set_viewport_size(PHONE)
    page.go_back()
    assert overflow(page) <= 0
