"""Pictures of the guide defining-industries.md: an industry of the operator's own, made and sampled on the way."""

import io
import tempfile
from pathlib import Path

from ipplatform.spreadsheets import sheet_open, xlsx_write
from scripts.pictures.camera import Camera

CODE = "guide-battery"
PAGE = f"/admin/industries/{CODE}/"
QUESTION = "/admin/industries/new/?q=TI%3D%E7%94%B5%E6%B1%A0&source=demo"
TREE = (
    ("一级分支", "二级分支", "三级分支", "检索式", "未抽样的原因"),
    ("电芯", "", "", "", "示例，未抽样"),
    ("", "电解质", "", "TI=电解质", ""),
    ("", "隔膜", "", "TI=隔膜", ""),
    ("制造", "", "", "TI=(方法 OR 工艺)", ""),
)


def industry_list(camera: Camera) -> None:
    """An industry from a question, then the list; on a second run it is there already."""
    page = camera.page
    if page.goto(PAGE).status == 404:  # type: ignore[union-attr]  # a document was asked for
        page.goto(QUESTION)
        form = page.locator("form", has=page.locator("[name=code]"))
        form.locator("[name=name]").fill("示例电池（指南）")
        form.locator("[name=code]").fill(CODE)
        form.locator("[name=summary]").fill("示例：电池及其材料。")
        form.locator("[type=submit]").first.click()
        page.wait_for_url(f"**{PAGE}")
    page.goto("/admin/industries/")
    camera.shot("industry-list", height=520)


def industry_fault(camera: Camera) -> None:
    """An expression with a bracket too many."""
    camera.page.goto(f"{PAGE}expression/?q=TI%3D(%E7%94%B5%E6%B1%A0+AND+%E9%9A%94%E8%86%9C")
    camera.shot("industry-fault", height=620)


def industry_versions(camera: Camera) -> None:
    """A second version against the first."""
    page = camera.page
    page.goto(f"{PAGE}expression/?q=TI%3D(%E7%94%B5%E6%B1%A0+OR+%E7%94%B5%E8%A7%A3%E8%B4%A8)&source=demo")
    if page.locator("[name=note]").count():
        page.locator("[name=note]").fill("示例：补上电解质")
        page.locator("form", has=page.locator("[name=note]")).locator("[type=submit]").click()
        page.wait_for_load_state()
    page.goto(f"{PAGE}versions/?old=1&new=2")
    camera.shot("industry-versions")


def industry_branches(camera: Camera) -> None:
    """The breakdown from a sheet, counted once."""
    page = camera.page
    page.goto(f"{PAGE}branches/import/")
    buffer = io.BytesIO()
    xlsx_write(buffer, header=TREE[0], rows=TREE[1:])
    page.locator("[name=file]").set_input_files(
        {"name": "分解表.xlsx", "mimeType": "application/octet-stream", "buffer": buffer.getvalue()}
    )
    page.locator("form:has([name=file]) [type=submit]").click()
    page.locator("form:has([name=rows]) [type=submit]").click()
    page.wait_for_url(f"**{PAGE}branches/")
    page.goto(f"{PAGE}counts/")
    page.locator("form[action$='now/'] [type=submit]").click()
    page.wait_for_load_state()
    camera.shot("industry-counts", height=640)
    page.goto(f"{PAGE}branches/")
    camera.shot("industry-branches", height=620)


def industry_sample(camera: Camera) -> None:
    """A sample judged by two people who differ twice."""
    page = camera.page
    page.goto(f"{PAGE}samples/new/precision/")
    page.locator("[name=size]").fill("40")
    page.locator("form:has([name=size]) [type=submit]:not([name])").click()
    page.wait_for_url(f"**{PAGE}samples/*-*/")
    here = page.url
    sheet = page.request.get(here.rstrip("/") + ".xlsx").body()
    for judge, against in (("示例判定人甲", (5, 17)), ("示例判定人乙", (5, 23, 31))):
        page.goto(f"{here}judge/")
        page.locator("[name=judge]").fill(judge)
        page.locator("[name=file]").set_input_files(
            {"name": "判定.xlsx", "mimeType": "application/octet-stream", "buffer": _judged(sheet, against)}
        )
        page.locator("form:has([name=judge]) [type=submit]").click()
        page.wait_for_url(here)
    camera.shot("industry-sample")


def _judged(sheet: bytes, against: tuple[int, ...]) -> bytes:
    """The sample's sheet with every item judged; `against`: positions that do not belong."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "sample.xlsx"
        kept.write_bytes(sheet)
        with sheet_open(kept) as opened:
            header, *rows = list(opened.rows)
    place, verdict = header.index("序号"), header.index("判定")
    filled = []
    for row in rows:
        cells = [*row, *[""] * (len(header) - len(row))]
        cells[verdict] = "否" if int(cells[place]) in against else "是"
        filled.append(cells)
    buffer = io.BytesIO()
    xlsx_write(buffer, header=header, rows=filled)
    return buffer.getvalue()


SCENES = (industry_list, industry_fault, industry_versions, industry_branches, industry_sample)
