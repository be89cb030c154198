"""Pictures of the guide importing-patents.md. The scenes upload invented files and import some of them."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.pictures.camera import Camera

HEADER = "公开(公告)号,受理局,标题,当前申请(专利权)人,申请年,简单法律状态"
LONGEST_WAIT = 300  # seconds for the worker


def history(camera: Camera) -> None:
    """The list of imports with its filters."""
    camera.page.goto("/admin/imports/")
    camera.shot("import-history")


def template(camera: Camera) -> None:
    """The page of the template with what its columns take."""
    camera.page.goto("/admin/imports/template/")
    camera.shot("import-template")


def upload(camera: Camera) -> None:
    """The upload form with two files chosen."""
    with TemporaryDirectory() as folder:
        camera.page.goto("/admin/imports/upload/")
        camera.page.set_input_files("input[name=file]", _exports(Path(folder)))
        camera.shot("import-upload")


def batch(camera: Camera) -> None:
    """Three files at once, one refused; both others begin and end."""
    page = camera.page
    with TemporaryDirectory() as folder:
        note = Path(folder) / "说明.csv"
        note.write_text("", "utf-8")
        _upload(camera, [*_exports(Path(folder)), note])
    camera.shot("import-batch")
    page.get_by_role("button", name="确认并开始导入").click()
    for _second in range(LONGEST_WAIT):
        if page.locator("#begun .tag", has_text="已完成").count() == 2:
            break
        page.wait_for_timeout(1000)
        page.reload()
    page.get_by_role("link", name="示例导出一.csv").click()
    page.wait_for_url(lambda url: "/batches/" not in url)
    camera.shot("import-result")
    page.get_by_role("link", name="待核对").click()
    page.wait_for_url(lambda url: "/rows/" in url)
    camera.shot("import-rows")


def confirm(camera: Camera) -> None:
    """One file waits for its cut-off, with the answer of a dry run."""
    page = camera.page
    with TemporaryDirectory() as folder:
        _upload(camera, _exports(Path(folder), first=195_200_000)[:1])
    page.get_by_role("button", name="先试运行，什么也不写入").click()
    for _second in range(LONGEST_WAIT):
        if page.get_by_role("heading", name="试运行结果：什么也没有写入").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    camera.shot("import-confirm")
    _discard(camera)


def mapping(camera: Camera) -> None:
    """A file of unknown headings with proposed columns and ten rows read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "示例目录.csv"
        lines = [f"CN{195_300_000 + n}A,示例目录第{n}件,2{n % 9}/03/2019,示例甲公司; 示例乙公司,略" for n in range(12)]
        path.write_text("\n".join(["件号,专利题目,Filing Date,Owners,备注", *lines]), "utf-8")
        _upload(camera, [path])
    camera.page.set_viewport_size({"width": 1180, "height": 1250})
    camera.shot("import-mapping")
    camera.page.set_viewport_size({"width": 1180, "height": 760})
    camera.page.goto(camera.page.url.replace("mapping/", ""))
    _discard(camera)


def _exports(folder: Path, *, first: int = 195_100_000) -> list[Path]:
    paths = []
    for number, name in enumerate(("示例导出一.csv", "示例导出二.csv")):
        serial = first + number * 1000
        lines = [f"CN{serial + n}A,中国,示例专利{n},示例公司,{2015 + n % 8},审中" for n in range(40)]
        lines += [f"CN{serial + 50 + n}A,火星,示例专利,示例公司,去年,审中" for n in range(3)]
        lines += ["IR1B-该数据不支持导出,-,-,-,-,-"]
        path = folder / name
        path.write_text("\n".join([HEADER, *lines]), "utf-8")
        paths.append(path)
    return paths


def _upload(camera: Camera, files: Sequence[Path]) -> None:
    camera.page.goto("/admin/imports/upload/")
    camera.page.set_input_files("input[name=file]", list(files))
    camera.page.get_by_role("button", name="上传并识别").click()
    camera.page.wait_for_load_state()


def _discard(camera: Camera) -> None:
    camera.page.get_by_role("link", name="放弃这个文件…").click()
    camera.page.get_by_role("button", name="放弃这个文件").click()


SCENES = (history, template, upload, batch, confirm, mapping)
