"""Why no format knows a header: a list of patents (it has titles) in which no column holds numbers is told so."""

import re
from collections.abc import Sequence
from contextlib import suppress

from patents.imports.readers.dates import day_of
from patents.imports.readers.layout import HEADER_ROWS, heading
from patents.records.numbers import NumberInvalid, application_number, compact, publication_number

_TITLES = frozenset(map(heading, ("名称", "专利名称", "发明名称", "标题", "题名", "Title", "Invention title")))
_TEXTS = frozenset(map(heading, ("摘要", "Abstract", "IPC分类号", "IPC", "权利要求")))
_SHARE = 0.5
# Numbers of any office that our rules do not read (`13/974256`, `10-2013-0123456`, `PCT/CN2013/089123`), but no day.
_CODE = re.compile(r"(?:PCT/?)?[A-Z]{0,4}[\d/.,-]+[A-Z]?\d?")
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_LEAST_DIGITS = 7


def numbers_absent(first_rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first rows have a heading of titles and one of abstracts or classes, and no column of numbers."""
    header = next(
        (
            position
            for position, cells in enumerate(first_rows[:HEADER_ROWS])
            if _TITLES & (headings := set(map(heading, cells))) and _TEXTS & headings
        ),
        None,
    )
    if header is None:
        return False
    rows = first_rows[header + 1 :]
    width = max((len(cells) for cells in rows), default=0)
    columns = ([cells[column].strip() for cells in rows if column < len(cells)] for column in range(width))
    return not any(_is_numbers([cell for cell in column if cell]) for column in columns)


def _is_numbers(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(_is_number(cell) for cell in cells) > len(cells) * _SHARE


def _is_number(cell: str) -> bool:
    if len(cell) > 40:
        return False
    with suppress(NumberInvalid):
        number = publication_number(cell)
        if number.office and len(number.key) > 5:
            return True
    with suppress(NumberInvalid):
        return bool(application_number("CN", cell, compute_check=True).value)
    text = compact(cell)
    if day_of(text) or _DAY.fullmatch(text) or sum(map(str.isdigit, text)) < _LEAST_DIGITS:
        return False
    return _CODE.fullmatch(text) is not None
