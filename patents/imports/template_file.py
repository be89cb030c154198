"""The platform's empty import template as a file, and what its columns take, for those who fill it."""

from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ipplatform.spreadsheets import CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE, csv_chunks, xlsx_write
from patents.imports.readers import TEMPLATE_COLUMNS, TEMPLATE_HEADER

Target = IO[bytes] | Path

_NUMBER = _("号码，各种写法都可以；与申请号至少填一个")
_DAY = _("日期，如 2026-03-26")
_NAMES = _("名称；几个之间用 ；或 ; 隔开")
_CODES = _("代码，次序与旁边的名称相同；没有代码的留空位，如 代码；；代码")
_PLACES = _("次序与当前权利人相同")
_COUNT = _("整数")
_ANSWER = _("是 或 否")
_SYMBOLS = _("分类号；几个之间用 ；或 ; 隔开，主分类号写在最前")
_NUMBERS = _("公开（公告）号；几个之间用 ；或 ; 隔开")
_TEXT = _("文字")
# Our field -> what is written in its column; tests hold it to the reader's columns.
NOTES: dict[str, Promise] = {
    "publication_number": _NUMBER,
    "application_number": _("号码，有无校验位都可以；写错的整行不收"),
    "office": _("代码或名称，如 CN 或 中国；不填则从号码认出"),
    "title": _TEXT,
    "abstract": _TEXT,
    "claims": _("全文；一项一行"),
    "stage_raw": _("发明申请、授权发明、实用新型或外观设计；不填则从号码认出"),
    "filing_date": _DAY,
    "filing_year": _("四位数；只知道年份时填"),
    "publication_date": _DAY,
    "grant_date": _DAY,
    "applicants": _NAMES,
    "applicant_usccs": _CODES,
    "assignees": _NAMES,
    "assignee_usccs": _CODES,
    "inventors": _NAMES,
    "ipc": _SYMBOLS,
    "cpc": _SYMBOLS,
    "priority_countries": _("代码或名称；几个之间用 ；或 ; 隔开"),
    "priority_date": _DAY,
    "legal_status_raw": _("如 有效、审中、失效"),
    "legal_events": _("几个之间用 ；或 ; 隔开"),
    "status_date": _DAY,
    "fee_paid_to": _DAY,
    "state_funded": _ANSWER,
    "invalidation_pending": _ANSWER,
    "claims_count": _COUNT,
    "pages": _COUNT,
    "cited_by_count": _COUNT,
    "cites_count": _COUNT,
    "family_id": _TEXT,
    "family_size": _COUNT,
    "family_members": _NUMBERS,
    "citations": _NUMBERS,
    "province": _PLACES,
    "city": _PLACES,
    "district": _PLACES,
    "sei_industry": _TEXT,
    "source_note": _("从哪里抄来，如 专利证书、缴费收据；这一列的表头不可少"),
}


def _xlsx(target: Target) -> None:
    xlsx_write(target, header=TEMPLATE_HEADER, rows=[], sheet_name="patents")


def _csv(target: Target) -> None:
    content = b"".join(csv_chunks(header=TEMPLATE_HEADER, rows=[]))
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


# Ending of the file's name -> its media type and who writes it.
KINDS: dict[str, tuple[str, Callable[[Target], None]]] = {
    "xlsx": (XLSX_MEDIA_TYPE, _xlsx),
    "csv": (CSV_MEDIA_TYPE, _csv),
}


def template_write(target: Target, kind: str) -> None:
    """Write the empty template; KeyError for a kind that is not in KINDS."""
    KINDS[kind][1](target)


def template_columns() -> list[list[str]]:
    """For every column its heading, the headings that are read as the same, and what is written in it."""
    return [[names[0], "、".join(names[1:]), str(NOTES[name])] for name, names in TEMPLATE_COLUMNS.items()]
