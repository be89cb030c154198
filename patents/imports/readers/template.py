"""The platform's own import template, for clerks and sample content. Columns are listed in docs/import-formats.md.

A row needs a publication number or an application number. Lists `;` or `；`. `来源说明` says where it was taken from.
"""

from collections.abc import Iterator
from typing import Any

from patents.imports.raw import RawPatent, RowRefused, RowResult
from patents.imports.readers import cells, facts
from patents.imports.readers.layout import Reader, Row
from patents.imports.readers.patsnap import STAGES, TYPES
from patents.records.models import PatentType
from patents.records.numbers import (
    ApplicationNumber,
    NumberInvalid,
    PublicationNumber,
    application_number,
    patent_type_of_kind,
    publication_number,
    stage_of_kind,
)

SEPARATOR = ";"
# Our field -> heading in the template; the first name is the one we print.
COLUMNS: dict[str, tuple[str, ...]] = {
    "publication_number": ("公开（公告）号", "公开号", "公告号"),
    "application_number": ("申请号",),
    "office": ("受理局",),
    "title": ("标题", "发明名称", "专利名称"),
    "abstract": ("摘要",),
    "claims": ("权利要求",),
    "stage_raw": ("专利类型",),
    "filing_date": ("申请日",),
    "filing_year": ("申请年",),
    "publication_date": ("公开（公告）日", "公开日"),
    "grant_date": ("授权公告日",),
    "applicants": ("申请人",),
    "applicant_usccs": ("申请人统一社会信用代码",),
    "assignees": ("当前权利人", "专利权人"),
    "assignee_usccs": ("当前权利人统一社会信用代码", "专利权人统一社会信用代码"),
    "inventors": ("发明人",),
    "ipc": ("IPC分类号",),
    "cpc": ("CPC分类号",),
    "priority_countries": ("优先权国家",),
    "priority_date": ("最早优先权日",),
    "legal_status_raw": ("法律状态",),
    "legal_events": ("法律事件",),
    "status_date": ("法律状态日期",),
    "fee_paid_to": ("年费缴至",),
    "state_funded": ("财政资助",),
    "invalidation_pending": ("无效宣告审理中",),
    "claims_count": ("权利要求数量",),
    "pages": ("页数",),
    "cited_by_count": ("被引用数量",),
    "cites_count": ("引用数量",),
    "family_id": ("同族号",),
    "family_size": ("同族成员数量",),
    "family_members": ("同族公开号",),
    "citations": ("引用专利",),
    "province": ("省份",),
    "city": ("地市",),
    "district": ("区县",),
    "sei_industry": ("战略新兴产业",),
    "source_note": ("来源说明",),
}
TEMPLATE_HEADER: tuple[str, ...] = tuple(names[0] for names in COLUMNS.values())
_TYPE_LABELS = {
    str(label): code for code, label in zip(PatentType.values, ("发明专利", "实用新型", "外观设计"), strict=True)
}


def read(rows: Iterator[Row]) -> Iterator[RowResult]:
    """One statement a row. Here an invalid application number refuses the row: a person typed it."""
    for row in rows:
        yield _row(row)


def _row(row: Row) -> RowResult:
    number_field, application_field = cells.number_fields(row)
    raw_number, raw_application = row.text(number_field), row.text(application_field)
    if not number_field and not application_field:
        return RowRefused(row.number, row.title("publication_number"), "number_missing", "")
    number = PublicationNumber("", "", "")
    if raw_number:
        try:
            number = publication_number(raw_number)
        except NumberInvalid as error:
            return RowRefused(row.number, row.title("publication_number"), cells.unread(error), raw_number)
    office = cells.office(row, "office", number.office) or ("CN" if raw_application and not raw_number else "")
    if not office:
        return RowRefused(row.number, row.title("office"), "office_missing", row.text("office"))
    found = ApplicationNumber("")
    if raw_application:
        try:
            found = application_number(office, raw_application, compute_check=True)
        except NumberInvalid:
            return RowRefused(row.number, row.title(application_field), "application_number_invalid", raw_application)
    if found.check_computed:
        row.flag(application_field, "check_computed")
    said = _values(row, office, number.kind, found.patent_type) | {"check_computed": found.check_computed}
    values = cells.stated(said)
    cells.ordered(row, values)
    return RawPatent(row.number, number.key, office, found.value, values, row.cells, row.flags)


def _values(row: Row, office: str, kind: str, application_type: str) -> dict[str, Any]:
    label = row.text("stage_raw")
    filing_date = cells.day(row, "filing_date")
    for name in facts.LISTS:
        _narrowed(row, name)
    return {
        "kind": kind,
        "patent_type": patent_type_of_kind(office, kind) or application_type or _type_of(label),
        "stage": STAGES.get(label) or stage_of_kind(office, kind),
        "stage_raw": label,
        "filing_date": filing_date,
        "filing_year": int(filing_date[:4]) if filing_date else cells.year(row, "filing_year"),
        **{name: row.text(name) for name in _TEXTS},
        **{name: cells.day(row, name) for name in _DAYS},
        **{name: cells.whole(row, name) for name in _COUNTS},
        **{name: _items(row, name) for name in _LISTS},
        **{name: cells.aligned(_narrowed(row, name), name, SEPARATOR) for name in _PLACES},
        "ipc": cells.symbols(_narrowed(row, "ipc"), "ipc", SEPARATOR),
        "cpc": cells.symbols(_narrowed(row, "cpc"), "cpc", SEPARATOR),
        "priorities": [{"country": country} for country in _items(row, "priority_countries")],
        **facts.beside_names(row, SEPARATOR),
        "extra": row.extra(),
    }


_TEXTS = ("title", "abstract", "claims", "legal_status_raw", "family_id", "sei_industry", "source_note")
_DAYS = ("publication_date", "grant_date", "priority_date", "status_date", "fee_paid_to")
_COUNTS = ("claims_count", "pages", "cited_by_count", "cites_count", "family_size")
_LISTS = ("applicants", "assignees", "inventors", "legal_events")
_PLACES = ("province", "city", "district")


def _type_of(label: str) -> str:
    return _TYPE_LABELS.get(label) or TYPES.get(label) or (label if label in PatentType.values else "")


def _items(row: Row, name: str) -> list[str]:
    return cells.items(_narrowed(row, name), name, SEPARATOR)


def _narrowed(row: Row, name: str) -> Row:
    """The row with the full-width separator of a list made the plain one."""
    row.values[name] = row.text(name).replace("；", SEPARATOR)
    return row


READER = Reader(
    "template",
    "clerk",
    COLUMNS,
    frozenset({"source_note", "title"}),
    read,
    minimum=3,
    missing=frozenset({"", "-", "—"}),
)
