"""Ways to spoil a file: a mutation changes the draft's table, or the bytes of the written file, by a given chance."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz import spoiled_bytes
from tests.fuzz.drafts import Draft

TABLES = ("xlsx", "xls", "csv")
ALL = (*TABLES, "xml", "zip")
OneDraft = Callable[[Draft, random.Random], None]
Bytes = Callable[[bytes, random.Random], bytes]
ODD_DAYS = (
    "0000-00-00", "0000-01-01", "0001-01-01", "9999-12-31", "12/31/0000", "99999-01-01", "31/02/2019", "2019-02-30",
    "2019-13-01", "30.12.1899", "-1", "1e308", "44197", "2019年2月30日", "１９９９-０１-０１", "١٩٩٩-٠١-٠١",
    "20190230", "00/00/00",
    "9999", "0", "2019-01-01T99:99:99", "2019-01-01" * 50, "²⁰¹⁹-01-01", "2019-1²-01",
)  # fmt: skip
ODD_NUMBERS = (
    "CN", "CN" + "9" * 400, "ＣＮ１０４５６７８９０Ａ", "US 2013/0101709 A1 ", "😀", "CN104567890A（被无效）",
    "NaN", "-0", "1e999",
    "CN104567890A;CN104567891A", "'; DROP TABLE x; --", "../../etc/passwd", "%s%n", "CN１０４²", "A" * 3000, "۱۲۳",
    "CN\n1",
    "١٢٣٤٥٦٧٨٩٠", "201310699744.2", "ZL201310699744.X", "0", " ", "\u3000", "CN1045678900000000000000000000000A",
)  # fmt: skip
FORMULAS = (
    "=1+1", "=cmd|'/c calc'!A0", '=HYPERLINK("http://example.org","x")', "=A1048576", "=SUM(A1:XFD1048576)",
    "@SUM(1)", "+1+1",
    "-2+3", "=1/0", "=NOW()", "=INDIRECT(A1)", "=" + "(" * 60 + "1" + ")" * 60,
)  # fmt: skip
MARKS = ("\u200f", "\u202e", "\u2066", "\u061c", "\u200b", "\ufeff", "\u200d", "\u00ad", "\u0301" * 40)
CONTROLS = ("\x00", "\x01", "\x0b", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ud800", "\udfff", "\ud83d\ude00", "\ufffe")
_DAYS = re.compile(r"date|日|Date")


@dataclass(frozen=True)
class Mutation:
    """`on_draft` or `on_bytes` does it. `harmless`: every row of the file must still be read."""

    name: str
    kinds: tuple[str, ...]
    on_draft: OneDraft | None = None
    on_bytes: Bytes | None = None
    harmless: bool = False


def _none(draft: Draft, chance: random.Random) -> None:
    """As it is."""


def _columns_moved(draft: Draft, chance: random.Random) -> None:
    order = list(range(len(draft.header)))
    chance.shuffle(order)
    draft.header = [draft.header[at] for at in order]
    draft.rows = [[row[at] if at < len(row) else "" for at in order] for row in draft.rows]


def _headings_swapped(draft: Draft, chance: random.Random) -> None:
    one, two = (chance.randrange(len(draft.header)) for _turn in range(2))
    draft.header[one], draft.header[two] = draft.header[two], draft.header[one]


def _columns_doubled(draft: Draft, chance: random.Random) -> None:
    at = chance.randrange(len(draft.header))
    draft.header.insert(chance.randrange(len(draft.header)), draft.header[at])
    draft.rows = [[*row, chance.choice(row or [""])] for row in draft.rows]


def _columns_dropped(draft: Draft, chance: random.Random) -> None:
    for _turn in range(chance.randint(1, 4)):
        at = chance.randrange(max(1, len(draft.header)))
        draft.header = draft.header[:at] + draft.header[at + 1 :]
        draft.rows = [row[:at] + row[at + 1 :] for row in draft.rows]


def _rows_ragged(draft: Draft, chance: random.Random) -> None:
    for row in draft.rows:
        if chance.random() < 0.5:
            del row[chance.randrange(len(row) + 1) :]
        else:
            row += [chance.choice(("", "x"))] * chance.randint(1, 40)


def _rows_doubled(draft: Draft, chance: random.Random) -> None:
    for row in list(draft.rows):
        again = list(row)
        if chance.random() < 0.6:
            again[chance.randrange(len(again))] = chance.choice(("other", "2001-01-01", ""))
        draft.rows.insert(chance.randrange(len(draft.rows) + 1), again)


def _cell(draft: Draft, chance: random.Random, value: object, *, among: Callable[[str], bool] = bool) -> None:
    """Put a value in a cell of a row, in a column whose heading fits where there is one."""
    fitting = [at for at, title in enumerate(draft.header) if among(str(title))] or list(range(len(draft.header)))
    row, at = chance.choice(draft.rows), chance.choice(fitting)
    row += [""] * (at + 1 - len(row))
    row[at] = value


def _huge_cell(draft: Draft, chance: random.Random) -> None:
    size = chance.choice((70_000, 1_000_000, 1_100_000))
    _cell(draft, chance, chance.choice(("x", "电", "a;", "1 ", "; ", "9", "\n")) * size)


def _odd_days(draft: Draft, chance: random.Random) -> None:
    for _turn in range(chance.randint(1, 6)):
        _cell(draft, chance, chance.choice(ODD_DAYS), among=lambda title: bool(_DAYS.search(title)))


def _odd_numbers(draft: Draft, chance: random.Random) -> None:
    numbers = re.compile("number|号|^id$|Number")
    for _turn in range(chance.randint(1, 5)):
        _cell(draft, chance, chance.choice(ODD_NUMBERS), among=lambda title: bool(numbers.search(title)))


def _real_numbers(draft: Draft, chance: random.Random) -> None:
    for _turn in range(chance.randint(1, 6)):
        _cell(draft, chance, chance.choice((0, -1, 1e300, 1.5, 43466, 2**53, 1e-300)))


def _formulas(draft: Draft, chance: random.Random) -> None:
    draft.traits["formulas"] = chance.random() < 0.7
    for _turn in range(chance.randint(1, 6)):
        _cell(draft, chance, chance.choice(FORMULAS))
    if chance.random() < 0.2:
        draft.header[chance.randrange(len(draft.header))] = "=1+1"


def _long_lists(draft: Draft, chance: random.Random) -> None:
    mark = chance.choice((";", ";;", " | ", "\n", ", "))
    _cell(draft, chance, mark.join(f"Name {at}" for at in range(chance.choice((300, 3000)))))


def _wrong_sheet(draft: Draft, chance: random.Random) -> None:
    other = chance.choice(([], [["说明", "x"], ["y", 1]], [[""]], [["a"] * 30] * 12, [list(draft.header)]))
    if draft.kind == "xlsx":
        draft.traits["sheets"] = [other]
    else:
        draft.before = [*other, *draft.before]


def _direction_marks(draft: Draft, chance: random.Random) -> None:
    _sprinkled(draft, chance, MARKS)


def _controls(draft: Draft, chance: random.Random) -> None:
    _sprinkled(draft, chance, CONTROLS)


def _sprinkled(draft: Draft, chance: random.Random, marks: tuple[str, ...]) -> None:
    for _turn in range(chance.randint(2, 12)):
        row = draft.header if chance.random() < 0.3 else chance.choice(draft.rows)
        if row:
            at = chance.randrange(len(row))
            text = str(row[at])
            place = chance.randrange(len(text) + 1)
            row[at] = text[:place] + chance.choice(marks) + text[place:]


def _far_cells(draft: Draft, chance: random.Random) -> None:
    far = ((4, 16_383), (1_048_575, 16_383), (20_000, 3), (3, 2_000), (300_000, 0))
    draft.traits["far"] = [chance.choices(far, (4, 4, 4, 4, 1))[0]]


def _far_columns(draft: Draft, chance: random.Random) -> None:
    chance.choice(draft.rows).extend([""] * chance.choice((300, 17_000, 1_000_000)) + ["far"])


def _encodings(draft: Draft, chance: random.Random) -> None:
    names = ("gb18030", "utf-16", "utf-16-be", "utf-8-sig", "latin-1", "cp1252", "utf-32", "big5", "shift_jis", "utf-7")
    draft.traits |= {"encoding": chance.choice(names), "errors": "replace"}


def _quotes(draft: Draft, chance: random.Random) -> None:
    _cell(draft, chance, chance.choice(('"', '""x"', 'a"b', "'", '"\n', '\\"', "x\r", "\n" * 40)))
    if draft.kind == "csv":
        lines = [",".join(str(cell) for cell in row) for row in draft.table()]
        at = chance.randrange(len(lines))
        lines[at] = chance.choice(('"' + lines[at], lines[at] + '"', lines[at].replace(",", '","', 1)))
        draft.traits["raw"] = chance.choice(("\r", "\n", "\r\n", "\n\r")).join(lines)


def _delimiters(draft: Draft, chance: random.Random) -> None:
    draft.traits["delimiter"] = chance.choice(("\t", ";", "|", " "))


def _blank(draft: Draft, chance: random.Random) -> None:
    width = len(draft.header)
    draft.rows = [[chance.choice(("", " ", "\u3000", "-"))] * width for _turn in range(chance.randint(0, 3))]
    if chance.random() < 0.2:
        draft.header, draft.before = [], []


def _xml_tags(draft: Draft, chance: random.Random) -> None:
    text = str(draft.traits["text"])
    tags = re.findall(r"<[^>]+>", text)
    for _turn in range(chance.randint(1, 6)):
        odd = ("", chance.choice(tags), "<a>", "<![CDATA[", "&bomb;", "&#0;", "&#xD800;", "<?x?>", "\x0b")
        put = chance.choice(odd)
        text = text.replace(chance.choice(tags), put, chance.choice((1, 1, -1)))
    draft.traits["text"] = text


def _xml_inside(draft: Draft, chance: random.Random) -> None:
    odd = (*ODD_DAYS, *ODD_NUMBERS, "x" * 1_000_000, "", *MARKS, "\n" * 5000, "<i>x</i>" * 2000)
    pieces = re.split(r"(<[^>]+>)", str(draft.traits["text"]))
    for _turn in range(chance.randint(1, 8)):
        places = [at for at, piece in enumerate(pieces) if piece.strip() and not piece.startswith("<")]
        pieces[chance.choice(places)] = chance.choice(odd).replace("&", "&amp;")
    draft.traits["text"] = "".join(pieces)


def _xml_declared(draft: Draft, chance: random.Random) -> None:
    text = str(draft.traits["text"])
    dtd = chance.choice((
        '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE a>", '<?xml version="1.0" encoding="utf-7"?>', '<?xml version="1.1"?>',
        "<!-- " + "x" * 5000 + " -->",
    ))  # fmt: skip
    head, mark, rest = text.partition("?>")
    draft.traits["text"] = chance.choice((head + mark + dtd + rest, dtd + rest, text + dtd, "<a>" * 90 + rest))
    if chance.random() < 0.4:
        draft.traits |= {"encoding": chance.choice(("utf-16", "latin-1", "gb18030")), "errors": "replace"}


MUTATIONS: tuple[Mutation, ...] = (
    Mutation("none", ALL, _none, harmless=True),
    Mutation("columns moved with their headings", TABLES, _columns_moved, harmless=True),
    Mutation("headings swapped", TABLES, _headings_swapped),
    Mutation("columns doubled", TABLES, _columns_doubled),
    Mutation("columns dropped", TABLES, _columns_dropped),
    Mutation("rows ragged", TABLES, _rows_ragged),
    Mutation("rows doubled and changed", TABLES, _rows_doubled),
    Mutation("cell of up to 1 MB", TABLES, _huge_cell),
    Mutation("days of year 0, 9999, none", TABLES, _odd_days),
    Mutation("numbers that are none", TABLES, _odd_numbers),
    Mutation("cells of another type", TABLES, _real_numbers),
    Mutation("formulas", TABLES, _formulas),
    Mutation("lists of thousands", TABLES, _long_lists),
    Mutation("wrong sheet or rows above", TABLES, _wrong_sheet),
    Mutation("direction and zero-width marks", TABLES, _direction_marks),
    Mutation("NUL, controls, surrogates", TABLES, _controls),
    Mutation("cells far apart", ("xlsx",), _far_cells),
    Mutation("cells far apart", ("csv",), _far_columns),
    Mutation("other encoding", ("csv",), _encodings),
    Mutation("quotes and line ends", ("csv", "xlsx"), _quotes),
    Mutation("other delimiter", ("csv",), _delimiters),
    Mutation("blank", TABLES, _blank),
    Mutation("tags broken", ("xml",), _xml_tags),
    Mutation("odd text in elements", ("xml",), _xml_inside),
    Mutation("declarations, entities, depth", ("xml",), _xml_declared),
    Mutation("cut off", ALL, on_bytes=spoiled_bytes.cut),
    Mutation("bytes flipped", ALL, on_bytes=spoiled_bytes.flipped),
    Mutation("bytes doubled or taken out", ALL, on_bytes=spoiled_bytes.moved),
    Mutation("parts of the workbook broken", ("xlsx",), on_bytes=spoiled_bytes.parts),
    Mutation("zip that lies about sizes", ("xlsx", "zip"), on_bytes=spoiled_bytes.lies),
    Mutation("zip of odd members", ("zip",), on_bytes=spoiled_bytes.members),
    Mutation("no file of this kind", ALL, on_bytes=spoiled_bytes.foreign),
)


def mutations_of(kind: str) -> list[Mutation]:
    """What can be done to a file of a kind."""
    return [one for one in MUTATIONS if kind in one.kinds]
