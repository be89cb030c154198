"""Small files of every import format before they are spoiled: invented rows, or cuts of real exports where they lie.

A draft is a table with what stands above its header; `write` makes the file of its kind.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import Any

from patents.imports.readers import (
    detect,
    espacenet,
    google_patents,
    lens,
    patentscope,
    patsnap,
    sumobrain,
    table_open,
    template,
)
from tests.factories.patents import PATSNAP_HEADER, cn_number
from tests.shared_data import SHARED

Cell = Any
WORDS = (
    "电池",
    "隔膜",
    "显示",
    "波导",
    "光学",
    "固态",
    "电解质",
    "装置",
    "pizza",
    "oven",
    "vehicle",
    "パネル",
    "전지",
    "電機",
)
SYMBOLS = ("G02B27/01", "H01M10/0562", "A21D13/00", "B60W30/00", "G06T19/00", "H04N5/225")
NAMES = ("示例甲公司", "示例乙大学", "EXAMPLE ONE INC", "Sample, Ann", "示例太郎", "BEISPIEL GMBH")


@dataclass
class Draft:
    """A file to be. `kind` is xlsx, xls, csv, xml or zip; `traits` are told to the writer (encoding, formulas …)."""

    format: str
    kind: str
    header: list[Cell]
    rows: list[list[Cell]]
    before: list[list[Cell]] = field(default_factory=list)
    traits: dict[str, Any] = field(default_factory=dict)

    def table(self) -> list[list[Cell]]:
        """All lines of the file."""
        return [*self.before, self.header, *self.rows]


def _iso(day: date) -> str:
    return day.isoformat()


def _packed(day: date) -> str:
    return f"{day:%Y%m%d}"


def _dotted(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _day_first(day: date) -> str:
    return f"{day:%d/%m/%y}"


def _month_first(day: date) -> str:
    return f"{day.month}/{day.day}/{day:%y}"


@dataclass(frozen=True)
class Shape:
    """How a vendor writes: columns, which alias of each, separator, days, what stands above the header."""

    kind: str
    columns: Mapping[str, tuple[str, ...]]
    separator: str
    day: Callable[[date], str]
    alias: int = 0
    before: tuple[tuple[str, ...], ...] = ()
    missing: str = ""
    only: tuple[str, ...] = ()
    real: tuple[str, ...] = ()


_PATSNAP = {name: names for name, names in patsnap.COLUMNS.items() if set(names) & set(PATSNAP_HEADER)}
_OLD_LENS = {name: names for name, names in lens.COLUMNS.items() if name not in ("abstract", "assignees", "source_id")}
SHAPES: dict[str, Shape] = {
    "patsnap.xlsx": Shape("xlsx", _PATSNAP, " | ", _iso, missing="-", real=("patsnap/ar_glasses.xlsx",)),
    "patentscope.xls": Shape(
        "xls", patentscope.COLUMNS, ";", _dotted, before=((), ("Query: EN_ALLTXT:(pizza)",)),
        real=("patentscope/pizza_medium.xls",),
    ),
    "espacenet.xls": Shape(
        "xls", espacenet.COLUMNS, "\n", _iso, before=(("Approximately 4 results",), ("txt = pizza",)),
        real=("espacenet/pizza_small.xls",),
    ),
    "espacenet.csv": Shape("csv", espacenet.COLUMNS, "; ", _iso, real=("espacenet/pizza_small.csv",)),
    "lens_2015.csv": Shape(
        "csv", _OLD_LENS, ";;", _day_first, real=("lens/pizza_lens_1000.csv", "lens/autonomous.csv"),
    ),
    "lens_2021.csv": Shape("csv", lens.COLUMNS, ";;", _iso, alias=1),
    "google_patents.csv": Shape(
        "csv", google_patents.COLUMNS, ", ", _month_first, before=(("search URL:", "https://example.org/?q=x"),),
        real=("google_patents/autonomous.csv",),
    ),
    "sumobrain.xls": Shape("xls", sumobrain.COLUMNS, "; ", _iso, before=((),), real=("sumobrain/autonomous_1.xls",)),
    "sumobrain.xlsx": Shape("xlsx", sumobrain.COLUMNS, "; ", _iso, real=("sumobrain/autonomous_2.xlsx",)),
    "template.xlsx": Shape("xlsx", template.COLUMNS, "；", _iso),
    "template.csv": Shape("csv", template.COLUMNS, ";", _packed),
}  # fmt: skip
EPO_OPS, ZIP = "epo_ops.xml", "several.zip"
FORMATS = (*SHAPES, EPO_OPS, ZIP)
_REAL_XML = ("biblio_ep1000000a1", "abstract_ep1000000a1", "claims_1", "family_1", "full_cycle_ep1000000")


def draft(name: str, chance: random.Random, *, real: bool) -> Draft:
    """A sound file of a format; `real`: a cut of a real export where one lies beside the checkout."""
    if name == EPO_OPS:
        return Draft(name, "xml", [], [], traits={"text": _real_xml(chance) if real else xml_text(chance)})
    if name == ZIP:
        inner = chance.choices([one for one in FORMATS if one != ZIP], k=chance.randint(1, 3))
        return Draft(name, "zip", [], [], traits={"members": [draft(one, chance, real=real) for one in inner]})
    shape = SHAPES[name]
    found = [one for one in shape.real if (SHARED / one).exists()] if real else []
    if found:
        before, header, rows = _real_table(chance.choice(found))
        at = chance.randrange(max(1, len(rows) - 6))
        cut = [list(row) for row in rows[at : at + 6]]
        return Draft(name, shape.kind, list(header), cut, [list(line) for line in before])
    titles = [names[min(shape.alias, len(names) - 1)] for names in shape.columns.values()]
    rows = [_row(name, shape, chance) for _place in range(chance.randint(2, 6))]
    return Draft(name, shape.kind, titles, rows, [list(line) for line in shape.before])


@cache
def _real_table(relative: str) -> tuple[list[list[str]], list[str], list[list[str]]]:
    with table_open(SHARED / relative) as sheet:
        rows = list(islice(sheet.rows, 300))
    at = detect(rows[:40]).header_row
    return rows[: at - 1], rows[at - 1], rows[at:]


def _real_xml(chance: random.Random) -> str:
    found = [path for one in _REAL_XML if (path := SHARED / "epo_ops" / f"{one}.xml").exists()]
    return chance.choice(found).read_text("utf-8") if found else xml_text(chance)


def _row(name: str, shape: Shape, chance: random.Random) -> list[Cell]:
    filed = date(chance.randint(1990, 2023), chance.randint(1, 11), chance.randint(1, 28))
    published = filed + timedelta(days=chance.randint(200, 700))
    chinese = name.startswith(("patsnap", "template"))
    office = "CN" if chinese else chance.choice(("US", "EP", "KR", "WO"))
    kind = chance.choice(("A", "B")) if chinese else "A1"
    serial = chance.randint(1_000_000, 9_999_999)
    digits = f"10{serial}" if chinese else f"{filed.year}{serial}"
    words = " ".join(chance.choices(WORDS, k=chance.randint(2, 6)))
    said: dict[str, Cell] = {
        "publication_number": f"{office}{digits}{kind}", "office": office, "kind": kind,
        "application_number": cn_number(year=filed.year) if chinese and filed.year > 2003 else "",
        "title": words, "abstract": f"{words}. {words}", "claims": f"1. {words}\n2. {words}",
        "publication_year": str(published.year), "filing_year": str(filed.year), "stage_raw": "",
        "applicants": shape.separator.join(chance.sample(NAMES, chance.randint(1, 3))),
        "assignees": chance.choice(NAMES), "inventors": shape.separator.join(chance.sample(NAMES, 2)),
        "ipc": shape.separator.join(chance.sample(SYMBOLS, chance.randint(1, 3))), "cpc": chance.choice(SYMBOLS),
        "filing_date": shape.day(filed), "publication_date": shape.day(published), "source_note": "示例",
        "cited_by_count": str(chance.randint(0, 40)), "legal_status_raw": "有效" if chinese else "Active",
        "priority_countries": "中国", "province": "湖南省", "source_id": f"{chance.randint(1, 10**9)}",
    }  # fmt: skip
    return [said.get(column) or shape.missing for column in shape.columns]


_OPEN = '<?xml version="1.0" encoding="UTF-8"?><ops:world-patent-data xmlns="http://www.epo.org/exchange" ' \
        'xmlns:ops="http://ops.epo.org">'  # fmt: skip


def xml_text(chance: random.Random) -> str:
    """An invented answer of EPO OPS with two or three documents."""
    documents = ""
    for _place in range(chance.randint(2, 3)):
        number, words = chance.randint(1_000_000, 3_999_999), " ".join(chance.choices(WORDS, k=3))
        reference = (
            f'<document-id document-id-type="docdb"><country>EP</country><doc-number>{number}</doc-number>'
            "<kind>A1</kind><date>20000517</date></document-id>"
        )
        documents += (
            f'<exchange-document family-id="{number}" country="EP" doc-number="{number}" kind="A1">'
            f"<bibliographic-data><publication-reference>{reference}</publication-reference>"
            '<classifications-ipcr><classification-ipcr sequence="1"><text>B28B   1/    29</text></classification-ipcr>'
            "</classifications-ipcr><parties><applicants><applicant sequence='1' data-format='docdb'><applicant-name>"
            f"<name>{chance.choice(NAMES)} [NL]</name></applicant-name></applicant></applicants></parties>"
            f'<invention-title lang="en">{words}</invention-title></bibliographic-data>'
            f'<abstract lang="en"><p>{words}</p></abstract></exchange-document>'
        )
    return f"{_OPEN}<exchange-documents>{documents}</exchange-documents></ops:world-patent-data>"
