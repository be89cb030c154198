"""PatSnap (智慧芽) exports. Columns are the user's choice; lists ` | `, missing `-`; holders are the present ones.

Mapping: 公开(公告)号 -> publication number and kind; 受理局 -> office; 专利类型 -> stage (kept as written);
简单法律状态 and 法律状态/事件 -> legal status; 申请年 -> filing year alone; 优先权国家 -> distinct countries;
当前申请(专利权)人 -> assignees.
"""

from collections.abc import Iterator
from typing import Any

from patents.imports.raw import RawPatent, RowRefused, RowResult
from patents.imports.readers import cells
from patents.imports.readers.layout import Reader, Row
from patents.records.numbers import patent_type_of_kind, stage_of_kind

SEPARATOR = " | "
STAGES = {"发明申请": "application", "授权发明": "grant", "实用新型": "grant", "外观设计": "grant"}
TYPES = {"发明申请": "invention", "授权发明": "invention", "实用新型": "utility_model", "外观设计": "design"}
COLUMNS: dict[str, tuple[str, ...]] = {
    "publication_number": ("公开(公告)号", "公开公告号", "公开号", "公告号"),
    "office": ("受理局", "公开国别", "国家/地区"),
    "title": ("标题", "标题(原文)", "专利名称", "标题(译)(简体中文)"),
    "stage_raw": ("专利类型",),
    "pages": ("文献页数",),
    "assignees": ("当前申请(专利权)人", "当前专利权人", "当前权利人"),
    "assignees_count": ("当前申请(专利权)人数量",),
    "applicants": ("原始申请(专利权)人", "申请(专利权)人", "原始申请人"),
    "inventors": ("发明人",),
    "inventors_count": ("发明人数量",),
    "claims_count": ("权利要求数量",),
    "ipc": ("IPC分类号", "IPC分类"),
    "ipc_subclass": ("IPC主分类号(小类)", "IPC主分类号"),
    "cpc": ("CPC分类号", "CPC分类"),
    "sei_industry": ("战略新兴产业分类",),
    "cited_by_count": ("被引用专利数量", "被引用次数"),
    "cites_count": ("引用专利数量", "引用次数"),
    "legal_status_raw": ("简单法律状态",),
    "family_size": ("简单同族成员数量", "简单同族个数"),
    "legal_events": ("法律状态/事件",),
    "city": ("当前申请(专利权)人地市",),
    "district": ("当前申请(专利权)人区县",),
    "province": ("当前申请(专利权)人州/省",),
    "filing_year": ("申请年",),
    "priority_countries": ("优先权国家",),
    "application_number": ("申请号",),
    "filing_date": ("申请日",),
    "publication_date": ("公开(公告)日", "公开日"),
    "grant_date": ("授权日", "授权公告日"),
    "abstract": ("摘要", "摘要(原文)"),
}


def read(rows: Iterator[Row]) -> Iterator[RowResult]:
    """One statement a row; rows whose number carries the vendor's remark, or no number, are refused."""
    for row in rows:
        yield _row(row)


def _row(row: Row) -> RowResult:
    number = cells.number(row)
    if isinstance(number, RowRefused):
        return number
    office = cells.office(row, "office", number.office)
    application, check_computed = cells.application(row, "application_number", office)
    values = cells.stated(_values(row, office, number.kind) | {"check_computed": check_computed})
    cells.ordered(row, values)
    return RawPatent(row.number, number.key, office, application, values, row.cells, row.flags)


def _values(row: Row, office: str, kind: str) -> dict[str, Any]:
    label = row.text("stage_raw")
    assignees, inventors = cells.items(row, "assignees", SEPARATOR), cells.items(row, "inventors", SEPARATOR)
    _count_checked(row, "assignees_count", "assignees", len(assignees))
    _count_checked(row, "inventors_count", "inventors", len(inventors))
    filing_date = cells.day(row, "filing_date")
    return {
        "kind": kind,
        "patent_type": patent_type_of_kind(office, kind) or TYPES.get(label, ""),
        "stage": STAGES.get(label) or stage_of_kind(office, kind),
        "stage_raw": label,
        "title": row.text("title"),
        "abstract": row.text("abstract"),
        "publication_date": cells.day(row, "publication_date"),
        "filing_date": filing_date,
        "filing_year": int(filing_date[:4]) if filing_date else cells.year(row, "filing_year"),
        "grant_date": cells.day(row, "grant_date"),
        "applicants": cells.items(row, "applicants", SEPARATOR),
        "assignees": assignees,
        "inventors": inventors,
        "ipc": cells.symbols(row, "ipc", SEPARATOR) or cells.symbols(row, "ipc_subclass", SEPARATOR),
        "cpc": cells.symbols(row, "cpc", SEPARATOR),
        "priorities": [{"country": country} for country in cells.items(row, "priority_countries", SEPARATOR)],
        "sei_industry": row.text("sei_industry"),
        "family_size": cells.whole(row, "family_size"),
        "claims_count": cells.whole(row, "claims_count"),
        "pages": cells.whole(row, "pages"),
        "cited_by_count": cells.whole(row, "cited_by_count"),
        "cites_count": cells.whole(row, "cites_count"),
        "legal_status_raw": row.text("legal_status_raw"),
        "legal_events": cells.items(row, "legal_events", SEPARATOR),
        "province": cells.aligned(row, "province", SEPARATOR),
        "city": cells.aligned(row, "city", SEPARATOR),
        "district": cells.aligned(row, "district", SEPARATOR),
        "extra": row.extra(),
    }


def _count_checked(row: Row, count_field: str, names_field: str, found: int) -> None:
    """The vendor counts the names as listed, repetitions included."""
    text = row.text(count_field)
    if text != str(found) and cells.is_count(text):
        names = row.text(names_field)
        if int(text) != (names.count(SEPARATOR) + 1 if names else 0):
            row.flag(count_field, "count_differs")


# 公开(公告)号, 申请(专利权)人 and the like stand in anybody's list; these do not.
TELLING = frozenset({
    "当前申请(专利权)人", "当前申请(专利权)人数量", "当前申请(专利权)人州/省", "当前申请(专利权)人地市",
    "当前申请(专利权)人区县", "原始申请(专利权)人", "简单法律状态", "法律状态/事件", "发明人数量",
    "战略新兴产业分类", "IPC主分类号(小类)", "被引用专利数量", "引用专利数量", "简单同族成员数量",
    "简单同族个数", "标题(译)(简体中文)",
})  # fmt: skip
READER = Reader("patsnap", "patsnap", COLUMNS, frozenset({"publication_number"}), read, telling=TELLING)
