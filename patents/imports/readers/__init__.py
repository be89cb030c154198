"""Vendor formats, one module each; `detect` chooses by the headers; a new format is one module and one line here."""

from functools import partial

from patents.imports.readers import epo_ops, espacenet, google_patents, lens, patentscope, patsnap, sumobrain, template
from patents.imports.readers.headless import numbers_absent
from patents.imports.readers.layout import HeaderUnknown, Layout, Reader, Row, header_find, rows_read
from patents.imports.readers.mapped import FIELDS, MAPPED, SEPARATORS, Recipe, mapped_reader, recipe_from, signature
from patents.imports.readers.proposal import Proposal, has_number, proposal
from patents.imports.readers.tables import Knows, table_open
from patents.imports.readers.template import COLUMNS as TEMPLATE_COLUMNS
from patents.imports.readers.template import TEMPLATE_HEADER

# Ties between formats go to the one with more telling headings, then to the first.
READERS: tuple[Reader, ...] = (
    template.READER, patsnap.READER, lens.READER, espacenet.READER, patentscope.READER, sumobrain.READER,
    google_patents.READER, epo_ops.READER,
)  # fmt: skip
FORMATS: dict[str, Reader] = {reader.format: reader for reader in READERS}


def detect(first_rows: list[list[str]], *, format: str = "auto", recipe: Recipe | None = None) -> Layout:
    """The layout of a file by its first ten rows: header row, format, columns; with a recipe as a person mapped it.

    Raises HeaderUnknown.
    """
    if recipe is not None:
        return header_find(first_rows, (mapped_reader(recipe),))
    readers = READERS if format == "auto" else (FORMATS[format],)
    try:
        return header_find(first_rows, readers, unasked=format == "auto")
    except HeaderUnknown:
        raise HeaderUnknown(number_missing=numbers_absent(first_rows)) from None


def sheet_knows(format: str, recipe: Recipe | None = None) -> list[Knows]:
    """How the sheet of a workbook is found that a format or a recipe reads: known by itself, else at least as asked.

    One with data rows comes before one that has but its headings.
    """

    def reads(head: list[list[str]], asked: str, *, bare: bool = False) -> bool:
        try:
            layout = detect(head, format=asked, recipe=recipe)
        except HeaderUnknown:
            return False
        return layout.reader.format in (format, MAPPED) and (bare or has_rows(head, layout))

    return [partial(reads, asked="auto"), partial(reads, asked=format), partial(reads, asked=format, bare=True)]


def has_rows(head: list[list[str]], layout: Layout) -> bool:
    """Whether a filled row follows the headings, among the first rows of a file."""
    return any(cell.strip() for row in head[layout.header_row :] for cell in row)


__all__ = [
    "FIELDS",
    "FORMATS",
    "MAPPED",
    "READERS",
    "SEPARATORS",
    "TEMPLATE_COLUMNS",
    "TEMPLATE_HEADER",
    "HeaderUnknown",
    "Layout",
    "Proposal",
    "Reader",
    "Recipe",
    "Row",
    "detect",
    "has_number",
    "has_rows",
    "mapped_reader",
    "proposal",
    "recipe_from",
    "rows_read",
    "sheet_knows",
    "signature",
    "table_open",
]
