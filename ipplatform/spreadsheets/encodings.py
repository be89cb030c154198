"""Which encoding and delimiter a text file has. UTF-8 first, then GB18030; the last resort is marked as doubtful."""

import codecs
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_STRICT = ("utf-8", "gb18030")
# Every byte means something in it: old Lens exports are written so (unknown names are damaged already in the file).
LAST_RESORT = "mac_roman"
_DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True)
class Encoding:
    """`is_text` is False for binary content; `doubtful` when no strict encoding fitted."""

    name: str
    doubtful: bool = False
    is_text: bool = True


def encoding_of(path: Path) -> Encoding:
    """The encoding of a whole file, in constant memory: by its mark, else UTF-8 or GB18030 where it fits.

    GB18030 also "fits" some Latin files: it is taken only when most of what it reads is in the GB2312 plane.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return Encoding(name, doubtful=not _decodes(path, name))  # damaged: read on with replacement marks
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if control > max(4, len(head) // 100):
        return Encoding("binary", is_text=False)
    for name in _STRICT:
        if _decodes(path, name):
            return Encoding(name)
    return Encoding(LAST_RESORT, doubtful=True)


def csv_delimiter(sample: str) -> str:
    """Comma, tab or semicolon: the one that is most frequent in the first lines."""
    counts = Counter({mark: sum(line.count(mark) for line in sample.splitlines()[:10]) for mark in _DELIMITERS})
    mark, count = counts.most_common(1)[0]
    return mark if count else ","


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    beyond, chinese = 0, 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                text = decoder.decode(chunk)
                if name == "gb18030":
                    letters = Counter(letter for letter in text if letter > "\x7f")
                    beyond += letters.total()
                    chinese += sum(count for letter, count in letters.items() if _is_common(letter))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return name != "gb18030" or beyond == 0 or chinese / beyond > 0.8


def _is_common(letter: str) -> bool:
    """Whether a letter stands in the GB2312 plane (both bytes high); Latin files misread have a low second byte."""
    code = letter.encode("gb18030")
    return len(code) == 2 and code[0] >= 0xA1 and code[1] >= 0xA1
