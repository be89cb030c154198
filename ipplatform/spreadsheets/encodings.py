"""Which encoding and delimiter a text file has. UTF-8 first, then GB18030; the last resort is marked as doubtful."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

_CHUNK = 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_STRICT = ("utf-8", "gb18030")
# Every byte means something in it: old Lens exports are written so (unknown names are damaged already in the file).
LAST_RESORT = "mac_roman"
_DELIMITERS = (",", "\t", ";")
_ROWS_LOOKED_AT = 20
_CHUNKS_A_BEAT = 16
Beat = Callable[[], None]
"""Called again and again through a long pass over a file, as the sign of life of a job; may raise to end the pass."""


@dataclass(frozen=True)
class Encoding:
    """`is_text` is False for binary content; `doubtful` when no strict encoding fitted."""

    name: str
    doubtful: bool = False
    is_text: bool = True


def silent() -> None:
    """The beat of who needs none."""


def encoding_of(path: Path, beat: Beat = silent) -> Encoding:
    """The encoding of a whole file, in constant memory: by its mark, else UTF-8 or GB18030 where it fits.

    GB18030 also "fits" some Latin files: it is taken only when most of what it reads is in the GB2312 plane.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return Encoding(name, doubtful=not _decodes(path, name, beat))  # damaged: read on with replacement marks
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if control > max(4, len(head) // 100):
        return Encoding("binary", is_text=False)
    for name in _STRICT:
        if _decodes(path, name, beat):
            return Encoding(name)
    return Encoding(LAST_RESORT, doubtful=True)


def csv_delimiter(sample: str) -> str:
    """Comma, tab or semicolon: the one that parts most of the first rows into equally many columns.

    Not the most frequent one: lists within cells (`B60W50/14;;G05D1/00`) can outnumber the marks between cells.
    """
    return max(_DELIMITERS, key=lambda mark: _regularity(sample, mark))


def _regularity(sample: str, delimiter: str) -> tuple[float, int]:
    """Share of the first rows that have the commonest number of columns, and that number; (0, 0) for one column."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # a field beyond the limit: the reader says so when it comes to it
        widths.update(len(row) for row in islice(reader, _ROWS_LOOKED_AT) if any(cell.strip() for cell in row))
    width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(1, 0))
    return (count / widths.total(), width) if width > 1 else (0.0, 0)


def _decodes(path: Path, name: str, beat: Beat) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    beyond, chinese, chunks = 0, 0, 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                text = decoder.decode(chunk)
                if name == "gb18030":
                    letters = {letter: count for letter, count in Counter(text).items() if letter > "\x7f"}
                    beyond += sum(letters.values())
                    chinese += sum(count for letter, count in letters.items() if _is_common(letter))
                chunks += 1
                if chunks % _CHUNKS_A_BEAT == 0:
                    beat()
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return name != "gb18030" or beyond == 0 or chinese / beyond > 0.8


@lru_cache(maxsize=30_000)
def _is_common(letter: str) -> bool:
    """Whether a letter stands in the GB2312 plane (both bytes high); Latin files misread have a low second byte."""
    code = letter.encode("gb18030")
    return len(code) == 2 and code[0] >= 0xA1 and code[1] >= 0xA1
