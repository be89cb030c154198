"""Patents for tests: always through source records and the fold, as real ones come to be."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ipplatform.accounts.models import User
from ipplatform.search.declarations import Document, IndexDeclaration, SortField, TextField, index_register, indexes
from ipplatform.spreadsheets import xlsx_write
from patents.imports.models import ImportRun
from patents.imports.readers import TEMPLATE_COLUMNS as COLUMNS
from patents.imports.services import import_run_execute, import_run_start
from patents.records.models import Patent
from patents.records.numbers import cn_check_character

_serial = itertools.count(1)
IMPORT_DAY = date(2026, 5, 20)
PATSNAP_HEADER = (
    "公开(公告)号", "受理局", "标题", "专利类型", "[标]当前申请(专利权)人", "当前申请(专利权)人数量", "发明人",
    "IPC分类号", "简单法律状态", "法律状态/事件", "申请年", "当前申请(专利权)人州/省", "优先权国家", "申请号",
)  # fmt: skip


def cn_number(*, year: int = 2019, type_digit: str = "1") -> str:
    """A fresh valid Chinese application number."""
    serial = f"{year}{type_digit}{next(_serial) + 5_000_000:07d}"
    return f"{serial}.{cn_check_character(serial)}"


def template_file(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """An import file of our own template; rows by field name; `source_note` and `title` are filled in."""
    filled = [{"source_note": "示例", "title": "示例专利"} | row for row in rows]
    header = [names[0] for names in COLUMNS.values()]
    xlsx_write(path, header=header, rows=[[row.get(name, "") for name in COLUMNS] for row in filled])
    return path


def patsnap_file(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    """A file in the shape of a PatSnap export; rows by heading, `-` where a row says nothing."""
    xlsx_write(path, header=PATSNAP_HEADER, rows=[[row.get(name, "-") for name in PATSNAP_HEADER] for row in rows])
    return path


def imported(path: Path, *, by: User | None = None, on: date = IMPORT_DAY, cutoff: date | None = None) -> ImportRun:
    """A finished run of a file."""
    index_ready()
    person = by or User.objects.system()
    run = import_run_start(file=path, format="auto", cutoff=cutoff, by=person, on=on)
    return import_run_execute(run=run, by=person, on=on)


def patent(folder: Path, **values: Any) -> Patent:
    """One patent by template fields; a published Chinese invention with application number unless told otherwise."""
    row = {"publication_number": f"CN{next(_serial) + 110_000_000}B", "application_number": cn_number()} | values
    run = imported(template_file(folder / f"patent{next(_serial)}.xlsx", [row]))
    record = run.records.get()
    key = {"office": record.office, "application_number": record.application_number}
    if record.application_number:
        return Patent.objects.get(**key)
    return Patent.objects.get(publications__publication_number=record.publication_number)


def index_ready() -> None:
    """The index `patents` is declared by the catalogue; tests of rooms below it may run without."""
    if "patents" in {declared.name for declared in indexes()}:
        return
    fields, sorts = (TextField("title", "TI", "标题", True),), (SortField("number", "号码"),)
    index_register(IndexDeclaration("patents", "专利", fields, (), sorts, "title", ("number",), 1, _documents))


def _documents(ids: Sequence[int] | None) -> Iterator[Document]:
    rows = Patent.objects.all() if ids is None else Patent.objects.filter(pk__in=list(ids))
    for pk, title, number in rows.values_list("pk", "title", "number"):
        yield Document(pk, {"title": title}, {}, {"number": number})
