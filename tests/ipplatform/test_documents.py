"""PDFs read back with pypdf and poppler: fonts inside, contents true, the letter's grid, no network."""

import io
import re
import shutil
import subprocess
from typing import Any

import pypdf
import pytest

from ipplatform.documents import DocumentError, Pdf, fonts_line, fonts_used, pdf_from_html
from tests.ipplatform.document_pages import letter, letter_grid, report

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><defs><pattern id="h" width="4" height="4" '
    b'patternUnits="userSpaceOnUse"><path d="M0 4L4 0" stroke="#0e5a60"/></pattern></defs>'
    b'<rect width="40" height="20" fill="url(#h)"/></svg>'
)
PAGE = '<!doctype html><html lang="zh-CN"><head><title>示例</title></head><body>{}</body></html>'
PARAGRAPH = "<p>" + "示例正文一段，用以占满篇幅。" * 12 + "</p>"


def reader(pdf: Pdf) -> Any:
    return pypdf.PdfReader(io.BytesIO(pdf.content))


def text_of(pdf: Pdf, page: int) -> str:
    return reader(pdf).pages[page].extract_text()


def chapters(count: int) -> list[dict[str, Any]]:
    rows = [[f"{year}", f"{year - 1900:,}"] for year in range(1950, 2020)]
    return [
        {
            "id": f"c{n}",
            "number": str(n),
            "title": f"示例章{n}",
            "sections": [
                {
                    "id": f"s{n}{k}",
                    "number": f"{n}.{k}",
                    "title": f"示例节{n}之{k}",
                    "body": PARAGRAPH * (3 * n),
                    "figures": [
                        {
                            "id": f"f{n}{k}",
                            "number": f"{n}{k}",
                            "title": f"示例图{n}{k}",
                            "image": "figure.svg",
                            "alt": f"示例替代文字{n}{k}",
                            "caption": "单位：件；n = 70；来源：示例数据源；数据截至 2026年3月26日",
                        }
                    ],
                    "tables": [
                        {
                            "id": f"t{n}{k}",
                            "number": f"{n}{k}",
                            "title": f"示例表{n}{k}",
                            "columns": ["申请年", "示例计数"],
                            "rows": rows if n == 2 and k == 1 else rows[:3],
                            "numeric": "num-2",
                            "note": "来源：示例数据源",
                        }
                    ],
                }
                for k in (1, 2)
            ],
        }
        for n in range(1, count + 1)
    ]


@pytest.fixture(scope="module")
def book() -> Pdf:
    parts = chapters(3)
    figures = [figure for chapter in parts for section in chapter["sections"] for figure in section["figures"]]
    return pdf_from_html(
        report(parts, figures=figures), resources={"figure.svg": SVG}, attachments={"图1.csv": b"\xef\xbb\xbfyear,n\n"}
    )


def test_a_document_is_tagged_named_and_in_its_language(book):
    root = reader(book).trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert reader(book).metadata.title == "示例产业专利数据分析报告"
    assert reader(book).metadata.creation_date.date().isoformat() == "2026-03-26"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert len(reader(book).pages) == book.pages


def test_all_fonts_are_embedded_noto(book):
    fonts = {
        str(font["/BaseFont"]): font.get_object()
        for page in reader(book).pages
        for font in (item.get_object() for item in page["/Resources"].get("/Font", {}).values())
    }
    assert any("Noto-Sans-SC" in name for name in fonts) and any("Noto-Serif" in name for name in fonts)
    for name, font in fonts.items():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "Noto" in name and ("/FontFile3" in descriptor or "/FontFile2" in descriptor), name


def test_page_numbers_in_the_contents_are_the_real_pages(book):
    contents = text_of(book, 2) + text_of(book, 3)
    checked = 0
    for title in [f"{n}.{k}　示例节{n}之{k}" for n in (1, 2, 3) for k in (1, 2)] + [
        f"{n}　示例章{n}" for n in (1, 2, 3)
    ]:
        told = re.search(re.escape(title) + r"[ .]*?(\d+)\n", contents + "\n")
        assert told is not None, (title, contents)
        page = int(told.group(1))
        assert title in text_of(book, page - 1)
        assert text_of(book, page - 1).rstrip().splitlines()[-1].endswith(str(page)) or str(page) in text_of(
            book, page - 1
        )
        checked += 1
    assert checked == 9


def test_bookmarks_are_the_chapters_and_their_sections(book):
    outline = reader(book).outline
    titles = [item.title for item in outline if not isinstance(item, list)]
    assert titles == ["版权与说明", "目录", "1　示例章1", "2　示例章2", "3　示例章3"]
    assert [item.title for item in outline[-1]] == ["3.1　示例节3之1", "3.2　示例节3之2"]


def test_a_long_table_repeats_its_head_and_a_page_names_its_chapter(book):
    pages = [text_of(book, n) for n in range(book.pages)]
    assert sum("申请年" in page and "示例章2" in page for page in pages) >= 3
    inner = next(page for page in pages[4:] if "1998" in page)
    assert "示例产业专利数据分析报告" in inner and "2　示例章2" in inner


def test_figures_carry_their_alt_text(book):
    alternatives = set()

    def walk(element: Any, depth: int = 0) -> None:
        element = element.get_object() if isinstance(element, pypdf.generic.IndirectObject) else element
        if isinstance(element, pypdf.generic.ArrayObject):
            for child in element:
                walk(child, depth + 1)
        elif isinstance(element, pypdf.generic.DictionaryObject):
            if "/Alt" in element:
                alternatives.add(str(element["/Alt"]))
            if "/K" in element:
                walk(element["/K"], depth + 1)

    walk(reader(book).trailer["/Root"]["/StructTreeRoot"])
    assert {f"示例替代文字{n}{k}" for n in (1, 2, 3) for k in (1, 2)} <= alternatives


def test_the_letter_holds_22_lines_of_28_characters():
    pdf = pdf_from_html(letter_grid("永" * (28 * 22 * 3)))
    assert pdf.pages == 3
    for page in range(3):
        lines = [line for line in text_of(pdf, page).splitlines() if "永" in line]
        assert [len(line.strip()) for line in lines] == [28] * 22
    assert reader(pdf).pages[0].mediabox.width == pytest.approx(595.28, abs=0.1)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils not installed")
def test_the_letters_text_area_is_156_by_225_mm(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf_from_html(letter_grid("永" * 28 * 22)).content)
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, text=True).stdout
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">永', boxes)
    left, top, right, bottom = (
        pick([float(box[place]) for box in found]) for place, pick in enumerate((min, min, max, max))
    )
    mm = 72 / 25.4
    assert left == pytest.approx(28 * mm, abs=1)
    assert right == pytest.approx((28 + 156) * mm, abs=1)
    assert top >= 36 * mm and bottom <= (37 + 225) * mm + 1


def test_page_numbers_stand_outside_and_the_record_line_on_every_page():
    pdf = pdf_from_html(letter(PARAGRAPH * 12))
    assert pdf.pages >= 2
    for page in range(pdf.pages):
        spots: list[tuple[str, float]] = []
        reader(pdf).pages[page].extract_text(
            visitor_text=lambda text, cm, tm, font, size, spots=spots: spots.append((text, (cm[4] + tm[4] * cm[0])))
        )
        assert f"— {page + 1} —" in text_of(pdf, page)
        assert "TJ-2026-0017" in text_of(pdf, page)
        where = next(x for text, x in spots if "— " in text)
        assert (where > 300) is (page % 2 == 0)


def test_signatures_never_stand_on_a_page_of_their_own():
    for paragraphs in range(4, 9):
        pdf = pdf_from_html(letter(PARAGRAPH * paragraphs))
        last = text_of(pdf, pdf.pages - 1)
        assert "示例调解委员会" in last and "示例正文" in last


def test_the_same_input_gives_the_same_bytes_and_another_input_another_identifier():
    page = letter(PARAGRAPH)
    first, second = (pdf_from_html(page, attachments={"a.csv": b"1"}) for _ in range(2))
    assert first == second and first.sha256 == second.sha256
    other = pdf_from_html(page, attachments={"a.csv": b"2"})
    assert reader(first).trailer["/ID"][0] != reader(other).trailer["/ID"][0]


def test_attachments_come_back_as_they_went_in(book):
    assert reader(book).attachments["图1.csv"] == [b"\xef\xbb\xbfyear,n\n"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "file:///etc/passwd",
        "static:../settings/base.py",
        "static:css/../../settings/base.py",
        "static:%2e%2e/settings/base.py",
        "res:nobody.png",
        "nobody.png",
        "//example.org/x.png",
    ],
)
@pytest.mark.parametrize(
    "tag",
    ['<img src="{}" alt="x">', '<link rel="stylesheet" href="{}">', '<p style="background:url({})">x</p>'],
    ids=["img", "stylesheet", "background"],
)
def test_every_other_address_is_refused(address, tag):
    with pytest.raises(DocumentError, match="address refused"):
        pdf_from_html(PAGE.format(tag.format(address)))


def test_a_picture_inside_a_picture_cannot_reach_out():
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
        b'<image width="9" height="9" xlink:href="file:///etc/passwd"/></svg>'
    )
    with pytest.raises(DocumentError, match="address refused"):
        pdf_from_html(PAGE.format('<img src="res:a.svg" alt="x">'), resources={"a.svg": svg})


@pytest.mark.parametrize(
    "html", ["<html><title>示例</title></html>", '<html lang="zh-CN"><title> </title></html>', "<p>示例</p>"]
)
def test_a_page_without_language_or_title_is_refused(html):
    with pytest.raises(DocumentError, match="a language and a title"):
        pdf_from_html(html)


def test_the_colophon_says_which_cuts_are_true():
    cuts = fonts_used()
    assert [(cut.family, cut.weight) for cut in cuts] == [
        ("Noto Sans SC", "400"),
        ("Noto Sans SC", "700"),
        ("Noto Serif SC", "400"),
        ("Noto Serif SC", "700"),
    ]
    assert all(cut.true_cut for cut in cuts if cut.weight == "400")
    assert ("由排版程序加粗" in fonts_line()) is not all(cut.true_cut for cut in cuts)
