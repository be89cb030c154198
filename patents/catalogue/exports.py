"""Hits as lines of a file, in batches with constant queries."""

from collections.abc import Iterator
from itertools import islice

from ipplatform.search import SearchQuery
from ipplatform.search.services import scan
from patents.records.numbers import OFFICES
from patents.records.selectors import owner_names, patents_for_rows

EXPORT_LIMIT = 1000
EXPORT_HEADER = ["公开（公告）号", "标题", "申请人/权利人", "申请日", "申请年", "IPC", "法律状态", "受理局", "被引用"]
_BATCH = 200


def export_rows(query: SearchQuery) -> Iterator[list[str | int | None]]:
    """At most EXPORT_LIMIT lines, in the order in which the patents were first recorded.

    The engine is asked at the call: EngineError comes before the first line, never in the middle of a file.
    """
    return _rows(islice(scan(query), EXPORT_LIMIT))


def _rows(ids: Iterator[int]) -> Iterator[list[str | int | None]]:
    while part := list(islice(ids, _BATCH)):
        for patent in patents_for_rows(part):
            yield [
                patent.number, patent.title, "；".join(owner_names(patent)),
                patent.filing_date.isoformat() if patent.filing_date else "", patent.filing_year,
                ", ".join(patent.ipc_all), patent.legal_status_raw or str(patent.get_legal_status_display()),
                OFFICES[patent.office][0] if patent.office in OFFICES else patent.office, patent.cited_by_count,
            ]  # fmt: skip
