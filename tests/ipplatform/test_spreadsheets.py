"""Cells in as text, hostile files as named refusals; rows out with formulas defused."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from ipplatform.spreadsheets import SpreadsheetRefused, created_on, csv_chunks, sheet_open, spreadsheet_kind, xlsx_write
from ipplatform.spreadsheets.encodings import csv_delimiter
from ipplatform.spreadsheets.writing import defused


def read(path: Path, **limits: int) -> list[list[str]]:
    with sheet_open(path, **limits) as sheet:
        return list(sheet.rows)


def refused(path: Path, **limits: int) -> str:
    with pytest.raises(SpreadsheetRefused) as error:
        read(path, **limits)
    return error.value.code


def workbook(path: Path, sheet_xml: str) -> Path:
    """A hand-made xlsx with one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    link = f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{rel}/'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'{link}officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        '<sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{link}worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet_xml}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def test_every_cell_comes_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    xlsx_write(
        path, header=["码", "日", "数"], rows=[["004", date(2005, 10, 4), 3], ["06/465504", None, Decimal("1.5")]]
    )
    assert read(path) == [["码", "日", "数"], ["004", "2005-10-04", "3"], ["06/465504", "", "1.5"]]
    assert created_on(path) is not None


def test_leading_blank_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", '<row r="3"><c r="B3" t="inlineStr"><is><t>x</t></is></c></row>')
    assert [row[-1] for row in read(path)] == ["", "", "x"]


def test_two_cells_far_apart_end_the_child_and_not_us(tmp_path: Path) -> None:
    cell = '<row r="{r}"><c r="{c}{r}"><v>1</v></c></row>'
    path = workbook(tmp_path / "far.xlsx", cell.format(r=1, c="A") + cell.format(r=1_048_576, c="XFD"))
    assert path.stat().st_size < 5000
    assert refused(path) in {"reader_died", "too_many_cells"}


def test_a_child_without_memory_is_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    xlsx_write(path, header=["甲"], rows=[["乙"]])
    assert refused(path, memory=1024 * 1024) == "reader_died"


def test_bombs_broken_and_protected_files(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 * 1024 * 1024))
    assert refused(bomb) == "unzipped_too_large"
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04" + b"nothing" * 10)
    assert refused(broken) == "spreadsheet_unreadable"
    other = tmp_path / "other.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "x")
    assert refused(other) == "not_a_spreadsheet"
    protected = tmp_path / "protected.xlsx"
    protected.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert refused(protected) == "password_protected"
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert refused(old) == "spreadsheet_unreadable"
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert refused(empty) == "file_empty"
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    assert refused(picture) == "not_a_spreadsheet"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(end.join(["标题,申请人", '"甲,乙",示例有限公司', "丙,丁", ""]).encode(encoding))
    assert spreadsheet_kind(path) == "csv"
    assert read(path) == [["标题", "申请人"], ["甲,乙", "示例有限公司"], ["丙", "丁"]]


def test_an_unknown_encoding_is_read_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"name;town\nM\x9fller;K\x9aln\n")
    with sheet_open(path) as sheet:
        assert sheet.doubtful
        assert next(sheet.rows) == ["name", "town"]


def test_a_csv_cell_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"' + "x" * 2_000_000, "utf-8")
    assert refused(path) == "field_too_long"


@pytest.mark.parametrize("method", [1, 12, 14, 93])
def test_a_workbook_whose_own_day_cannot_be_unpacked_says_nothing_of_it(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.xlsx"
    xlsx_write(path, header=["h"], rows=[["x"]])
    assert created_on(path) is not None
    with zipfile.ZipFile(path) as archive:
        places = [(archive.getinfo("docProps/core.xml").header_offset, 8)]
    data = bytearray(path.read_bytes())
    places.append((data.rindex(b"PK\x01\x02", 0, data.rindex(b"docProps/core.xml")), 10))
    for place, step in places:
        data[place + step] = method
    path.write_bytes(data)
    assert created_on(path) is None


def test_formulas_are_defused_on_the_way_out(tmp_path: Path) -> None:
    hostile = ["=1+1", "+1 | cmd", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "安全", "-", "-12.5", ""]
    rows = [[text, Decimal("-1.5"), -2, None] for text in hostile]
    data = b"".join(csv_chunks(header=["=h", "n", "i", "x"], rows=rows))
    assert data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert table[0][0] == "'=h"
    assert [row[0] for row in table[1:]] == [*(f"'{text}" for text in hostile[:7]), "安全", "-", "-12.5", ""]
    assert table[1][1:] == ["-1.5", "-2", ""]
    path = tmp_path / "a.xlsx"
    assert xlsx_write(path, header=["h"], rows=[[text] for text in hostile]) == len(hostile)
    cells = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert cells[1] == ["'=1+1"]
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@given(st.text(max_size=30))
def test_no_text_comes_out_as_a_formula(text: str) -> None:
    safe = defused(text)
    assert safe in (text, f"'{text}")
    if safe == text and text.strip() not in ("", "-"):
        head = text.lstrip(" ")[0]
        assert head not in "=@" and (head not in "+-" or text.strip().lstrip("+-").replace(".", "", 1).isdigit())


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Number,IPC,CPC\nEP1,A1;;B2;;C3,D4;;E5;;F6\nEP2,A1;;B2,D4;;E5;;F6;;G7\n", ","),
        ("Number;Names\nEP1;A, B, C, D\nEP2;E, F\n", ";"),
        ('Number\tTitle\rEP1\t"a, b;\rc, d;"\rEP2\te, f\r', "\t"),
        ("search URL:,https://example.org/?a;b;c\nid,title,assignee\n1,a,b\n2,c,d\n", ","),
        ("Number;Title\n", ";"),
        ("Number\nEP1\n", ","),
        ("", ","),
        ("a" * 200_000 + ",b\n", ","),
    ],
    ids=[
        "lists in cells",
        "names in cells",
        "breaks in cells",
        "a line before",
        "one row",
        "one column",
        "empty",
        "long",
    ],
)
def test_the_delimiter_is_the_mark_that_gives_even_rows(text, delimiter):
    assert csv_delimiter(text) == delimiter
