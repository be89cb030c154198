"""What a reader hands over: one statement about one publication or application, or a refused row. Knows no database."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Names of `RawPatent.values`. Dates are ISO text, unknown fields are absent, lists keep the source's order.
PATENT_FIELDS = (
    "patent_type", "filing_date", "filing_year", "grant_date", "priority_date", "priorities", "ipc", "cpc", "us_class",
    "inventors", "applicants", "assignees", "family_id", "family_size", "claims_count", "pages", "cited_by_count",
    "cites_count", "province", "city", "district", "sei_industry", "legal_status_raw", "legal_events", "status_date",
    "fee_paid_to", "state_funded", "invalidation_pending", "legal_event_rows", "citations", "family_members",
    "applicant_usccs", "assignee_usccs",
)  # fmt: skip
PUBLICATION_FIELDS = (
    "kind", "stage", "stage_raw", "publication_date", "title", "other_titles", "abstract", "claims",
)  # fmt: skip
OTHER_FIELDS = ("check_computed", "source_url", "source_id", "source_note", "extra")

REASONS: dict[str, Promise] = {
    "number_missing": _("没有公开（公告）号，也没有申请号"),
    "number_unreadable": _("号码无法识别"),
    "vendor_note": _("号码后附有数据商的说明文字，此行不是专利记录"),
    "application_number_invalid": _("申请号不符合规则"),
    "office_missing": _("无法确定受理局"),
    "patent_number": _("ZL 专利号是申请号，不是公开（公告）号；请填在申请号一列，并核对是否一致"),
    "value_too_long": _("内容过长"),
    "row_cut_off": _("文件在这一行中断，此行不完整"),
    "quote_unclosed": _("引号没有成对，从这里到文件末尾都并入了一个单元格"),
}
FLAGS: dict[str, Promise] = {
    "answer_unreadable": _("应填“是”或“否”"),
    "application_number_invalid": _("申请号不符合规则，未采用"),
    "cells_beyond_header": _("单元格比表头多，多出的未采用"),
    "check_computed": _("申请号缺校验位，已推算"),
    "control_characters": _("含控制字符，已去除"),
    "count_differs": _("数量与所列名称不符"),
    "date_order_unknown": _("文件看不出日、月的先后，日期未采用"),
    "date_unreadable": _("日期无法识别"),
    "dates_out_of_order": _("申请日、公开日、授权日先后不符"),
    "encoding_doubtful": _("文件编码不明，文字可能有误"),
    "many_lines": _("单元格内换行很多，请核对引号是否成对"),
    "number_unreadable": _("数字无法识别"),
    "office_differs": _("受理局与号码不符"),
    "office_unknown": _("受理局名称不在对照表中"),
    "symbol_unreadable": _("分类号无法识别"),
    "uscc_invalid": _("统一社会信用代码不符合规则，未采用"),
    "value_too_long": _("内容过长，已截断"),
    "year_corrected": _("年末日期的年份多一年，已按所列年份、优先权或公开日改正"),
    "year_doubtful": _("年末日期的年份可能多一年，请核对"),
}


@dataclass(frozen=True, slots=True)
class RawPatent:
    """One statement. Key: `publication_number`, or (`office`, `application_number`) where nothing is published.

    `row` is the file's own row number (1 = first line), `part` counts statements of one row, `raw` its cells as read,
    `flags` pairs (column, code of FLAGS).
    """

    row: int
    publication_number: str
    office: str
    application_number: str
    values: dict[str, Any]
    raw: list[str] = field(default_factory=list)
    flags: list[tuple[str, str]] = field(default_factory=list)
    part: int = 0


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A row that is no record: where, why (code of REASONS), and what stood there."""

    row: int
    column: str
    reason: str
    raw_value: str


RowResult = RawPatent | RowRefused
