"""Drafts into bytes: workbooks with xlsxwriter or as BIFF8, text by encoding, XML as it is, zips of other drafts."""

import csv
import io
import zipfile

import xlsxwriter

from tests.fuzz import biff
from tests.fuzz.drafts import Draft

FORMULA = "="


def content(draft: Draft) -> bytes:
    """The file of a draft.

    Traits: `encoding` and `errors` of text, `delimiter`, `raw` (text instead of the table), `sheets` (tables of sheets
    before the data's), `formulas` (write `=…` as formulas), `far` (cells (row, column) set apart), `members` of a zip.
    """
    match draft.kind:
        case "xlsx":
            return _xlsx(draft)
        case "xls":
            return biff.workbook(draft.table())
        case "xml":
            return _encoded(str(draft.traits["text"]), draft)
        case "zip":
            return _zip(draft)
    return _encoded(str(draft.traits.get("raw", _csv(draft))), draft)


def _encoded(text: str, draft: Draft) -> bytes:
    return text.encode(str(draft.traits.get("encoding", "utf-8")), str(draft.traits.get("errors", "surrogatepass")))


def _csv(draft: Draft) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=str(draft.traits.get("delimiter", ",")), lineterminator="\r\n")
    writer.writerows([["" if cell is None else cell for cell in row] for row in draft.table()])
    return out.getvalue()


def _xlsx(draft: Draft) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        for table in draft.traits.get("sheets", ()):
            _fill(book.add_worksheet(), table)
        sheet = book.add_worksheet()
        _fill(sheet, draft.table(), formulas=bool(draft.traits.get("formulas")))
        for row, column in draft.traits.get("far", ()):
            sheet.write_string(row, column, "far")
    return out.getvalue()


def _fill(sheet: "xlsxwriter.worksheet.Worksheet", table: list[list[object]], *, formulas: bool = False) -> None:
    for at, row in enumerate(table):
        for place, cell in enumerate(row):
            if formulas and isinstance(cell, str) and cell.startswith(FORMULA):
                sheet.write_formula(at, place, cell, None, "" if at % 2 else "#REF!")
            elif isinstance(cell, int | float) and not isinstance(cell, bool):
                sheet.write_number(at, place, cell)
            elif cell not in (None, ""):
                sheet.write_string(at, place, _writable(str(cell)))


def _writable(text: str) -> str:
    """At most what a cell of Excel holds; halves of surrogates as the escapes that files hold them in."""
    return "".join(f"_x{ord(mark):04X}_" if "\ud800" <= mark <= "\udfff" else mark for mark in text[:32_767])


def _zip(draft: Draft) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, member in enumerate(draft.traits["members"]):
            archive.writestr(f"导出/{number}.{member.kind}", content(member))
    return out.getvalue()
