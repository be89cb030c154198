"""What the columns of an unknown file probably are: by the likeness of headings and by the kind of their content.

Only proposals: a person decides. Knows no database.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from patents.imports.readers.layout import HEADER_ROWS, Reader, heading
from patents.imports.readers.mapped import FIELDS, LISTS, NUMBER_FIELDS, SEPARATORS, SYMBOLS, Recipe
from patents.records.classification import symbol_normal
from patents.records.numbers import NumberInvalid, application_number, publication_number

# Words that vendors and offices use beside those that our formats know.
WORDS: dict[str, tuple[str, ...]] = {
    "publication_number": ("publication number", "patent number", "document number", "publication no", "pub no",
                           "公开公告号", "文献号", "专利号", "授权公告号"),
    "application_number": ("application number", "application no", "appl no", "申请编号"),
    "office": ("office", "country", "jurisdiction", "authority", "国别"),
    "title": ("title", "invention title", "名称", "题名", "专利题目"),
    "abstract": ("abstract", "summary", "文摘"),
    "stage_raw": ("document type", "patent type", "kind of document", "文献类型"),
    "filing_date": ("filing date", "application date", "date of filing", "申请日期"),
    "filing_year": ("filing year", "application year", "申请年份"),
    "publication_date": ("publication date", "date of publication", "公开日期", "公告日"),
    "grant_date": ("grant date", "授权日期"),
    "applicants": ("applicant", "applicants", "申请人名称"),
    "assignees": ("assignee", "current assignee", "owner", "patentee", "权利人"),
    "inventors": ("inventor", "inventors", "设计人"),
    "ipc": ("ipc", "ipcr", "international classification", "ipc classification", "国际分类号", "主分类号"),
    "cpc": ("cpc", "cooperative classification"),
    "priority_countries": ("priority country", "priority countries"),
    "priority_date": ("priority date", "earliest priority date", "优先权日"),
    "legal_status_raw": ("legal status", "status", "当前法律状态"),
    "family_id": ("family id", "family number", "同族编号"),
    "family_size": ("family size", "同族数"),
    "cited_by_count": ("cited by", "forward citations", "被引次数"),
    "cites_count": ("citations", "backward citations", "引证次数"),
    "claims_count": ("claims", "number of claims", "权利要求数"),
    "pages": ("pages", "页码"),
    "source_url": ("url", "link", "链接"),
    "source_id": ("id", "record id", "编号"),
}  # fmt: skip
ENOUGH = 0.72
_SAMPLE = 30
_DAY = re.compile(r"^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T].*)?$")


@dataclass(frozen=True)
class Proposal:
    """`header_row` (1 = first line), its `titles`, the proposed recipe, and the first data rows."""

    header_row: int
    titles: list[str]
    recipe: Recipe
    rows: list[list[str]]


def header_guess(first: Sequence[Sequence[str]]) -> int:
    """The row among the first ten that looks most like headings: many cells, all different, no numbers. 1 = first."""

    def score(cells: Sequence[str]) -> float:
        filled = [cell.strip() for cell in cells if cell.strip()]
        distinct = len({heading(cell) for cell in filled})
        return distinct - 2 * sum(any(mark.isdigit() for mark in cell) or len(cell) > 40 for cell in filled)

    rows = list(first[:HEADER_ROWS])
    return max(range(len(rows)), key=lambda n: (score(rows[n]), -n)) + 1 if rows else 1


def proposal(
    first: Sequence[Sequence[str]], readers: Sequence[Reader], *, header_row: int = 0,
    kept: Sequence[Mapping[str, str]] = (),
) -> Proposal:  # fmt: skip
    """Columns proposed from the first rows; `kept`: columns of earlier mappings, whose headings are known then."""
    number = header_row or header_guess(first)
    titles = [cell.strip() for cell in first[number - 1]] if number <= len(first) else []
    rows = [list(cells) for cells in first[number:] if any(cell.strip() for cell in cells)]
    names = _known_names(readers, kept)
    scores: list[tuple[float, str, int]] = []
    seen: set[str] = set()
    for position, title in enumerate(titles):
        normal = heading(title)
        if not normal or normal in seen:
            continue
        seen.add(normal)
        values = [cells[position].strip() for cells in rows[:_SAMPLE] if position < len(cells)]
        kinds = _kinds([value for value in values if value])
        for field in FIELDS:
            likeness = max((_likeness(normal, name) for name in names[field]), default=0.0)
            score = likeness + kinds.get(field, 0.0)
            if likeness == 1.0 or score >= ENOUGH:
                scores.append((score, field, position))
    columns: dict[str, int] = {}
    for _score, field, position in sorted(scores, key=lambda entry: (-entry[0], entry[2], entry[1])):
        if field not in columns and position not in columns.values():
            columns[field] = position
    cells_of = {field: [row[at] for row in rows if at < len(row)] for field, at in columns.items()}
    recipe = Recipe(
        {field: titles[columns[field]] for field in FIELDS if field in columns},
        _separator([cell for field in (*LISTS, *SYMBOLS) for cell in cells_of.get(field, [])]),
        _date_order([cell for field, cells in cells_of.items() if field.endswith("_date") for cell in cells]),
    )
    return Proposal(number, titles, recipe, rows)


def has_number(recipe: Recipe) -> bool:
    """Whether a file read so can become patents at all."""
    return any(name in recipe.columns for name in NUMBER_FIELDS)


def _known_names(readers: Sequence[Reader], kept: Sequence[Mapping[str, str]]) -> dict[str, set[str]]:
    names = {field: {heading(word) for word in (FIELDS[field], *WORDS.get(field, ()))} for field in FIELDS}
    for columns in (*(reader.columns for reader in readers), *({f: (t,) for f, t in one.items()} for one in kept)):
        for field, titles in columns.items():
            if field in names:
                names[field] |= {heading(title) for title in titles}
    return names


def _likeness(title: str, name: str) -> float:
    if title == name:
        return 1.0
    ratio = SequenceMatcher(None, title, name).ratio()
    return ratio * 0.9 if ratio >= 0.6 else 0.0


def _kinds(values: Sequence[str]) -> dict[str, float]:
    """What content alone says: enough for numbers and symbols, a hint for the rest, against what cannot be."""
    if not values:
        return {}
    share = {
        "publication_number": _share(values, _is_publication_number),
        "application_number": _share(values, _is_application_number),
        "ipc": _share(values, _is_symbol),
    }
    days, whole = _share(values, lambda v: bool(_DAY.match(v))), _share(values, str.isdecimal)
    years = _share(values, lambda v: v.isdecimal() and len(v) == 4 and "1900" <= v <= "2100")
    links = _share(values, lambda v: v.startswith(("http://", "https://")))
    hints = {name: value * 0.8 for name, value in share.items() if value > 0.5}
    for field in FIELDS:
        if field.endswith("_date") or field == "fee_paid_to":
            hints[field] = 0.3 if days > 0.5 else -0.6
        elif field == "filing_year":
            hints[field] = 0.3 if years > 0.5 else -0.6
        elif field.endswith("_count") or field in ("pages", "family_size"):
            hints[field] = 0.2 if whole > 0.8 else -0.6
    for field in NUMBER_FIELDS:
        if share[field] <= 0.2:
            hints[field] = -0.4
    if links > 0.8:
        hints["source_url"] = 0.8
    if sum(map(len, values)) / len(values) > 120:
        hints["abstract"] = 0.5
    return hints


def _share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, values)) / len(values)


def _is_publication_number(text: str) -> bool:
    try:
        return bool(publication_number(text).office) and any(mark.isdigit() for mark in text) and text[:1].isalpha()
    except NumberInvalid:
        return False


def _is_application_number(text: str) -> bool:
    try:
        return bool(application_number("CN", text, compute_check=True).value)
    except NumberInvalid:
        return False


def _is_symbol(text: str) -> bool:
    first = re.split(r"[;；|,、\n]", text)[0].strip()
    return "/" in first and symbol_normal(first) is not None


def _separator(values: Sequence[str]) -> str:
    """The mark that parts most cells; a doubled one before the single."""
    plain = [value.replace("；", ";") for value in values]
    counts = Counter({mark: sum(mark in value for value in plain) for mark in SEPARATORS})
    counts["\n"] = sum("\n" in value.strip() for value in plain)
    counts[","] //= 2  # commas also stand inside names
    if counts[";;"] and counts[";;"] * 2 >= counts[";"]:
        return ";;"
    mark, count = counts.most_common(1)[0]
    return mark if count else ";"


def _date_order(values: Sequence[str]) -> str:
    """Day or month first, by the parts above 12; month first where nothing tells."""
    seen = Counter[str]()
    for value in values:
        match = _DAY.match(value.strip())
        short = "/" in value and len(match[3]) == 2 if match else False  # 19-03-26 may as well begin with its year
        if match and len(match[1]) < 3 and (len(match[3]) == 4 or short):
            first, second = int(match[1]) > 12, int(match[2]) > 12
            seen["dmy" if first and not second else "mdy" if second and not first else "either"] += 1
    if not seen:
        return "ymd"
    return "dmy" if seen["dmy"] > seen["mdy"] else "mdy"
