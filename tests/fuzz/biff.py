"""Writes an old workbook (BIFF8 in a compound file): one sheet of text cells, for nobody writes `xls` any more.

After [MS-CFB] and [MS-XLS]; only what a reader needs. Texts are cut at LONGEST letters, the most one record takes.
"""

import struct
from collections.abc import Sequence

LONGEST = 4000
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALL = 4096  # shorter streams would lie in the mini stream
_PLACES = 109  # of the header for sectors of the table


def workbook(rows: Sequence[Sequence[object]], *, name: str = "Sheet1") -> bytes:
    """The bytes of a workbook; empty cells are left out."""
    globals_ = _bof(0x0005) + _record(0x0042, struct.pack("<H", 0x04B0))
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    offset = len(globals_) + 4 + 6 + len(title) + 4
    globals_ += _record(0x0085, struct.pack("<IBB", offset, 0, 0) + title) + _record(0x000A, b"")
    widest = max((len(row) for row in rows), default=0)
    sheet = _bof(0x0010) + _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, widest, 0))
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            text = str("" if cell is None else cell).encode("utf-16-le", "surrogatepass")[: 2 * LONGEST]
            if text:
                head = struct.pack("<HHHHB", at & 0xFFFF, place & 0xFFFF, 15, len(text) // 2, 1)
                sheet += _record(0x0204, head + text)
    return compound(globals_ + sheet + _record(0x000A, b""))


def compound(stream: bytes) -> bytes:
    """A compound file with the one stream `Workbook`."""
    stream = stream.ljust(_SMALL, b"\0")
    stream += b"\0" * (-len(stream) % _SECTOR)
    content = len(stream) // _SECTOR
    tables = 1
    while tables * (_SECTOR // 4) < tables + 1 + content:
        tables += 1
    if tables > _PLACES:
        raise ValueError("too large for the header's own places")
    chain = [_FAT] * tables + [_END] + [tables + 2 + at for at in range(content - 1)] + [_END]
    chain += [_FREE] * (tables * (_SECTOR // 4) - len(chain))
    directory = _entry("Root Entry", 5, child=1) + _entry("Workbook", 2, start=tables + 1, size=len(stream))
    directory += _entry("", 0) * 2
    places = list(range(tables)) + [_FREE] * (_PLACES - tables)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, _SMALL, _END, 0, _END, 0)
    return header + struct.pack(f"<{_PLACES}I", *places) + struct.pack(f"<{len(chain)}I", *chain) + directory + stream


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _entry(name: str, kind: int, *, child: int = _FREE, start: int = 0, size: int = 0) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", length, kind, 1, _FREE, _FREE, child)
    return head + b"\0" * 16 + struct.pack("<I", 0) + b"\0" * 16 + struct.pack("<IQ", start, size)
