"""Hits as lines of a file, in batches with constant queries: CSV for everybody, XLSX, CSV and RIS as a job."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings

from ipplatform.search import SearchQuery
from ipplatform.search.services import first_ids
from ipplatform.spreadsheets import csv_chunks, xlsx_write
from patents.records.models import Patent
from patents.records.numbers import OFFICES
from patents.records.selectors import owner_names, patents_for_rows

EXPORT_LIMIT = 1000
"""Lines for a visitor."""
EXPORT_MOST = 10_000
"""Lines for a signed-in person: as far as pages can be turned."""
EXPORT_HEADER = ["公开（公告）号", "标题", "申请人/权利人", "申请日", "申请年", "IPC", "法律状态", "受理局", "被引用"]
FORMATS = ("xlsx", "csv", "ris")
_BATCH = 200

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Exported:
    """The bytes of an export, rewound, and how many patents they hold."""

    content: IO[bytes]
    lines: int


def export_rows(query: SearchQuery) -> Iterator[list[str | int | None]]:
    """At most EXPORT_LIMIT lines, in the order of the question.

    The engine is asked at the call: EngineError comes before the first line, never in the middle of a file.
    """
    return (_line(patent) for patent in _patents(query, EXPORT_LIMIT))


def export_file(query: SearchQuery, format: str, *, total: int, progress: Progress) -> Exported:
    """The hits in the order of the question, up to EXPORT_MOST, in one of FORMATS, telling the progress by batches.

    The ids are held, the patents a batch at a time. The caller closes the file.
    """
    most, lines = min(total, EXPORT_MOST), 0

    def patents() -> Iterator[Patent]:
        nonlocal lines
        for patent in _patents(query, EXPORT_MOST):
            if lines % _BATCH == 0:
                progress(lines, most, "")
            lines += 1
            yield patent

    content = TemporaryFile()  # noqa: SIM115  handed to the caller, who closes it
    if format == "xlsx":
        xlsx_write(content, header=EXPORT_HEADER, rows=(_line(one) for one in patents()), sheet_name="patents")
    elif format == "csv":
        _write(content, csv_chunks(header=EXPORT_HEADER, rows=(_line(one) for one in patents())))
    else:
        _write(content, (_ris(one).encode() for one in patents()))
    content.seek(0)
    return Exported(content, lines)


def _patents(query: SearchQuery, most: int) -> Iterator[Patent]:
    return _loaded(iter(first_ids(query, most)))


def _loaded(ids: Iterator[int]) -> Iterator[Patent]:
    while part := list(islice(ids, _BATCH)):
        yield from patents_for_rows(part)


def _write(content: IO[bytes], chunks: Iterable[bytes]) -> None:
    for chunk in chunks:
        content.write(chunk)


def _line(patent: Patent) -> list[str | int | None]:
    return [
        patent.number, patent.title, "；".join(owner_names(patent)),
        patent.filing_date.isoformat() if patent.filing_date else "", patent.filing_year,
        ", ".join(patent.ipc_all), patent.legal_status_raw or str(patent.get_legal_status_display()),
        OFFICES[patent.office][0] if patent.office in OFFICES else patent.office, patent.cited_by_count,
    ]  # fmt: skip


def _ris(patent: Patent) -> str:
    """One reference of type PAT: tag, two blanks, dash, blank, value; CRLF; ended by ER.

    SN is the patent's number, PB the assignee, OP the priority numbers, C6 the legal status, as reference managers read
    the tags of a patent; the application number has no tag of its own and is a note.
    """
    publications = list(patent.publications.all())
    named = next((row for row in publications if row.publication_number == patent.number), None)
    day = named.publication_date if named else None
    pairs: list[tuple[str, str]] = [("TY", "PAT"), ("TI", patent.title or patent.number)]
    pairs += [("AU", name) for name in patent.inventors]
    pairs += [("PB", name) for name in owner_names(patent)]
    pairs += [("SN", patent.number), ("CY", patent.office), ("M3", patent.type_label)]
    pairs += [("PY", f"{day:%Y}"), ("DA", f"{day:%Y/%m/%d/}")] if day else [("PY", str(patent.filing_year or ""))]
    pairs += [("OP", str(row["number"])) for row in patent.priorities if row.get("number")]
    pairs += [("C6", patent.legal_status_raw or str(patent.get_legal_status_display()))]
    pairs += [("KW", symbol) for symbol in patent.ipc_all]
    pairs += [("AB", next((row.abstract for row in publications if row.abstract), ""))]
    pairs += [("N1", f"申请号 {patent.application_number}" if patent.application_number else "")]
    pairs += [("UR", f"{settings.PUBLIC_BASE_URL}/patents/{patent.number}/"), ("ER", "")]
    # A line break inside a value would begin a new tag.
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in pairs if value or tag == "ER"]
    return "\r\n".join(lines) + "\r\n\r\n"
