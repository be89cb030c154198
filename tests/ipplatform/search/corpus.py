"""The books that both engines are asked about: the real titles where they lie beside the checkout, else invented ones.

And an exact scan of folded titles, which is what a term must find.
"""

import re
from collections.abc import Iterator
from functools import cache

import python_calamine

from ipplatform.search import Document
from ipplatform.search.tokens import normalise
from tests.ipplatform.search.contract.oracle import shelf_of
from tests.ipplatform.search.library import BOOKS, book
from tests.shared_data import SHARED

REAL = SHARED / "patsnap" / "ar_glasses.xlsx"
CJK = (
    r"\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7a3\uf900-\ufaff"
)
PIECES = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
EXTRA = (
    "Café à crème",
    "Über naïve Flüsse",
    "ＵＳＢ－Ｃ　接口",
    "usb-c 接口",
    "電機と電池",
    "x1 e2 电-池",
    "Ǆ ligature ﬁx",
)


def documents() -> dict[int, Document]:
    """id -> document; the caller may change the dict."""
    BOOKS.clear()
    if REAL.exists():
        found = dict(_real())
    else:
        shelf_of(900)
        found = dict(BOOKS)
        BOOKS.clear()
    first = max(found) + 1
    return found | {key: book(key, title, date=None) for key, title in enumerate(EXTRA, start=first)}


def _real() -> Iterator[tuple[int, Document]]:
    header, *rows = python_calamine.CalamineWorkbook.from_path(REAL).get_sheet_by_name("sheet1").to_python()
    place = {str(name): at for at, name in enumerate(header)}
    for key, row in enumerate(rows, start=1):
        cells = {name: str(row[at]) for name, at in place.items()}
        number = cells["公开(公告)号"]
        yield (
            key,
            book(
                key,
                cells["标题"],
                owner=parted(cells["[标]当前申请(专利权)人"]),
                writer=parted(cells["发明人"]),
                subject=parted(cells["IPC分类号"]),
                number=[number] if number.isascii() else [f"XX{key}"],
                office=number[:2] if number.isascii() else "XX",
                date=cells["申请年"] if cells["申请年"].isdigit() else None,
                state="valid" if cells["简单法律状态"] == "有效" else "lapsed",
            ),
        )


def parted(cell: str) -> list[str]:
    """The values of a cell."""
    return [one.strip() for one in cell.split("|") if one.strip() not in ("", "-")]


@cache
def exact(term: str) -> re.Pattern[str]:
    """What an exact scan of folded titles looks for: CJK letters anywhere, other runs as whole words."""
    pattern = ""
    for piece in PIECES.findall(normalise(term)):
        pattern += r"[\W_]*" if pattern else ""
        cjk = re.match(rf"[{CJK}]", piece)
        pattern += piece if cjk else rf"(?<![^\W_{CJK}]){piece}(?![^\W_{CJK}])"
    return re.compile(pattern)


def windows(folded: str, length: int) -> Iterator[str]:
    """Every `length` letters of a title without a sign between them whose words are not cut."""
    for run in re.findall(r"[^\W_]+", folded):
        for at in range(len(run) - length + 1):
            window = run[at : at + length]
            before, after = run[at - 1 : at] if at else "", run[at + length : at + length + 1]
            if not (_word(before) and _word(window[0])) and not (_word(after) and _word(window[-1])):
                yield window


def _word(letter: str) -> bool:
    return bool(letter) and re.match(rf"[{CJK}]", letter) is None
